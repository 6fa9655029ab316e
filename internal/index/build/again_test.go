package build_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/index/postings"
	"reftel/internal/sharedtest"
)

// publishAgain publishes over what is in a folder and tells whether something of that could
// be taken over.
func publishAgain(t *testing.T, dir string, cs []*cable.Cable, o prepare.Options) (taken bool) {
	t.Helper()
	b, err := build.Create(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Abort() }()
	b.Spoil(func(s *postings.Source) { taken = s.Past != nil })
	for _, c := range cs {
		if err := b.Add(c, indextest.Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{}); err != nil {
		t.Fatal(err)
	}
	return taken
}

// TestTakenOver holds that a generation of which much is taken over from the one before is
// the same as one that is made anew, and that nothing is taken of one that is damaged, or
// that an earlier program wrote, or where all is to be made anew.
func TestTakenOver(t *testing.T) {
	t.Parallel()
	n := sharedtest.Size(120, 120, 400)
	before, now := indextest.Invent(n), indextest.Invent(n)
	now[3].Paragraphs[0].Text += " It was read again."
	now[40].Subject = "ANOTHER SUBJECT"
	now[50].Entities = append(now[50].Entities, cable.EntityCount{Kind: cable.ORG, Name: "Name of Nobody", Count: 1})
	now = append(now[:n-1], indextest.Simple("74ALFA1", "1974", "NEW", "A few words and many more of them."))

	anew := indextest.TempDir(t)
	indextest.Publish(t, anew, before)
	if publishAgain(t, anew, now, prepare.Options{AllowShrink: true, Anew: true}) {
		t.Error("something is taken over, though all is to be made anew")
	}
	want := files(t, anew)
	for name, c := range map[string]struct {
		change func(gen string)
		taken  bool
	}{
		"as it was":           {func(string) {}, true},
		"records are damaged": {func(gen string) { flip(t, filepath.Join(gen, "docs", "records")) }, false},
		"a segment is damaged": {func(gen string) {
			found, err := filepath.Glob(filepath.Join(gen, "index", "0", "store", "*.zap"))
			if err != nil || len(found) != 1 {
				t.Fatal(found, err)
			}
			flip(t, found[0])
		}, false},
		"digests are away": {func(gen string) {
			if err := os.Chmod(filepath.Join(gen, "docs"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(gen, "docs", "digests")); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		dir := indextest.TempDir(t)
		g := indextest.Publish(t, dir, before)
		c.change(generation.Path(dir, g.ID))
		if taken := publishAgain(t, dir, now, prepare.Options{AllowShrink: true}); taken != c.taken {
			t.Errorf("%s: taken over is %v", name, taken)
		}
		got := files(t, dir)
		for file := range want {
			if file == "ids" || file == "history" { // which tell of which generation, and when
				continue
			}
			if !bytes.Equal(got[file], want[file]) {
				t.Errorf("%s: %s is another", name, file)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d files instead of %d", name, len(got), len(want))
		}
	}
}

// flip changes a bit in the middle of a published file.
func flip(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}
