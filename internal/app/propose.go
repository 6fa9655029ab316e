package app

import (
	"context"
	"fmt"
	"io"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/ingest"
	"reftel/internal/ingest/names/gather"
	"reftel/internal/reference"
)

// ProposeOptions say whose names are compared and where the proposals go.
type ProposeOptions struct {
	Paths       []string // files and folders, as for an ingest; or
	Data        string   // the archive in a data folder
	Corrections string   // file of corrections of names, "" for none
	Out         io.Writer
}

// ProposeNames writes the pairs of names that may be of one thing, as lines of a
// file of corrections (docs/authority.md). It returns how many there are, and the
// report of the reading, which is nil for an archive.
func ProposeNames(ctx context.Context, o ProposeOptions) (int, *ingest.Report, error) {
	if o.Data != "" {
		all, err := proposalsOf(ctx, o.Data, o.Corrections)
		if err != nil {
			return 0, nil, err
		}
		return len(all), nil, gather.WriteProposals(o.Out, all)
	}
	job, err := newJob(o.Corrections)
	if err != nil {
		return 0, nil, err
	}
	inputs, err := inputsOf(o.Paths)
	if err != nil {
		return 0, nil, err
	}
	report, err := job.Collect(ctx, inputs, func(*cable.Cable, []byte) error { return nil })
	if err != nil {
		return 0, report, err
	}
	return len(report.Proposals), report, gather.WriteProposals(o.Out, report.Proposals)
}

// proposalsOf compares the names in the cables of an archive. What lists of
// volumes told is not in it.
func proposalsOf(ctx context.Context, data, corrections string) ([]gather.Proposal, error) {
	tables, err := reference.Open()
	if err != nil {
		return nil, err
	}
	rules, err := readCorrections(corrections)
	if err != nil {
		return nil, err
	}
	live, err := Open(data, nil)
	if err != nil {
		return nil, err
	}
	defer live.Close()
	a, release, err := live.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	g := gather.New(tables, rules)
	const step = 1000
	for from := 0; ; from += step {
		ids, err := a.IDs(ctx, from, step)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			r, err := a.Record(ctx, id, archive.Parsed)
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", id, err)
			}
			g.Add(gather.Of(tables, r.Cable))
		}
		if len(ids) < step {
			_, all := g.Fold()
			return all, nil
		}
	}
}
