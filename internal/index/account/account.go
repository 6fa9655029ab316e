// Package account is the file of a generation that holds what the ingest told of what
// it read. A generation whose ingest told nothing, or of an earlier program, has none.
// It knows the account and its file, and no cables.
package account

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"reftel/internal/archive"
)

// Path is the file in the folder of a generation.
const Path = "account.json"

// Write puts an account into the folder of a generation, where there is one.
func Write(dir string, a *archive.Account) error {
	if a == nil {
		return nil
	}
	b, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("writing the account of the ingest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, Path), b, 0o644); err != nil {
		return fmt.Errorf("writing the account of the ingest: %w", err)
	}
	return nil
}

// Read is the account of a generation, nil where there is none.
func Read(dir string) (*archive.Account, error) {
	b, err := os.ReadFile(filepath.Join(dir, Path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the account of the ingest: %w", err)
	}
	a := &archive.Account{}
	if err := json.Unmarshal(b, a); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, Path), err)
	}
	return a, nil
}
