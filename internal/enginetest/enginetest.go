// Package enginetest holds the contract of package archive for any engine: a suite
// of tables and made-up requests that each engine passes in a test of its own. It
// knows cables, queries and a plain reading of the texts (package plain), and no
// engine. It is imported by tests alone.
//
// What the contract leaves to engines is not asked: the order of relevance but in
// clear cases, what is similar but in clear cases. All else is exact, Distinct of
// facets too; an engine that says "about" there must change the suite with its
// reasons.
package enginetest

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/enginetest/plain"
	"reftel/internal/ingest"
	"reftel/internal/query"
	"reftel/internal/reference"
)

// An Engine publishes archives into a place of its own, each over the one before,
// however few cables it has.
type Engine interface {
	// Publish makes an archive of cables, whose names are counted as an authority
	// file says. Once it returns the source hands it out.
	Publish(t *testing.T, cables []Input, names authority.File)
	Source() archive.Source
}

// Run holds the contract for engines that create makes, each with nothing
// published.
func Run(t *testing.T, create func(t *testing.T) Engine) {
	t.Run("sample", func(t *testing.T) {
		t.Parallel()
		a := published(t, create(t), inputs(sample()))
		r := plain.Read(sample(), nil)
		for name, test := range map[string]func(*testing.T, archive.Archive){
			"words": testWords, "operators": testOperators, "fields": testFields, "dates": testDates, "repaired": testRepaired,
			"same": testSame, "stops": testStops, "meanings": testMeanings,
			"summary": testSummary, "snippets": testSnippets, "order": testOrder, "pages": testPages, "copies": testFolded, "refused": testRefused,
			"facets": testFacets, "filters": testFilters, "facet values": testFacetValues, "timeline": testTimeline, "place": testPlace,
			"suggest": testSuggest, "suggest ids": testSuggestIDs, "correct": testCorrect, "similar": testSimilar, "frequency": testFrequency,
			"list": testList, "following": testFollowing, "cost": testCost, "portrait": testPortrait, "series": testSeries,
			"lookup": testLookup, "numbered": testNumbered, "record": testRecord, "versions": testVersions, "related": testRelated, "ids": testIDs, "stats": testStats,
			"cancelled": testCancelled,
		} {
			t.Run(name, func(t *testing.T) { t.Parallel(); test(t, a) })
		}
		t.Run("as a plain reading", func(t *testing.T) { t.Parallel(); testAsPlain(t, a, r) })
	})
	t.Run("documented", func(t *testing.T) {
		t.Parallel()
		testDocumented(t, create(t))
	})
	t.Run("random", func(t *testing.T) {
		t.Parallel()
		testRandom(t, create(t))
	})
	t.Run("one number twice", func(t *testing.T) {
		t.Parallel()
		testNamesakes(t, create(t))
	})
	t.Run("spellings", func(t *testing.T) {
		t.Parallel()
		testSpellings(t, create(t))
	})
	t.Run("volumes", func(t *testing.T) {
		t.Parallel()
		testVolumes(t, create(t))
	})
	t.Run("names", func(t *testing.T) {
		t.Parallel()
		testNames(t, create(t))
	})
	t.Run("generations", func(t *testing.T) {
		t.Parallel()
		testGenerations(t, create(t))
	})
	t.Run("history", func(t *testing.T) {
		t.Parallel()
		testHistory(t, create(t))
	})
}

// published is the archive of some cables until the test ends.
func published(t *testing.T, e Engine, cables []Input) archive.Archive {
	t.Helper()
	return publishedWith(t, e, cables, nil)
}

// publishedWith is the same with an authority file.
func publishedWith(t *testing.T, e Engine, cables []Input, names authority.File) archive.Archive {
	t.Helper()
	e.Publish(t, cables, names)
	return acquired(t, e)
}

func acquired(t *testing.T, e Engine) archive.Archive {
	t.Helper()
	a, release, err := e.Source().Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(release)
	if why := e.Source().Degraded(); why != "" {
		t.Errorf("degraded: %s", why)
	}
	return a
}

// demonstration are the cables of the demonstration archive, read by the ingest.
func demonstration(t *testing.T) []Input {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	var out []Input
	input := ingest.Input{FS: demo.Cables(), Root: ".", Name: "demo"}
	_, err = ingest.New(tables, nil).Run(t.Context(), []ingest.Input{input}, func(c *cable.Cable, raw []byte) error {
		out = append(out, Input{c, slices.Clone(raw)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func cablesOf(in []Input) []*cable.Cable {
	cs := make([]*cable.Cable, len(in))
	for i := range in {
		cs[i] = in[i].Cable
	}
	return cs
}

// request asks for all that a text finds, the oldest first, copies apart.
func request(t *testing.T, text string) query.Request {
	t.Helper()
	e, notes, err := query.Parse(text)
	if err != nil {
		t.Fatalf("parse %q: %v", text, err)
	}
	return query.Request{Text: text, Expr: e, Notes: notes, Apart: true, Sort: query.Oldest, Page: 1, Size: 100}
}

func search(t *testing.T, a archive.Archive, r query.Request) *archive.Result {
	t.Helper()
	res, err := a.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("search %s: %v", r.Encode(), err)
	}
	return res
}

// found are the ids of all pages of a request, and its first page. It holds that
// Count, Total and the pages say the same.
func found(t *testing.T, a archive.Archive, r query.Request) ([]string, *archive.Result) {
	t.Helper()
	first := search(t, a, r)
	ids := hitIDs(first)
	for next := r; len(ids) < first.Listed(); {
		next.Page++
		more := hitIDs(search(t, a, next))
		if len(more) == 0 {
			break
		}
		ids = append(ids, more...)
	}
	if len(ids) != first.Listed() {
		t.Errorf("%s: %d hits on all pages, %d are told", r.Encode(), len(ids), first.Listed())
	}
	if n, err := a.Count(t.Context(), r); err != nil || n != first.Total {
		t.Errorf("%s: counted %d (%v), %d are found", r.Encode(), n, err, first.Total)
	}
	return ids, first
}

func hitIDs(res *archive.Result) []string {
	ids := []string{}
	for i := range res.Hits {
		ids = append(ids, res.Hits[i].ID)
	}
	return ids
}

// A finding is a text of the search box and the ids that it finds, in archive
// order.
type finding struct{ text, want string }

func checkFindings(t *testing.T, a archive.Archive, fs []finding) {
	t.Helper()
	for _, f := range fs {
		ids, _ := found(t, a, request(t, f.text))
		if got := strings.Join(ids, " "); got != f.want {
			t.Errorf("%s\n finds %s\n  want %s", f.text, got, f.want)
		}
	}
}
