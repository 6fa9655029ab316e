package recfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/edsrzf/mmap-go"
)

// A Mapped is a file of records in mapped memory, and where they begin too. Like Bleve's
// segments it must never be cut short while it is mapped; published files never change.
type Mapped struct {
	b, offs mmap.MMap
	f       *os.File // that b is of
}

// Map maps a file of n records, which holds something.
func Map(path string, n int) (_ *Mapped, err error) {
	m := &Mapped{}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.Close())
		}
	}()
	if m.offs, err = mapFile(path+Offsets, 8*(uint64(n)+1)); err != nil {
		return nil, err
	}
	for i := range uint32(n) {
		if m.at(i+1) < m.at(i) {
			return nil, fmt.Errorf("%s: offsets go backwards", path+Offsets)
		}
	}
	if m.b, err = mapFile(path, m.at(uint32(n))); err != nil {
		return nil, err
	}
	m.f, err = os.Open(path)
	return m, err
}

// mapFile maps a file that has so many bytes, and some.
func mapFile(path string, size uint64) (mmap.MMap, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if st.Size() == 0 || uint64(st.Size()) != size {
		return nil, fmt.Errorf("%s: %d bytes instead of %d", path, st.Size(), size)
	}
	b, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return b, nil
}

func (m *Mapped) at(i uint32) uint64 { return binary.LittleEndian.Uint64(m.offs[8*uint64(i):]) }

// Get is record i, in mapped memory.
func (m *Mapped) Get(i uint32) []byte { return m.b[m.at(i):m.at(i+1)] }

// Len is how many records there are.
func (m *Mapped) Len() int { return len(m.offs)/8 - 1 }

// Close gives the memory back. No record may be looked at any more.
func (m *Mapped) Close() (err error) {
	for _, b := range []*mmap.MMap{&m.b, &m.offs} {
		if *b != nil {
			err = errors.Join(err, b.Unmap())
		}
	}
	if m.f != nil {
		err = errors.Join(err, m.f.Close())
	}
	return err
}

// Sparse is for records that are read here and there: what is wanted of them is asked for
// Ahead, or little. See the function of that name.
func (m *Mapped) Sparse() { Sparse(m.b) }

// Bytes is the whole file, in mapped memory.
func (m *Mapped) Bytes() []byte { return m.b }

// WriteMapped writes what stands in the memory of a mapped file, and keeps none of it there.
func WriteMapped(w io.Writer, b []byte) error {
	const piece = 16 << 20
	for len(b) > 0 {
		k := min(len(b), piece)
		_, err := w.Write(b[:k])
		Forget(b[:k])
		if err != nil {
			return err
		}
		b = b[k:]
	}
	return nil
}
