package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"reftel/internal/archive/ids"
)

// The two files that tell where ids lead. Their form does not change with the format of
// a generation: what was published is known to all programs. The second is there where
// some id has a reason for being gone.
const (
	IDs       = "ids"
	Withdrawn = "withdrawn"
)

// ReadIDs reads them.
func ReadIDs(dir string) (*ids.Table, error) {
	t, err := ids.ReadTable(filepath.Join(dir, IDs))
	if err != nil {
		return nil, err
	}
	return t, readWithdrawn(dir, t)
}

// SalvageIDs reads as much of them as can be read, and tells what can't. The table is
// never nil.
func SalvageIDs(dir string) (*ids.Table, error) {
	t, faults, err := ids.Salvage(filepath.Join(dir, IDs))
	if err != nil {
		return ids.NewTable(nil, nil), err
	}
	if len(faults) > 0 {
		err = fmt.Errorf("%w, and %d more faults", faults[0], len(faults)-1)
	}
	return t, errors.Join(err, readWithdrawn(dir, t))
}

func readWithdrawn(dir string, t *ids.Table) error {
	p := filepath.Join(dir, Withdrawn)
	f, err := os.Open(p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	ws, err := ids.ReadWithdrawals(f, p)
	if err != nil {
		return err
	}
	if err := t.SetWithdrawals(ws); err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	return nil
}

// WriteIDs writes them.
func WriteIDs(dir string, t *ids.Table) error {
	if err := os.WriteFile(filepath.Join(dir, IDs), t.Encode(), 0o644); err != nil {
		return err
	}
	ws := t.Withdrawals()
	if len(ws) == 0 {
		return nil
	}
	return os.WriteFile(filepath.Join(dir, Withdrawn), ids.WriteWithdrawals(ws), 0o644)
}
