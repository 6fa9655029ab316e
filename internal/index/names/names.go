// Package names is the authority file of a generation, to be looked up by any name
// of a thing in mapped memory: a search for a name of a page reads a dozen records and
// more. It knows things and files, and nothing of cables.
//
// It is a file of records in the order of the keys of names (authority.Key), two
// lines each: a key, and for the name of a thing the thing as JSON; for another name
// of it, "see" as catalogues have it: the key of the thing. A name
// that two things have has no record, as none of them can be meant by it.
package names

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"

	jsonv2 "github.com/go-json-experiment/json"

	"reftel/internal/authority"
	"reftel/internal/recfile"
)

// Path is the file in the folder of a generation. Where no names were told there
// is none.
const Path = "names"

// A File is open for reading. It may be used by any number of goroutines.
type File struct {
	recs *recfile.Mapped // nil where there is none
	n    int
}

// Open opens the names of a generation.
func Open(dir string) (*File, error) {
	path := filepath.Join(dir, Path)
	n, err := recfile.Count(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && n == 0 {
		return &File{}, nil
	}
	if err != nil {
		return nil, err
	}
	recs, err := recfile.Map(path, n)
	if err != nil {
		return nil, err
	}
	return &File{recs, n}, nil
}

// Close closes the file.
func (f *File) Close() error {
	if f == nil || f.recs == nil {
		return nil
	}
	return f.recs.Close()
}

// Find is the thing with a name of a kind, nil where there is none.
func (f *File) Find(kind, name string) (*authority.Thing, error) {
	key := authority.Key(kind, name)
	r, err := f.find(key)
	if err == nil && r.see != nil {
		r, err = f.find(string(r.see))
	}
	if err != nil || r.thing == nil {
		return nil, err
	}
	return r.read()
}

// EachOfKind calls do with the things of a kind, in the order of their keys.
func (f *File) EachOfKind(kind string, do func(*authority.Thing) error) error {
	lo, err := f.search(kind + " ")
	if err != nil {
		return err
	}
	hi, err := f.search(kind + "!") // which follows the blank
	if err != nil || lo >= hi {
		return err
	}
	for i := lo; i < hi; i++ {
		r, err := parse(f.recs.Get(uint32(i)))
		if err != nil {
			return err
		}
		if r.thing == nil {
			continue
		}
		t, err := r.read()
		if err == nil {
			err = do(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A rec is a record in mapped memory: a thing, or a name to be seen under another key.
type rec struct {
	key   []byte
	thing []byte // its JSON
	see   []byte
}

func parse(b []byte) (rec, error) {
	key, body, _ := bytes.Cut(b, []byte("\n"))
	body, ok := bytes.CutSuffix(body, []byte("\n"))
	switch {
	case !ok || len(body) == 0:
		return rec{}, fmt.Errorf("names: %.40q is no record", b)
	case body[0] == '{':
		return rec{key: key, thing: body}, nil
	}
	return rec{key: key, see: body}, nil
}

func (r *rec) read() (*authority.Thing, error) {
	var t authority.Thing
	if err := jsonv2.Unmarshal(r.thing, &t); err != nil {
		return nil, fmt.Errorf("names: the record of %q: %w", r.key, err)
	}
	return &t, nil
}

// find is the record of a key, an empty one where there is none.
func (f *File) find(key string) (rec, error) {
	i, err := f.search(key)
	if err != nil || i == f.n {
		return rec{}, err
	}
	r, err := parse(f.recs.Get(uint32(i)))
	if err != nil || string(r.key) != key {
		return rec{}, err
	}
	return r, nil
}

// search is the first record whose key is not below a key.
func (f *File) search(key string) (int, error) {
	var failed error
	i := sort.Search(f.n, func(i int) bool {
		if failed != nil {
			return true
		}
		r, err := parse(f.recs.Get(uint32(i)))
		failed = err
		return string(r.key) >= key
	})
	return i, failed
}
