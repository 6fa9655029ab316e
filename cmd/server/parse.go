package main

import (
	"bufio"
	"context"
	"fmt"
	"os"

	"reftel/internal/cable"
	"reftel/internal/ingest"
	"reftel/internal/ingest/names"
	"reftel/internal/reference"
)

// parseCommand prints one JSON object a cable (docs/formats.md).
type parseCommand struct {
	Corrections string   `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/formats.md)."`
	Paths       []string `arg:"" name:"path" help:"Files and folders to parse."`
}

func (p *parseCommand) Run(ctx context.Context) error {
	job, err := newJob(p.Corrections)
	if err != nil {
		return err
	}
	inputs, err := inputsOf(p.Paths)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	report, err := job.Run(ctx, inputs, func(c *cable.Cable, _ []byte) error {
		b, err := c.JSON()
		if err != nil {
			return fmt.Errorf("cable %s: %w", c.ID, err)
		}
		_, err = out.Write(b)
		return err
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	for _, r := range report.Refused {
		fmt.Fprintln(os.Stderr, refusal(r))
	}
	if len(report.Refused) > 0 {
		return exitStatus(exitRefused)
	}
	return nil
}

// newJob makes an ingest job with the corrections of a file, "" for none.
func newJob(file string) (*ingest.Job, error) {
	tables, err := reference.Open()
	if err != nil {
		return nil, err
	}
	if file == "" {
		return ingest.New(tables, nil), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the corrections: %w", err)
	}
	defer f.Close()
	corrections, err := names.ReadCorrections(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return ingest.New(tables, corrections), nil
}

func refusal(r ingest.Refused) string {
	if r.Line > 0 {
		return fmt.Sprintf("refused: %s:%d: %s", r.Path, r.Line, r.Reason)
	}
	return fmt.Sprintf("refused: %s: %s", r.Path, r.Reason)
}

func inputsOf(paths []string) ([]ingest.Input, error) {
	inputs := make([]ingest.Input, 0, len(paths))
	for _, p := range paths {
		in, err := ingest.Path(p)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, in)
	}
	return inputs, nil
}
