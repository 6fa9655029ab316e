// Command peers builds peers of the program's index from a published archive,
// plain Bleve, SQLite FTS5, Lucene and Tantivy, asks all of them the same queries
// in one run, in turn, and prints how they compare. The last two are programs of
// their own, in the folders of their names; the script run builds them.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"reftel/internal/bench"
)

// stamped is the version, set by the linker: -ldflags "-X main.stamped=v1.2.3".
var stamped = "dev"

type options struct {
	Data    string   `required:"" type:"path" help:"Folder of the archive to measure."`
	Work    string   `required:"" type:"path" help:"Folder for the indexes of the peers. They are used again for the same archive."`
	Peers   []string `default:"bleve,sqlite" enum:"bleve,sqlite,lucene,tantivy" help:"Peers to compare with."`
	Lucene  string   `help:"Command that runs the peer of Lucene."`
	Tantivy string   `help:"Command that runs the peer of Tantivy."`
	Warm    int      `default:"2" help:"Passes before those that count."`
	Passes  int      `default:"5" help:"Passes that count; of each query the fastest."`
	JSON    string   `type:"path" help:"Write the measurement to this file as well."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var o options
	kong.Parse(&o, kong.Name("peers"), kong.Description("Compares reftel with other indexes of the same cables."))
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// kinds are the peers that were asked for.
func (o options) kinds() ([]kind, error) {
	if o.Passes < 1 || o.Warm < 0 {
		return nil, fmt.Errorf("%d passes that count, %d before them: one at least, and none", o.Passes, o.Warm)
	}
	var out []kind
	for i, name := range o.Peers {
		if slices.Contains(o.Peers[:i], name) {
			return nil, fmt.Errorf("%s is named twice", name)
		}
		switch name {
		case "bleve":
			out = append(out, kind{name, here(buildBleve), openBleve})
		case "sqlite":
			out = append(out, kind{name, here(buildSQLite), openSQLite})
		default:
			title, command := lucene, o.Lucene
			if name == "tantivy" {
				title, command = tantivy, o.Tantivy
			}
			words := strings.Fields(command)
			if len(words) == 0 {
				return nil, fmt.Errorf("%s is a program of its own: name its command by --%s, as peers/run does", title, name)
			}
			out = append(out, program(name, title, words))
		}
	}
	return out, nil
}

func (o options) run(ctx context.Context) error {
	kinds, err := o.kinds()
	if err != nil {
		return err
	}
	a, done, err := bench.Open(o.Data)
	if err != nil {
		return err
	}
	defer func() { _ = done() }()
	r, err := bench.NewRecord("peers", "peers/run --peers "+strings.Join(o.Peers, ","), stamped)
	if err != nil {
		return err
	}
	if err := r.Measures(a, o.Data); err != nil {
		return err
	}
	peers := []peer{product{a}}
	defer func() {
		for _, p := range peers {
			_ = p.close()
		}
	}()
	names := []string{peers[0].name()}
	built := bench.Table{Title: "Building", Columns: []string{"peer", "CPU s", "cables per CPU s", "MB", "of the sources"}}
	for _, k := range kinds {
		p, b, err := build(ctx, a, k, o.Work)
		if err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
		peers, names = append(peers, p), append(names, p.name())
		built.Add(p.name(), b.CPU, float64(r.Cables)/b.CPU, float64(b.Bytes)/1e6, float64(b.Bytes)/float64(r.Bytes))
	}
	r.Tables = append(r.Tables, built)
	queries, err := bench.Queries(ctx, a)
	if err != nil {
		return err
	}
	all, err := ask(ctx, peers, queries, o.Warm, o.Passes)
	if err != nil {
		return err
	}
	compare(r, queries, names, all)
	return r.Finish(os.Stdout, o.JSON)
}
