package main

import (
	"fmt"
	"text/tabwriter"

	"reftel/internal/app"
)

// generationsCommand lists what rollback can go back to.
type generationsCommand struct {
	Data string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
}

func (c *generationsCommand) Run(con console) error {
	list, err := app.Generations(c.Data)
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
	if !listed {
		fmt.Fprintf(w, "*\t%s\tits manifest can't be read\n", list.Current)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing the generations: %w", err)
	}
	fmt.Fprintln(con.out, "* is in force")
	return nil
}

// rollbackCommand undoes an ingest.
type rollbackCommand struct {
	Data string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
}

func (c *rollbackCommand) Run(con console) error {
	from, to, err := app.Rollback(c.Data)
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "rolled back: from generation %s to %s, %d cables\n", from, to.ID, to.Cables)
	return nil
}
