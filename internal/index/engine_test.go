package index_test

import (
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/enginetest"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
)

// TestEngine holds the contract of package archive for the embedded engine.
func TestEngine(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) enginetest.Engine {
		dir := t.TempDir()
		t.Cleanup(func() { generation.RemoveTree(dir) }) // generations are read-only
		return &embedded{dir: dir}
	})
}

// embedded is the embedded engine in a data folder.
type embedded struct {
	dir  string
	live *index.Live
}

func (e *embedded) Publish(t *testing.T, cables []enginetest.Input, names authority.File) {
	t.Helper()
	b, err := build.Create(e.dir, prepare.Options{AllowShrink: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	for _, c := range cables {
		if err := b.Add(c.Cable, c.Raw); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{Names: names}); err != nil {
		t.Fatal(err)
	}
	if e.live != nil {
		if err := e.live.Reload(t.Context()); err != nil {
			t.Fatal(err)
		}
		return
	}
	if e.live, err = index.OpenData(e.dir, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.live.Close() })
}

func (e *embedded) Source() archive.Source { return e.live }
