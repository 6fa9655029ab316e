package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"reftel/internal/cable"
)

// goesAway is a folder of which one file is gone from the n-th look at it on: the
// first and the second are before and behind its first reading, the third before
// the second reading.
type goesAway struct {
	fs.FS
	name  string
	looks *int
	n     int
}

func (g goesAway) Stat(name string) (fs.FileInfo, error) {
	if name == g.name {
		if *g.looks++; *g.looks >= g.n {
			return nil, fs.ErrNotExist
		}
	}
	return fs.Stat(g.FS, name)
}

// TestCollectChanged holds that a file that went away while it was read, or between
// both readings, is told once.
func TestCollectChanged(t *testing.T) {
	dir := t.TempDir()
	files := []string{"74OSLO00001", "74OSLO00002"}
	for _, id := range files {
		text := id + "\n\nTAGS: EFIS\nSUBJECT: FISH\n\n1. THE HERRING IS LATE.\n"
		if err := os.WriteFile(filepath.Join(dir, id+".txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for n, reason := range map[int]string{2: changedReason, 3: "the file changed while it was read"} {
		fsys := goesAway{os.DirFS(dir), files[1] + ".txt", new(int), n}
		read := 0
		report, err := New(tables(t), nil).Collect(t.Context(), []Input{{FS: fsys, Root: ".", Name: "in"}}, func(*cable.Cable, []byte) error {
			read++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want := Refused{Path: "in/" + files[1] + ".txt", Reason: reason}
		if read != 1 || len(report.Refused) != 1 || report.Refused[0] != want {
			t.Errorf("gone at look %d: %d cables, refused %+v", n, read, report.Refused)
		}
	}
}
