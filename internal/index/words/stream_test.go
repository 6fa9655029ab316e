package words

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"slices"
	"testing"
)

// TestStream holds that numbers of all lengths, beside each other, are written as the library
// writes them, and read again, and that a list that ends within a number is refused.
func TestStream(t *testing.T) {
	t.Parallel()
	ids := []uint32{0}
	for shift := range 32 {
		ids = append(ids, 1<<shift-1, 1<<shift, 1<<shift+1, 1<<31>>shift, ^uint32(0)>>shift)
	}
	for from := range ids {
		var s, again Stream
		s.Subject, s.JoinedSubject, s.Body = ids[from:min(from+2, len(ids))], ids[:from%3], ids[from:]
		var want []byte
		for _, list := range [][]uint32{s.Subject, s.Body, s.JoinedSubject, s.JoinedBody} {
			var b []byte
			for _, id := range list {
				b = binary.AppendUvarint(b, uint64(id))
			}
			want = append(binary.AppendUvarint(want, uint64(len(b))), b...)
		}
		got := s.Encode([]byte{1, 2, 3})
		if !bytes.Equal(got[3:], want) || !bytes.Equal(got[:3], []byte{1, 2, 3}) {
			t.Fatalf("numbers from %d on are written as %v, want %v", from, got, want)
		}
		if err := again.Decode(want); err != nil || !slices.Equal(again.Body, s.Body) || !slices.Equal(again.Subject, s.Subject) {
			t.Fatalf("numbers from %d on are read as %v: %v", from, again, err)
		}
	}
	for _, bad := range [][]byte{{0x80}, {1, 0x80}, {0xff, 0xff, 0xff, 0xff}, {0xff, 0xff, 0xff, 0xff, 0x10}, {1, 2, 3, 0xff, 0xff, 0xff, 0xff, 0xff, 0}} {
		if got, err := decodeIDs(nil, bad); err == nil {
			t.Errorf("%v is read as %v", bad, got)
		}
	}
	if got, err := decodeIDs([]uint32{7}, []byte{0x80, 0, 0x81, 0x80, 0x80, 0, 5}); err != nil || !reflect.DeepEqual(got, []uint32{7, 0, 1, 5}) {
		t.Errorf("numbers of more bytes than they need: %v, %v", got, err)
	}
}
