package index_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
)

// TestChecked holds when the files of a generation count as hashed since they were written.
func TestChecked(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("this system does not tell when anything of a file was changed")
	}
	dir := indextest.TempDir(t)
	old := indextest.Publish(t, dir, indextest.Invent(20))
	g := indextest.Publish(t, dir, indextest.Invent(20))
	note := filepath.Join(dir, "CHECKED")
	records := filepath.Join(generation.Path(dir, g.ID), "docs", "records")
	verify := func() {
		t.Helper()
		if r, err := index.Verify(t.Context(), dir); err != nil || len(r.Problems) > 0 {
			t.Fatal(r.Problems, err)
		}
	}
	is := func(name string, want bool, when string) {
		t.Helper()
		if got := generation.IsChecked(dir, name); got != want {
			t.Errorf("%s: checked is %v", when, got)
		}
	}
	is(g.ID, true, "published")
	is(old.ID, false, "published before")
	overwrite(t, records, func(*os.File, int64) error { return nil })
	is(g.ID, false, "touched, with its old time")
	verify()
	is(g.ID, true, "verified")
	if err := os.WriteFile(note, []byte(g.ID+" damaged\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	is(g.ID, false, "a note that is damaged")
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
	is(g.ID, false, "no note")
	if _, _, err := index.Rollback(dir, ""); err != nil {
		t.Fatal(err)
	}
	is(old.ID, true, "rolled back")
	if _, _, err := index.Rollback(dir, g.ID); err != nil {
		t.Fatal(err)
	}
	is(g.ID, true, "and forth")

	overwrite(t, records, flip)
	is(g.ID, false, "damaged")
	r, err := index.Verify(t.Context(), dir)
	if err != nil || len(r.Problems) == 0 {
		t.Fatalf("damage is verified: %v", err)
	}
	is(g.ID, false, "found to be damaged")
	looked := generation.Looks(generation.Path(dir, g.ID))
	overwrite(t, records, func(*os.File, int64) error { return nil })
	if err := generation.NoteChecked(dir, g.ID, looked); err != nil {
		t.Fatal(err)
	}
	is(g.ID, false, "changed while it was hashed")
}

// TestHashedBehind holds that a generation that was hashed since it was written is served
// before its files are hashed again, and that they are soon after: bytes that went bad on
// a disk change no time.
func TestHashedBehind(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("this system does not tell when anything of a file was changed")
	}
	dir := indextest.TempDir(t)
	old := indextest.Publish(t, dir, indextest.Invent(20))
	g := indextest.Publish(t, dir, indextest.Invent(20))
	gen := generation.Path(dir, g.ID)
	overwrite(t, filepath.Join(gen, "docs", "fingerprints"), flip)
	if err := generation.NoteChecked(dir, g.ID, generation.Looks(gen)); err != nil { // as if no time told of it
		t.Fatal(err)
	}
	l, err := index.OpenData(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, release, err := l.Acquire(t.Context())
	if err != nil || a.Generation().ID != g.ID {
		t.Errorf("served is %s, %v", a.Generation().ID, err)
	}
	release()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	w := watchData(t, dir, time.Hour) // so that nothing but a doubt has the files hashed
	w.await(t, old.ID)
	if !strings.Contains(w.Degraded(), "fingerprints") {
		t.Errorf("degraded: %q", w.Degraded())
	}
}
