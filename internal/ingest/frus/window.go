package frus

import (
	"fmt"
	"io"
	"sync"

	"reftel/internal/ingest/source"
)

// A window reads a file for the decoder and keeps the bytes from a mark on, so
// that elements can be cut out as they stand in the file.
type window struct {
	r    io.Reader
	buf  []byte
	pos  int   // next byte in buf
	base int64 // offset of buf[0] in the file
	keep int64 // bytes from this offset on stay in buf
	err  error
}

const windowSize = 64 << 10

var errTooLong = fmt.Errorf("an element, a text or a document is larger than %d MB", source.MaxPart>>20)

// windows are windows that nothing is read through. Many files are one small document, and
// making a buffer for each was most of what reading it took of memory.
var windows = sync.Pool{New: func() any { return &window{buf: make([]byte, 0, 2*windowSize)} }}

// newWindow is a window to be released when the file is read.
func newWindow(r io.Reader) *window {
	w := windows.Get().(*window)
	w.r = r
	return w
}

// release gives the buffer to the next file, unless a long document made it grow.
func (w *window) release() {
	if cap(w.buf) == 2*windowSize {
		*w = window{buf: w.buf[:0]}
		windows.Put(w)
	}
}

// fill drops what is not kept and reads on.
func (w *window) fill() error {
	if w.err != nil {
		return w.err
	}
	if drop := int(w.keep - w.base); drop > 0 {
		drop = min(drop, w.pos)
		n := copy(w.buf, w.buf[drop:])
		w.buf = w.buf[:n]
		w.pos -= drop
		w.base += int64(drop)
	}
	if len(w.buf) > source.MaxPart {
		w.err = errTooLong
		return w.err
	}
	if cap(w.buf)-len(w.buf) < windowSize {
		grown := make([]byte, len(w.buf), 2*cap(w.buf))
		copy(grown, w.buf)
		w.buf = grown
	}
	for range 100 {
		n, err := w.r.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+n]
		if err != nil {
			w.err = err
		}
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	w.err = io.ErrNoProgress
	return w.err
}

// ReadByte makes the decoder read without a buffer of its own.
func (w *window) ReadByte() (byte, error) {
	if w.pos == len(w.buf) {
		if err := w.fill(); err != nil {
			return 0, err
		}
	}
	c := w.buf[w.pos]
	w.pos++
	return c, nil
}

func (w *window) Read(p []byte) (int, error) {
	if w.pos == len(w.buf) {
		if err := w.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, w.buf[w.pos:])
	w.pos += n
	return n, nil
}

// cut copies the bytes between two offsets that are kept.
func (w *window) cut(from, to int64) []byte {
	return append([]byte(nil), w.buf[from-w.base:to-w.base]...)
}
