package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"reftel/internal/bench"
	"reftel/internal/bench/cluster"
	"reftel/internal/bench/corpus"
	"reftel/internal/reference"
)

// benchCommand measures (docs/operations.md).
type benchCommand struct {
	Corpus  benchCorpusCommand  `cmd:"" help:"Write a corpus of synthetic cables."`
	Index   benchIndexCommand   `cmd:"" help:"Measure a whole ingest."`
	Search  benchSearchCommand  `cmd:"" help:"Measure searches by class of query, warm and cold."`
	Hostile benchHostileCommand `cmd:"" help:"Measure searches that are made to hurt, and random ones."`
	Serve   benchServeCommand   `cmd:"" help:"Measure the server over HTTP."`
	Cluster benchClusterCommand `cmd:"" help:"Measure pages of a cluster beside those of a folder with the same cables."`
	Report  benchReportCommand  `cmd:"" help:"Put measurements together into one document."`
}

// benchCorpusCommand writes the files of a synthetic corpus.
type benchCorpusCommand struct {
	N     int    `default:"251287" help:"Number of cables."`
	Seed  uint64 `default:"1" help:"The same seed gives the same cables."`
	Mixed bool   `help:"Nearer to what archives hold: fewer names, other languages, cables that were sent again, and printed volumes."`
	Every int    `default:"1" help:"Write every so many cables only: 5 gives a fifth, over all years."`
	Dir   string `arg:"" type:"path" help:"Folder to write to; made when it is not there."`
}

func (b *benchCorpusCommand) kind() corpus.Kind {
	if b.Mixed {
		return corpus.Mixed
	}
	return corpus.Dense
}

func (b *benchCorpusCommand) Run(ctx context.Context, con console) error {
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	c, err := corpus.New(tables, b.N, b.Seed, b.kind())
	if err != nil {
		return err
	}
	w, err := c.Write(ctx, b.Dir, b.Every)
	if err != nil {
		return err
	}
	fmt.Fprintf(con.out, "%d cables of %.1f MB in %d files\n", w.Cables, float64(w.Bytes)/1e6, w.Files)
	return nil
}

// kept are the flags of every measurement.
type kept struct {
	Data string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	JSON string `type:"path" help:"Write the measurement to this file as well, for bench report."`
}

// measure runs a measurement, prints it and keeps it.
func (k kept) measure(con console, kind string, flags []string, do func(r *bench.Record, program string) error) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	r, err := bench.NewRecord(kind, strings.Join(append([]string{"reftel bench", kind}, flags...), " "), version())
	if err != nil {
		return err
	}
	if err := do(r, program); err != nil {
		return err
	}
	return r.Finish(con.out, k.JSON)
}

// benchIndexCommand ingests once, into a folder of its own.
type benchIndexCommand struct {
	kept
	Quiet   bool     `help:"Do not show what the ingest prints."`
	Memory  string   `placeholder:"SIZE" help:"Memory that the ingest may take, as reftel ingest has it."`
	NoCache bool     `help:"Keep nothing of what is parsed for the next ingest: less disk."`
	Paths   []string `arg:"" name:"path" help:"Files and folders to read."`
}

func (b *benchIndexCommand) Run(ctx context.Context, con console) error {
	var flags []string
	if b.Memory != "" {
		flags = append(flags, "--memory", b.Memory)
	}
	if b.NoCache {
		flags = append(flags, "--no-cache")
	}
	return b.measure(con, "index", flags, func(r *bench.Record, program string) error {
		log := con.drawn // the ingest makes what it prints safe
		if b.Quiet {
			log = io.Discard
		}
		return bench.Ingest(ctx, r, program, b.Data, append(flags, b.Paths...), log)
	})
}

type benchSearchCommand struct{ kept }

func (b *benchSearchCommand) Run(ctx context.Context, con console) error {
	return b.measure(con, "search", nil, func(r *bench.Record, _ string) error { return bench.Search(ctx, r, b.Data) })
}

type benchHostileCommand struct{ kept }

func (b *benchHostileCommand) Run(ctx context.Context, con console) error {
	return b.measure(con, "hostile", nil, func(r *bench.Record, _ string) error { return bench.Hostile(ctx, r, b.Data) })
}

// benchServeCommand starts this program as a server and asks it for pages.
type benchServeCommand struct {
	kept
	Time time.Duration `default:"10s" help:"How long to ask for each sort of page."`
}

func (b *benchServeCommand) Run(ctx context.Context, con console) error {
	return b.measure(con, "serve", []string{"--time", b.Time.String()}, func(r *bench.Record, program string) error {
		return bench.Serve(ctx, r, program, b.Data, b.Time)
	})
}

// benchClusterCommand asks a cluster and a folder for the same pages.
type benchClusterCommand struct {
	kept
	engineFlags
}

func (b *benchClusterCommand) Run(ctx context.Context, con console) error {
	b.Engine = "opensearch"
	if err := b.check(b.Data, true); err != nil {
		return err
	}
	at, err := b.cluster()
	if err != nil {
		return err
	}
	return b.measure(con, "cluster", nil, func(r *bench.Record, _ string) error { return cluster.Measure(ctx, r, b.Data, *at) })
}

// benchReportCommand writes docs/benchmarks.md.
type benchReportCommand struct {
	Markdown string   `type:"path" help:"File to write; else standard output."`
	Files    []string `arg:"" type:"existingfile" name:"json" help:"Files that the measurements wrote."`
}

func (b *benchReportCommand) Run(con console) (err error) {
	var records []*bench.Record
	for _, f := range b.Files {
		r, err := bench.ReadFile(f)
		if err != nil {
			return err
		}
		records = append(records, r)
	}
	if b.Markdown == "" {
		return bench.Markdown(con.out, records)
	}
	f, err := os.Create(b.Markdown)
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	return bench.Markdown(f, records)
}
