package main

import (
	"context"

	"reftel/internal/app"
)

// parseCommand prints one JSON object a cable (docs/formats.md).
type parseCommand struct {
	Corrections string   `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/formats.md)."`
	Paths       []string `arg:"" name:"path" help:"Files and folders to parse."`
}

func (p *parseCommand) Run(ctx context.Context, con console) error {
	report, err := app.Parse(ctx, app.ParseOptions{Paths: p.Paths, Corrections: p.Corrections, Out: con.out})
	if err != nil {
		return err
	}
	if err := report.WriteRefused(con.err, "refused: "); err != nil {
		return err
	}
	if len(report.Refused) > 0 {
		return errRefused
	}
	return nil
}
