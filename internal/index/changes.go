package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/record"
	"reftel/internal/index/generation"
	"reftel/internal/index/store"
)

// Changes tells what became of the ids of the generation that another one of a
// data folder replaced; ok is false where it replaced none. It reads the ids and
// the fingerprints of both, and no cable. What it can't read is told in the answer.
func Changes(dataDir, id string) (c ids.Changes, ok bool) {
	m, _, err := generation.ReadManifest(generation.Path(dataDir, id))
	if err == nil && m.Previous == "" {
		return c, false
	}
	if err == nil {
		c, err = changes(dataDir, m.Previous, id)
	}
	if err != nil {
		c.Untold = fmt.Sprintf("the ids of before: %v", err)
	}
	if m != nil {
		c.Since = m.Previous
	}
	return c, true
}

func changes(dataDir, before, id string) (ids.Changes, error) {
	old, err := readKept(generation.Path(dataDir, before))
	if err != nil {
		return ids.Changes{}, err
	}
	now, err := readKept(generation.Path(dataDir, id))
	if err != nil {
		return ids.Changes{}, err
	}
	if old.prints == nil || now.prints == nil {
		c := ids.Compare(old.ids, now.ids, func(uint32, uint32) bool { return false })
		c.Untold = "whether texts changed: " + before + " was published by an earlier program, which kept no fingerprints of them"
		return c, nil
	}
	return ids.Compare(old.ids, now.ids, func(was, is uint32) bool { return old.prints[was] != now.prints[is] }), nil
}

// kept is what a generation tells of its cables without reading one.
type kept struct {
	ids    *ids.Table
	prints []record.Fingerprint // nil where there are none
}

func readKept(dir string) (k kept, err error) {
	if k.ids, err = ReadIDs(dir); err != nil {
		return k, err
	}
	m, _, err := generation.ReadManifest(dir)
	if err != nil && m == nil {
		return k, err
	}
	err = generation.CheckFile(dir, m, filepath.ToSlash(store.Fingerprints))
	if errors.Is(err, os.ErrNotExist) {
		return k, nil
	}
	if err == nil {
		k.prints, err = store.ReadFingerprints(dir, len(k.ids.Held))
	}
	return k, err
}
