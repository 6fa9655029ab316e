package index_test

import (
	"os"
	"path/filepath"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/index"
	"reftel/internal/index/indextest"
)

// TestEarlierArchives opens archives that released programs wrote, of cables of the
// demonstration. They are never written again: what opens here must open for whoever
// has published such an archive.
func TestEarlierArchives(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob(filepath.Join("testdata", "format*"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, earlier := range dirs {
		// To verify an archive notes in its folder that it was.
		dir := filepath.Join(t.TempDir(), filepath.Base(earlier))
		if err := os.CopyFS(dir, os.DirFS(earlier)); err != nil {
			t.Fatal(err)
		}
		r, err := index.Verify(t.Context(), dir)
		if err != nil || len(r.Problems) > 0 || r.Generation.Cables != 20 {
			t.Errorf("%s: %+v, %v", dir, r, err)
			continue
		}
		a := indextest.OpenDir(t, dir)
		for asked, want := range map[string]int{
			"": 20, "from:STATE": 3, "minist*": 3, `"the ministry"`: 1, "tag:PREL": 4, "date:1973..1980": 7, "kighthouse~1": 1,
		} {
			if res := indextest.Search(t, a, indextest.Request(t, asked)); res.Total != want {
				t.Errorf("%s: %q finds %d cables, want %d", dir, asked, res.Total, want)
			}
		}
		// Words after an elided article stand in an archive from format 6 on.
		for asked, want := range map[string]int{"=affaires": 1, "1200": 2, "1,200": 2} {
			if filepath.Base(dir) < "format6" && asked == "=affaires" {
				want = 0
			}
			if res := indextest.Search(t, a, indextest.Request(t, asked)); res.Total != want {
				t.Errorf("%s: %q finds %d cables, want %d", dir, asked, res.Total, want)
			}
		}
		// Nothing tells of the ingest of an archive before format 7.
		if account, err := a.Account(t.Context()); (account != nil) != (filepath.Base(dir) >= "format7") || err != nil {
			t.Errorf("%s: %+v was told of its ingest, %v", dir, account, err)
		}
		ids, err := a.IDs(t.Context(), 0, 100)
		if err != nil || len(ids) != 20 {
			t.Fatalf("%s: %d ids, %v", dir, len(ids), err)
		}
		for _, id := range ids {
			if r, err := a.Record(t.Context(), id, archive.Sources); err != nil || r.Cable.ID != id || len(r.Sources[0].Raw) == 0 {
				t.Errorf("%s: %s: %v", dir, id, err)
			}
		}
	}
}
