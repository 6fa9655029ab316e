package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// Verify reads every record once: it hands the bytes of the two files to the
// hashes, and each cable, once its sources were found to be whole and its summary
// to be its own, to do, which several goroutines call. The fingerprints, where
// there are some, are held against the texts.
func (s *Store) Verify(ctx context.Context, workers int, records, summaries io.Writer, do func(ord uint32, c *cable.Cable) error) error {
	prints, err := ReadFingerprints(s.dir, len(s.IDs.Held))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	var rooms sync.Pool
	err = s.docs.Walk(ctx, workers, records, func(i uint32, frame []byte) error {
		room, _ := rooms.Get().(*record.Room)
		if room == nil {
			room = new(record.Room)
		}
		defer rooms.Put(room)
		c, print, err := s.whole(i, frame, room)
		if err != nil {
			return fmt.Errorf("%s: %w", s.docs.Name(), err)
		}
		if prints != nil && prints[i] != print {
			return fmt.Errorf("%s: the fingerprint of %s is not that of its text", filepath.Join(s.dir, Fingerprints), c.ID)
		}
		return do(i, c)
	})
	if err != nil {
		return err
	}
	return s.summaries.Walk(ctx, workers, summaries, func(i uint32, b []byte) error {
		l, err := s.summaries.listedOf(b)
		if err != nil {
			return fmt.Errorf("%s: summary of %s: %w", s.summaries.Name(), s.ID(i), err)
		}
		if l.ID != s.ID(i) {
			return fmt.Errorf("%s: summary %d is of %s, not %s", s.summaries.Name(), i, l.ID, s.ID(i))
		}
		return nil
	})
}

// whole reads all of a record into a room, of which the cable keeps nothing, and makes its
// fingerprint.
func (s *Store) whole(ord uint32, frame []byte, room *record.Room) (c *cable.Cable, print record.Fingerprint, err error) {
	r, err := s.dec.DecodeInto(room, frame, record.Sources)
	if err != nil {
		return nil, print, fmt.Errorf("cable %s: %w", s.ID(ord), err)
	}
	if c, err = r.Cable(); err != nil {
		return nil, print, fmt.Errorf("cable %s: %w", s.ID(ord), err)
	}
	if c.ID != s.ID(ord) {
		return nil, print, fmt.Errorf("document %d is %s, not %s", ord, c.ID, s.ID(ord))
	}
	r.Sources[0].Source = c.Source
	for _, v := range r.Sources {
		if v.Source.Bytes != 0 && v.Source.Bytes != len(v.Raw) {
			return nil, print, fmt.Errorf("a source of %s has %d bytes instead of %d", c.ID, len(v.Raw), v.Source.Bytes)
		}
	}
	return c, record.FingerprintOf(c.Subject, r), nil
}
