package fault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/edsrzf/mmap-go"

	"reftel/internal/archive"
)

// cut is memory of a file that was cut since it was mapped.
func cut(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mapped")
	if err := os.WriteFile(path, make([]byte, 1<<16), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Unmap() })
	if err := os.Truncate(path, 0); err != nil {
		t.Skipf("a mapped file cannot be cut here: %v", err)
	}
	return b
}

func TestGuard(t *testing.T) {
	b := cut(t)
	read := func() (err error) {
		defer Guard(&err)()
		if b[1<<15] == 1 {
			return errors.New("not what was written")
		}
		return nil
	}
	if err := read(); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("a fault is %v", err)
	}
	var g Group
	for i := range 4 {
		g.Go(func() error {
			if b[i<<12] == 1 {
				return errors.New("not what was written")
			}
			return nil
		})
	}
	if err := g.Wait(); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("a fault in a group is %v", err)
	}
	own := errors.New("own")
	if err := Guarded(func() error { return own })(); err != own {
		t.Errorf("an error became %v", err)
	}
}

// TestOtherPanics holds that what is no fault of memory goes on.
func TestOtherPanics(t *testing.T) {
	for name, f := range map[string]func() error{
		"bounds": func() error { var b []byte; _ = b[len(b):][:3:3]; return nil },
		"nil":    func() error { var p *[]byte; _ = len(*p); return nil },
		"value":  func() error { panic("oh") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			_ = Guarded(f)()
		}()
	}
}
