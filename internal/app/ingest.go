package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"reftel/internal/app/memory"
	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/index"
	"reftel/internal/ingest"
	"reftel/internal/reference"
)

// IngestOptions say what is read and where it is published.
type IngestOptions struct {
	Data        string         // folder of the archive; made when it is not there
	Cluster     *Cluster       // where the archive is instead; nil: in that folder
	Paths       []string       // files and folders: the whole archive
	Corrections string         // file of corrections of names, "" for none
	DryRun      bool           // read and report only
	Withdrawn   string         // file of ids that are gone, with reasons; "" for none
	AllowShrink bool           // publish even when ids are gone without a reason
	NoCache     bool           // make all anew, and take away what was kept
	Tool        string         // program and version, for the manifest
	Memory      int64          // bytes to take at most, 0: 512 MB
	Progress    func(Progress) // called from one goroutine at a time; may be nil
}

// Progress is a step of an ingest.
type Progress struct {
	Stage string
	Done  int // cables, or hundredths of the input
	Total int // 0 where it is not known
	Text  string
	// Percent says that Done is no number of cables.
	Percent bool
}

// An IngestResult is what came of an ingest. It holds as much as is known when
// there is an error too.
type IngestResult struct {
	Report     *ingest.Report     // nil when nothing was read
	Generation archive.Generation // without an ID when nothing was published
	Changes    *ids.Changes       // nil when no generation was replaced
	Losses     Losses
	Kept       Kept // of an archive in a folder
}

// Refused tells whether some input was refused.
func (r IngestResult) Refused() bool { return r.Report != nil && len(r.Report.Refused) > 0 }

// Ingest reads the inputs, publishes a new generation of them and keeps the
// report beside the generations. An error that is ErrAfterPublish leaves the
// new generation in force; after any other the archive is as it was.
func Ingest(ctx context.Context, o IngestOptions) (IngestResult, error) {
	job, err := newJob(o.Corrections)
	if err != nil {
		return IngestResult{}, err
	}
	inputs, err := inputsOf(o.Paths)
	if err != nil {
		return IngestResult{}, err
	}
	withdrawn, err := readWithdrawn(o.Withdrawn)
	if err != nil {
		return IngestResult{}, err
	}
	build := prepare.Options{Tool: o.Tool, AllowShrink: o.AllowShrink, Withdrawn: withdrawn, Anew: o.NoCache, Memory: o.Memory}
	if o.Progress != nil {
		job.Progress, build.Progress = o.reading, o.building
	}
	if o.DryRun {
		report, err := job.Collect(ctx, inputs, func(*cable.Cable, []byte) error { return nil })
		return IngestResult{Report: report}, err
	}
	if o.Cluster != nil {
		return ingestInto(ctx, *o.Cluster, job, inputs, build)
	}
	var saved Kept
	r, err := publish(ctx, job, inputs, func(feed Feed) (archive.Generation, error) {
		return Build(ctx, o.Data, build, o.keeping(job, feed, &saved))
	})
	r.Kept = saved
	if r.Generation.ID == "" {
		r.Losses, err = refused(o.Data, err)
		switch {
		case len(r.Losses.Vanished) > 0:
			err = fmt.Errorf("%w; give each its reason with --withdrawn FILE, or publish all the same with --allow-shrink", err)
		case errors.Is(err, ErrShrunk):
			err = fmt.Errorf("%w; put another generation in force with reftel rollback --to, or publish all the same with --allow-shrink", err)
		}
		return r, hinted(o.Data, err)
	}
	if aerr := account(o.Data, &r, withdrawn); aerr != nil {
		err = errors.Join(err, fmt.Errorf("%w: %w", ErrAfterPublish, aerr))
	}
	return r, err
}

// account tells what became of the ids of the generation that was replaced, and keeps
// the report.
func account(data string, r *IngestResult, withdrawn []ids.Withdrawal) (err error) {
	since := ""
	if c, ok := index.Changes(data, r.Generation.ID); ok {
		r.Changes, since = &c, c.Since
	}
	r.Losses, err = lost(data, r.Generation.ID, since, withdrawn)
	return errors.Join(err, writeReport(data, *r))
}

// Demo publishes the demonstration archive in a data folder.
func Demo(ctx context.Context, tables *reference.Tables, data, tool string) error {
	input := ingest.Input{FS: demo.Cables(), Root: ".", Name: "demo"}
	r, err := publish(ctx, ingest.New(tables, nil), []ingest.Input{input}, func(feed Feed) (archive.Generation, error) {
		return Build(ctx, data, prepare.Options{Tool: tool}, feed)
	})
	if err == nil && r.Refused() {
		x := r.Report.Refused[0]
		err = fmt.Errorf("%s was refused: %s", x.Path, x.Reason)
	}
	if err != nil {
		return fmt.Errorf("building the demonstration archive: %w", err)
	}
	return nil
}

// publish reads the inputs and has a generation of them built.
func publish(ctx context.Context, job *ingest.Job, inputs []ingest.Input, build func(Feed) (archive.Generation, error)) (r IngestResult, err error) {
	r.Generation, err = build(func(add Add) (prepare.Report, error) {
		kept := prepare.Report{Packed: &prepare.Sources{}}
		adding, actx := errgroup.WithContext(ctx)
		adding.SetLimit(runtime.GOMAXPROCS(0))
		var err error
		back := memory.Seldom()
		defer back()
		job.Lists = func(things []authority.Thing) { kept.Lists = append(kept.Lists, things) }
		r.Report, err = job.Collect(actx, inputs, func(c *cable.Cable, raw []byte) error {
			kept.Packed.Add(prepare.SourceFile{
				Path: c.Source.Path, SHA256: c.Source.SHA256, Bytes: int64(c.Source.Bytes), Format: c.Source.Format, Cables: 1,
			})
			adding.Go(func() error { return add(c, raw) })
			return nil
		})
		if aerr := adding.Wait(); aerr != nil {
			err = aerr // which has stopped the reading
		}
		if err != nil {
			return kept, err
		}
		if r.Report.Cables == 0 {
			return kept, fmt.Errorf("no cable was found in %d files; nothing was published", r.Report.Files)
		}
		kept.Settle, kept.Account = r.Report.Kinds.Apply, r.Report.Account()
		kept.Names, r.Report.Names = r.Report.Names, nil // a build lets go of them
		for _, x := range r.Report.Refused {
			kept.Rejected = append(kept.Rejected, prepare.Rejected(x))
		}
		return kept, nil
	})
	return r, err
}

// reportsFolder is the folder of the reports in a data folder.
const reportsFolder = "reports"

// writeReport puts the ingest report and the changes beside the generations, as
// JSON.
func writeReport(data string, r IngestResult) error {
	b, err := json.MarshalIndent(struct {
		*ingest.Report
		Changes *ids.Changes `json:"changes,omitempty"`
		Gone    []ids.Gone   `json:"gone,omitempty"`
	}{r.Report, r.Changes, r.Losses.Went}, "", "  ")
	if err != nil {
		return fmt.Errorf("writing the ingest report: %w", err)
	}
	dir := filepath.Join(data, reportsFolder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("writing the ingest report: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, r.Generation.ID+".json"), append(b, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the ingest report: %w", err)
	}
	return nil
}

func (o IngestOptions) reading(p ingest.Progress) {
	percent := 0
	if p.Size > 0 {
		percent = int(p.Read * 100 / p.Size)
	}
	o.Progress(Progress{
		Stage: p.Stage, Done: percent, Total: 100, Percent: true,
		Text: fmt.Sprintf("%d%%, %d files, %d cables, %d refused", percent, p.Files, p.Cables, p.Refused),
	})
}

func (o IngestOptions) building(p prepare.Progress) {
	if p.Stage == "read" { // which the job tells of
		return
	}
	text := ""
	if p.Total > 0 {
		text = fmt.Sprintf("%d of %d", p.Done, p.Total)
	}
	o.Progress(Progress{Stage: p.Stage, Done: p.Done, Total: p.Total, Text: text})
}
