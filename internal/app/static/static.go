// Package static writes the site as plain files, which any web server, a disk or a
// gateway can hand out: it asks the handler of the server for every page that the site
// leads to, as a visitor would, and lets the links lead to files. Searches, which
// have no end, are answered by the reader's browser (package finder).
package static

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"reftel/internal/app/static/finder"
	"reftel/internal/archive"
	"reftel/web/templates/words"
)

// The page of searches, and the folder of what it reads.
const (
	searchPage   = "search/" + indexFile
	searchFolder = "search/" + finder.Folder
)

// Options say what is written where.
type Options struct {
	Site    http.Handler // of the archive
	Archive archive.Source
	Dir     string         // must not exist, or be empty
	BaseURL string         // of the site, as its handler was told; "" for none
	Words   *words.Speaker // of the site; nil speaks English
	Gone    []string       // ids that lead to no cable any more
}

// A Report tells what was written.
type Report struct {
	Generation archive.Generation
	Cables     int
	Pages      int // that the site answered with
	Redirects  int
	Gone       int // addresses of cables that were withdrawn, or are cited and not held
	Files      int
	Bytes      int64
}

// Run writes the generation in force. The folder is there once it is whole.
func Run(ctx context.Context, o Options) (r Report, err error) {
	if err := free(o.Dir); err != nil {
		return r, err
	}
	a, release, err := o.Archive.Acquire(ctx)
	if err != nil {
		return r, fmt.Errorf("copying the site: %w", err)
	}
	defer release()
	parent := filepath.Dir(filepath.Clean(o.Dir))
	temp, err := os.MkdirTemp(parent, filepath.Base(o.Dir)+".*.part")
	if err != nil {
		return r, fmt.Errorf("copying the site to %s: %w", o.Dir, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("copying the site to %s: %w", o.Dir, err), os.RemoveAll(temp))
		}
	}()
	w := &writer{dir: temp, made: map[string]bool{}}
	c := &copier{Options: o, a: a, out: w, book: newBook()}
	if err := c.run(ctx); err != nil {
		return r, err
	}
	if err := c.searchPages(ctx); err != nil {
		return r, err
	}
	if err := c.rules(); err != nil {
		return r, err
	}
	if err := w.close(); err != nil {
		return r, err
	}
	r = c.report
	r.Generation, r.Cables, r.Files, r.Bytes = a.Generation(), a.Generation().Cables, int(w.files.Load()), w.bytes.Load()
	if err := os.Chmod(temp, 0o755); err != nil {
		return r, err
	}
	if err := os.Remove(o.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // which is empty
		return r, err
	}
	return r, os.Rename(temp, o.Dir)
}

// free refuses to write over what is there.
func free(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking at %s: %w", dir, err)
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty: name a folder that does not exist yet", dir)
	}
	return nil
}
