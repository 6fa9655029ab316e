// Package export writes the whole archive as data for other programs, with a descriptor
// that tells what is in it (a data package, as Frictionless specifies). It reads one
// generation by the contract, one cable at a time.
package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"reftel/internal/app/whose"
	"reftel/internal/archive"
	"reftel/internal/server/shape/forms"
	"reftel/internal/site"
)

// Formats are the forms in which an archive can be exported.
func Formats() []string { return []string{"jsonl", "csv"} }

// Options say what is written where.
type Options struct {
	Format  string
	File    string     // "": all goes to Out, and there is no descriptor
	Out     io.Writer  // where there is no file
	BaseURL string     // where the addresses of cables begin; "" leaves them without a site
	Site    *site.Site // what the operator says; nil: nothing
}

// A Report tells what was written.
type Report struct {
	Generation archive.Generation
	Cables     int
	Bytes      int64
	Descriptor string // its file; "" for none
}

// buffer is how much waits to be written, part how many ids are held at once.
const (
	buffer = 1 << 20
	part   = 1000
)

// Run writes the generation in force.
func Run(ctx context.Context, src archive.Source, o Options) (Report, error) {
	form, ok := forms.Of(o.Format)
	if !ok {
		return Report{}, fmt.Errorf("exporting: there is no format %q", o.Format)
	}
	a, release, err := src.Acquire(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("exporting: %w", err)
	}
	defer release()
	if o.File == "" {
		r, _, err := write(ctx, a, form, o, o.Out)
		return r, err
	}
	descriptor := filepath.Join(filepath.Dir(o.File), DescriptorName)
	if err := ours(descriptor); err != nil {
		return Report{}, err
	}
	r, d, err := toFile(ctx, a, form, o)
	if err != nil {
		return r, err
	}
	if err := os.WriteFile(descriptor, d, 0o644); err != nil {
		return r, fmt.Errorf("the cables are in %s, without a descriptor: %w", o.File, err)
	}
	r.Descriptor = descriptor
	return r, nil
}

// toFile writes a file, which is there once it is whole, and returns its descriptor.
func toFile(ctx context.Context, a archive.Archive, form forms.Form, o Options) (r Report, d []byte, err error) {
	f, err := os.CreateTemp(filepath.Dir(o.File), filepath.Base(o.File)+".*.part")
	if err != nil {
		return r, nil, fmt.Errorf("exporting to %s: %w", o.File, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("exporting to %s: %w", o.File, err), f.Close(), os.Remove(f.Name()))
		}
	}()
	r, sum, err := write(ctx, a, form, o, f)
	if err != nil {
		return r, nil, err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync()); err != nil {
		return r, nil, err
	}
	if d, err = describe(r, form, filepath.Base(o.File), sum, o); err != nil {
		return r, nil, err
	}
	if err := os.Rename(f.Name(), o.File); err != nil {
		return r, nil, err
	}
	_ = f.Close() // which is written and synced
	return r, d, nil
}

// write writes all cables in archive order, and returns the SHA-256 of what it wrote.
func write(ctx context.Context, a archive.Archive, form forms.Form, o Options, to io.Writer) (r Report, sum string, err error) {
	r.Generation = a.Generation()
	hash := sha256.New()
	b := bufio.NewWriterSize(io.MultiWriter(to, hash, (*counter)(&r.Bytes)), buffer)
	w, err := form.NewWriter(b, o.BaseURL)
	if err != nil {
		return r, "", err
	}
	w.Naming = whose.Collection(o.Site)
	for {
		ids, err := a.IDs(ctx, r.Cables, part)
		if err != nil {
			return r, "", fmt.Errorf("listing the cables: %w", err)
		}
		if len(ids) == 0 {
			break
		}
		for _, id := range ids {
			rec, err := a.Record(ctx, id, archive.Parsed)
			if err != nil {
				return r, "", fmt.Errorf("reading cable %s: %w", id, err)
			}
			if err := w.Write(rec.Cable); err != nil {
				return r, "", err
			}
			r.Cables++
		}
	}
	if err := b.Flush(); err != nil {
		return r, "", err
	}
	return r, hex.EncodeToString(hash.Sum(nil)), nil
}

// A counter counts bytes.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
