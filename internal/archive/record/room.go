package record

import "io"

// A reading is what a record is read from, one part after the other.
type reading interface {
	io.Reader
	part(n int) ([]byte, error)
}

// An inFrame reads parts of a frame into memory of their own, or into that of a room.
type inFrame struct {
	io.Reader
	room *Room
}

func (f inFrame) part(n int) ([]byte, error) {
	b := f.room.take(n)
	_, err := io.ReadFull(f.Reader, b)
	return b, err
}

// A Room is memory that records are read into, one after the other.
type Room struct{ b []byte }

// roomSize is what nearly all records have room in.
const roomSize = 1 << 18

// empty is the room without what was read into it.
func (r *Room) empty() *Room {
	if r != nil {
		r.b = r.b[:0]
	}
	return r
}

// take is memory of a room. Where no more is left there, or there is none, it is other.
func (r *Room) take(n int) []byte {
	if r == nil || n > roomSize {
		return make([]byte, n)
	}
	at := len(r.b)
	if cap(r.b)-at < n {
		r.b, at = make([]byte, 0, roomSize), 0
	}
	r.b = r.b[:at+n]
	return r.b[at : at+n : at+n]
}
