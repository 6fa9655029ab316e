package main

import (
	"context"
	"fmt"
	"os"

	"reftel/internal/app"
	"reftel/internal/app/memory"
)

// ingestCommand reads cables and publishes them as a new generation.
type ingestCommand struct {
	Data        string      `type:"path" env:"REFTEL_DATA" help:"Folder of the archive; made when it is not there."`
	DryRun      bool        `env:"REFTEL_DRY_RUN" help:"Read and report only; publish nothing."`
	AllowShrink bool        `env:"REFTEL_ALLOW_SHRINK" help:"Publish even when ids of the archive would lead nowhere without a reason."`
	Withdrawn   string      `type:"existingfile" env:"REFTEL_WITHDRAWN" help:"File of ids that are gone, with reasons and dates (docs/operations.md)."`
	Corrections string      `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/authority.md)."`
	Memory      memory.Size `env:"REFTEL_MEMORY" placeholder:"SIZE" help:"Memory to take at most besides mapped files, as 2GB or 800MB; without it a quarter of the machine or of its container, 512MB at least."`
	NoCache     bool        `env:"REFTEL_NO_CACHE" help:"Parse, compress and index all, also what did not change since the last ingest, and take away what that kept."`
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
	most := memory.Most(os.DirFS("/"), int64(c.Memory))
	if cluster != nil && c.Memory == 0 {
		most = min(most, clusterMemory)
	}
	defer memory.Ingest(most)()
	progress := newProgress(con.drawn)
	r, err := app.Ingest(ctx, app.IngestOptions{
		Data: c.Data, Cluster: cluster, Paths: c.Paths, Corrections: c.Corrections, DryRun: c.DryRun, NoCache: c.NoCache, AllowShrink: c.AllowShrink, Withdrawn: c.Withdrawn,
		Tool: "reftel " + version(), Progress: progress.show, Memory: most,
	})
	progress.end()
	printKept(con, r.Kept)
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

// printKept tells what was not made again, and what could not be kept.
func printKept(con console, k app.Kept) {
	if k.Found > 0 {
		fmt.Fprintf(con.out, "kept from before: %d of %d parsed cables and lists of names (%.1f MB)\n", k.Found, k.Found+k.Made, float64(k.Bytes)/1e6)
	}
	if k.Fault != nil {
		fmt.Fprintln(con.err, "warning:", indented(k.Fault))
	}
}

// clusterMemory is what an ingest into a cluster may take, in bytes, where nothing else is
// said: what a cluster keeps is merged there, and garbage need not lie here as long.
const clusterMemory = 550 << 20
