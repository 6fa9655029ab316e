// Package volumes is the file of a generation that holds the printed volumes of its
// cables: a record with the heads of all, then a record a volume, in the order of
// their ids, all as JSON. A generation whose cables stand in no volume has none. It
// knows volumes and files, and nothing of cables.
package volumes

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"

	"reftel/internal/archive"
	"reftel/internal/recfile"
)

// Path is the file in the folder of a generation.
const Path = "volumes"

// A File is open for reading. It may be used by any number of goroutines.
type File struct {
	recs  *recfile.File // nil where there is none
	heads []archive.VolumeHead
}

// Open opens the volumes of a generation.
func Open(dir string) (_ *File, err error) {
	path := filepath.Join(dir, Path)
	n, err := recfile.Count(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &File{}, nil
	}
	if err != nil {
		return nil, err
	}
	f := &File{}
	if f.recs, err = recfile.Open(path, n); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	if n == 0 {
		return nil, fmt.Errorf("%s: no records", path)
	}
	if err := f.read(0, &f.heads); err != nil {
		return nil, err
	}
	if len(f.heads) != n-1 {
		return nil, fmt.Errorf("%s: %d records for %d volumes", path, n, len(f.heads))
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error {
	if f == nil || f.recs == nil {
		return nil
	}
	return f.recs.Close()
}

// Heads are the heads of all volumes.
func (f *File) Heads() []archive.VolumeHead { return f.heads }

// Find is the volume with an id, nil where there is none.
func (f *File) Find(id string) (*archive.Volume, error) {
	i, ok := slices.BinarySearchFunc(f.heads, id, func(h archive.VolumeHead, id string) int { return strings.Compare(h.ID, id) })
	if !ok {
		return nil, nil
	}
	v := &archive.Volume{}
	if err := f.read(i+1, v); err != nil {
		return nil, err
	}
	return v, nil
}

func (f *File) read(i int, into any) error {
	b, err := f.recs.Get(uint32(i))
	if err != nil {
		return fmt.Errorf("%s: %w", f.recs.Name(), err)
	}
	if err := jsonv2.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: record %d: %w", f.recs.Name(), i, err)
	}
	return nil
}
