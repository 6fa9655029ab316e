package main

import (
	"context"
	"errors"
	"fmt"

	"reftel/internal/app"
	"reftel/internal/app/export"
	"reftel/internal/app/sqlite"
	"reftel/internal/archive"
	"reftel/internal/text/visible"
)

// exportCommand writes the whole archive as data.
type exportCommand struct {
	Data    string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	Format  string `required:"" env:"REFTEL_FORMAT" enum:"jsonl,csv,sqlite" help:"jsonl: one cable a line, as reftel parse prints them; csv: one cable a row, its text in the last column; sqlite: a database with an index of words, as Datasette opens it."`
	Out     string `type:"path" env:"REFTEL_OUT" placeholder:"FILE" help:"File to write; what it holds is told in datapackage.json beside it. Without it all goes to the standard output."`
	BaseURL string `env:"REFTEL_BASE_URL" placeholder:"URL" help:"Address of the site, for the addresses of cables in csv: https://cables.example.org."`
}

func (e *exportCommand) Run(ctx context.Context, con console) error {
	live, err := app.Open(e.Data, nil)
	if err != nil {
		return err
	}
	defer live.Close()
	if e.Format == "sqlite" {
		return e.database(ctx, con, live)
	}
	r, err := export.Run(ctx, live, export.Options{Format: e.Format, File: e.Out, Out: con.data, BaseURL: e.BaseURL})
	if err != nil {
		return err
	}
	if e.Out != "" {
		fmt.Fprintf(con.err, "generation %s: %d cables, %.1f MB, in %s; %s tells what is in it\n", r.Generation.ID, r.Cables, float64(r.Bytes)/1e6, visible.Line(e.Out), visible.Line(r.Descriptor))
	}
	return nil
}

// database writes the archive as an SQLite database, which is a file and never a stream.
func (e *exportCommand) database(ctx context.Context, con console, src archive.Source) error {
	if e.Out == "" {
		return errors.New("exporting as sqlite: name the file to write by --out")
	}
	r, err := sqlite.Run(ctx, src, e.Out, e.BaseURL)
	if err != nil {
		return err
	}
	fmt.Fprintf(con.err, "generation %s: %d cables, %.1f MB, in %s; %s tells Datasette what is in it\n", r.Generation.ID, r.Cables, float64(r.Bytes)/1e6, visible.Line(e.Out), visible.Line(r.Metadata))
	return nil
}
