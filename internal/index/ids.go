package index

import (
	"errors"
	"os"
	"slices"

	"reftel/internal/archive/ids"
	"reftel/internal/index/generation"
	"reftel/internal/index/store"
)

// ReadIDs reads the ids of a generation of any format: their files are the same in
// all.
func ReadIDs(dir string) (*ids.Table, error) {
	m, _, err := generation.ReadManifest(dir)
	if err != nil && m == nil {
		return nil, err
	}
	if err := checkIDs(dir, m); err != nil {
		return nil, err
	}
	return store.ReadIDs(dir)
}

// checkIDs compares the files of ids with a manifest.
func checkIDs(dir string, m *generation.Manifest) error {
	if err := generation.CheckFile(dir, m, store.IDs); err != nil {
		return err
	}
	if err := generation.CheckFile(dir, m, store.Withdrawn); !errors.Is(err, os.ErrNotExist) || lists(m, store.Withdrawn) {
		return err
	}
	return nil
}

func lists(m *generation.Manifest, path string) bool {
	return slices.ContainsFunc(m.Files, func(f generation.FileSum) bool { return f.Path == path })
}

// PastIDs are the ids of an earlier generation, however much of it can be read. The
// error tells why they may not be all. Where the manifest is that of a program to come,
// or cannot be read itself, the files are taken for what they seem to be as long as they
// are whole.
func PastIDs(dir string) (*ids.Table, error) {
	var damaged error
	if m, _, _ := generation.ReadManifest(dir); m != nil && lists(m, store.IDs) {
		damaged = checkIDs(dir, m)
	}
	t, err := store.SalvageIDs(dir)
	return t, errors.Join(damaged, err)
}

// Gone are the ids that led to a cable once and lead to none in a generation of a data
// folder.
func Gone(dataDir, id string) ([]ids.Gone, error) {
	t, err := ReadIDs(generation.Path(dataDir, id))
	if err != nil {
		return nil, err
	}
	return t.AllGone(), nil
}
