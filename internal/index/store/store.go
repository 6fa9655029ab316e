// Package store is the cables of an archive as they are kept, by their place in
// the archive, and the ids that lead to them. It knows records and ids, and
// nothing of words or searches.
package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/codec/stored"
	"reftel/internal/recfile"
)

// Records is the file of cables in a generation: a record.Record each.
var Records = filepath.Join("docs", "records")

// A Store is opened for reading. It may be used by any number of goroutines.
type Store struct {
	IDs       *ids.Table
	dir       string
	docs      *recfile.File
	summaries *summaries
	dec       record.Decoders
}

// Open opens the store of n cables.
func Open(dir string, n int) (_ *Store, err error) {
	s := &Store{dir: dir}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if s.IDs, err = ReadIDs(dir); err != nil {
		return nil, err
	}
	if len(s.IDs.Held) != n {
		return nil, fmt.Errorf("%s: %d ids for %d cables", dir, len(s.IDs.Held), n)
	}
	if s.docs, err = recfile.Open(filepath.Join(dir, Records), n); err != nil {
		return nil, err
	}
	s.summaries, err = openSummaries(dir, n)
	return s, err
}

// Close closes the files.
func (s *Store) Close() error {
	var err error
	if s.docs != nil {
		err = s.docs.Close()
	}
	if s.summaries != nil && s.summaries.File != nil {
		err = errors.Join(err, s.summaries.Close())
	}
	return err
}

// ID is the id of a cable.
func (s *Store) ID(ord uint32) string { return s.IDs.Held[ord] }

// Record reads a cable as far as depth says.
func (s *Store) Record(ord uint32, depth record.Depth) (*record.Record, error) {
	frame, err := s.docs.Get(ord)
	if err != nil {
		return nil, unavailable(err)
	}
	r, err := s.dec.Decode(frame, depth)
	if err != nil {
		return nil, unavailable(fmt.Errorf("cable %s: %w", s.ID(ord), err))
	}
	return r, nil
}

// Ahead has the system read what lists show of cables, before it is asked for, and of texts
// the same with their records.
func (s *Store) Ahead(texts bool, ords ...uint32) {
	ords = slices.Sorted(slices.Values(ords))
	if texts {
		s.docs.Ahead(ords)
	}
	s.summaries.Ahead(ords)
}

// longFrame is the size from which on a frame is read piece by piece.
const longFrame = 128 << 10

// Texts are the texts of a cable, no more than the first most bytes, and whether these
// are all.
func (s *Store) Texts(ord uint32, most int) ([]cable.Paragraph, bool, error) {
	var frame io.Reader
	if long := s.docs.Section(ord); long.Size() > longFrame {
		frame = bufio.NewReaderSize(long, longFrame/2)
	} else {
		b, err := s.docs.Get(ord)
		if err != nil {
			return nil, false, unavailable(err)
		}
		frame = bytes.NewReader(b)
	}
	ps, all, err := s.dec.Texts(frame, most)
	if err != nil {
		return nil, false, unavailable(fmt.Errorf("cable %s: %w", s.ID(ord), err))
	}
	return ps, all, nil
}

// Versions are some of the sources of a cable.
func (s *Store) Versions(ctx context.Context, ord uint32, want record.Range) ([]archive.Version, error) {
	frame, err := s.docs.Get(ord)
	if err != nil {
		return nil, unavailable(err)
	}
	vs, err := s.dec.Versions(ctx, frame, want)
	if err != nil && ctx.Err() == nil {
		err = unavailable(fmt.Errorf("cable %s: %w", s.ID(ord), err))
	}
	return vs, err
}

// What is read of what lists show of a cable: Summary reads no further than it has to.
var (
	summed = stored.Of[archive.Summary]()
	listed = stored.Of[record.Listed]()
)

// Summary is what lists show of a cable.
func (s *Store) Summary(ord uint32) (sum archive.Summary, err error) {
	return sum, read(s, summed, ord, &sum)
}

// Listed is the same with the opening of the text.
func (s *Store) Listed(ord uint32) (l record.Listed, err error) {
	return l, read(s, listed, ord, &l)
}

// read reads as much of the record of a list as a type has fields for.
func read[T any](s *Store, t *stored.Type[T], ord uint32, to *T) error {
	b, err := s.summaries.Get(ord)
	if err != nil {
		return unavailable(err)
	}
	if err := into(s.summaries, t, b, to); err != nil {
		return unavailable(fmt.Errorf("summary of %s: %w", s.ID(ord), err))
	}
	return nil
}

// unavailable marks what the check on opening makes the failure of a disk.
func unavailable(err error) error { return fmt.Errorf("%w: %w", archive.ErrUnavailable, err) }
