package static

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// A writer writes the files of the copy. It may be used by several goroutines.
type writer struct {
	dir   string
	files atomic.Int64
	bytes atomic.Int64

	mu   sync.Mutex
	made map[string]bool // folders
}

// write writes a file, which must not be there.
func (w *writer) write(name string, content []byte) error {
	if err := w.folder(path.Dir(name)); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(w.dir, filepath.FromSlash(name)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	_, err = f.Write(content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	w.files.Add(1)
	w.bytes.Add(int64(len(content)))
	return nil
}

func (w *writer) folder(name string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.made[name] {
		return nil
	}
	folder := filepath.Join(w.dir, filepath.FromSlash(name))
	if os.Mkdir(folder, 0o755) == nil { // as nearly always: the page above comes first
		w.made[name] = true
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder %s: %w", name, err)
	}
	w.made[name] = true
	return nil
}

// close makes sure of the folder before it gets its name.
func (w *writer) close() error {
	d, err := os.Open(w.dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
