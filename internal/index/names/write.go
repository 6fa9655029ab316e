package names

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/recfile"
)

// Write puts an authority file into the folder of a generation, where it tells
// anything. It sorts it.
func Write(dir string, f authority.File) error {
	if len(f) == 0 {
		return nil
	}
	if err := f.Check(); err != nil {
		return fmt.Errorf("names: %w", err)
	}
	f.Sort()
	things := make(map[string]*authority.Thing, len(f))
	for i := range f {
		things[authority.Key(f[i].Kind, f[i].Name)] = &f[i]
	}
	names := f.Names()
	w, err := recfile.Create(filepath.Join(dir, Path))
	if err != nil {
		return err
	}
	defer w.Abandon()
	for _, key := range slices.Sorted(maps.Keys(names)) {
		body := []byte(beside(key, names[key]))
		if t := things[key]; t != nil {
			if body, err = json.Marshal(t); err != nil {
				return err
			}
		}
		if err := w.Write(slices.Concat([]byte(key), []byte("\n"), body, []byte("\n"))); err != nil {
			return err
		}
	}
	return w.Close()
}

// Verify reads the file from the first record to the last and holds that it is
// what Write makes of its things. It returns under which name each key is counted.
func (f *File) Verify() (map[string]string, error) {
	if f.n == 0 {
		return nil, nil
	}
	var things authority.File
	var keys []string
	see := map[string]string{}
	for i := range f.n {
		r, err := parse(f.recs.Get(uint32(i)))
		if err != nil {
			return nil, err
		}
		key := string(r.key)
		if len(keys) > 0 && key <= keys[len(keys)-1] {
			return nil, fmt.Errorf("names: %q stands behind %q", key, keys[len(keys)-1])
		}
		keys = append(keys, key)
		if r.thing == nil {
			see[key] = string(r.see)
			continue
		}
		t, err := r.read()
		if err != nil {
			return nil, err
		}
		if authority.Key(t.Kind, t.Name) != key {
			return nil, fmt.Errorf("names: the record of %q is of %q", key, t.Name)
		}
		things = append(things, *t)
	}
	if err := things.Check(); err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	names := things.Names()
	if len(names) != len(keys) {
		return nil, fmt.Errorf("names: %d records for %d names", len(keys), len(names))
	}
	for _, key := range keys {
		name, ok := names[key]
		if to := see[key]; !ok || to != "" && to != beside(key, name) {
			return nil, fmt.Errorf("names: %q leads to %q", key, to)
		}
	}
	return names, nil
}

// beside is the key of another name of the same kind.
func beside(key, name string) string {
	kind, _, _ := strings.Cut(key, " ")
	return authority.Key(kind, name)
}
