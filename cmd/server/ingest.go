package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"

	"reftel/internal/app"
)

// ingestCommand reads cables and publishes them as a new generation.
type ingestCommand struct {
	Data        string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive; made when it is not there."`
	DryRun      bool   `env:"REFTEL_DRY_RUN" help:"Read and report only; publish nothing."`
	AllowShrink bool   `env:"REFTEL_ALLOW_SHRINK" help:"Publish even when ids of the archive would lead nowhere without a reason."`
	Withdrawn   string `type:"existingfile" env:"REFTEL_WITHDRAWN" help:"File of ids that are gone, with reasons and dates (docs/operations.md)."`
	Corrections string `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/authority.md)."`
	engineFlags
	buildFlags
	Paths []string `arg:"" name:"path" help:"Files and folders to read. They are the whole archive: what is not in them is not in the new generation."`
}

// Validate is called by kong.
func (c *ingestCommand) Validate() error { return c.check(c.Data, true) }

func (c *ingestCommand) Run(ctx context.Context, con console) error {
	cluster, err := c.cluster()
	if err != nil {
		return err
	}
	if cluster != nil {
		cluster.Shards, cluster.Replicas = c.Shards, c.Replicas
	}
	tuneMemory(cluster != nil)
	progress := newProgress(con.drawn)
	r, err := app.Ingest(ctx, app.IngestOptions{
		Data: c.Data, Cluster: cluster, Paths: c.Paths, Corrections: c.Corrections, DryRun: c.DryRun, AllowShrink: c.AllowShrink, Withdrawn: c.Withdrawn,
		Tool: "reftel " + version(), Progress: progress.show,
	})
	progress.end()
	if r.Report != nil {
		_, _ = r.Report.WriteTo(con.out)
	}
	printLosses(con.out, r.Losses)
	switch {
	case r.Generation.ID != "":
		printChanges(con.out, r.Changes)
		fmt.Fprintf(con.out, "published: %d cables as generation %s\n", r.Generation.Cables, r.Generation.ID)
	case err == nil:
		fmt.Fprintln(con.out, "dry run: nothing was published")
	}
	if err == nil && r.Refused() {
		return errRefused
	}
	return err
}

// Memory that an ingest may take before it is collected more often: in bytes,
// without mapped files. Of those Bleve maps 0.8 GB to merge the index of a quarter
// of a million cables, one shard after another; with them it is to stay below 2 GB.
// What a cluster keeps is merged there, and nothing of it is mapped.
const (
	ingestMemory  = 1000 << 20
	clusterMemory = 550 << 20
)

// tuneMemory lets garbage lie longer than a server would: a tenth of the time of
// an ingest went into collecting it. The usual variables have precedence.
func tuneMemory(intoCluster bool) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		limit := int64(ingestMemory)
		if intoCluster {
			limit = clusterMemory
		}
		debug.SetMemoryLimit(limit)
	}
}
