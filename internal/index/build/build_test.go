package build_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/index/packed"
	"reftel/internal/sharedtest"
)

func TestSameInputSameContent(t *testing.T) {
	t.Parallel()
	content := func(reverse bool) (string, []generation.FileSum) {
		cs := indextest.Invent(80)
		cs = append(cs, indextest.Simple(cs[0].ID, "1971", "ANOTHER VERSION", "Short."))
		if reverse {
			slices.Reverse(cs)
		}
		dir := indextest.TempDir(t)
		g := indextest.Publish(t, dir, cs)
		m, _, err := generation.ReadManifest(generation.Path(dir, g.ID))
		if err != nil {
			t.Fatal(err)
		}
		var files []generation.FileSum
		for _, f := range m.Files { // Bleve's own files differ each time
			if !strings.HasPrefix(f.Path, "index/") && f.Path != "index/numbers" {
				files = append(files, f)
			}
		}
		return m.Content, files
	}
	a, af := content(false)
	b, bf := content(true)
	if a != b || !slices.Equal(af, bf) {
		t.Error("the order of reading shows in the archive")
	}
	sharedtest.Score(t, "C6", "81 cables in two orders: one content", "the same", !t.Failed())
}

func TestVersions(t *testing.T) {
	t.Parallel()
	short := indextest.Simple("74ALFA1", "1974", "SHORT", "A few words.")
	long := indextest.Simple("74ALFA1", "1974", "LONG", "A few words and many more of them.")
	long.Aliases = []string{"74ALFA01"}
	short.Aliases = []string{"74ALPHA1"}
	dir := indextest.TempDir(t)
	b, err := build.Create(dir, prepare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*cable.Cable{short, long} {
		if err := b.Add(c, indextest.Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{Rejected: []prepare.Rejected{{Path: "x", Reason: "not a cable"}}}); err != nil {
		t.Fatal(err)
	}
	a := indextest.OpenDir(t, dir)
	c, err := generation.ReadCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	report, err := packed.Read(filepath.Join(generation.Path(dir, c.Name), generation.SourcesFile))
	if err != nil || !strings.Contains(string(report), "not a cable") {
		t.Errorf("report %s, %v", report, err)
	}
	r, err := a.Record(t.Context(), "74alfa1", archive.Sources)
	if err != nil || len(r.Sources) != 2 || r.Versions != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	vs := r.Sources
	if !bytes.Contains(vs[0].Raw, []byte("LONG")) || !bytes.Contains(vs[1].Raw, []byte("SHORT")) {
		t.Error("the fullest version is not the first")
	}
	if vs[1].Source.SHA256 != hexSum(vs[1].Raw) {
		t.Error("the source of the second version is not told")
	}
	for _, alias := range []string{"74ALFA01", "74ALPHA1"} {
		if f, err := a.Lookup(t.Context(), alias); err != nil || f[0].ID != "74ALFA1" || f[0].State != archive.Alias {
			t.Errorf("%s: %+v %v", alias, f, err)
		}
	}
}

func TestShrink(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(40)
	indextest.Publish(t, dir, cs)
	b, err := build.Create(dir, prepare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cs[:30] {
		if err := b.Add(c, indextest.Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{}); !errors.Is(err, build.ErrShrunk) {
		t.Errorf("got %v", err)
	}
	indextest.Publish(t, dir, cs) // nothing is in the way of the next
}

// TestCommit lets the last step fail: until CURRENT is renamed nothing has
// changed, and nothing is left behind.
func TestCommit(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(20)
	g := indextest.Publish(t, dir, cs)
	if err := os.Mkdir(filepath.Join(dir, "CURRENT"+".tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := build.Create(dir, prepare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cs {
		if err := b.Add(c, indextest.Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{}); err == nil {
		t.Fatal("published without CURRENT")
	}
	if gs, _, err := index.Generations(dir); err != nil || len(gs) != 1 || gs[0].ID != g.ID {
		t.Errorf("generations %v, %v", gs, err)
	}
	if err := os.Remove(filepath.Join(dir, "CURRENT"+".tmp")); err != nil {
		t.Fatal(err)
	}
	indextest.Publish(t, dir, cs)
}

func TestAbortAndLock(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	b, err := build.Create(dir, prepare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := build.Create(dir, prepare.Options{}); !errors.Is(err, build.ErrBusy) {
		t.Errorf("second builder: %v", err)
	}
	c := indextest.Simple("74ALFA1", "1974", "ONE", "First.")
	if err := b.Add(c, indextest.Source(c)); err != nil {
		t.Fatal(err)
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := b.Add(c, nil); err == nil {
		t.Error("added after the end")
	}
	if es, _ := os.ReadDir(filepath.Join(dir, generation.Folder)); len(es) != 0 {
		t.Errorf("left behind: %v", es)
	}
	if _, err := index.OpenData(dir, nil); !errors.Is(err, index.ErrNoGeneration) {
		t.Errorf("open: %v", err)
	}
	// What a killed ingest leaves is removed by the next.
	dead := filepath.Join(dir, generation.Folder, ".tmp-"+"1-dead", "index")
	if err := os.MkdirAll(dead, 0o755); err != nil {
		t.Fatal(err)
	}
	indextest.Publish(t, dir, []*cable.Cable{c})
	if _, err := os.Stat(filepath.Dir(dead)); !os.IsNotExist(err) {
		t.Error("the leftover is still there")
	}
	sharedtest.Score(t, "B7", "the second is refused at once, leftovers go", "refused", !t.Failed())
}

// TestCancelled ends a publication at every step that tells of progress: the
// archive is then as before.
func TestCancelled(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(80)
	g := indextest.Publish(t, dir, cs)
	for _, stage := range []string{"sort", "write", "verify"} {
		ctx, cancel := context.WithCancel(t.Context())
		b, err := build.Create(dir, prepare.Options{Progress: func(p prepare.Progress) {
			if p.Stage == stage {
				cancel()
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cs {
			if err := b.Add(c, indextest.Source(c)); err != nil {
				t.Fatal(err)
			}
		}
		_, err = b.Publish(ctx, prepare.Report{})
		cancel()
		if stage != "verify" && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at %s: %v", stage, err)
		}
		if err == nil {
			continue // it was past the last look at the context
		}
		if es, _ := os.ReadDir(filepath.Join(dir, generation.Folder)); len(es) != 1 {
			t.Errorf("cancelled at %s: left %v", stage, es)
		}
		if c, err := generation.ReadCurrent(dir); err != nil || c.Name != g.ID {
			t.Errorf("cancelled at %s: current is %v, %v", stage, c, err)
		}
	}
}

func hexSum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
