package index_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
)

// A harm is a way in which a file is changed; it is gone where there is none.
type harm struct {
	name string
	do   func(b []byte) []byte
}

// harms are the ways: for the scorecard, and in the long form, more of them.
func harms() []harm {
	all := []harm{
		{"last", func(b []byte) []byte { b[len(b)-1] ^= 0x80; return b }},
		{"cut", func(b []byte) []byte { return b[:len(b)-1] }},
		{"longer", func(b []byte) []byte { return append(b, 0) }},
		{"emptied", func([]byte) []byte { return nil }},
		{"unlinked", nil},
		{"flipped", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }},
	}
	if sharedtest.Scoring() || sharedtest.Size(0, 0, 1) == 1 {
		all = append(all, []harm{
			{"first", func(b []byte) []byte { b[0] ^= 0x10; return b }},
			{"a block", func(b []byte) []byte {
				for i := len(b) / 4; i < min(len(b), len(b)/4+4096); i++ {
					b[i] = ^b[i]
				}
				return b
			}},
			{"halved", func(b []byte) []byte { return b[:len(b)/2] }},
		}...)
	}
	return all
}

// TestDamage changes every published file in several ways: each is refused by
// name, and the generation before is served.
func TestDamage(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(12)
	old := indextest.Publish(t, dir, cs)
	g := indextest.Publish(t, dir, cs)
	gen := generation.Path(dir, g.ID)
	sizes, err := generation.Sizes(gen)
	if err != nil {
		t.Fatal(err)
	}
	if len(sizes) < 20 {
		t.Fatalf("only %d files", len(sizes))
	}
	damages := harms()
	paths := []string{"MANIFEST.json"}
	for _, f := range sizes {
		paths = append(paths, f.Path)
	}
	for _, p := range paths {
		full := filepath.Join(gen, filepath.FromSlash(p))
		good, err := os.ReadFile(full)
		if err != nil {
			t.Fatal(err)
		}
		if len(good) == 0 {
			t.Fatalf("%s is empty", p)
		}
		if err := os.Chmod(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, damage := range damages {
			name := damage.name
			if err := os.Remove(full); err != nil {
				t.Fatal(err)
			}
			if damage.do != nil {
				if err := os.WriteFile(full, damage.do(bytes.Clone(good)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if a, err := index.Open(gen); err == nil {
				a.Close()
				t.Errorf("%s %s: opened", p, name)
			} else if !strings.Contains(err.Error(), filepath.Base(full)) {
				t.Errorf("%s %s: the error does not name it: %v", p, name, err)
			}
			if name == "flipped" {
				l, err := index.OpenData(dir, nil)
				if err != nil {
					t.Errorf("%s %s: nothing served: %v", p, name, err)
				} else {
					a, release, err := l.Acquire(t.Context())
					if err != nil {
						t.Fatal(err)
					}
					if a.Generation().ID != old.ID || !strings.Contains(l.Degraded(), filepath.Base(full)) {
						t.Errorf("%s %s: serving %s, %q", p, name, a.Generation().ID, l.Degraded())
					}
					release()
					if err := l.Close(); err != nil {
						t.Error(err)
					}
				}
				if r, err := index.Verify(t.Context(), dir); err != nil || len(r.Problems) == 0 {
					t.Errorf("%s %s: verified: %v", p, name, err)
				}
			}
			os.Remove(full)
			if err := os.WriteFile(full, good, 0o444); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(gen, "columns", "extra"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := index.Open(gen); err == nil || !strings.Contains(err.Error(), "extra") {
		t.Errorf("extra file: %v", err)
	}
	os.Remove(filepath.Join(gen, "columns", "extra"))
	if r, err := index.Verify(t.Context(), dir); err != nil || len(r.Problems) > 0 {
		t.Errorf("repaired: %v, %v", r.Problems, err)
	}
	sharedtest.Score(t, "B3", fmt.Sprintf("%d damages of %d files, each refused by name", len(paths)*len(damages)+1, len(paths)), "all", !t.Failed())
}

func TestRollbackAndKeep(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	var ids []string
	for range 3 {
		ids = append(ids, indextest.Publish(t, dir, indextest.Invent(20)).ID)
	}
	gs, current, err := index.Generations(dir)
	if err != nil || len(gs) != 2 || gs[0].ID != ids[2] || gs[1].ID != ids[1] || current != ids[2] {
		t.Fatalf("generations %v, %v", gs, err)
	}
	if from, g, err := index.Rollback(dir, ""); err != nil || from.ID != ids[2] || g.ID != ids[1] {
		t.Fatalf("rolled back to %v, %v", g, err)
	}
	if _, _, err := index.Rollback(dir, ""); err == nil {
		t.Error("rolled back beyond the oldest")
	}
	sharedtest.Score(t, "B10", "one call, no further than there are generations", "one command", !t.Failed())
}

// TestSwap publishes while readers search: no answer mixes two generations,
// none fails, and old generations are closed.
func TestSwap(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(60)
	indextest.Publish(t, dir, cs[:30])
	l, err := index.OpenData(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	pause := 10 * time.Millisecond
	if sharedtest.Thorough() {
		pause = time.Millisecond
	}
	var wg sync.WaitGroup
	wg.Go(func() { _ = l.Watch(ctx, 5*time.Millisecond) })
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				a, release, err := l.Acquire(context.Background())
				if err != nil {
					t.Errorf("acquire: %v", err)
					return
				}
				n := a.Generation().Cables
				res, err := a.Search(context.Background(), query.Request{Page: 1, Size: 5})
				if err != nil || res.Total != n || a.Generation().Cables != n {
					t.Errorf("search: %v", err)
				}
				if _, err := a.Search(context.Background(), indextest.Request(t, `"the of" OR b*`)); err != nil {
					t.Errorf("search: %v", err)
				}
				release()
				time.Sleep(pause) // or the readers take all cores from who publishes
			}
		})
	}
	last := ""
	for i := range sharedtest.Size(3, 3, 6) {
		last = indextest.PublishWith(t, dir, cs[:30+i*5], prepare.Options{}).ID
	}
	deadline := time.Now().Add(time.Minute)
	for {
		a, release, err := l.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		id := a.Generation().ID
		release()
		if id == last {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("still serving %s: %s", id, l.Degraded())
		}
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	wg.Wait()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, release, err := l.Acquire(t.Context()); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("acquired a closed archive: %v", err)
	} else {
		release()
	}
	sharedtest.Score(t, "B8 engine", fmt.Sprintf("%d swaps under 4 readers, none failed or mixed", sharedtest.Size(3, 3, 6)), "0 failed", !t.Failed())
}

// TestOtherFormats holds that the archive of another program is told as that, and
// not as damage, and that the ids of an older one are kept.
func TestOtherFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		format int
		err    error
		words  string
	}{
		{generation.Format + 1, generation.ErrNewer, "made by a newer reftel"},
		{generation.Oldest - 1, generation.ErrOlder, "made by an older reftel"},
	} {
		dir := indextest.TempDir(t)
		cs := indextest.Invent(10)
		g := indextest.Publish(t, dir, cs)
		old := reformat(t, dir, g.ID, c.format)
		_, err := index.OpenData(dir, nil)
		if !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "damaged") {
			t.Errorf("format %d: opened: %v", c.format, err)
		}
		if r, err := index.Verify(t.Context(), dir); !errors.Is(err, c.err) || len(r.Problems) > 0 {
			t.Errorf("format %d: verified: %v, %v", c.format, r.Problems, err)
		}
		if gs, current, err := index.Generations(dir); err != nil || len(gs) != 1 || current != old {
			t.Errorf("format %d: generations %v, %q, %v", c.format, gs, current, err)
		}
		indextest.PublishWith(t, dir, cs[:9], prepare.Options{AllowShrink: true})
		a := indextest.OpenDir(t, dir)
		if f, err := a.Lookup(t.Context(), cs[9].ID); err != nil || f[0].State != archive.Gone {
			t.Errorf("format %d: %s is %v, %v", c.format, cs[9].ID, f, err)
		}
	}
}

// reformat makes a published generation one of another format, in force under a
// name of its own, which it returns.
func reformat(t *testing.T, dir, name string, format int) string {
	t.Helper()
	gen := generation.Path(dir, name)
	m, _, err := generation.ReadManifest(gen)
	if err != nil {
		t.Fatal(err)
	}
	m.Format = format
	for _, p := range []string{gen, filepath.Join(gen, "MANIFEST.json")} {
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cur, err := m.Write(gen)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(gen, generation.Path(dir, cur.Name)); err != nil {
		t.Fatal(err)
	}
	if err := generation.WriteCurrent(dir, cur); err != nil {
		t.Fatal(err)
	}
	return cur.Name
}
