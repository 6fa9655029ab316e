package generation

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Current is what CURRENT says: the folder name of the generation that is
// served, and the hash of its manifest.
type Current struct{ Name, Hash string }

// ReadCurrent reads it. The error is ErrNone where there is no generation at all, and
// ErrLost where there are some and nothing tells which is in force.
func ReadCurrent(dataDir string) (Current, error) {
	p := filepath.Join(dataDir, currentFile)
	c, err := readNamed(p)
	absent := errors.Is(err, os.ErrNotExist)
	if !absent && !errors.Is(err, ErrLost) {
		return c, err
	}
	names, nerr := Names(dataDir)
	switch {
	case nerr != nil && !errors.Is(nerr, os.ErrNotExist):
		return Current{}, nerr
	case len(names) == 0:
		return Current{}, fmt.Errorf("%s: %w", dataDir, ErrNone)
	case absent:
		return Current{}, fmt.Errorf("%s: %w: the file is not there, and %d generations are", p, ErrLost, len(names))
	}
	return Current{}, err
}

// readNamed reads a file that names a generation and the hash of its manifest.
func readNamed(p string) (Current, error) {
	b, err := os.ReadFile(p)
	if err != nil {
		return Current{}, err
	}
	f := strings.Fields(string(b))
	if len(f) != 2 || len(f[1]) != 64 || f[0] != filepath.Base(f[0]) || strings.HasPrefix(f[0], ".") {
		return Current{}, fmt.Errorf("%s: %w: it does not name a generation", p, ErrLost)
	}
	return Current{f[0], f[1]}, nil
}

func (c Current) line() []byte { return []byte(c.Name + " " + c.Hash + "\n") }

// StageCurrent writes what CURRENT is to say beside it.
func StageCurrent(dataDir string, c Current) error {
	return stage(filepath.Join(dataDir, currentFile), c.line())
}

// SwitchCurrent renames what was staged: after this the other generation is in force.
// An error that is ErrPublished says that it is, and that only its durability is not
// sure.
func SwitchCurrent(dataDir string, c Current) error {
	p := filepath.Join(dataDir, currentFile)
	if err := os.Rename(p+staged, p); err != nil {
		// A disk on the network may rename and say that it did not.
		if now, rerr := readNamed(p); rerr != nil || now != c {
			return err
		}
		return fmt.Errorf("%w: %w", ErrPublished, err)
	}
	if err := SyncPath(dataDir); err != nil {
		return fmt.Errorf("%w: %w", ErrPublished, err)
	}
	return nil
}

// WriteCurrent does both.
func WriteCurrent(dataDir string, c Current) error {
	if err := StageCurrent(dataDir, c); err != nil {
		return err
	}
	return SwitchCurrent(dataDir, c)
}

// Names are the folders of complete generations, newest first. One that was about to
// be put in force when its ingest ended is none.
func Names(dataDir string) ([]string, error) {
	es, err := os.ReadDir(filepath.Join(dataDir, Folder))
	if err != nil {
		return nil, err
	}
	pending, err := pendingName(dataDir)
	if err != nil {
		return nil, err
	}
	var names []string
	for i := len(es) - 1; i >= 0; i-- { // ReadDir sorts by name, names begin with the time
		if e := es[i]; e.IsDir() && !strings.HasPrefix(e.Name(), ".") && e.Name() != pending {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
