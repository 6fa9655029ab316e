package words

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/codec"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// A Stream is the text of a cable as numbers of words, in order. A break
// (0) stands between paragraphs, so that no phrase goes across. The joined
// forms of compounds stand apart, and with them words as they were written: they
// are found as words, not in phrases.
//
// Phrases are checked against these streams. They take a quarter of the room
// that word positions in the index take, and keep words as written.
type Stream struct {
	Subject, Body             []uint32
	JoinedSubject, JoinedBody []uint32

	// Prose is how much of the body is paragraphs; notes and names follow. It
	// is known of a stream that was read from a cable, and is not encoded.
	Prose int
}

func (s *Stream) reset() {
	s.Subject, s.Body = s.Subject[:0], s.Body[:0]
	s.JoinedSubject, s.JoinedBody = s.JoinedSubject[:0], s.JoinedBody[:0]
}

// Encode writes the four lists, each after its length in bytes.
func (s *Stream) Encode(b []byte) []byte {
	lists := [...][]uint32{s.Subject, s.Body, s.JoinedSubject, s.JoinedBody}
	var sizes [len(lists)]int
	room := 0
	for i, ids := range lists {
		sizes[i] = sizeOf(ids)
		room += sizes[i] + 2*binary.MaxVarintLen64
	}
	b = slices.Grow(b, room)
	for i, ids := range lists {
		b = appendSized(binary.AppendUvarint(b, uint64(sizes[i])), ids, sizes[i])
	}
	return b
}

// appendIDs appends numbers.
func appendIDs(b []byte, ids []uint32) []byte { return appendSized(b, ids, sizeOf(ids)) }

// sizeOf is how many bytes numbers have in all.
func sizeOf(ids []uint32) (n int) {
	for _, id := range ids {
		n += idSize(id)
	}
	return n
}

// idSize is how many bytes a number has.
func idSize(id uint32) int { return (bits.Len32(id|1) + 6) / 7 }

// appendSized appends numbers that have so many bytes in all. Most are of one, two or three
// bytes, in no order that a processor could guess: so all are written in the same way, four
// bytes of which the next number overwrites those that are not its own.
func appendSized(b []byte, ids []uint32, size int) []byte {
	const room = 4
	at := len(b)
	b = slices.Grow(b, size+room)[:at+size+room]
	for _, id := range ids {
		if id >= 1<<28 {
			at += binary.PutUvarint(b[at:], uint64(id))
			continue
		}
		n := idSize(id)
		more := uint32(0x80808080) & (1<<(8*(n-1)) - 1)
		binary.LittleEndian.PutUint32(b[at:], id&0x7f|id<<1&0x7f00|id<<2&0x7f0000|id<<3&0x7f000000|more)
		at += n
	}
	return b[:at]
}

// CutList takes the first list off an encoded stream.
func CutList(b []byte) (list, rest []byte, err error) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return nil, nil, fmt.Errorf("word stream: %w", codec.ErrShort)
	}
	return b[k : k+int(n)], b[k+int(n):], nil
}

// decodeIDs appends the numbers of a list. Four bytes are looked at at once, in which nearly
// all numbers end: nothing has to be guessed of where.
func decodeIDs(ids []uint32, list []byte) ([]uint32, error) {
	ids = slices.Grow(ids, len(list)) // a number has one byte at least
	for len(list) > 0 {
		if len(list) >= 4 {
			x := binary.LittleEndian.Uint32(list)
			if ends := ^x & 0x80808080; ends != 0 {
				x &= ends ^ (ends - 1)
				ids = append(ids, x&0x7f|x>>1&(0x7f<<7)|x>>2&(0x7f<<14)|x>>3&(0x7f<<21))
				list = list[bits.TrailingZeros32(ends)/8+1:]
				continue
			}
		}
		id, k := idAt(list)
		if k == 0 {
			return nil, fmt.Errorf("word stream: %w", codec.ErrShort)
		}
		ids = append(ids, id)
		list = list[k:]
	}
	return ids, nil
}

// idAt is the first number of a list and its length in bytes, 0 if it is none.
// Numbers under 128 and 16,384 are by far the most.
func idAt(list []byte) (id uint32, n int) {
	if list[0] < 0x80 {
		return uint32(list[0]), 1
	}
	if len(list) > 1 && list[1] < 0x80 {
		return uint32(list[0]&0x7f) | uint32(list[1])<<7, 2
	}
	long, n := binary.Uvarint(list)
	if n <= 0 || long > 1<<32-1 {
		return 0, 0
	}
	return uint32(long), n
}

func (s *Stream) Decode(b []byte) error {
	s.reset()
	for _, to := range []*[]uint32{&s.Subject, &s.Body, &s.JoinedSubject, &s.JoinedBody} {
		list, rest, err := CutList(b)
		if err != nil {
			return err
		}
		if *to, err = decodeIDs(*to, list); err != nil {
			return err
		}
		b = rest
	}
	return nil
}

// Renumber gives words their ranks.
func (s *Stream) Renumber(rank []uint32) {
	for _, ids := range [][]uint32{s.Subject, s.Body, s.JoinedSubject, s.JoinedBody} {
		for i, id := range ids {
			ids[i] = rank[id]
		}
	}
}

// Lengths are the numbers of words of subject and body.
func (s *Stream) Lengths() (subject, body uint32) {
	for _, id := range s.Body {
		if id != rows.Break {
			body++
		}
	}
	for _, id := range s.Subject {
		if id != rows.Break {
			subject++
		}
	}
	return subject, body
}

// Read fills the stream with the words of a cable.
func (s *Stream) Read(c *cable.Cable, words *Cache) {
	s.reset()
	words.next()
	take := func(t string, subject bool) {
		ids, joined := &s.Body, &s.JoinedBody
		if subject {
			ids, joined = &s.Subject, &s.JoinedSubject
		}
		if len(*ids) > 0 {
			*ids = append(*ids, rows.Break)
		}
		text.Scan(t, func(term []byte, _, _ int, kind text.Kind) {
			if words.ask(term, kind) {
				*ids, *joined = words.answer(*ids, *joined)
			}
		})
		*ids, *joined = words.answer(*ids, *joined)
	}
	values.EachProse(c, take)
	s.Prose = len(s.Body)
	values.EachAddition(c, take)
	words.count(Subject, s.Subject, s.JoinedSubject)
	words.count(Body, s.Body, s.JoinedBody)
}
