package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"reftel/internal/app"
)

// namesCommand is what can be done about names beside an ingest.
type namesCommand struct {
	Measure measureNamesCommand `cmd:"" help:"Compare the names that are found with names marked by hand."`
	Propose proposeNamesCommand `cmd:"" help:"Write which names may be of one thing, as lines of a file of corrections."`
}

// measureNamesCommand prints how well they agree (docs/names.md).
type measureNamesCommand struct {
	Corrections string `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/authority.md)."`
	Model       string `type:"existingfile" env:"REFTEL_MODEL" help:"A model made by cmd/train, to be measured in place of the one of the binary."`
	File        string `arg:"" type:"existingfile" help:"File of marked text, one JSON object a line."`
}

func (m *measureNamesCommand) Run(con console) error {
	return app.MeasureNames(app.MeasureOptions{File: m.File, Corrections: m.Corrections, Model: m.Model, Out: con.out})
}

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
