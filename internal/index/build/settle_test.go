package build_test

import (
	"slices"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index/build"
	"reftel/internal/index/indextest"
)

// TestSettle puts a name right that was known of another kind while cables were added:
// the record, the list of its names and what a search finds are all of the new kind,
// and a cable of which nothing is put right stays as it came.
func TestSettle(t *testing.T) {
	t.Parallel()
	naming := func(id, kind string) *cable.Cable {
		c := indextest.Simple(id, "1974", "ICE", "The ice lies off Skarvik.")
		c.Paragraphs[0].Entities = []cable.Entity{{Kind: kind, Text: "Skarvik", Start: 17, End: 24, Inferred: true, Basis: "tagger", Confidence: 0.9}}
		c.Entities = []cable.EntityCount{{Kind: kind, Name: "Skarvik", Count: 1}}
		return c
	}
	dir := indextest.TempDir(t)
	b, err := build.Create(dir, prepare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*cable.Cable{naming("74ALFA1", cable.PER), naming("74ALFA2", cable.LOC)} {
		if err := b.Add(c, indextest.Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	settle := func(c *cable.Cable) bool {
		e := &c.Paragraphs[0].Entities[0]
		if e.Kind != cable.PER {
			return false
		}
		e.Kind, e.Basis, c.Entities[0].Kind = cable.LOC, "corpus", cable.LOC
		return true
	}
	if _, err := b.Publish(t.Context(), prepare.Report{Settle: settle}); err != nil {
		t.Fatal(err)
	}
	a := indextest.OpenDir(t, dir)
	for id, basis := range map[string]string{"74ALFA1": "corpus", "74ALFA2": "tagger"} {
		r, err := a.Record(t.Context(), id, archive.Parsed)
		if err != nil {
			t.Fatal(err)
		}
		c := r.Cable
		if e := c.Paragraphs[0].Entities[0]; e.Kind != cable.LOC || e.Basis != basis || !slices.Equal(c.Entities, []cable.EntityCount{{Kind: cable.LOC, Name: "Skarvik", Count: 1}}) {
			t.Errorf("%s: %+v, counted %+v", id, e, c.Entities)
		}
	}
	for text, want := range map[string]int{`loc:skarvik`: 2, `per:skarvik`: 0} {
		if got := indextest.Search(t, a, indextest.Request(t, text)).Total; got != want {
			t.Errorf("%s: %d cables, want %d", text, got, want)
		}
	}
}
