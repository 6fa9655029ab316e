// Package codec is numbers and strings as the files of an archive hold them: a
// number as a varint, a string after its length. It knows bytes alone.
package codec

import (
	"encoding/binary"
	"errors"
	"strings"
)

// ErrShort says that a file or a part of it ends before what it should hold, or
// goes on after it.
var ErrShort = errors.New("the file ends too early")

// AppendString writes a string after its length.
func AppendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// A Scanner reads what append wrote from the front of B. After the end it yields
// zeros and is bad.
type Scanner struct {
	B   []byte
	Bad bool
}

// Uvarint reads a number.
func (r *Scanner) Uvarint() uint64 {
	v, k := binary.Uvarint(r.B)
	if k <= 0 {
		r.Bad = true
		return 0
	}
	r.B = r.B[k:]
	return v
}

// Count reads a number of things of which each takes a byte at least.
func (r *Scanner) Count() int {
	v := r.Uvarint()
	if v > uint64(len(r.B)) {
		r.Bad = true
		return 0
	}
	return int(v)
}

// Bytes takes n bytes, which share the memory of B.
func (r *Scanner) Bytes(n int) []byte {
	if n < 0 || n > len(r.B) {
		r.Bad = true
		return nil
	}
	p := r.B[:n]
	r.B = r.B[n:]
	return p
}

// Strings reads n strings, which share one piece of memory.
func (r *Scanner) Strings(n int) []string {
	var text strings.Builder
	sizes, again := &Scanner{B: r.B}, &Scanner{B: r.B}
	size := 0
	for range n {
		k := sizes.Count()
		sizes.Bytes(k)
		size += k
	}
	text.Grow(size)
	out := make([]string, n)
	for range n {
		text.Write(r.Bytes(r.Count()))
	}
	all := text.String()
	for i := range out {
		k := again.Count()
		again.Bytes(k)
		out[i], all = all[:k], all[k:]
	}
	return out
}

// Done reports whether all was read, and nothing is left.
func (r *Scanner) Done() bool { return !r.Bad && len(r.B) == 0 }
