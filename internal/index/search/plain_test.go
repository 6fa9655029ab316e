package search_test

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/index/postings"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
)

// TestPlainBleve opens a published shard as anybody would who has Bleve and not
// this program, and holds that it finds the same cables and counts the same
// facets. Names that are one thing are one value there too.
func TestPlainBleve(t *testing.T) {
	t.Parallel()
	sharedtest.Dear(t)
	dir := indextest.TempDir(t)
	cs := measuredCables(t, sharedtest.Size(120, 120, 300))
	g := indextest.PublishNamed(t, dir, cs, indextest.Joined(cs))
	a := indextest.OpenDir(t, dir)
	plain, err := bleve.Open(filepath.Join(generation.Path(dir, g.ID), postings.Folder, "0"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = plain.Close() }()
	for ours, theirs := range map[string]string{
		"tag:PREL": "tags:PREL", "-tag:PREL": "-tags:PREL", "class:SECRET": "classification:SECRET", "date:1974": "date:1974*",
	} {
		req := indextest.Request(t, ours).WithApart(true)
		want := indextest.HitIDs(indextest.Search(t, a, req))
		slices.Sort(want)
		r := bleve.NewSearchRequestOptions(bleve.NewQueryStringQuery(theirs), len(cs), 0, false)
		res, err := plain.Search(r)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, h := range res.Hits {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-ours +theirs):\n%s", ours, diff)
		}
	}
	for _, f := range postings.Facets() {
		r := bleve.NewSearchRequestOptions(bleve.NewQueryStringQuery("body:the subject:the"), 0, 0, false)
		r.AddFacet("f", bleve.NewFacetRequest(postings.FieldOf(f), 100_000))
		res, err := plain.Search(r)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, x := range res.Facets["f"].Terms.Terms() {
			got[x.Term] = x.Count
		}
		want := map[string]int{}
		for _, b := range allValues(t, a, indextest.Request(t, "=the"), f) {
			want[b.Value] = b.Count
		}
		if len(want) == 0 {
			t.Errorf("%s: no value", f)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-ours +theirs):\n%s", f, diff)
		}
	}
	r := bleve.NewSearchRequestOptions(bleve.NewMatchAllQuery(), 10, 0, false)
	r.SortBy([]string{postings.FieldDate, postings.FieldID})
	res, err := plain.Search(r)
	if err != nil {
		t.Fatal(err)
	}
	sorted := slices.Clone(cs)
	slices.SortFunc(sorted, func(x, y *cable.Cable) int {
		// Bleve, too, puts what has no value last.
		return cmp.Or(cmp.Compare(undated(x), undated(y)), strings.Compare(postings.Date(x.Date), postings.Date(y.Date)), strings.Compare(x.ID, y.ID))
	})
	for i, h := range res.Hits {
		if h.ID != sorted[i].ID {
			t.Errorf("row %d by date and id is %s, want %s", i, h.ID, sorted[i].ID)
		}
	}
}

// allValues are the buckets of all pages of a facet.
func allValues(t *testing.T, a archive.Archive, req query.Request, f query.Facet) (out []archive.Bucket) {
	t.Helper()
	for page := 1; ; page++ {
		p, err := a.FacetValues(context.Background(), req, f, archive.FacetOptions{Page: page, Size: 1000})
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Buckets) == 0 {
			return out
		}
		out = append(out, p.Buckets...)
	}
}

func undated(c *cable.Cable) int {
	if c.Date.IsZero() {
		return 1
	}
	return 0
}
