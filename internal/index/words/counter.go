package words

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// A Counter numbers words in the order in which they come, and counts them.
// It may be used by many goroutines, each through an own Cache.
type Counter struct {
	mu    sync.Mutex
	ids   map[string]uint32
	words []string
}

// NewCounter counts from nothing.
func NewCounter() *Counter {
	return &Counter{ids: map[string]uint32{}, words: []string{""}}
}

// A Cache numbers words for one goroutine.
type Cache struct {
	all  *Counter
	ids  map[string]uint32
	seen []seen // by number
	text uint32 // number of the cable at hand, from 1
}

// seen is what a Cache knows of a word.
type seen struct {
	times uint64
	docs  [2]uint32 // cables, by field
	last  [2]uint32 // the last of them
}

// Cache is a new one.
func (c *Counter) Cache() *Cache { return &Cache{all: c, ids: map[string]uint32{}} }

// next is before the words of another cable.
func (c *Cache) next() { c.text++ }

// id numbers and counts a word of a field.
func (c *Cache) id(term []byte, f Field) uint32 {
	id, ok := c.ids[string(term)]
	if !ok {
		w := string(term)
		c.all.mu.Lock()
		if id, ok = c.all.ids[w]; !ok {
			id = uint32(len(c.all.words))
			c.all.ids[w] = id
			c.all.words = append(c.all.words, w)
		}
		w = c.all.words[id]
		c.all.mu.Unlock()
		c.ids[w] = id
	}
	for int(id) >= len(c.seen) {
		c.seen = append(c.seen, make([]seen, max(1024, len(c.seen)))...)
	}
	s := &c.seen[id]
	s.times++
	if s.last[f] != c.text {
		s.last[f] = c.text
		s.docs[f]++
	}
	return id
}

// Ranked makes the vocabulary, the rank of each number that the counter gave, and
// what was counted.
func (c *Counter) Ranked(caches []*Cache) (*Vocab, []uint32, *Census) {
	n := len(c.words)
	sum := make([]seen, n)
	for _, k := range caches {
		for id := range k.seen[:min(n, len(k.seen))] {
			s := &k.seen[id]
			sum[id].times += s.times
			for f := range s.docs {
				sum[id].docs[f] += s.docs[f]
			}
		}
	}
	order := make([]uint32, n-1)
	for i := range order {
		order[i] = uint32(i + 1)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(sum[b].times, sum[a].times), strings.Compare(c.words[a], c.words[b]))
	})
	once, _ := slices.BinarySearchFunc(order, 1, func(id uint32, times uint64) int { return cmp.Compare(times, sum[id].times) })
	rank := make([]uint32, n)
	census := newCensus(n)
	texts := make([]string, n)
	for i, id := range order {
		r := uint32(i + 1)
		rank[id], texts[r] = r, c.words[id]
		census.set(r, &sum[id])
	}
	return newVocab(texts, uint32(once+1)), rank, census
}
