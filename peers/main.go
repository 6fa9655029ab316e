// Command peers builds peers of the program's index from a published archive,
// plain Bleve and SQLite FTS5, asks all of them the same queries in one run,
// and prints how they compare.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/alecthomas/kong"

	"reftel/internal/bench"
)

// stamped is the version, set by the linker: -ldflags "-X main.stamped=v1.2.3".
var stamped = "dev"

type options struct {
	Data  string   `required:"" type:"path" help:"Folder of the archive to measure."`
	Work  string   `required:"" type:"path" help:"Folder for the indexes of the peers. They are used again for the same archive."`
	Peers []string `default:"bleve,sqlite" enum:"bleve,sqlite" help:"Peers to compare with."`
	JSON  string   `type:"path" help:"Write the measurement to this file as well."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var o options
	kong.Parse(&o, kong.Name("peers"), kong.Description("Compares reftel with plain Bleve and with SQLite FTS5."))
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context) error {
	a, done, err := bench.Open(o.Data)
	if err != nil {
		return err
	}
	defer func() { _ = done() }()
	r, err := bench.NewRecord("peers", "cd peers && go run . --peers "+strings.Join(o.Peers, ","), stamped)
	if err != nil {
		return err
	}
	if err := r.Measures(a, o.Data); err != nil {
		return err
	}
	var peers []peer
	defer func() {
		for _, p := range peers {
			_ = p.close()
		}
	}()
	built := bench.Table{Title: "Building", Columns: []string{"peer", "CPU s", "cables per CPU s", "MB", "of the sources"}}
	for _, name := range o.Peers {
		p, b, err := build(ctx, a, name, o.Work)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		peers = append(peers, p)
		built.Add(p.name(), b.CPU, float64(r.Cables)/b.CPU, float64(b.Bytes)/1e6, float64(b.Bytes)/float64(r.Bytes))
	}
	r.Tables = append(r.Tables, built)
	if err := compare(ctx, r, a, peers); err != nil {
		return err
	}
	return r.Finish(os.Stdout, o.JSON)
}
