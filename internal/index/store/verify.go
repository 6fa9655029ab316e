package store

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// Verify reads every record once: it hands the bytes of the two files to the
// hashes, and each cable, once its sources were found to be whole and its summary
// to be its own, to do, which several goroutines call.
func (s *Store) Verify(ctx context.Context, workers int, records, summaries io.Writer, do func(ord uint32, c *cable.Cable) error) error {
	err := s.docs.Walk(ctx, workers, records, func(i uint32, frame []byte) error {
		c, err := s.whole(i, frame)
		if err != nil {
			return fmt.Errorf("%s: %w", s.docs.Name(), err)
		}
		return do(i, c)
	})
	if err != nil {
		return err
	}
	return s.summaries.Walk(ctx, workers, summaries, func(i uint32, b []byte) error {
		var l record.Listed
		if err := json.Unmarshal(b, &l); err != nil {
			return fmt.Errorf("%s: summary of %s: %w", s.summaries.Name(), s.ID(i), err)
		}
		if l.ID != s.ID(i) {
			return fmt.Errorf("%s: summary %d is of %s, not %s", s.summaries.Name(), i, l.ID, s.ID(i))
		}
		return nil
	})
}

// whole reads all of a record.
func (s *Store) whole(ord uint32, frame []byte) (*cable.Cable, error) {
	r, err := s.dec.Decode(frame, record.Sources)
	if err != nil {
		return nil, fmt.Errorf("cable %s: %w", s.ID(ord), err)
	}
	c, err := r.Cable()
	if err != nil {
		return nil, fmt.Errorf("cable %s: %w", s.ID(ord), err)
	}
	if c.ID != s.ID(ord) {
		return nil, fmt.Errorf("document %d is %s, not %s", ord, c.ID, s.ID(ord))
	}
	r.Sources[0].Source = c.Source
	for _, v := range r.Sources {
		if v.Source.Bytes != 0 && v.Source.Bytes != len(v.Raw) {
			return nil, fmt.Errorf("a source of %s has %d bytes instead of %d", c.ID, len(v.Raw), v.Source.Bytes)
		}
	}
	return c, nil
}
