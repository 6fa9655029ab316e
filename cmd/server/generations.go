package main

import (
	"bufio"
	"context"
	"fmt"
	"text/tabwriter"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archive/ids"
)

// generationsCommand lists what rollback can go back to.
type generationsCommand struct {
	Data string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	engineFlags
}

// Validate is called by kong.
func (c *generationsCommand) Validate() error { return c.check(c.Data, true) }

func (c *generationsCommand) Run(ctx context.Context, con console) error {
	cluster, err := c.cluster()
	if err != nil {
		return err
	}
	var list app.GenerationList
	if cluster != nil {
		list, err = app.ClusterGenerations(ctx, *cluster)
	} else {
		list, err = app.Generations(c.Data)
	}
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(con.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tgeneration\tbuilt\tcables")
	listed := false
	for _, g := range list.Whole {
		mark := ""
		if g.ID == list.Current {
			mark, listed = "*", true
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\n", mark, g.ID, g.Built.UTC().Format("2006-01-02 15:04:05 UTC"), g.Cables)
	}
	if !listed && list.Current != "" {
		fmt.Fprintf(w, "*\t%s\tits manifest can't be read\n", list.Current)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing the generations: %w", err)
	}
	if list.Current == "" {
		how := "CURRENT is lost; reftel rollback --data " + c.Data
		if cluster != nil {
			how = "the alias is lost; reftel rollback --engine opensearch"
		}
		fmt.Fprintf(con.out, "none is in force: %s puts the newest that is whole in force\n", how)
		return nil
	}
	fmt.Fprintln(con.out, "* is in force")
	return nil
}

// rollbackCommand undoes an ingest.
type rollbackCommand struct {
	Data string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	engineFlags
	To string `env:"REFTEL_TO" placeholder:"GENERATION" help:"The generation to serve, instead of the one before."`
}

// Validate is called by kong.
func (c *rollbackCommand) Validate() error { return c.check(c.Data, true) }

func (c *rollbackCommand) Run(ctx context.Context, con console) error {
	cluster, err := c.cluster()
	if err != nil {
		return err
	}
	lost := "CURRENT"
	rollback := func() (string, archive.Generation, error) { return app.Rollback(c.Data, c.To) }
	if cluster != nil {
		lost = "the alias"
		rollback = func() (string, archive.Generation, error) { return app.RollbackCluster(ctx, *cluster, c.To) }
	}
	from, to, err := rollback()
	switch {
	case to.ID == "":
		return err
	case from == "":
		fmt.Fprintf(con.out, "%s was lost: generation %s is in force, %d cables\n", lost, to.ID, to.Cables)
	default:
		fmt.Fprintf(con.out, "rolled back: from generation %s to %s, %d cables\n", from, to.ID, to.Cables)
	}
	return err
}

// withdrawnCommand lists the ids that readers may know and that lead nowhere.
type withdrawnCommand struct {
	Data string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	engineFlags
}

// Validate is called by kong.
func (c *withdrawnCommand) Validate() error { return c.check(c.Data, true) }

func (c *withdrawnCommand) Run(ctx context.Context, con console) error {
	cluster, err := c.cluster()
	if err != nil {
		return err
	}
	var gone []ids.Gone
	if cluster != nil {
		gone, err = app.GoneInCluster(ctx, *cluster)
	} else {
		gone, err = app.Gone(c.Data)
	}
	if err != nil {
		return err
	}
	w := bufio.NewWriter(con.out)
	fmt.Fprintln(w, "id\treason\tdate\tgeneration")
	for _, g := range gone {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", g.ID, g.Reason, g.Date, g.Last)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing the ids that are gone: %w", err)
	}
	return nil
}
