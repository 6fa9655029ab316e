package generation

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Current is what CURRENT says: the folder name of the generation that is
// served, and the hash of its manifest.
type Current struct{ Name, Hash string }

// ReadCurrent reads it.
func ReadCurrent(dataDir string) (Current, error) {
	p := filepath.Join(dataDir, currentFile)
	b, err := os.ReadFile(p)
	if os.IsNotExist(err) {
		return Current{}, fmt.Errorf("%s: %w", dataDir, ErrNone)
	}
	if err != nil {
		return Current{}, err
	}
	f := strings.Fields(string(b))
	if len(f) != 2 || len(f[1]) != 64 || f[0] != filepath.Base(f[0]) || strings.HasPrefix(f[0], ".") {
		return Current{}, fmt.Errorf("%s does not name a generation", p)
	}
	return Current{f[0], f[1]}, nil
}

// WriteCurrent replaces it: after this the other generation is in force. An error
// that is ErrPublished says that it is, and that only its durability is not sure.
func WriteCurrent(dataDir string, c Current) error {
	err := ReplaceFile(filepath.Join(dataDir, currentFile), []byte(c.Name+" "+c.Hash+"\n"))
	if err == nil {
		return nil
	}
	// The rename may have happened and only its sync failed.
	if now, rerr := ReadCurrent(dataDir); rerr == nil && now == c {
		return fmt.Errorf("%w: %w", ErrPublished, err)
	}
	return err
}

// Names are the folders of complete generations, newest first.
func Names(dataDir string) ([]string, error) {
	es, err := os.ReadDir(filepath.Join(dataDir, Folder))
	if err != nil {
		return nil, err
	}
	var names []string
	for i := len(es) - 1; i >= 0; i-- { // ReadDir sorts by name, names begin with the time
		if e := es[i]; e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
