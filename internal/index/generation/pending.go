package generation

import (
	"errors"
	"os"
	"path/filepath"
)

// Between the moment in which the folder of a generation has its name and that in
// which CURRENT names it, the file PENDING names it too: what lies there was not
// published. So an ingest that dies there leaves nothing that could be taken for a
// generation whose CURRENT was lost.

// Announce says which generation is about to be put in force.
func Announce(dataDir string, c Current) error {
	return ReplaceFile(filepath.Join(dataDir, pendingFile), c.line())
}

// pendingName is the generation that was announced and did not come to be in force; ""
// for none.
func pendingName(dataDir string) (string, error) {
	p, err := readNamed(filepath.Join(dataDir, pendingFile))
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, ErrLost) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	c, err := readNamed(filepath.Join(dataDir, currentFile))
	switch {
	case err == nil && c.Name == p.Name:
		return "", nil
	case err == nil, errors.Is(err, os.ErrNotExist), errors.Is(err, ErrLost):
		return p.Name, nil
	}
	return "", err // it is not known which
}

// Settle removes a generation that was announced and did not come to be in force, and
// what announced it. The lock must be held.
func Settle(dataDir string) error {
	name, err := pendingName(dataDir)
	if err != nil {
		return err
	}
	if name != "" {
		if err := Delete(dataDir, name); err != nil {
			return err
		}
	}
	if err := os.Remove(filepath.Join(dataDir, pendingFile)); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// Delete removes a generation. It loses its name first, so that half of one is never
// taken for one.
func Delete(dataDir, name string) error {
	dir := Path(dataDir, name)
	// On some systems a folder that cannot be written cannot be renamed.
	if err := os.Chmod(dir, 0o755); errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	gone := Path(dataDir, Temporary+"deleted-"+name)
	if err := os.Rename(dir, gone); err != nil {
		return err
	}
	return RemoveTree(gone)
}
