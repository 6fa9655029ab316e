package site

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// written is how pages in Markdown look, beside the stylesheet that all sites have.
//
//go:embed written.css
var written string

//go:embed sample
var sample embed.FS

// Init writes a sample of a folder, which says what each line of it does, and returns
// the names of its files. Nothing that is there is written over.
func Init(dir string) ([]string, error) {
	from, err := fs.Sub(sample, "sample")
	if err != nil {
		return nil, fmt.Errorf("the sample of a site: %w", err)
	}
	var names []string
	err = fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		names = append(names, name)
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			if err == nil {
				err = fs.ErrExist
			}
			return fmt.Errorf("writing a sample of a site: %s: %w", filepath.Join(dir, filepath.FromSlash(name)), err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := put(from, dir, name); err != nil {
			return nil, fmt.Errorf("writing a sample of a site: %w", err)
		}
	}
	return names, nil
}

// put writes one file of the sample.
func put(from fs.FS, dir, name string) error {
	b, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
}
