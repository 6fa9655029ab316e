package generation

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPending holds that a generation which was announced counts once CURRENT names it,
// and is removed where it does not.
func TestPending(t *testing.T) {
	t.Parallel()
	hash := strings.Repeat("0123456789abcdef", 4)
	old, next := Current{"20260102T030405.000Z-0123456789ab", hash}, Current{"20260102T030406.000Z-0123456789ab", hash}
	for name, x := range map[string]struct {
		current string // what CURRENT says
		pending string
		names   []string
		lost    error
	}{
		"before CURRENT":     {string(old.line()), string(next.line()), []string{old.Name}, nil},
		"after it":           {string(next.line()), string(next.line()), []string{next.Name, old.Name}, nil},
		"CURRENT is lost":    {"", string(next.line()), []string{old.Name}, ErrLost},
		"CURRENT is rubbish": {"rubbish", string(next.line()), []string{old.Name}, ErrLost},
		"nothing announced":  {string(old.line()), "", []string{next.Name, old.Name}, nil},
		"rubbish announced":  {string(old.line()), "rubbish", []string{next.Name, old.Name}, nil},
	} {
		dir := t.TempDir()
		for _, c := range []Current{old, next} {
			file(t, Path(dir, c.Name), "ids", "H\t74OSLO1\n")
		}
		for f, text := range map[string]string{"CURRENT": x.current, "PENDING": x.pending} {
			if text != "" {
				file(t, dir, f, text)
			}
		}
		if got, err := Names(dir); err != nil || !slices.Equal(got, x.names) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if _, err := ReadCurrent(dir); !errors.Is(err, x.lost) {
			t.Errorf("%s: %v", name, err)
		}
		if err := Settle(dir); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		left, err := filepath.Glob(filepath.Join(dir, Folder, "*"))
		if err != nil || len(left) != len(x.names) {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "PENDING")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: PENDING is still there: %v", name, err)
		}
	}
}

// TestNothingIsLost holds that CURRENT cannot be lost where there is no generation.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	for _, current := range []string{"", "rubbish"} {
		dir := t.TempDir()
		file(t, dir, "CURRENT", current)
		if _, err := ReadCurrent(dir); !errors.Is(err, ErrNone) || errors.Is(err, ErrLost) {
			t.Errorf("%q: %v", current, err)
		}
	}
}
