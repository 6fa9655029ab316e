package client

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"sync"
)

// Remembering is a client of the same cluster that keeps answers to searches, up to so
// many bytes of them, and gives them again. It is for indices that do not change any
// more, which no answer about them can outlive. Answers that were not whole are not kept.
func (c *Client) Remembering(bytes int) *Client {
	return &Client{
		http: c.http, nodes: c.nodes, next: c.next, user: c.user, password: c.password, pause: c.pause,
		memory: &memory{half: bytes / 2},
	}
}

// A memory is answers by what was asked. They are kept in two halves: what is asked again
// goes to the young one, and when that is full the old one is forgotten.
type memory struct {
	half int // bytes

	mu         sync.Mutex
	size       int // of the young
	young, old map[question]*Answer
}

// A question is the sum of a search.
type question [sha256.Size]byte

// asked is what identifies a search.
func asked(s Search) (question, error) {
	b, err := json.Marshal(s) // keys of maps are in their order
	return sha256.Sum256(b), err
}

func (m *memory) find(q question) *Answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	a := m.young[q]
	if a == nil {
		if a = m.old[q]; a == nil {
			return nil
		}
		m.put(q, a)
	}
	again := *a // who asked may take it apart
	return &again
}

// Forget lets go of the answers that are kept.
func (c *Client) Forget() {
	if c.memory == nil {
		return
	}
	c.memory.mu.Lock()
	defer c.memory.mu.Unlock()
	c.memory.young, c.memory.old, c.memory.size = nil, nil, 0
}

func (m *memory) keep(q question, a *Answer) {
	if a.size() > m.half/8 {
		return
	}
	kept := *a
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(q, &kept)
}

func (m *memory) put(q question, a *Answer) {
	if m.young == nil || m.size+a.size() > m.half {
		m.old, m.young, m.size = m.young, map[question]*Answer{}, 0
	}
	if m.young[q] == nil {
		m.size += a.size()
	}
	m.young[q] = a
}

// size is about how many bytes an answer takes.
func (a *Answer) size() int {
	n := 500
	for _, parts := range []map[string]json.RawMessage{a.Aggs, a.Suggest} {
		for name, raw := range parts {
			n += 100 + len(name) + len(raw)
		}
	}
	return n + a.Hits.size()
}

func (h *Hits) size() int {
	n := 0
	for i := range h.Hits {
		x := &h.Hits[i]
		n += 300 + len(x.Source) + 50*(len(x.Sort)+len(x.Matched))
		for name, raw := range x.Fields {
			n += 100 + len(name) + len(raw)
		}
		for _, inner := range x.InnerHits {
			n += 100 + inner.Hits.size()
		}
	}
	return n
}

// remembered are the answers that are known to some searches, nil for the others, and
// under what those are to be kept.
func (c *Client) remembered(ctx context.Context, ss []Search) ([]*Answer, []question, error) {
	as, qs := make([]*Answer, len(ss)), make([]question, len(ss))
	if c.memory == nil {
		return as, qs, nil
	}
	for i, s := range ss {
		q, err := asked(s)
		if err != nil {
			return nil, nil, err
		}
		as[i], qs[i] = c.memory.find(q), q
	}
	return as, qs, ctx.Err()
}
