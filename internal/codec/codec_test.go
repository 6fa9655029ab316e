package codec

import (
	"encoding/binary"
	"slices"
	"testing"
)

func TestScanner(t *testing.T) {
	t.Parallel()
	words := []string{"MEXICO", "", "São Tomé", "x"}
	var b []byte
	b = binary.AppendUvarint(b, uint64(len(words)))
	for _, w := range words {
		b = AppendString(b, w)
	}
	b = append(b, 7)
	r := &Scanner{B: b}
	if got := r.Strings(r.Count()); !slices.Equal(got, words) {
		t.Errorf("read %q, written %q", got, words)
	}
	if r.Done() {
		t.Error("done before the last byte")
	}
	if got := r.Bytes(1); len(got) != 1 || got[0] != 7 || !r.Done() {
		t.Errorf("the last byte is %v", got)
	}
	for cut := range len(b) {
		r := &Scanner{B: b[:cut]}
		r.Strings(r.Count())
		r.Bytes(1)
		if !r.Bad {
			t.Errorf("cut after %d bytes and not bad", cut)
		}
	}
}

// FuzzScanner holds that no bytes make it panic or give more than there is.
func FuzzScanner(f *testing.F) {
	f.Add([]byte{3, 1, 'a', 0, 2, 'b', 'c'}, 3)
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, 1)
	f.Fuzz(func(t *testing.T, b []byte, n int) {
		r := &Scanner{B: b}
		size := 0
		for _, s := range r.Strings(max(0, min(n, len(b)))) {
			size += len(s)
		}
		if size > len(b) {
			t.Errorf("%d bytes out of %d", size, len(b))
		}
		r.Bytes(n)
		r.Uvarint()
	})
}
