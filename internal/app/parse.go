package app

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"reftel/internal/cable"
	"reftel/internal/ingest"
)

// ParseOptions say what is parsed and where the cables go.
type ParseOptions struct {
	Paths       []string  // files and folders
	Corrections string    // file of corrections of names, "" for none
	Out         io.Writer // takes one JSON object a line
}

// Parse writes each cable as JSON, in the order of the inputs (docs/formats.md).
func Parse(ctx context.Context, o ParseOptions) (*ingest.Report, error) {
	job, err := newJob(o.Corrections)
	if err != nil {
		return nil, err
	}
	inputs, err := inputsOf(o.Paths)
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriterSize(o.Out, 1<<16)
	report, err := job.Run(ctx, inputs, func(c *cable.Cable, _ []byte) error {
		b, err := c.JSON()
		if err != nil {
			return fmt.Errorf("cable %s: %w", c.ID, err)
		}
		_, err = out.Write(b)
		return err
	})
	if err != nil {
		return report, err
	}
	if err := out.Flush(); err != nil {
		return report, fmt.Errorf("writing the cables: %w", err)
	}
	return report, nil
}
