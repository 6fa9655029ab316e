// Package longs keeps the few long cables that were read last. What is read, divided
// into pages and written in another form once serves all who read it at that time,
// so that many slow readers of one long cable take the memory of one. It knows the
// contract of the archive, how texts are divided, and the turns of visitors.
package longs

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/server/guard"
	"reftel/internal/server/shape/divide"
)

const (
	kept       = 3         // cables
	keptBodies = 4         // other forms of each
	large      = 256 << 10 // bytes of a source from which a cable is kept

	turns    = 2 // pages that are made at once
	patience = 10 * time.Second
)

// A Shelf holds them. Who makes a page of a long text takes a turn: it takes a hundred
// times what the page of a usual cable takes, which must not be held up.
type Shelf struct {
	Turns *guard.Turns
	group singleflight.Group
	mu    sync.Mutex
	books []*book // read last first
}

type book struct {
	generation string
	record     *archive.Record
	long       *divide.Long // nil where the text has one page

	mu     sync.Mutex
	bodies map[string][]byte
}

// New is an empty shelf.
func New() *Shelf { return &Shelf{Turns: guard.NewTurns(turns, patience)} }

// Record reads a cable without its sources. Readers who come together share it: it
// must not be changed.
func (s *Shelf) Record(ctx context.Context, a archive.Archive, id string) (*archive.Record, error) {
	generation := a.Generation().ID
	if b := s.find(func(b *book) bool { return b.generation == generation && b.record.Cable.ID == id }); b != nil {
		r := *b.record
		return &r, nil
	}
	v, err, _ := s.group.Do(generation+"\x00"+id, func() (any, error) {
		r, err := a.Record(context.WithoutCancel(ctx), id, archive.Parsed) // others may wait for it
		if err == nil && r.Cable.Source.Bytes >= large {
			s.put(&book{generation: generation, record: r, long: divide.Divided(r.Cable)})
		}
		return r, err
	})
	if err != nil {
		return nil, err
	}
	r := *v.(*archive.Record)
	return &r, nil
}

// Divided is a cable in the pages of its text, nil where there is one.
func (s *Shelf) Divided(c *cable.Cable) *divide.Long {
	if b := s.find(func(b *book) bool { return b.record.Cable == c }); b != nil {
		return b.long
	}
	return divide.Divided(c)
}

// Body is another form of a cable that Record returned: what make makes, or what it
// made before.
func (s *Shelf) Body(c *cable.Cable, form string, make func() ([]byte, error)) ([]byte, error) {
	b := s.find(func(b *book) bool { return b.record.Cable == c })
	if b == nil {
		return make()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if body, ok := b.bodies[form]; ok {
		return body, nil
	}
	body, err := make()
	if err != nil {
		return nil, err
	}
	if b.bodies == nil {
		b.bodies = map[string][]byte{}
	}
	if len(b.bodies) < keptBodies {
		b.bodies[form] = body
	}
	return body, nil
}

// find looks for a book and puts it in front.
func (s *Shelf) find(is func(*book) bool) *book {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.books, is)
	if i < 0 {
		return nil
	}
	b := s.books[i]
	copy(s.books[1:], s.books[:i])
	s.books[0] = b
	return b
}

func (s *Shelf) put(b *book) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books = slices.Insert(s.books, 0, b)
	if len(s.books) > kept {
		s.books = slices.Delete(s.books, kept, len(s.books)) // clears the rest
	}
}
