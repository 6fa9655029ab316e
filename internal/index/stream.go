package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"reftel/internal/cable"
)

// A wordStream is the text of a cable as numbers of words, in order. A break
// (0) stands between paragraphs, so that no phrase goes across. The joined
// forms of compounds stand apart: they are found as words, not in phrases.
//
// Phrases are checked against these streams. They take a quarter of the room
// that word positions in the index take, and keep words as written.
type wordStream struct {
	subject, body             []uint32
	joinedSubject, joinedBody []uint32

	// prose is how much of the body is paragraphs; notes and names follow. It
	// is known of a stream that was read from a cable, and is not encoded.
	prose int
}

const lineBreak = 0

func (s *wordStream) reset() {
	s.subject, s.body = s.subject[:0], s.body[:0]
	s.joinedSubject, s.joinedBody = s.joinedSubject[:0], s.joinedBody[:0]
}

// encode writes the four lists, each after its length in bytes.
func (s *wordStream) encode(b []byte) []byte {
	var list []byte
	for _, ids := range [][]uint32{s.subject, s.body, s.joinedSubject, s.joinedBody} {
		list = appendIDs(list[:0], ids)
		b = binary.AppendUvarint(b, uint64(len(list)))
		b = append(b, list...)
	}
	return b
}

func appendIDs(b []byte, ids []uint32) []byte {
	for _, id := range ids {
		b = binary.AppendUvarint(b, uint64(id))
	}
	return b
}

// cutList takes the first list off an encoded stream.
func cutList(b []byte) (list, rest []byte, err error) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return nil, nil, fmt.Errorf("word stream: %w", errShort)
	}
	return b[k : k+int(n)], b[k+int(n):], nil
}

// decodeIDs appends the numbers of a list.
func decodeIDs(ids []uint32, list []byte) ([]uint32, error) {
	ids = slices.Grow(ids, len(list)) // a number has one byte at least
	for len(list) > 0 {
		id, k := idAt(list)
		if k == 0 {
			return nil, fmt.Errorf("word stream: %w", errShort)
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

func (s *wordStream) decode(b []byte) error {
	s.reset()
	for _, to := range []*[]uint32{&s.subject, &s.body, &s.joinedSubject, &s.joinedBody} {
		list, rest, err := cutList(b)
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

// countBytes counts how often the encoded words stand in an encoded list. The
// last byte of a number is below 0x80 and no other is, which tells where one
// begins.
func countBytes(list, words []byte) uint32 {
	var n uint32
	for at := 0; ; at++ {
		i := bytes.Index(list[at:], words)
		if i < 0 {
			return n
		}
		at += i
		if at == 0 || list[at-1] < 0x80 {
			n++
		}
	}
}

// renumber gives words their ranks.
func (s *wordStream) renumber(rank []uint32) {
	for _, ids := range [][]uint32{s.subject, s.body, s.joinedSubject, s.joinedBody} {
		for i, id := range ids {
			ids[i] = rank[id]
		}
	}
}

// lengths are the numbers of words of subject and body.
func (s *wordStream) lengths() (subject, body uint32) {
	for _, id := range s.body {
		if id != lineBreak {
			body++
		}
	}
	for _, id := range s.subject {
		if id != lineBreak {
			subject++
		}
	}
	return subject, body
}

// read fills the stream with the words of a cable.
func (s *wordStream) read(c *cable.Cable, words *wordCache) {
	s.reset()
	take := func(text string, subject bool) {
		ids, joined := &s.body, &s.joinedBody
		if subject {
			ids, joined = &s.subject, &s.joinedSubject
		}
		if len(*ids) > 0 {
			*ids = append(*ids, lineBreak)
		}
		scanTokens(text, func(term []byte, _, _ int, isJoined bool) {
			if id := words.id(term); isJoined {
				*joined = append(*joined, id)
			} else {
				*ids = append(*ids, id)
			}
		})
	}
	eachProse(c, take)
	s.prose = len(s.body)
	eachAddition(c, take)
}

// eachProse calls f with the subject and the text of a cable. With eachAddition
// these are all the words that are searched.
func eachProse(c *cable.Cable, f func(text string, subject bool)) {
	f(c.Subject, true)
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		if p.Heading != "" {
			f(p.Heading, false)
		}
		f(p.Text, false)
	}
}

// eachAddition calls f with what follows the text: editors' notes and names.
func eachAddition(c *cable.Cable, f func(text string, subject bool)) {
	for i := range c.Notes {
		f(c.Notes[i].Text, false)
	}
	for _, s := range c.Signers {
		f(s, false)
	}
	if c.ClassifiedBy != "" {
		f(c.ClassifiedBy, false)
	}
}
