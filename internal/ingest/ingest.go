// Package ingest turns source files into cables: it walks the inputs, opens
// archives, finds out the format and encoding of each file by its content, has
// it split and parsed by the reader of that format, in parallel and in bounded
// memory, and hands the cables on: Run in the order of the input, Collect those
// first whose names need not wait for the rest. What can't be parsed is reported
// with path, line and reason and never stops the job. It knows nothing of the
// index or of the web.
package ingest

import (
	"context"
	"errors"
	"maps"
	"runtime"
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/kept"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// A Job reads inputs. Its zero value is not usable; use New.
type Job struct {
	tables  *reference.Tables
	formats []source.Format
	names   *names.Finder
	rules   names.Corrections
	workers int
	kept    *kept.Store // nil where nothing is
	// Progress, when set, is called from one goroutine after each cable or
	// refusal.
	Progress func(Progress)
	// Lists, when set, is called from the same goroutine with what a container
	// tells of the things that its cables name: once for each container, in the
	// first reading, before the cables of Run.
	Lists func([]authority.Thing)
}

// Progress is how far a reading is.
type Progress struct {
	Stage                  string // of Run "survey", then "read", of Collect "read", then "names"
	Files, Cables, Refused int
	Read, Size             int64 // bytes of the input files
}

// New makes a job with a worker for each core. The corrections of names may be
// nil.
func New(tables *reference.Tables, c names.Corrections) *Job {
	return &Job{tables: tables, formats: Formats(tables), names: names.New(tables, c), rules: c, workers: runtime.GOMAXPROCS(0)}
}

// Keep has the job keep what it makes of single sources, and use what was kept
// before. The store must be closed after the job is done.
func (j *Job) Keep(s *kept.Store) { j.kept, j.names = s, j.names.Keeping(s) }

// Run reads the inputs in order and calls sink for each cable with its raw
// source, from one goroutine: input by input, folder by folder in the order of
// the names (members of a tar in its own), then by position in the file. The
// order is the same whatever the number of workers. It stops only at an error of sink, a cancelled context or an input that does
// not exist.
//
// The input is read twice: first to learn which persons it names, so that they
// are found in texts without annotation as well, then for good.
func (j *Job) Run(ctx context.Context, inputs []Input, sink func(c *cable.Cable, raw []byte) error) (*Report, error) {
	k := j.learn()
	seen := stampsOf(inputs)
	survey := pass{stage: "survey", stamps: seen, sight: true, push: k.list, lists: j.Lists, take: func(t *task) error {
		k.sight(t)
		return nil
	}}
	if err := j.pass(ctx, survey, inputs, newReport()); err != nil {
		return newReport(), err
	}
	report := newReport()
	err := j.pass(ctx, pass{stage: "read", stamps: seen, finder: k.close(), gather: true, take: func(t *task) error {
		report.add(t.cable)
		k.tell(t)
		return sink(t.cable, t.part.Raw)
	}}, inputs, report)
	k.finish(report)
	return report, err
}

// Collect does what Run does, for a sink to which order means nothing: a cable
// whose source marks the names in its text is handed on in the first reading.
// Only the others wait for what the corpus names, and are read again, the most of
// them to be parsed again: they come behind all of these. Each of the two groups is in the order of Run.
func (j *Job) Collect(ctx context.Context, inputs []Input, sink func(c *cable.Cable, raw []byte) error) (*Report, error) {
	report := newReport()
	k := j.learn()
	seen := stampsOf(inputs)
	w := newWaiting()
	take := func(t *task) error {
		k.sight(t)
		if t.waits {
			w.add(t)
			return nil
		}
		report.add(t.cable)
		k.tell(t)
		return sink(t.cable, t.part.Raw)
	}
	first := pass{stage: "read", stamps: seen, finder: j.names.With(k.volumes.Bearer), annotated: true, sight: true, gather: true, push: k.list, lists: j.Lists, take: take}
	err := j.pass(ctx, first, inputs, report)
	if err == nil && len(w.paths) > 0 {
		err = j.collectWaiting(ctx, inputs, seen, k, w, report, sink)
	}
	k.finish(report)
	return report, err
}

// collectWaiting is the second reading. What was not there any more is refused.
func (j *Job) collectWaiting(ctx context.Context, inputs []Input, seen []stamps, k *knowledge, w *waiting, report *Report, sink func(c *cable.Cable, raw []byte) error) error {
	again := newReport() // files and refusals were counted before
	found := map[int]bool{}
	err := j.pass(ctx, pass{stage: "names", stamps: seen, finder: k.close(), gather: true,
		wanted: w.wants,
		take: func(t *task) error {
			found[t.number] = true
			report.add(t.cable)
			k.tell(t)
			return sink(t.cable, t.part.Raw)
		}}, inputs, again)
	if err != nil {
		return err
	}
	for _, r := range again.Refused {
		if r.Reason == changedReason && !slices.Contains(report.Refused, r) {
			report.refuse(&source.Refusal{Path: r.Path, Line: r.Line, Reason: r.Reason})
		}
	}
	for _, number := range slices.Sorted(maps.Keys(w.paths)) {
		if !found[number] && !toldChanged(report.Refused, w.paths[number]) {
			report.refuse(source.AsRefusal(w.paths[number], errors.New("the file changed while it was read")))
		}
	}
	return nil
}

// toldChanged reports whether the file of a cable was refused before because it
// changed: what went away is told once, whichever reading noticed it.
func toldChanged(refused []Refused, path string) bool {
	return slices.ContainsFunc(refused, func(r Refused) bool {
		return r.Reason == changedReason && (path == r.Path || strings.HasPrefix(path, r.Path+"#"))
	})
}
