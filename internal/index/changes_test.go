package index_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
)

// TestChanges holds what is told of the generation before, also where that is
// damaged or an earlier program published it.
func TestChanges(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	cs := indextest.Invent(30)
	first := indextest.Publish(t, dir, cs)
	if c, ok := index.Changes(dir, first.ID); ok {
		t.Errorf("the first generation: %+v", c)
	}
	cs[3].Subject += " AGAIN"
	cs[4].Tags = nil // no text
	cs[5].Paragraphs[0].Text += " And more."
	cs[6].Aliases, cs[6].ID = append(cs[6].Aliases, cs[6].ID), "74OSLO99999"
	second := indextest.Publish(t, dir, cs[:29])
	c, ok := index.Changes(dir, second.ID)
	if !ok || c.Since != first.ID || len(c.Added) != 0 || len(c.Changed) != 2 || len(c.Removed) != 1 || c.Removed[0] != cs[29].ID || len(c.Moved) != 1 || c.Moved[0].Is != "74OSLO99999" || c.Untold != "" {
		t.Errorf("%+v", c)
	}
	kept := filepath.Join(generation.Path(dir, first.ID), "docs", "fingerprints")
	if err := os.Chmod(kept, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept, []byte("other bytes"), 0o644); err != nil {
		t.Fatal(err)
	}
	if c, ok := index.Changes(dir, second.ID); !ok || c.Since != first.ID || !strings.Contains(c.Untold, kept) {
		t.Errorf("damaged: %+v", c)
	}
}

// TestChangesSinceEarlier holds that ids are compared with those of an archive
// without fingerprints.
func TestChangesSinceEarlier(t *testing.T) {
	t.Parallel()
	dir := indextest.TempDir(t)
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "format4"))); err != nil {
		t.Fatal(err)
	}
	g := indextest.Publish(t, dir, indextest.Invent(30))
	c, ok := index.Changes(dir, g.ID)
	if !ok || len(c.Added) != 30 || len(c.Removed) != 20 || len(c.Changed) != 0 || !strings.Contains(c.Untold, "published by an earlier program") {
		t.Errorf("%+v", c)
	}
}
