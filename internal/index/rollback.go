package index

import (
	"errors"
	"fmt"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/index/generation"
)

// Generations lists the generations of a data folder, newest first, and which of
// them is in force: "" where CURRENT is lost. Those without a readable manifest are left
// out.
func Generations(dataDir string) (gs []archive.Generation, current string, err error) {
	c, err := generation.ReadCurrent(dataDir)
	if err != nil && !errors.Is(err, ErrLost) {
		return nil, "", fmt.Errorf("list generations: %w", err)
	}
	names, err := generation.Names(dataDir)
	if err != nil {
		return nil, "", fmt.Errorf("list generations: %w", err)
	}
	for _, name := range names {
		if m, hash, _ := generation.ReadManifest(generation.Path(dataDir, name)); m != nil {
			gs = append(gs, m.Generation(generation.Current{Name: name, Hash: hash}))
		}
	}
	return gs, c.Name, nil
}

// Rollback puts another generation in force, once it was found to be whole: the one
// that is named or, for "", the one before the current one. Where CURRENT is lost, or
// names a generation that is not there, that is the newest which is whole. It
// tells from which to which.
func Rollback(dataDir, name string) (from, to archive.Generation, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("roll back: %w", err)
		}
	}()
	lock, err := generation.TakeLock(dataDir)
	if err != nil {
		return from, to, err
	}
	defer func() { _ = lock.Release() }() // which ends with the process in any case
	if err := generation.Settle(dataDir); err != nil {
		return from, to, err
	}
	c, err := generation.ReadCurrent(dataDir)
	if err != nil && !errors.Is(err, ErrLost) {
		return from, to, err
	}
	names, err := generation.Names(dataDir)
	if err != nil {
		return from, to, err
	}
	from = archive.Generation{ID: c.Name, ManifestHash: c.Hash}
	if to, err = goal(dataDir, name, c.Name, names); err != nil {
		return from, archive.Generation{}, err
	}
	err = generation.WriteCurrent(dataDir, generation.Current{Name: to.ID, Hash: to.ManifestHash})
	if err != nil && !errors.Is(err, generation.ErrPublished) {
		to = archive.Generation{}
	}
	return from, to, err
}

// goal is the generation that a rollback leads to, checked.
func goal(dataDir, asked, current string, names []string) (archive.Generation, error) {
	at := slices.Index(names, current)
	switch {
	case asked != "" && !slices.Contains(names, asked):
		return archive.Generation{}, fmt.Errorf("there is no generation %s", asked)
	case asked != "":
		return whole(dataDir, asked)
	case at >= 0 && at+1 < len(names):
		return whole(dataDir, names[at+1])
	case at >= 0:
		return archive.Generation{}, fmt.Errorf("there is no generation before %s", current)
	}
	err := error(nil)
	for _, name := range names {
		g, oerr := whole(dataDir, name)
		if oerr == nil {
			return g, nil
		}
		err = errors.Join(err, oerr)
	}
	if err == nil {
		err = fmt.Errorf("%s: %w", dataDir, ErrNoGeneration)
	}
	return archive.Generation{}, err
}

// whole is a generation that was opened and checked.
func whole(dataDir, name string) (archive.Generation, error) {
	dir := generation.Path(dataDir, name)
	looked := generation.Looks(dir)
	a, err := Open(dir)
	if err != nil {
		return archive.Generation{}, fmt.Errorf("to %s: %w", name, err)
	}
	g := a.Generation()
	if err := errors.Join(a.Close(), generation.NoteChecked(dataDir, name, looked)); err != nil {
		return archive.Generation{}, fmt.Errorf("to %s: %w", name, err)
	}
	return g, nil
}
