//go:build !windows

package generation

import (
	"fmt"
	"os"
)

// SyncPath makes a file or a folder durable.
func SyncPath(p string) error {
	f, err := os.Open(p)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", p, err)
	}
	return nil
}
