// Package sqlite writes an archive as an SQLite database (docs/sqlite.md): tables with
// keys and indices, an index of words, and what Datasette is to be told of them. It reads
// one generation by the contract, one cable at a time.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver

	"reftel/internal/archive"
	"reftel/internal/site"
)

// part is how many ids are held at once.
const part = 1000

// A Report tells what was written.
type Report struct {
	Generation archive.Generation
	Cables     int
	Bytes      int64
	Metadata   string // its file
}

// Options say what is written where.
type Options struct {
	File    string
	BaseURL string     // where the addresses of cables begin
	Site    *site.Site // what the operator says; nil: nothing
}

// Run writes the generation in force into a file, which has its name once it is whole.
func Run(ctx context.Context, src archive.Source, o Options) (r Report, err error) {
	file := o.File
	r.Metadata = filepath.Join(filepath.Dir(file), metadataName)
	if err := ours(r.Metadata); err != nil {
		return r, err
	}
	a, release, err := src.Acquire(ctx)
	if err != nil {
		return r, fmt.Errorf("exporting: %w", err)
	}
	defer release()
	r.Generation = a.Generation()
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part")
	if err != nil {
		return r, fmt.Errorf("exporting to %s: %w", file, err)
	}
	written := false
	defer func() {
		if err != nil && !written {
			err = errors.Join(fmt.Errorf("exporting to %s: %w", file, err), f.Close(), os.Remove(f.Name()))
		}
	}()
	if r.Cables, err = fill(ctx, a, f.Name(), o.BaseURL); err != nil {
		return r, err
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Chmod(0o644), f.Sync()); err != nil {
		return r, err
	}
	if err := os.Rename(f.Name(), file); err != nil {
		return r, err
	}
	written, r.Bytes = true, info.Size()
	_ = f.Close() // which is written and synced
	if err := describe(r.Metadata, o, r.Cables); err != nil {
		return r, fmt.Errorf("the cables are in %s, without %s: %w", file, metadataName, err)
	}
	return r, nil
}

// fast is what a file can do without that is made anew where anything fails: no journal,
// and no waiting for the disk before the end. Pages beyond the cache go to the file.
const fast = "?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=locking_mode(EXCLUSIVE)&_pragma=cache_size(-32768)&_pragma=temp_store(FILE)"

// fill writes all cables into an empty database.
func fill(ctx context.Context, a archive.Archive, file, base string) (n int, err error) {
	db, err := sql.Open("sqlite", address(file)+fast)
	if err != nil {
		return 0, fmt.Errorf("opening the database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, tables); err != nil {
		return 0, fmt.Errorf("making tables: %w", err)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("beginning: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // which does nothing once it is committed
	w := writer{ctx: ctx, tx: tx, base: base, statements: map[string]*sql.Stmt{}}
	for {
		ids, err := a.IDs(ctx, n, part)
		if err != nil {
			return n, fmt.Errorf("listing the cables: %w", err)
		}
		if len(ids) == 0 {
			break
		}
		for _, id := range ids {
			rec, err := a.Record(ctx, id, archive.Parsed)
			if err != nil {
				return n, fmt.Errorf("reading cable %s: %w", id, err)
			}
			if err := w.cable(rec.Cable, max(rec.Versions, 1)); err != nil {
				return n, fmt.Errorf("writing cable %s: %w", id, err)
			}
			n++
		}
	}
	if err := tx.Commit(); err != nil {
		return n, fmt.Errorf("writing the cables: %w", err)
	}
	if _, err := db.ExecContext(ctx, indices); err != nil {
		return n, fmt.Errorf("making indices: %w", err)
	}
	return n, nil
}
