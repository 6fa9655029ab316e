package recfile

import (
	"fmt"

	"github.com/edsrzf/mmap-go"
)

// A Mapped is a file of records in mapped memory. Like Bleve's segments it must
// never be cut short while it is mapped; published files never change.
type Mapped struct {
	b    mmap.MMap
	offs []uint64
}

// Map maps a file of n records, which holds something.
func Map(path string, n int) (*Mapped, error) {
	r, err := Open(path, n)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	st, err := r.f.Stat()
	if err != nil {
		return nil, err
	}
	if st.Size() == 0 || uint64(st.Size()) != r.offs[n] {
		return nil, fmt.Errorf("%s: %d bytes instead of %d", path, st.Size(), r.offs[n])
	}
	b, err := mmap.Map(r.f, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return &Mapped{b, r.offs}, nil
}

// Get is record i, in mapped memory.
func (m *Mapped) Get(i uint32) []byte { return m.b[m.offs[i]:m.offs[i+1]] }

// Len is how many records there are.
func (m *Mapped) Len() int { return len(m.offs) - 1 }

// Close gives the memory back. No record may be looked at any more.
func (m *Mapped) Close() error { return m.b.Unmap() }

// Bytes is the whole file, in mapped memory.
func (m *Mapped) Bytes() []byte { return m.b }
