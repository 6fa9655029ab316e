package static

import (
	"context"
	"slices"
	"sync"

	"reftel/internal/archive"
)

// The pages of a cable, those of its paragraphs and the citations of each are asked for one
// behind another, and each of them reads the cable: without a memory a quarter of the time
// goes into reading. Large cables are left to the server, which keeps them itself.
const (
	remembered = 64        // cables
	memorable  = 256 << 10 // bytes of a source up to which a cable is kept
)

// recent is a source whose archives remember the cables that were read last.
type recent struct {
	archive.Source
	memory
}

// Acquire returns the archive in force.
func (s *recent) Acquire(ctx context.Context) (archive.Archive, func(), error) {
	a, release, err := s.Source.Acquire(ctx)
	if err != nil {
		return a, release, err
	}
	return remembering{a, &s.memory}, release, nil
}

// remembering is an archive with a memory.
type remembering struct {
	archive.Archive
	memory *memory
}

// Record reads a cable, or hands out the one that was read before, which must not be changed:
// so do the readers of a server that share one.
func (a remembering) Record(ctx context.Context, id string, depth archive.Depth) (*archive.Record, error) {
	if depth != archive.Parsed {
		return a.Archive.Record(ctx, id, depth)
	}
	key := a.Generation().ID + "\x00" + id
	if r, ok := a.memory.find(key); ok {
		return &r, nil
	}
	r, err := a.Archive.Record(ctx, id, depth)
	if err == nil && r.Cable.Source.Bytes < memorable {
		a.memory.put(key, *r)
	}
	return r, err
}

// A memory holds the records that were read last, in the order in which they were asked for.
type memory struct {
	mu    sync.Mutex
	known []known
}

type known struct {
	key    string
	record archive.Record
}

// find looks for a record and puts it in front.
func (m *memory) find(key string) (archive.Record, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.known, func(k known) bool { return k.key == key })
	if i < 0 {
		return archive.Record{}, false
	}
	k := m.known[i]
	copy(m.known[1:], m.known[:i])
	m.known[0] = k
	return k.record, true
}

func (m *memory) put(key string, r archive.Record) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known = slices.Insert(m.known, 0, known{key, r})
	if len(m.known) > remembered {
		m.known = slices.Delete(m.known, remembered, len(m.known)) // clears the rest
	}
}
