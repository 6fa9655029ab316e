package words

import (
	"fmt"

	"reftel/internal/recfile"
	"reftel/internal/text/rows"
)

// VerifyStreams decodes every stream and counts its words: the counts must be
// those that were made when the texts were read, and the lengths those that are
// wanted.
func VerifyStreams(m *recfile.Mapped, v *Vocab, census *Census, lengths [][2]uint32) error {
	found := newCensus(v.Len())
	last := [2][]uint32{make([]uint32, v.Len()), make([]uint32, v.Len())} // cable that had a word last, from 1
	var s Stream
	for ord := range uint32(m.Len()) {
		if err := s.Decode(m.Get(ord)); err != nil {
			return fmt.Errorf("cable %d: %w", ord, err)
		}
		if subject, body := s.Lengths(); [2]uint32{subject, body} != lengths[ord] {
			return fmt.Errorf("cable %d: %d and %d words instead of %d and %d", ord, subject, body, lengths[ord][0], lengths[ord][1])
		}
		for f, lists := range [2][2][]uint32{Subject: {s.Subject, s.JoinedSubject}, Body: {s.Body, s.JoinedBody}} {
			for _, ids := range lists {
				for _, id := range ids {
					if id == rows.Break {
						continue
					}
					if int(id) >= v.Len() {
						return fmt.Errorf("cable %d: there is no word %d", ord, id)
					}
					found.times[id]++
					if last[f][id] != ord+1 {
						last[f][id] = ord + 1
						found.docs[f][id]++
					}
				}
			}
		}
	}
	return found.equal(census, v)
}

// equal tells the first word of which a census counts otherwise than another.
func (c *Census) equal(want *Census, v *Vocab) error {
	for id := range c.times {
		for f := range c.docs {
			if got, n := c.docs[f][id], want.docs[f][id]; got != n {
				return fmt.Errorf("%d cables with %q in the %s instead of %d", got, v.Word(uint32(id)), Field(f), n)
			}
		}
		if got, n := c.times[id], want.times[id]; got != n {
			return fmt.Errorf("%q occurs %d times instead of %d", v.Word(uint32(id)), got, n)
		}
	}
	return nil
}
