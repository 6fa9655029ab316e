package opensearch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"net/http"
	"net/url"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/history"
	"reftel/internal/archive/prepare"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/generation"
	"reftel/internal/opensearch/load"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
)

// Publish sorts what was added, writes and verifies a generation and puts it in force.
// The switch of the alias is the only point of commitment: before it nothing has changed
// for readers, after it everything has. On an error before it the build is aborted; on one
// after it the generation is returned with an error that is ErrPublished.
func (b *Builder) Publish(ctx context.Context, r prepare.Report) (_ archive.Generation, err error) {
	if b.done {
		return archive.Generation{}, errors.New("opensearch: the builder was published or aborted")
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(b.held, func() { cancel(context.Cause(b.held)) })()
	m, err := b.write(ctx, r)
	if err == nil {
		b.progress("verify", 0, m.Cables)
		err = b.verify(ctx, m)
	}
	if err == nil {
		b.progress("publish", 0, 0)
		err = b.p.Seal(ctx, m)
	}
	if err == nil {
		err = b.p.Switch(ctx, m.Previous, m.ID)
	}
	if err != nil {
		return archive.Generation{}, fmt.Errorf("publish: %w", errors.Join(err, b.Abort()))
	}
	after := b.p.Prune(ctx, m.Previous, b.o.Keep)
	after = errors.Join(after, b.end(context.WithoutCancel(ctx)))
	if after != nil {
		after = fmt.Errorf("publish: %w: %w", ErrPublished, after)
	}
	return m.Generation(), after
}

// A counted is what is learnt of the cables one by one.
type counted struct {
	tables      *tables.Builder
	marks       []history.Cable
	collections map[string]int
	content     hash.Hash
}

func (n *counted) take(_ int, c *cable.Cable, r *record.Record) error {
	n.tables.Add(c)
	mark, err := history.MarkOf(c, record.FingerprintOf(c.Subject, r))
	if err != nil {
		return err
	}
	n.marks = append(n.marks, history.Cable{ID: c.ID, Collection: c.Collection, Mark: mark})
	if c.Collection != "" {
		n.collections[c.Collection]++
	}
	n.content.Write(r.Texts)
	n.content.Write(r.JSON)
	return nil
}

// write makes the indices of the generation.
func (b *Builder) write(ctx context.Context, r prepare.Report) (*generation.Manifest, error) {
	b.progress("sort", 0, 0)
	gs, err := b.spool.Sorted()
	if err != nil {
		return nil, err
	}
	if gs.Len() == 0 {
		return nil, errors.New("no cables were added")
	}
	if err := r.Names.Check(); err != nil {
		return nil, err
	}
	past, was, err := readPast(ctx, b.p)
	if err != nil {
		return nil, err
	}
	b.since = past.Name
	table, err := prepare.TableOf(gs)
	if err != nil {
		return nil, err
	}
	if err := past.Bind(table, b.o.Withdrawn, b.o.AllowShrink); err != nil {
		return nil, err
	}
	b.progress("write", 0, gs.Len())
	r.Names.Sort()
	names := mapping.NewNames(r.Names)
	n := &counted{tables: tables.NewBuilder(r.Names.Names(), r, table), collections: map[string]int{}, content: sha256.New()}
	job := &load.Job{Spool: b.spool, Groups: gs, Table: table, Names: names, Settle: r.Settle, Workers: b.o.Workers}
	survey, err := job.Survey(ctx, n.take)
	if err != nil {
		return nil, err
	}
	built := time.Now().UTC().Truncate(time.Millisecond)
	told, kept, err := lives(past, was, n.marks, table, built)
	if err != nil {
		return nil, err
	}
	n.marks = nil
	b.id = generation.NewID(built)
	m := &generation.Manifest{
		ID: b.id, Format: generation.Format, Built: built, Tool: b.o.Tool, Cables: gs.Len(), Versions: b.spool.Len(),
		Volumes: len(n.tables.Volumes()), Collections: n.collections, Stats: n.tables.Stats(), Previous: past.Name, Means: survey.Means, Edition: mapping.Edition,
		Content: hex.EncodeToString(n.content.Sum(nil)),
	}
	if m.Shards, err = b.makeIndices(ctx, gs.Len()); err != nil {
		return nil, err
	}
	facts := load.Facts{Survey: survey, Life: func(ord int) archive.Entry { return told.Entry(uint32(ord)) }}
	cables, values := b.p.Cables(b.id), b.p.Values(b.id)
	if err := job.Write(ctx, b.p.Client, cables, facts, func(done int) { b.progress("index", done, gs.Len()) }); err != nil {
		return nil, err
	}
	if err := n.tables.Write(ctx, b.p.Client, values, told.Gone()); err != nil {
		return nil, err
	}
	var report bytes.Buffer
	if err := r.Write(&report); err != nil {
		return nil, err
	}
	kept[generation.Sources] = report.Bytes()
	if err := generation.WriteFiles(ctx, b.p.Client, values, kept); err != nil {
		return nil, err
	}
	if err := b.settle(ctx, cables+","+values); err != nil {
		return nil, err
	}
	if from := cmp.Or(b.o.MergeFrom, mergeFrom); gs.Len() >= from {
		b.progress("merge", 0, 0)
		if err := b.merge(ctx, cables); err != nil {
			return nil, err
		}
	}
	m.Values, err = b.p.Client.Count(ctx, values, nil)
	return m, err
}

// makeIndices makes the two indices of a generation of so many cables, and tells of how
// many shards that of the cables is.
func (b *Builder) makeIndices(ctx context.Context, cables int) (shards int, err error) {
	shards, replicas, err := b.shape(ctx, cables)
	if err != nil {
		return 0, err
	}
	if err := b.makeIndex(ctx, b.p.Cables(b.id), mapping.Index(shards), replicas); err != nil {
		return 0, err
	}
	return shards, b.makeIndex(ctx, b.p.Values(b.id), tables.Index(1), replicas)
}

// settle has what was written found, and lie on the disks of as many nodes as it is to.
func (b *Builder) settle(ctx context.Context, indices string) error {
	for _, r := range []client.Request{
		{Method: http.MethodPost, Path: "/" + indices + "/_refresh"},
		{Method: http.MethodPost, Path: "/" + indices + "/_flush"},
	} {
		if err := b.p.Client.Do(ctx, r, nil); err != nil {
			return fmt.Errorf("settle the indices: %w", err)
		}
	}
	var health struct {
		TimedOut bool `json:"timed_out"`
	}
	r := client.Request{
		Method: http.MethodGet, Path: "/_cluster/health/" + indices,
		Query: url.Values{"wait_for_status": {"green"}, "wait_for_no_initializing_shards": {"true"}, "timeout": {"60s"}},
	}
	for try := 0; ; try++ {
		err := b.p.Client.Do(ctx, r, &health)
		if err == nil && !health.TimedOut {
			return nil
		}
		if e, ok := errors.AsType[*client.Error](err); err != nil && (!ok || e.Status != http.StatusRequestTimeout) {
			return fmt.Errorf("wait for the copies of the indices: %w", err)
		}
		if try == 9 {
			return errors.New("the copies of the indices are not there after 10 minutes: the cluster has too few nodes for them, or too little room")
		}
	}
}
