package main

import (
	"context"
	"fmt"

	"reftel/internal/app"
	"reftel/internal/app/export"
	"reftel/internal/text/visible"
)

// exportCommand writes the whole archive as data.
type exportCommand struct {
	Data    string `required:"" type:"path" env:"REFTEL_DATA" help:"Folder of the archive."`
	Format  string `required:"" env:"REFTEL_FORMAT" enum:"jsonl,csv" help:"jsonl: one cable a line, as reftel parse prints them; csv: one cable a row, its text in the last column."`
	Out     string `type:"path" env:"REFTEL_OUT" placeholder:"FILE" help:"File to write; what it holds is told in datapackage.json beside it. Without it all goes to the standard output."`
	BaseURL string `env:"REFTEL_BASE_URL" placeholder:"URL" help:"Address of the site, for the addresses of cables in csv: https://cables.example.org."`
}

func (e *exportCommand) Run(ctx context.Context, con console) error {
	live, err := app.Open(e.Data, nil)
	if err != nil {
		return err
	}
	defer live.Close()
	r, err := export.Run(ctx, live, export.Options{Format: e.Format, File: e.Out, Out: con.data, BaseURL: e.BaseURL})
	if err != nil {
		return err
	}
	if e.Out != "" {
		fmt.Fprintf(con.err, "generation %s: %d cables, %.1f MB, in %s; %s tells what is in it\n", r.Generation.ID, r.Cables, float64(r.Bytes)/1e6, visible.Line(e.Out), visible.Line(r.Descriptor))
	}
	return nil
}
