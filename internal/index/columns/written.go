package columns

import (
	"bufio"
	"fmt"
	"os"
)

// markEach is of how many lists the place of the first is known.
const markEach = 1 << 10

// Written are the lists of a column that was just written, read from its file in order.
type Written struct {
	f    *os.File
	in   *bufio.Reader
	list []uint32
}

// From gives the values of the cables in order, from one on, by their numbers.
func (b *Builder) From(ord int) (*Written, error) {
	f, err := os.Open(b.path)
	if err != nil {
		return nil, err
	}
	w := &Written{f: f}
	if _, err := f.Seek(b.marks[ord/markEach], 0); err != nil {
		_ = f.Close()
		return nil, err
	}
	w.in = bufio.NewReaderSize(f, rowsBuffer)
	for range ord % markEach {
		if _, err := w.Next(); err != nil {
			_ = f.Close()
			return nil, err
		}
	}
	return w, nil
}

// Next is the list of the next cable. It is valid until the one after it is asked for.
func (w *Written) Next() (_ []uint32, err error) {
	if w.list, err = readList(w.list, w.in); err != nil {
		return nil, fmt.Errorf("read %s: %w", w.f.Name(), err)
	}
	return w.list, nil
}

// Close closes the file.
func (w *Written) Close() error { return w.f.Close() }
