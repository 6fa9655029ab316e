// Package recfile is files of records one after another, and beside each a file
// that tells where they begin. They are written in order, and read at any place
// or as mapped memory. It knows files and bytes, and nothing of what is in them.
package recfile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Offsets is the ending of the file that tells where records begin.
const Offsets = ".offsets"

// A Writer writes records.
type Writer struct {
	path string
	f    *os.File
	w    *bufio.Writer
	off  uint64
	offs []byte
}

// Create makes the file, and its folder where need be.
func Create(path string) (*Writer, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &Writer{path: path, f: f, w: bufio.NewWriterSize(f, 1<<18), offs: make([]byte, 8)}, nil
}

// Write writes the next record.
func (w *Writer) Write(b []byte) error {
	if _, err := w.w.Write(b); err != nil {
		return err
	}
	w.off += uint64(len(b))
	w.offs = binary.LittleEndian.AppendUint64(w.offs, w.off)
	return nil
}

// Close writes where the records begin. Without it there is no such file.
func (w *Writer) Close() error {
	if err := w.w.Flush(); err != nil {
		return err
	}
	f := w.f
	w.f = nil
	if err := f.Close(); err != nil {
		return err
	}
	return os.WriteFile(w.path+Offsets, w.offs, 0o644)
}

// Abandon closes the file after a failure; after Close it does nothing.
func (w *Writer) Abandon() {
	if w.f != nil {
		w.f.Close()
	}
}

// A File is a file of records to be read at any place.
type File struct {
	f    *os.File
	offs []uint64
}

// Open opens a file of n records.
func Open(path string, n int) (*File, error) {
	offs, err := readOffsets(path+Offsets, n)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &File{f, offs}, nil
}

func readOffsets(path string, n int) ([]uint64, error) {
	b, err := ReadSized(path, 8*(n+1))
	if err != nil {
		return nil, err
	}
	offs := make([]uint64, n+1)
	for i := range offs {
		offs[i] = binary.LittleEndian.Uint64(b[8*i:])
		if i > 0 && offs[i] < offs[i-1] {
			return nil, fmt.Errorf("%s: offsets go backwards", path)
		}
	}
	return offs, nil
}

// Name is the path of the file.
func (r *File) Name() string { return r.f.Name() }

// Get reads record i.
func (r *File) Get(i uint32) ([]byte, error) {
	return ReadAt(r.f, int64(r.offs[i]), int(r.offs[i+1]-r.offs[i]))
}

// Section is record i, to be read as far as need be.
func (r *File) Section(i uint32) *io.SectionReader {
	return io.NewSectionReader(r.f, int64(r.offs[i]), int64(r.offs[i+1]-r.offs[i]))
}

// Close closes the file.
func (r *File) Close() error { return r.f.Close() }

// Each reads the records lo to hi in order. What do gets is valid until it returns.
func (r *File) Each(lo, hi int, do func(i int, rec []byte) error) error {
	if lo >= hi {
		return nil
	}
	in := bufio.NewReaderSize(io.NewSectionReader(r.f, int64(r.offs[lo]), int64(r.offs[hi]-r.offs[lo])), 1<<18)
	var buf []byte
	for i := lo; i < hi; i++ {
		n := int(r.offs[i+1] - r.offs[i])
		if cap(buf) < n {
			buf = make([]byte, n*2)
		}
		buf = buf[:n]
		if _, err := io.ReadFull(in, buf); err != nil {
			return fmt.Errorf("read %s: %w", r.f.Name(), err)
		}
		if err := do(i, buf); err != nil {
			return err
		}
	}
	return nil
}

// ReadAt reads n bytes of a file at off.
func ReadAt(f *os.File, off int64, n int) ([]byte, error) {
	b := make([]byte, n)
	if err := Fill(b, f, off); err != nil {
		return nil, err
	}
	return b, nil
}

// Fill reads as many bytes of a file at off as b has.
func Fill(b []byte, f *os.File, off int64) error {
	if _, err := f.ReadAt(b, off); err != nil {
		return fmt.Errorf("read %s at %d: %w", f.Name(), off, err)
	}
	return nil
}

// ReadSized reads a file that must have so many bytes.
func ReadSized(path string, size int) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err == nil && len(b) != size {
		err = fmt.Errorf("%s: %d bytes instead of %d", path, len(b), size)
	}
	return b, err
}

// Count is how many records a file has, by the size of its offsets.
func Count(path string) (int, error) {
	st, err := os.Stat(path + Offsets)
	if err != nil {
		return 0, err
	}
	if st.Size() < 8 || st.Size()%8 != 0 {
		return 0, fmt.Errorf("%s: %w", path+Offsets, errors.New("no list of offsets"))
	}
	return int(st.Size()/8) - 1, nil
}
