package words

import (
	"encoding/binary"
	"fmt"

	"reftel/internal/codec"
)

// A Census is what was counted when the texts were read: for each word of the
// vocabulary in how many cables it stands, by field, and how often in all. It is
// made without the index, so that an index can be held against it.
type Census struct {
	docs  [2][]uint32
	times []uint64
}

func newCensus(n int) *Census {
	return &Census{docs: [2][]uint32{make([]uint32, n), make([]uint32, n)}, times: make([]uint64, n)}
}

func (c *Census) set(word uint32, s *tallied) {
	for f := range s.docs {
		c.docs[f][word] = s.docs[f]
	}
	c.times[word] = s.times
}

// Docs is how many cables have a word in a field.
func (c *Census) Docs(f Field, word uint32) int { return int(c.docs[f][word]) }

// Times is how often a word stands in all texts and subjects.
func (c *Census) Times(word uint32) uint64 { return c.times[word] }

// Encode writes the counts of all words in the order of their numbers.
func (c *Census) Encode() []byte {
	b := binary.AppendUvarint(nil, uint64(len(c.times)))
	for i := range c.times {
		b = binary.AppendUvarint(b, uint64(c.docs[Subject][i]))
		b = binary.AppendUvarint(b, uint64(c.docs[Body][i]))
		b = binary.AppendUvarint(b, c.times[i])
	}
	return b
}

// DecodeCensus reads the counts of the words of a vocabulary.
func DecodeCensus(b []byte, v *Vocab) (*Census, error) {
	r := &codec.Scanner{B: b}
	n := v.Len()
	if k := r.Uvarint(); k != uint64(n) {
		return nil, fmt.Errorf("counts of %d words for %d", k, n)
	}
	c := newCensus(n)
	for i := range n {
		c.docs[Subject][i], c.docs[Body][i] = uint32(r.Uvarint()), uint32(r.Uvarint())
		c.times[i] = r.Uvarint()
	}
	if !r.Done() {
		return nil, fmt.Errorf("counts of words: %w", codec.ErrShort)
	}
	return c, nil
}
