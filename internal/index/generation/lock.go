package generation

import (
	"fmt"
	"path/filepath"

	"github.com/gofrs/flock"
)

// A Lock is the right to change a data folder. It ends with the process, however
// that ends.
type Lock struct{ f *flock.Flock }

// TakeLock takes the lock of a data folder, or fails with ErrBusy.
func TakeLock(dataDir string) (*Lock, error) {
	p := filepath.Join(dataDir, lockFile)
	f := flock.New(p)
	ok, err := f.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", p, err)
	}
	if !ok {
		return nil, ErrBusy
	}
	return &Lock{f}, nil
}

// Release gives the lock back.
func (l *Lock) Release() error { return l.f.Close() }
