package volumes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/index/volumes"
)

func shelf() []archive.Volume {
	v := func(id, name string) archive.Volume {
		return archive.Volume{
			VolumeHead: archive.VolumeHead{ID: id, Name: name, Documents: 1},
			Chapters:   []archive.Chapter{{ID: "ch1", Documents: []archive.Document{{ID: id + "-d1", Head: "Letter"}}}},
			Persons:    []archive.ListedName{{Kind: "PER", Name: "Ida Holm"}},
		}
	}
	return []archive.Volume{v("light1931", "Light, 1931"), v("light1932", "Light, 1932")}
}

func open(t *testing.T, dir string) *volumes.File {
	t.Helper()
	f, err := volumes.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// TestVolumes holds that volumes come back as they were written, and that a folder
// without the file has none.
func TestVolumes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if f := open(t, dir); len(f.Heads()) != 0 {
		t.Errorf("%v", f.Heads())
	}
	if err := volumes.Write(dir, nil); err != nil {
		t.Fatal(err)
	}
	if es, err := os.ReadDir(dir); err != nil || len(es) > 0 {
		t.Errorf("nothing was to be written: %v, %v", es, err)
	}
	want := shelf()
	if err := volumes.Write(dir, want); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir)
	if diff := cmp.Diff([]archive.VolumeHead{want[0].VolumeHead, want[1].VolumeHead}, f.Heads()); diff != "" {
		t.Error(diff)
	}
	got, err := f.Find("light1932")
	if diff := cmp.Diff(&want[1], got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if got, err := f.Find("light1933"); got != nil || err != nil {
		t.Errorf("a volume that is not there: %v, %v", got, err)
	}
}

// TestVerify holds the file against what the cables tell; the lists of names are not
// theirs.
func TestVerify(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := volumes.Write(dir, shelf()); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir)
	told := func() []archive.Volume {
		vs := shelf()
		vs[0].Persons, vs[1].Persons = nil, nil
		return vs
	}
	if err := f.Verify(told()); err != nil {
		t.Error(err)
	}
	fewer, other, renamed := told()[:1], told(), told()
	other[1].Chapters[0].Documents[0].Head = "Another letter"
	renamed[0].ID = "light1930"
	for want, vs := range map[string][]archive.Volume{"2 for 1": fewer, "light1932 is not as": other, "light1930 is not there": renamed} {
		if err := f.Verify(vs); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if err := os.Truncate(filepath.Join(dir, volumes.Path), 30); err != nil {
		t.Fatal(err)
	}
	if _, err := volumes.Open(dir); err == nil {
		t.Error("half a file was opened")
	}
}
