package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/sync/errgroup"
	"golang.org/x/term"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/ingest"
)

// ingestCommand reads cables and publishes them as a new generation.
type ingestCommand struct {
	Data        string   `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive; made when it is not there."`
	DryRun      bool     `env:"REFTEL_DRY_RUN" help:"Read and report only; publish nothing."`
	AllowShrink bool     `env:"REFTEL_ALLOW_SHRINK" help:"Publish even when the archive loses more than a twentieth of its cables."`
	Corrections string   `type:"existingfile" env:"REFTEL_CORRECTIONS" help:"File of corrections of names (docs/formats.md)."`
	Paths       []string `arg:"" name:"path" help:"Files and folders to read. They are the whole archive: what is not in them is not in the new generation."`
}

func (c *ingestCommand) Run(ctx context.Context) error {
	job, err := newJob(c.Corrections)
	if err != nil {
		return err
	}
	inputs, err := inputsOf(c.Paths)
	if err != nil {
		return err
	}
	tuneMemory()
	progress := newProgress()
	job.Progress = progress.read
	if c.DryRun {
		report, err := job.Collect(ctx, inputs, func(*cable.Cable, []byte) error { return nil })
		progress.end()
		if err != nil {
			return err
		}
		_, _ = report.WriteTo(os.Stdout)
		fmt.Println("dry run: nothing was published")
		return statusOf(report)
	}
	report, generation, err := publish(ctx, job, inputs, c.Data, index.BuildOptions{
		Tool: "reftel " + version(), AllowShrink: c.AllowShrink, Progress: progress.build,
	})
	progress.end()
	if report != nil {
		_, _ = report.WriteTo(os.Stdout)
	}
	if err != nil {
		return err
	}
	if err := writeReport(c.Data, generation, report); err != nil {
		return err
	}
	fmt.Printf("published: %d cables as generation %s\n", generation.Cables, generation.ID)
	return statusOf(report)
}

// Memory that an ingest may take before it is collected more often: in bytes,
// without mapped files. Of those Bleve maps 1.2 GB to merge the index of a
// quarter of a million cables; with them it is to stay below 2 GB.
const ingestMemory = 700 << 20

// tuneMemory lets garbage lie longer than a server would: a tenth of the time of
// an ingest went into collecting it. The usual variables have precedence.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(ingestMemory)
	}
}

func statusOf(r *ingest.Report) error {
	if len(r.Refused) > 0 {
		return exitStatus(exitRefused)
	}
	return nil
}

// publish reads the inputs and builds and commits a generation of them.
func publish(ctx context.Context, job *ingest.Job, inputs []ingest.Input, data string, o index.BuildOptions) (*ingest.Report, index.Generation, error) {
	builder, err := index.Create(data, o)
	if err != nil {
		return nil, index.Generation{}, fmt.Errorf("opening %s for the ingest: %w", data, err)
	}
	defer func() { _ = builder.Abort() }() // does nothing after a publish
	var manifest index.Report
	adding, actx := errgroup.WithContext(ctx)
	adding.SetLimit(runtime.GOMAXPROCS(0))
	report, err := job.Collect(actx, inputs, func(c *cable.Cable, raw []byte) error {
		manifest.Sources = append(manifest.Sources, index.SourceFile{
			Path: c.Source.Path, SHA256: c.Source.SHA256, Bytes: int64(c.Source.Bytes), Format: c.Source.Format, Cables: 1,
		})
		adding.Go(func() error { return builder.Add(c, raw) })
		return nil
	})
	if aerr := adding.Wait(); aerr != nil {
		err = aerr // which has stopped the reading
	}
	if err != nil {
		return report, index.Generation{}, err
	}
	if report.Cables == 0 {
		return report, index.Generation{}, fmt.Errorf("no cable was found in %d files; nothing was published", report.Files)
	}
	for _, r := range report.Refused {
		manifest.Rejected = append(manifest.Rejected, index.Rejected(r))
	}
	generation, err := builder.Publish(ctx, manifest)
	if err != nil {
		return report, generation, fmt.Errorf("publishing in %s: %w", data, err)
	}
	return report, generation, nil
}

// writeReport puts the ingest report beside the generations, as JSON.
func writeReport(data string, g index.Generation, r *ingest.Report) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	dir := filepath.Join(data, "reports")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("writing the ingest report: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, g.ID+".json"), append(b, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the ingest report: %w", err)
	}
	return nil
}

// A progress shows how far the ingest is: a bar on a terminal, else a line
// every few seconds.
type progress struct {
	terminal bool
	bar      *progressbar.ProgressBar
	stage    string
	last     time.Time
}

const lineEvery = 5 * time.Second

func newProgress() *progress {
	return &progress{terminal: term.IsTerminal(int(os.Stderr.Fd())), last: time.Now()}
}

func (p *progress) read(stage string, files, cables, refused int) {
	p.show(stage, cables, -1, fmt.Sprintf("%d files, %d cables, %d refused", files, cables, refused))
}

func (p *progress) build(s index.Progress) {
	if s.Stage == "read" {
		return
	}
	total := s.Total
	if total == 0 {
		total = -1
	}
	p.show(s.Stage, s.Done, total, fmt.Sprintf("%d of %d", s.Done, s.Total))
}

func (p *progress) show(stage string, done, total int, line string) {
	if !p.terminal {
		if stage != p.stage || time.Since(p.last) >= lineEvery {
			fmt.Fprintf(os.Stderr, "%s: %s\n", stage, line)
			p.stage, p.last = stage, time.Now()
		}
		return
	}
	if stage != p.stage {
		p.end()
		p.stage = stage
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetDescription(stage), progressbar.OptionSetWriter(os.Stderr),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("cables"))
	}
	_ = p.bar.Set(done)
}

func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
		fmt.Fprintln(os.Stderr)
		p.bar = nil
	}
}
