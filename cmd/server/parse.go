package main

import (
	"context"
	"fmt"

	"reftel/internal/app"
	"reftel/internal/ingest"
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
	for _, r := range report.Refused {
		fmt.Fprintln(con.err, refusal(r))
	}
	if len(report.Refused) > 0 {
		return errRefused
	}
	return nil
}

func refusal(r ingest.Refused) string {
	if r.Line > 0 {
		return fmt.Sprintf("refused: %s:%d: %s", r.Path, r.Line, r.Reason)
	}
	return fmt.Sprintf("refused: %s: %s", r.Path, r.Reason)
}
