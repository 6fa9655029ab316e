// Package load writes cables into an index of OpenSearch. It goes through the spool of an
// ingest twice: first to learn what only all cables together tell, which of them are
// copies of one another, and then to make a document of each. In memory it holds a few
// hundred bytes a cable and never their texts. It makes no index and switches nothing.
package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/copies"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/archive/rank"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
)

// A Job is cables that are to be loaded.
type Job struct {
	Spool   *prepare.Spool
	Groups  *prepare.Groups // in archive order
	Table   *ids.Table      // of their ids
	Names   *mapping.Names
	Settle  func(*cable.Cable) bool // prepare.Report.Settle, may be nil
	Workers int                     // 0: one a core

	enc sync.Pool
}

// A Survey is what all cables together tell.
type Survey struct {
	Groups []uint32 // for each cable the first one that it is a copy of, itself where there is none
	Means  rank.Means
}

// Facts are what is known of cables once all were read. They are asked by several
// goroutines.
type Facts struct {
	Survey
	Life func(ord int) archive.Entry // when it came and changed
}

// Survey reads all cables and hands each to take in archive order, as it will be kept.
func (j *Job) Survey(ctx context.Context, take func(ord int, c *cable.Cable, r *record.Record) error) (s Survey, err error) {
	f := copies.New(j.Spool.Path() + ".copies")
	defer func() { err = errors.Join(err, f.Close()) }()
	ord := 0
	err = prepare.InOrder(ctx, j.Groups.Len(), j.workers(), func(ord int) (*read, error) {
		r, err := j.read(ord)
		if err == nil {
			r.prose = prose(r.cable)
			r.subject, r.body = mapping.Lengths(r.cable)
		}
		return r, err
	}, func(r *read) error {
		if err := f.Add(r.prose); err != nil {
			return err
		}
		s.Means.Subject += float64(r.subject)
		s.Means.Body += float64(r.body)
		ord++
		return take(ord-1, r.cable, r.record)
	})
	if err != nil {
		return s, fmt.Errorf("load: %w", err)
	}
	n := float64(max(1, j.Groups.Len()))
	s.Means.Subject, s.Means.Body = max(1, s.Means.Subject)/n, max(1, s.Means.Body)/n
	s.Groups, err = f.Groups(func(ord uint32) ([]uint32, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, err := j.read(int(ord))
		if err != nil {
			return nil, err
		}
		return prose(r.cable), nil
	})
	if err != nil {
		return s, fmt.Errorf("load: copies: %w", err)
	}
	return s, nil
}

// Write sends a document of each cable to an index and waits until all are written.
// progress may be nil.
func (j *Job) Write(ctx context.Context, c *client.Client, index string, f Facts, progress func(done int)) error {
	members := make([]uint32, len(f.Groups))
	for _, first := range f.Groups {
		members[first]++
	}
	work := func(ord int) (json.RawMessage, error) {
		r, err := j.read(ord)
		if err != nil {
			return nil, err
		}
		frame, err := j.encode(r.record)
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", j.Table.Held[ord], err)
		}
		life, first := f.Life(ord), f.Groups[ord]
		return json.Marshal(mapping.Document(mapping.Entry{
			Cable: r.cable, Frame: frame, Ord: ord, Dated: j.Groups.Dated(), Aliases: j.Table.OthersOf(uint32(ord)), Group: int(first), Alike: int(members[first]) - 1,
			Means: f.Means, Added: life.Added, Changed: life.Changed,
		}, j.Names))
	}
	done := 0
	l := c.Load(ctx, index)
	err := prepare.InOrder(ctx, j.Groups.Len(), j.workers(), work, func(doc json.RawMessage) error {
		id := j.Table.Held[done]
		if done++; progress != nil {
			progress(done)
		}
		return l.Add(id, doc)
	})
	if failed := l.Close(); err == nil {
		err = failed
	}
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return nil
}

func (j *Job) workers() int {
	if j.Workers > 0 {
		return j.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// A read is a cable that was read from the spool.
type read struct {
	cable  *cable.Cable
	record *record.Record
	prose  []uint32

	subject, body int // words
}

// read reads a cable as it will be kept.
func (j *Job) read(ord int) (*read, error) {
	g, err := j.Groups.Of(ord)
	if err != nil {
		return nil, err
	}
	r, err := j.Spool.Record(g, new(record.Drafter))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", g[0].ID, err)
	}
	c, err := r.Cable()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", g[0].ID, err)
	}
	if j.Settle != nil && j.Settle(c) {
		if r, err = record.New(c, r.Sources); err != nil {
			return nil, fmt.Errorf("put %s right: %w", g[0].ID, err)
		}
	}
	return &read{cable: c, record: r}, nil
}

// encode makes the frame of a record.
func (j *Job) encode(r *record.Record) ([]byte, error) {
	e, _ := j.enc.Get().(*record.Encoder)
	if e == nil {
		e = record.NewEncoder()
	}
	defer j.enc.Put(e)
	frame, err := e.Encode(r)
	return slices.Clone(frame), err
}
