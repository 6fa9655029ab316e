package index_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
)

func three(last string) []*cable.Cable {
	return []*cable.Cable{
		indextest.Simple("74OSLO1", "1974-01-01", "NETS", "Nets were mended."),
		indextest.Simple(last, "1974-01-03", "LAMPS", "The lamp is out."),
	}
}

// begin begins a build in a data folder.
func begin(t *testing.T, dir string) error {
	t.Helper()
	b, err := build.Create(dir, prepare.Options{})
	if err == nil {
		t.Cleanup(func() { _ = b.Abort() })
	}
	return err
}

// TestLostCurrent holds what is done where nothing tells which generation is in force:
// the newest is served, an ingest ends at its start, and a rollback mends it.
func TestLostCurrent(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(p string) error{
		"absent":      os.Remove,
		"empty":       func(p string) error { return os.WriteFile(p, nil, 0o644) },
		"other bytes": func(p string) error { return os.WriteFile(p, []byte("\x00\x01 \xff"), 0o644) },
		"a cut line":  func(p string) error { return os.Truncate(p, 20) },
		"no such name": func(p string) error {
			return os.WriteFile(p, []byte("20200101T000000.000Z-000000000000 "+strings.Repeat("0", 64)), 0o644)
		},
	} {
		dir := indextest.TempDir(t)
		first := indextest.Publish(t, dir, three("74OSLO2"))
		second := indextest.Publish(t, dir, three("74OSLO3"))
		if err := spoil(filepath.Join(dir, "CURRENT")); err != nil {
			t.Fatal(err)
		}
		named := name == "no such name"
		live, err := index.OpenData(dir, nil)
		if err != nil || live.Degraded() == "" {
			t.Errorf("%s: opened: %v", name, err)
		} else if a, release, err := live.Acquire(t.Context()); err != nil || a.Generation().ID != second.ID {
			t.Errorf("%s: %+v is served, %v", name, a.Generation(), err)
		} else {
			release()
		}
		_ = live.Close()
		if err := begin(t, dir); named && err != nil || !named && !errors.Is(err, index.ErrLost) {
			t.Errorf("%s: an ingest begins: %v", name, err)
		}
		if _, err := index.Verify(t.Context(), dir); !named && !errors.Is(err, index.ErrLost) {
			t.Errorf("%s: verified: %v", name, err)
		}
		if gs, current, err := index.Generations(dir); err != nil || len(gs) != 2 || (current == "") == named {
			t.Errorf("%s: %v, %q, %v", name, gs, current, err)
		}
		if named {
			continue // the ingest has the lock
		}
		if _, to, err := index.Rollback(dir, ""); err != nil || to.ID != second.ID {
			t.Errorf("%s: rolled back to %+v, %v", name, to, err)
		}
		if err := os.Remove(filepath.Join(dir, "CURRENT")); err != nil {
			t.Fatal(err)
		}
		damage(t, filepath.Join(generation.Path(dir, second.ID), "ids"))
		if _, to, err := index.Rollback(dir, ""); err != nil || to.ID != first.ID {
			t.Errorf("%s: rolled back to %+v, %v; the newest is damaged", name, to, err)
		}
		if _, _, err := index.Rollback(dir, second.ID); err == nil || !strings.Contains(err.Error(), "ids: ") {
			t.Errorf("%s: to what is damaged: %v", name, err)
		}
		if _, _, err := index.Rollback(dir, "../gen"); err == nil || !strings.Contains(err.Error(), "there is no generation ../gen") {
			t.Errorf("%s: to what is not there: %v", name, err)
		}
	}
}

// TestRollbackTo goes to a generation by name, forward too, and holds that what a newer one
// published is known as gone in an older.
func TestRollbackTo(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	indextest.Publish(t, dir, three("74OSLO2"))
	second := indextest.PublishWith(t, dir, three("74OSLO3"), prepare.Options{AllowShrink: true, Keep: 3})
	indextest.PublishWith(t, dir, three("74OSLO4"), prepare.Options{AllowShrink: true, Keep: 3})
	live, err := index.OpenData(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	gs, _, err := index.Generations(dir)
	if err != nil || len(gs) != 3 {
		t.Fatalf("%v, %v", gs, err)
	}
	for _, g := range []archive.Generation{gs[2], gs[0], gs[1]} {
		if _, to, err := index.Rollback(dir, g.ID); err != nil || to.ID != g.ID {
			t.Fatalf("to %+v, %v", to, err)
		}
		if err := live.Reload(t.Context()); err != nil {
			t.Fatal(err)
		}
		a, release, err := live.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range []string{"74OSLO4", "74OSLO3", "74OSLO2"} {
			want := archive.Gone
			if gs[i].ID == g.ID {
				want = archive.Held
			}
			if f, err := a.Lookup(t.Context(), id); err != nil || f[0].State != want {
				t.Errorf("%s in %s: %+v, %v", id, g.ID, f, err)
			}
		}
		release()
	}
	// The next ingest takes them over.
	indextest.Publish(t, dir, three("74OSLO5"))
	indextest.Publish(t, dir, three("74OSLO6"))
	f, err := indextest.OpenDir(t, dir).Lookup(t.Context(), "74OSLO2", "74OSLO3", "74OSLO4", "74OSLO5")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range f {
		if x.State != archive.Gone {
			t.Errorf("%+v after %s", x, second.ID)
		}
	}
}

// TestDamagedPast holds that ids which cannot all be read are no dead end: they are
// taken over as far as they can, once the operator has allowed it.
func TestDamagedPast(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	g := indextest.Publish(t, dir, three("74OSLO2"))
	p := filepath.Join(generation.Path(dir, g.ID), "ids")
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(p, 0o644), os.WriteFile(p, append([]byte("\xff\xff\n"), b...), 0o644)); err != nil {
		t.Fatal(err)
	}
	next, err := build.Create(dir, prepare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := indextest.Simple("74OSLO7", "1974-01-01", "NETS", "Nets.")
	if err := next.Add(c, indextest.Source(c)); err != nil {
		t.Fatal(err)
	}
	if _, err := next.Publish(t.Context(), prepare.Report{}); !errors.Is(err, build.ErrShrunk) || !strings.Contains(err.Error(), "is not known") {
		t.Errorf("published: %v", err)
	}
	indextest.Publish(t, dir, []*cable.Cable{c})
	f, err := indextest.OpenDir(t, dir).Lookup(t.Context(), "74OSLO1", "74OSLO2")
	if err != nil || f[0].State != archive.Gone || f[1].State != archive.Gone {
		t.Errorf("%+v, %v", f, err)
	}
}

func damage(t *testing.T, p string) {
	t.Helper()
	if err := errors.Join(os.Chmod(p, 0o644), os.WriteFile(p, []byte("other bytes"), 0o644)); err != nil {
		t.Fatal(err)
	}
}
