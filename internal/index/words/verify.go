package words

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"reftel/internal/recfile"
	"reftel/internal/text/rows"
)

// VerifyStreams reads the file of streams once, hands its bytes to sum, and counts
// the words of each: the counts must be those that were made when the texts were
// read, and the lengths those that are wanted.
func VerifyStreams(ctx context.Context, dir string, v *Vocab, census *Census, lengths [][2]uint32, sum io.Writer) error {
	f, err := recfile.Open(filepath.Join(dir, StreamsFile), len(lengths))
	if err != nil {
		return err
	}
	defer f.Close()
	found := newCensus(v.Len())
	last := [2][]uint32{make([]uint32, v.Len()), make([]uint32, v.Len())} // cable that had a word last, from 1
	var s Stream
	err = f.Walk(ctx, 1, sum, func(ord uint32, rec []byte) error {
		if err := s.Decode(rec); err != nil {
			return fmt.Errorf("cable %d: %w", ord, err)
		}
		if subject, body := s.Lengths(); [2]uint32{subject, body} != lengths[ord] {
			return fmt.Errorf("cable %d: %d and %d words instead of %d and %d", ord, subject, body, lengths[ord][0], lengths[ord][1])
		}
		for f, lists := range [2][2][]uint32{Subject: {s.Subject, s.JoinedSubject}, Body: {s.Body, s.JoinedBody}} {
			for _, id := range lists[0] {
				if err := found.note(f, id, ord+1, last[f]); err != nil {
					return err
				}
			}
			for _, id := range lists[1] {
				if err := found.note(f, id, ord+1, last[f]); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return found.equal(census, v)
}

// note counts a word of a field of a cable, of which last tells the one that had
// it before.
func (c *Census) note(f int, id, cable uint32, last []uint32) error {
	if id == rows.Break {
		return nil
	}
	if int(id) >= len(c.times) {
		return fmt.Errorf("cable %d: there is no word %d", cable-1, id)
	}
	c.times[id]++
	if last[id] != cable {
		last[id] = cable
		c.docs[f][id]++
	}
	return nil
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
