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
	found := make(tally, v.Len())
	var s Stream
	err = f.Walk(ctx, 1, sum, func(ord uint32, rec []byte) error {
		if err := s.Decode(rec); err != nil {
			return fmt.Errorf("cable %d: %w", ord, err)
		}
		if subject, body := s.Lengths(); [2]uint32{subject, body} != lengths[ord] {
			return fmt.Errorf("cable %d: %d and %d words instead of %d and %d", ord, subject, body, lengths[ord][0], lengths[ord][1])
		}
		for f, lists := range [2][2][]uint32{Subject: {s.Subject, s.JoinedSubject}, Body: {s.Body, s.JoinedBody}} {
			for _, ids := range lists {
				if id := found.note(Field(f), ids, ord+1); id != rows.Break {
					return fmt.Errorf("cable %d: there is no word %d", ord, id)
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return found.census().equal(census, v)
}

// A tally is what was counted of each word. It stands together: words stand far apart.
type tally []tallied

type tallied struct {
	times uint64
	docs  [2]uint32 // cables, by field
	last  [2]uint32 // the last of them, from 1
}

// note counts words of a field of a cable, numbered from 1, as far as the tally has them:
// the first that it has not is told, a break where there is none.
func (t tally) note(f Field, ids []uint32, cable uint32) (missing uint32) {
	for _, id := range ids {
		if id == rows.Break {
			continue
		}
		if int(id) >= len(t) {
			return id
		}
		w := &t[id]
		w.times++
		if w.last[f] != cable {
			w.last[f] = cable
			w.docs[f]++
		}
	}
	return rows.Break
}

// census is the tally as a census.
func (t tally) census() *Census {
	c := newCensus(len(t))
	for id := range t {
		c.set(uint32(id), &t[id])
	}
	return c
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
