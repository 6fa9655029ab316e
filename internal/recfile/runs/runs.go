// Package runs sorts more records than memory should hold. What fits is sorted there
// and put by in a temporary file, a run; in the end the runs are merged. Records are
// sorted by their bytes. It knows bytes and files, and nothing of what is in them.
package runs

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"os"
	"path/filepath"
)

// A File is runs of records one after another, each sorted already. It is made when the
// first record is put by.
type File struct {
	path string
	f    *os.File
	w    *bufio.Writer
	size int64
	ends []int64 // of the runs
}

// New is a file without runs.
func New(path string) *File { return &File{path: path} }

// Write puts a record by, in the run at hand. None may sort before the last one.
func (f *File) Write(rec []byte) error {
	if f.f == nil {
		err := os.MkdirAll(filepath.Dir(f.path), 0o755)
		if err != nil {
			return err
		}
		if f.f, err = os.OpenFile(f.path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600); err != nil {
			return err
		}
		f.w = bufio.NewWriterSize(f.f, 1<<18)
	}
	length := binary.AppendUvarint(f.w.AvailableBuffer(), uint64(len(rec)))
	f.size += int64(len(length) + len(rec))
	if _, err := f.w.Write(length); err != nil {
		return err
	}
	if _, err := f.w.Write(rec); err != nil {
		return err
	}
	return nil
}

// End ends the run at hand: a smaller record may follow.
func (f *File) End() {
	if n := len(f.ends); f.size > 0 && (n == 0 || f.ends[n-1] < f.size) {
		f.ends = append(f.ends, f.size)
	}
}

// Runs is how many there are.
func (f *File) Runs() int { return len(f.ends) }

// Merge calls do with all records in order. What it gets is valid until it returns. The
// runs are read through buffers that take about so much memory.
func (f *File) Merge(memory int, do func(rec []byte) error) error {
	f.End()
	if len(f.ends) == 0 {
		return nil
	}
	if err := f.w.Flush(); err != nil {
		return err
	}
	buffer := min(max(memory/len(f.ends), 1<<12), 1<<20)
	var m merge
	from := int64(0)
	for i, end := range f.ends {
		r := &run{number: i, left: end - from, in: bufio.NewReaderSize(io.NewSectionReader(f.f, from, end-from), buffer)}
		from = end
		more, err := r.next()
		if err != nil {
			return fmt.Errorf("read %s: %w", f.path, err)
		}
		if more {
			m = append(m, r)
		}
	}
	for i := len(m)/2 - 1; i >= 0; i-- {
		m.down(i)
	}
	for len(m) > 0 {
		if err := do(m[0].rec); err != nil {
			return err
		}
		more, err := m[0].next()
		if err != nil {
			return fmt.Errorf("read %s: %w", f.path, err)
		}
		if !more {
			m[0] = m[len(m)-1]
			m = m[:len(m)-1]
		}
		m.down(0)
	}
	return nil
}

// Close closes the file and removes it. Where none was made it does nothing.
func (f *File) Close() error {
	if f.f == nil {
		return nil
	}
	err := errors.Join(f.f.Close(), os.Remove(f.path))
	f.f, f.w, f.size, f.ends = nil, nil, 0, nil
	return err
}

// A run is one that is read.
type run struct {
	number int
	left   int64 // bytes that were not read yet
	in     *bufio.Reader
	rec    []byte
	front  uint64
}

// next reads the next record of a run, as far as there is one.
func (r *run) next() (more bool, err error) {
	if r.left == 0 {
		return false, nil
	}
	n, err := binary.ReadUvarint(r.in)
	if err != nil {
		return false, err
	}
	r.left -= int64(lengthOf(n)) + int64(n)
	if uint64(cap(r.rec)) < n {
		r.rec = make([]byte, 2*n)
	}
	r.rec = r.rec[:n]
	if _, err := io.ReadFull(r.in, r.rec); err != nil {
		return false, err
	}
	r.front = frontOf(r.rec)
	return true, nil
}

// lengthOf is how many bytes a number takes.
func lengthOf(n uint64) int { return max(1, (bits.Len64(n)+6)/7) }

// A merge is a heap of runs by the records that they are at, equal ones by their number.
type merge []*run

func (m merge) down(i int) {
	for {
		least := i
		for _, child := range [...]int{2*i + 1, 2*i + 2} {
			if child < len(m) && m.before(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		m[i], m[least] = m[least], m[i]
		i = least
	}
}

func (m merge) before(i, j int) bool {
	a, b := m[i], m[j]
	c := compare(a.front, b.front, a.rec, b.rec)
	return c < 0 || c == 0 && a.number < b.number
}
