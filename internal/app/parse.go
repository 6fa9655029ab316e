package app

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest"
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

// escaped writes the control characters beyond ASCII, which JSON leaves as they
// are and a terminal obeys, as escapes. They stand in texts alone.
func escaped(b []byte) []byte {
	if bytes.IndexByte(b, 0x7F) < 0 && bytes.IndexByte(b, 0xC2) < 0 {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == 0x7F:
			out = append(out, `\u007f`...)
		case b[i] == 0xC2 && i+1 < len(b) && b[i+1] >= 0x80 && b[i+1] < 0xA0:
			i++
			out = fmt.Appendf(out, `\u%04x`, b[i])
		default:
			out = append(out, b[i])
		}
	}
	return out
}
