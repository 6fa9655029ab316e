package generation

import (
	"fmt"
	"os"
)

// SyncPath makes a file durable. Windows wants the right to write for it, and
// knows no such thing for folders: a rename there is in the journal of the disk.
func SyncPath(p string) error {
	st, err := os.Stat(p)
	if err != nil || st.IsDir() {
		return err
	}
	f, err := os.OpenFile(p, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", p, err)
	}
	return nil
}
