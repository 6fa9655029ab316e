package main

import (
	"context"
	"fmt"

	"reftel/internal/app"
	"reftel/internal/text/visible"
)

// verifyCommand checks the published generation against its manifest.
type verifyCommand struct {
	Data string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	engineFlags
}

// Validate is called by kong.
func (c *verifyCommand) Validate() error { return c.check(c.Data, true) }

func (c *verifyCommand) Run(ctx context.Context, con console) error {
	cluster, err := c.cluster()
	if err != nil {
		return err
	}
	if cluster != nil {
		return verifyCluster(ctx, con, *cluster)
	}
	r, err := app.Verify(ctx, c.Data)
	for _, p := range r.Problems {
		fmt.Fprintln(con.err, "problem:", visible.Line(p))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "generation %s is whole: %d cables, %d files, %.1f MB\n", r.Generation.ID, r.Generation.Cables, r.Files, float64(r.Bytes)/1e6)
	return nil
}

func verifyCluster(ctx context.Context, con console, cluster app.Cluster) error {
	r, err := app.VerifyCluster(ctx, cluster)
	for _, p := range r.Problems {
		fmt.Fprintln(con.err, "problem:", visible.Line(p))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "generation %s is whole: %d cables, %d documents\n", r.Generation.ID, r.Generation.Cables, r.Documents)
	return nil
}
