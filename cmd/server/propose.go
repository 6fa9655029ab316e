package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"reftel/internal/app"
)

// proposeNamesCommand writes proposals for the file of corrections
// (docs/authority.md).
type proposeNamesCommand struct {
	Out         string   `required:"" type:"path" env:"REFTEL_OUT" help:"File that is written."`
	Data        string   `type:"path" env:"REFTEL_DATA" help:"Folder of an archive whose names are compared, where no files are given."`
	Corrections string   `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names that is in force (docs/authority.md)."`
	Paths       []string `arg:"" optional:"" name:"path" help:"Files and folders to read."`
}

func (p *proposeNamesCommand) Run(ctx context.Context, con console) (err error) {
	o := app.ProposeOptions{Paths: p.Paths, Corrections: p.Corrections}
	switch {
	case len(p.Paths) == 0 && p.Data == "":
		return errors.New("nothing to compare: give files and folders, or --data")
	case len(p.Paths) == 0:
		o.Data = p.Data
	}
	f, err := os.Create(p.Out)
	if err != nil {
		return fmt.Errorf("writing proposals: %w", err)
	}
	o.Out = f
	n, report, err := app.ProposeNames(ctx, o)
	if cerr := f.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("writing proposals: %w", cerr)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "pairs of names that may be of one thing: %d\n", n)
	if report == nil {
		return nil
	}
	if err := report.WriteRefused(con.err, "refused: "); err != nil {
		return err
	}
	if len(report.Refused) > 0 {
		return errRefused
	}
	return nil
}
