package app

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest"
	"reftel/internal/text/visible"
)

// ParseOptions say what is parsed and where the cables go.
type ParseOptions struct {
	Paths       []string  // files and folders
	Corrections string    // file of corrections of names, "" for none
	Lists       bool      // what the lists of volumes name, in place of the cables
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
	if o.Lists {
		return parseLists(ctx, job, inputs, out)
	}
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

// parseLists writes each thing that the lists of the volumes name as JSON.
func parseLists(ctx context.Context, job *ingest.Job, inputs []ingest.Input, out *bufio.Writer) (*ingest.Report, error) {
	var failed error
	job.Lists = func(things []authority.Thing) {
		for i := range things {
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(things[i]); err != nil {
				failed = cmp.Or(failed, fmt.Errorf("thing %s: %w", things[i].Name, err))
				continue
			}
			_, err := out.Write(escaped(b.Bytes()))
			failed = cmp.Or(failed, err)
		}
	}
	report, err := job.Collect(ctx, inputs, func(*cable.Cable, []byte) error { return nil })
	if err := cmp.Or(err, failed, out.Flush()); err != nil {
		return report, fmt.Errorf("writing the lists: %w", err)
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
