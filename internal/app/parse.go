package app

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/ingest"
	"reftel/internal/text/visible"
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
		_, err = out.Write(escaped(b))
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

// escaped writes what JSON leaves as it is and a terminal obeys, beyond the
// control characters of ASCII, as escapes. It stands in texts alone.
func escaped(b []byte) []byte {
	if !bytes.ContainsFunc(b, obeyed) {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for _, r := range string(b) {
		if obeyed(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

func obeyed(r rune) bool { return r >= ' ' && visible.Hidden(r) }
