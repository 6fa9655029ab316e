package index_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/index/names"
	"reftel/internal/recfile"
)

// TestNamesVerified puts another authority file into a generation, which then
// counts names that it does not tell of, and one that is damaged.
func TestNamesVerified(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(40)
	all := indextest.Joined(cs)
	g := indextest.PublishNamed(t, dir, cs, all)
	if r, err := index.Verify(t.Context(), dir); err != nil || len(r.Problems) > 0 {
		t.Fatalf("%v, %v", r.Problems, err)
	}
	gen := generation.Path(dir, g.ID)
	m, hash, err := generation.ReadManifest(gen)
	if err != nil || m.Stats.Entities >= len(all)*2 {
		t.Fatalf("%d names are counted of %d things, %v", m.Stats.Entities, len(all), err)
	}
	path := filepath.Join(gen, names.Path)
	for _, p := range []string{gen, path, path + recfile.Offsets} {
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	verify := func() error {
		return index.Contents(t.Context(), gen, index.Describe(m, gen, hash), 1, &generation.Ledger{}, func(int) {})
	}
	if err := names.Write(gen, all[1:]); err != nil {
		t.Fatal(err)
	}
	if err := verify(); err == nil || !strings.Contains(err.Error(), "column") {
		t.Errorf("another authority file: %v", err)
	}
	if err := os.Truncate(path, 100); err != nil {
		t.Fatal(err)
	}
	if err := verify(); err == nil || !strings.Contains(err.Error(), "names") {
		t.Errorf("half an authority file: %v", err)
	}
	r, err := index.Verify(t.Context(), dir)
	if err != nil || len(r.Problems) == 0 || !strings.Contains(r.Problems[0], names.Path) {
		t.Errorf("verified: %v, %v", r.Problems, err)
	}
}
