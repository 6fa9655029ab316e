package main

import (
	"bufio"
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
	if !listed && list.Current != "" {
		fmt.Fprintf(w, "*\t%s\tits manifest can't be read\n", list.Current)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing the generations: %w", err)
	}
	if list.Current == "" {
		fmt.Fprintf(con.out, "none is in force: CURRENT is lost; reftel rollback --data %s puts the newest that is whole in force\n", c.Data)
		return nil
	}
	fmt.Fprintln(con.out, "* is in force")
	return nil
}

// rollbackCommand undoes an ingest.
type rollbackCommand struct {
	Data string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	To   string `env:"REFTEL_TO" placeholder:"GENERATION" help:"The generation to serve, instead of the one before."`
}

func (c *rollbackCommand) Run(con console) error {
	from, to, err := app.Rollback(c.Data, c.To)
	switch {
	case to.ID == "":
		return err
	case from == "":
		fmt.Fprintf(con.out, "CURRENT was lost: generation %s is in force, %d cables\n", to.ID, to.Cables)
	default:
		fmt.Fprintf(con.out, "rolled back: from generation %s to %s, %d cables\n", from, to.ID, to.Cables)
	}
	return err
}

// withdrawnCommand lists the ids that readers may know and that lead nowhere.
type withdrawnCommand struct {
	Data string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
}

func (c *withdrawnCommand) Run(con console) error {
	gone, err := app.Gone(c.Data)
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
