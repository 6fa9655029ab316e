package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/ingest"
	"reftel/internal/opensearch"
)

// A Cluster is where an archive is that OpenSearch keeps, and of how many pieces it is
// made there.
type Cluster struct {
	opensearch.Config
	Folder   string // for what an ingest spools; "": that of the system
	Shards   int    // 0: as many as the cables need
	Replicas int    // below 0: one where there is more than one node
}

// OpenCluster opens the archive of a cluster as it is published over time. What happens
// to it is told in the log, which may be nil.
func OpenCluster(ctx context.Context, c Cluster, log *slog.Logger) (*opensearch.Source, error) {
	return opensearch.Open(ctx, c.Config, log)
}

// buildInto publishes a generation in a cluster, as Build does in a folder. It tells which
// one was replaced.
func buildInto(ctx context.Context, c Cluster, o prepare.Options, feed Feed) (g archive.Generation, since string, err error) {
	b, err := opensearch.Create(ctx, c.Config, opensearch.Options{Options: o, Folder: c.Folder, Shards: c.Shards, Replicas: c.Replicas})
	if err != nil {
		return g, "", err
	}
	defer func() { _ = b.Abort() }() // does nothing after a publish
	report, err := feed(b.Add)
	if err != nil {
		return g, "", err
	}
	g, err = b.Publish(ctx, report)
	if errors.Is(err, opensearch.ErrPublished) {
		err = fmt.Errorf("%w: %w", ErrAfterPublish, err)
	}
	return g, b.Since(), err
}

// ingestInto publishes what a job reads in a cluster. The report stands in the generation.
func ingestInto(ctx context.Context, c Cluster, job *ingest.Job, inputs []ingest.Input, o prepare.Options) (IngestResult, error) {
	since := ""
	r, err := publish(ctx, job, inputs, func(feed Feed) (g archive.Generation, err error) {
		g, since, err = buildInto(ctx, c, o, feed)
		return g, err
	})
	if r.Generation.ID == "" {
		var v *prepare.Vanished
		if errors.As(err, &v) {
			r.Losses = Losses{Since: v.Since, Vanished: v.IDs}
			err = fmt.Errorf("%w; give each its reason with --withdrawn FILE, or publish all the same with --allow-shrink", err)
		}
		return r, err
	}
	if terr := r.tellChanges(ctx, c, since, o.Withdrawn); terr != nil {
		err = errors.Join(err, fmt.Errorf("%w: %w", ErrAfterPublish, terr))
	}
	return r, err
}

// tellChanges tells what became of the ids of the generation that was replaced.
func (r *IngestResult) tellChanges(ctx context.Context, c Cluster, since string, withdrawn []ids.Withdrawal) error {
	now, err := opensearch.IDs(ctx, c.Config, r.Generation.ID)
	if err != nil {
		return fmt.Errorf("reading which ids are gone: %w", err)
	}
	r.Losses = Losses{Since: since}
	r.Losses.look(now, withdrawn)
	if since == "" {
		return nil
	}
	old, err := opensearch.IDs(ctx, c.Config, since)
	if err != nil {
		r.Changes = &ids.Changes{Since: since, Untold: fmt.Sprintf("the ids of before: %v", err)}
		return nil
	}
	changes := ids.Compare(old, now, func(uint32, uint32) bool { return false })
	changes.Since, changes.Untold = since, "whether texts changed: the history of the archive tells it (/api/v1, OAI-PMH)"
	r.Changes, r.Losses.Went = &changes, now.Went(old)
	return nil
}

// VerifyCluster reads the generation in force of a cluster from end to end.
func VerifyCluster(ctx context.Context, c Cluster) (opensearch.Report, error) {
	r, err := opensearch.Verify(ctx, c.Config)
	if err == nil && len(r.Problems) > 0 {
		err = fmt.Errorf("generation %s is damaged: %d problems", r.Generation.ID, len(r.Problems))
	}
	return r, err
}

// ClusterGenerations lists the generations of a cluster.
func ClusterGenerations(ctx context.Context, c Cluster) (GenerationList, error) {
	l, err := opensearch.Generations(ctx, c.Config)
	return GenerationList(l), err
}

// RollbackCluster is Rollback in a cluster.
func RollbackCluster(ctx context.Context, c Cluster, name string) (from string, to archive.Generation, err error) {
	return opensearch.Rollback(ctx, c.Config, name)
}

// GoneInCluster is Gone in a cluster.
func GoneInCluster(ctx context.Context, c Cluster) ([]ids.Gone, error) {
	t, err := opensearch.IDs(ctx, c.Config, "")
	if err != nil {
		return nil, fmt.Errorf("listing the ids that are gone: %w", err)
	}
	return t.AllGone(), nil
}
