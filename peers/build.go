package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// A peer is another index over the same cables.
type peer interface {
	name() string
	// page answers a request: all hits are counted, the facets too, the first
	// 20 hits have snippets.
	page(ctx context.Context, r query.Request) (total int, err error)
	close() error
}

// A counted facet, and how many of its values are shown.
type counted struct {
	facet query.Facet
	size  int
}

var facets = []counted{
	{query.Tags, 25}, {query.Origin, 25}, {query.Persons, 10}, {query.Organisations, 10}, {query.Places, 10},
	{query.Classification, 10}, {query.Year, 50},
}

// hitsPerPage is how many hits a page shows.
const hitsPerPage = 20

// A document is a cable as the peers index it.
type document struct {
	id      string
	subject string
	body    string
	values  map[query.Facet][]string
}

// documents calls do for every cable of the archive in its order.
func documents(ctx context.Context, a archive.Archive, do func(document) error) error {
	ids, err := a.IDs(ctx, 0, a.Generation().Cables)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := a.Record(ctx, id, archive.Parsed)
		if err != nil {
			return err
		}
		if err := do(newDocument(r.Cable)); err != nil {
			return fmt.Errorf("cable %s: %w", id, err)
		}
	}
	return nil
}

func newDocument(c *cable.Cable) document {
	d := document{id: c.ID, subject: c.Subject, values: map[query.Facet][]string{}}
	var body strings.Builder
	for _, p := range c.Paragraphs {
		body.WriteString(p.Heading + "\n" + p.Text + "\n\n")
	}
	d.body = body.String()
	add := func(f query.Facet, value string) {
		if value != "" {
			d.values[f] = append(d.values[f], value)
		}
	}
	for _, t := range c.Tags {
		add(query.Tags, t.Code)
	}
	kinds := map[string]query.Facet{cable.PER: query.Persons, cable.ORG: query.Organisations, cable.LOC: query.Places}
	for _, e := range c.Entities {
		if f, ok := kinds[e.Kind]; ok {
			add(f, e.Name)
		}
	}
	add(query.Origin, c.Origin.Code)
	add(query.Classification, c.Classification)
	if !c.Date.IsZero() {
		add(query.Year, fmt.Sprint(c.Date.Year))
	}
	return d
}

// A building says what it cost to build a peer.
type building struct {
	Generation string  // of the archive
	CPU        float64 // seconds
	Bytes      int64
}

// build opens the peer that an earlier run built of the same archive, or
// builds it.
func build(ctx context.Context, a archive.Archive, name, work string) (peer, building, error) {
	dir := filepath.Join(work, name)
	note := filepath.Join(dir, "building.json")
	var b building
	text, err := os.ReadFile(note)
	if err == nil {
		err = json.Unmarshal(text, &b)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, b, err
	}
	if b.Generation != a.Generation().ID {
		if b, err = rebuild(ctx, a, name, dir, note); err != nil {
			return nil, b, err
		}
	}
	p, err := open(name, dir)
	return p, b, err
}

func rebuild(ctx context.Context, a archive.Archive, name, dir, note string) (building, error) {
	b := building{Generation: a.Generation().ID}
	if _, err := os.Stat(dir); err == nil {
		return b, fmt.Errorf("%s holds the index of another archive; remove it first", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return b, err
	}
	fmt.Fprintf(os.Stderr, "building %s\n", name)
	before := cpu()
	var err error
	if name == "bleve" {
		err = buildBleve(ctx, a, dir)
	} else {
		err = buildSQLite(ctx, a, dir)
	}
	if err != nil {
		return b, err
	}
	b.CPU = cpu() - before
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			b.Bytes += info.Size()
		}
		return err
	})
	if err != nil {
		return b, err
	}
	text, err := json.Marshal(b)
	if err != nil {
		return b, err
	}
	return b, os.WriteFile(note, text, 0o644)
}

func open(name, dir string) (peer, error) {
	if name == "bleve" {
		return openBleve(dir)
	}
	return openSQLite(dir)
}

// cpu is the time that this process has used, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
