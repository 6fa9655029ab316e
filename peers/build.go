package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// A peer is another index over the same cables.
type peer interface {
	name() string
	// page answers a request: all hits are counted, the facets too, the first
	// 20 hits have snippets.
	page(ctx context.Context, r query.Request) (answer, error)
	close() error
}

// An answer is how many hits a page has, and how long it took to make.
type answer struct {
	total int
	took  time.Duration
}

// timed is the answer of a peer that runs in this process.
func timed(page func() (int, error)) (answer, error) {
	start := time.Now()
	n, err := page()
	return answer{n, time.Since(start)}, err
}

// A kind of peer, how it is built and opened.
type kind struct {
	name  string
	build func(ctx context.Context, a archive.Archive, dir string) (cpu float64, err error)
	open  func(dir string) (peer, error)
}

// indexFolder is where a peer has its index, beside the note of what it cost.
const indexFolder = "index"

// A building says what it cost to build a peer.
type building struct {
	Generation string  // of the archive
	CPU        float64 // seconds
	Bytes      int64
}

// build opens the peer that an earlier run built of the same archive, or
// builds it.
func build(ctx context.Context, a archive.Archive, k kind, work string) (peer, building, error) {
	dir := filepath.Join(work, k.name)
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
		if b, err = rebuild(ctx, a, k, dir, note); err != nil {
			return nil, b, err
		}
	}
	p, err := k.open(filepath.Join(dir, indexFolder))
	return p, b, err
}

func rebuild(ctx context.Context, a archive.Archive, k kind, dir, note string) (building, error) {
	b := building{Generation: a.Generation().ID}
	if _, err := os.Stat(dir); err == nil {
		return b, fmt.Errorf("%s holds the index of another archive; remove it first", dir)
	}
	if err := os.MkdirAll(filepath.Join(dir, indexFolder), 0o755); err != nil {
		return b, err
	}
	fmt.Fprintf(os.Stderr, "building %s\n", k.name)
	var err error
	if b.CPU, err = k.build(ctx, a, filepath.Join(dir, indexFolder)); err != nil {
		return b, err
	}
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

// cpu is the time that this process has used, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// here builds an index in this process, and tells what it cost. Reading the cables
// from the archive is a part of it.
func here(build func(ctx context.Context, a archive.Archive, dir string) error) func(context.Context, archive.Archive, string) (float64, error) {
	return func(ctx context.Context, a archive.Archive, dir string) (float64, error) {
		before := cpu()
		err := build(ctx, a, dir)
		return cpu() - before, err
	}
}
