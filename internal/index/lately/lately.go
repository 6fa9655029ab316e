// Package lately is what was found last, by what was asked: the next page of a search, its
// other orders and the way from one of its cables to the next ask again for what was just
// found. It is bounded by number and by bytes, belongs to one generation, and knows
// nothing of what it holds.
package lately

import (
	"container/list"
	"sync"
)

// A Memory holds answers, those that were asked for last. It may be used by any number of
// goroutines, and must not be copied.
type Memory[T any] struct {
	most, bytes int // that it may hold, in all

	mu    sync.Mutex
	order list.List // of *held[T], the last first
	byKey map[string]*list.Element
	size  int
}

type held[T any] struct {
	key    string
	answer T
	bytes  int
}

// New is a memory for so many answers of so many bytes together.
func New[T any](most, bytes int) *Memory[T] {
	return &Memory[T]{most: most, bytes: bytes, byKey: map[string]*list.Element{}}
}

// Get is the answer to what has a key.
func (m *Memory[T]) Get(key string) (answer T, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.byKey[key]
	if !ok {
		return answer, false
	}
	m.order.MoveToFront(e)
	return e.Value.(*held[T]).answer, true
}

// Put keeps an answer of so many bytes, and lets go of the oldest for it. One that would
// take more than a quarter of the room is not kept.
func (m *Memory[T]) Put(key string, answer T, bytes int) {
	bytes += len(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.byKey[key]; ok {
		m.drop(e)
	}
	if bytes > m.bytes/4 {
		return
	}
	m.byKey[key] = m.order.PushFront(&held[T]{key, answer, bytes})
	for m.size += bytes; m.size > m.bytes || len(m.byKey) > m.most; {
		m.drop(m.order.Back())
	}
}

func (m *Memory[T]) drop(e *list.Element) {
	h := m.order.Remove(e).(*held[T])
	delete(m.byKey, h.key)
	m.size -= h.bytes
}

// Forget lets go of all.
func (m *Memory[T]) Forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.order.Init()
	clear(m.byKey)
	m.size = 0
}
