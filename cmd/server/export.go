package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"reftel/internal/app"
	"reftel/internal/app/export"
	"reftel/internal/app/sqlite"
	"reftel/internal/app/static"
	"reftel/internal/app/tei"
	"reftel/internal/archive"
	"reftel/internal/index"
	"reftel/internal/reference"
	"reftel/internal/site"
	"reftel/internal/text/visible"
)

// exportCommand writes the whole archive as data, or the site as plain files.
type exportCommand struct {
	Data    string `type:"path" env:"REFTEL_DATA" help:"Folder of the archive. Without it, the demonstration archive is built in a temporary folder and exported."`
	Format  string `required:"" env:"REFTEL_FORMAT" enum:"jsonl,csv,tei,sqlite,static" help:"jsonl: one cable a line, as reftel parse prints them; csv: one cable a row, its text in the last column; sqlite: a database with an index of words, as Datasette opens it; tei: a folder with a TEI P5 document a cable; static: the site as plain files, which any web server or a disk can hold, with a search in the browser."`
	Out     string `type:"path" env:"REFTEL_OUT" placeholder:"FILE" help:"File to write, for tei and static a folder that does not exist yet; what tei, jsonl and csv hold is told in datapackage.json in the folder. Without it jsonl and csv go to the standard output."`
	Site    string `type:"existingdir" env:"REFTEL_SITE" placeholder:"DIR" help:"Folder in which you say whose archive it is (docs/site.md): the copy of the site is drawn as it says, and all other formats tell its name, rights, contact and address."`
	BaseURL string `env:"REFTEL_BASE_URL" placeholder:"URL" help:"Address of the site, for the addresses of cables in csv, sqlite, tei and static: https://cables.example.org. It goes before the one that the folder of the site names."`

	own *site.Site
}

func (e *exportCommand) Run(ctx context.Context, con console) (err error) {
	if e.Site != "" {
		if e.own, err = site.Read(e.Site); err != nil {
			return err
		}
		e.BaseURL = cmp.Or(e.BaseURL, e.own.Base)
	}
	demo := e.Data == ""
	if demo {
		if e.Data, err = os.MkdirTemp("", "reftel-demo-"); err != nil {
			return fmt.Errorf("making a folder for the demonstration archive: %w", err)
		}
		defer func() { _ = index.Remove(e.Data) }()
		tables, err := reference.Open()
		if err != nil {
			return err
		}
		if err := app.Demo(ctx, tables, e.Data, "reftel "+version()); err != nil {
			return err
		}
	}
	if e.Format == "static" {
		return e.static(ctx, con, demo)
	}
	live, err := app.Open(e.Data, nil)
	if err != nil {
		return err
	}
	defer live.Close()
	if e.Format == "sqlite" {
		return e.database(ctx, con, live)
	}
	if e.Format == "tei" {
		return e.tei(ctx, con, live)
	}
	r, err := export.Run(ctx, live, export.Options{Format: e.Format, File: e.Out, Out: con.data, BaseURL: e.BaseURL, Site: e.own})
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
	r, err := sqlite.Run(ctx, src, sqlite.Options{File: e.Out, BaseURL: e.BaseURL, Site: e.own})
	if err != nil {
		return err
	}
	fmt.Fprintf(con.err, "generation %s: %d cables, %.1f MB, in %s; %s tells Datasette what is in it\n", r.Generation.ID, r.Cables, float64(r.Bytes)/1e6, visible.Line(e.Out), visible.Line(r.Metadata))
	return nil
}

// static writes the site as plain files.
func (e *exportCommand) static(ctx context.Context, con console, demo bool) error {
	if e.Out == "" {
		return errors.New("the site is many files: name a folder for them with --out")
	}
	r, err := static.Copy(ctx, static.Place{Data: e.Data, Dir: e.Out, BaseURL: e.BaseURL, Demo: demo, Version: version(), Site: e.own})
	if err != nil {
		return err
	}
	fmt.Fprintf(con.err, "generation %s: %d cables, %d pages and %d addresses that lead on, %d files, %.1f MB, in %s; open index.html there\n",
		r.Generation.ID, r.Cables, r.Pages, r.Redirects, r.Files, float64(r.Bytes)/1e6, visible.Line(e.Out))
	return nil
}

// tei writes a document a cable.
func (e *exportCommand) tei(ctx context.Context, con console, live archive.Source) error {
	if e.Out == "" {
		return errors.New("TEI is a document a cable: name a folder for them with --out")
	}
	r, err := tei.Run(ctx, live, tei.Options{Dir: e.Out, BaseURL: e.BaseURL, Site: e.own})
	if err != nil {
		return err
	}
	fmt.Fprintf(con.err, "generation %s: %d cables, %.1f MB, in %s; cables.csv there lists them\n", r.Generation.ID, r.Cables, float64(r.Bytes)/1e6, visible.Line(e.Out))
	return nil
}
