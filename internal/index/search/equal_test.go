package search_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	bsearch "github.com/blevesearch/bleve/v2/search"

	"github.com/blevesearch/bleve/v2"
	bq "github.com/blevesearch/bleve/v2/search/query"
	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
)

// TestEqualToBleve holds that this index finds, counts and ranks as plain Bleve
// and a plain reading of the texts do.
func TestEqualToBleve(t *testing.T) {
	t.Parallel()
	cables := sharedtest.Size(100, 100, 1200)
	queries, ranked := sharedtest.Size(15, 20, 320), sharedtest.Size(8, 10, 120)
	if !sharedtest.Thorough() {
		cables, queries, ranked = 50, 6, 4
	}
	cs := measuredCables(t, cables)
	a, p := indextest.Open(t, cs), newPeer(t, cs)
	if ids, err := a.IDs(t.Context(), 0, len(cs)); err != nil || !slices.Equal(ids, p.order) {
		t.Fatal("the cables stand in another order")
	}
	t.Run("found", func(t *testing.T) { compareFound(t, a, p, queries) })
	t.Run("ranked", func(t *testing.T) { compareRanked(t, a, p, ranked) })
}

// compareFound asks both made-up requests until n of them found something:
// words, signs, phrases, fields and dates, joined by AND, OR and NOT, with
// facets chosen and dates set.
func compareFound(t *testing.T, a *search.Archive, p *peer, n int) {
	ask := asker{r: rand.New(rand.NewPCG(2, 71)), p: p}
	hits, empty, refused, cut := 0, 0, 0, 0
	for done := 0; done < n; {
		req, q, ok := ask.request(t)
		if !ok {
			refused++
			continue
		}
		res := indextest.Search(t, a, req)
		if slices.ContainsFunc(res.Notes, func(n query.Message) bool { return strings.Contains(n.String(), "most frequent were searched") }) {
			cut++ // it stands for too many words: that limit is ours alone
			continue
		}
		ids := p.found(t, filterQuery(q, req.Filters, ""))
		if got := selected(t, a, req); res.Total != len(ids) || !slices.Equal(got, ids) {
			t.Fatalf("%s: %d cables, Bleve finds %d\n%s", req.Encode(), res.Total, len(ids), gocmp.Diff(ids, got))
		}
		if got := indextest.HitIDs(res); !slices.Equal(got, ids[:min(len(ids), req.Size)]) {
			t.Errorf("%s: the list begins with %v, want %v", req.Encode(), got, ids[:min(len(ids), req.Size)])
		}
		compareFacets(t, p, req, q, res)
		if hits += len(ids); len(ids) > 0 {
			done++
		} else {
			empty++
		}
	}
	t.Logf("%d requests with %d hits and %d without any are equal; %d over a limit and %d cut short were not compared", n, hits, empty, refused, cut)
	if empty > 2*n || cut > n/20 || refused > n/2 {
		t.Error("too many of the requests say nothing")
	}
}

// selected are the ids of all hits in archive order.
func selected(t *testing.T, a *search.Archive, req query.Request) []string {
	t.Helper()
	ids, err := a.Selected(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// request makes up a request and what it asks of Bleve, filters left out. It is
// not ok where the text is over a limit of the language.
func (a asker) request(t *testing.T) (query.Request, bq.Query, bool) {
	a.about = a.cable()
	req := query.Request{Page: 1, Size: 20, Sort: query.Oldest, Apart: true}
	q := bq.Query(bleve.NewMatchAllQuery())
	if a.r.IntN(10) > 0 {
		x := a.ask(a.r.IntN(4))
		e, _, err := query.Parse(x.text)
		if err != nil {
			return req, nil, false
		}
		req.Text, req.Expr, q = x.text, e, x.plain
	}
	if a.r.IntN(5) == 0 {
		req.Since = a.date()
	}
	if a.r.IntN(5) == 0 {
		req.Until = a.date()
	}
	if !req.Since.IsZero() || !req.Until.IsZero() {
		q = bleve.NewConjunctionQuery(q, dateQuery(req.Since, req.Until))
	}
	req.Filters = a.filters()
	return req, q, true
}

// compareFacets holds all facets against Bleve's. A facet ignores what is
// chosen of itself, so one that has filters is a search of its own there.
func compareFacets(t *testing.T, p *peer, req query.Request, q bq.Query, res *archive.Result) {
	t.Helper()
	filtered := map[query.Facet]bool{}
	for _, f := range req.Filters {
		filtered[f.Facet] = true
	}
	var free []query.Facet
	for _, f := range query.Facets() {
		if !filtered[f] {
			free = append(free, f)
		}
	}
	hits := p.facets(t, filterQuery(q, req.Filters, ""), query.Facets())
	counts := p.facets(t, filterQuery(q, req.Filters, ""), free)
	for f := range filtered {
		counts[string(f)] = p.facets(t, filterQuery(q, req.Filters, f), []query.Facet{f})[string(f)]
	}
	for i, f := range query.Facets() {
		got := res.Facets[i]
		for j := range got.Buckets {
			got.Buckets[j].Label = "" // Bleve has none
		}
		if diff := gocmp.Diff(peerFacet(f, req.Filters, counts[string(f)], hits[string(f)]), got); diff != "" {
			t.Errorf("%s: facet %s, Bleve (-), ours (+):\n%s", req.Encode(), f, diff)
		}
	}
}

// peerFacet is Bleve's counts as a list of ours: the ten values that most cables
// have, equal ones by name, all years by year; behind them what was chosen.
func peerFacet(f query.Facet, filters []query.Filter, r, hits *bsearch.FacetResult) archive.FacetCounts {
	terms := r.Terms.Terms()
	out := archive.FacetCounts{Facet: f, Distinct: len(terms), Missing: r.Missing}
	counts := map[string]int{query.None: r.Missing}
	for _, x := range terms {
		counts[x.Term] = x.Count
	}
	within := map[string]int{query.None: hits.Missing}
	for _, x := range hits.Terms.Terms() {
		within[x.Term] = x.Count
	}
	slices.SortFunc(terms, func(a, b *bsearch.TermFacet) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Term, b.Term))
	})
	if f != query.Year {
		terms = terms[:min(10, len(terms))]
	}
	var values []string
	for _, x := range terms {
		values = append(values, x.Term)
	}
	included, excluded := map[string]bool{}, map[string]bool{}
	for _, exclude := range []bool{false, true} {
		for _, x := range filters {
			if x.Facet != f || x.Exclude != exclude {
				continue
			}
			included[x.Value], excluded[x.Value] = !exclude, exclude
			if !slices.Contains(values, x.Value) {
				values = append(values, x.Value)
			}
		}
	}
	if f == query.Year {
		slices.Sort(values)
	}
	for _, v := range values {
		out.Buckets = append(out.Buckets, archive.Bucket{Value: v, Count: counts[v], Within: within[v], Selected: included[v], Excluded: excluded[v]})
	}
	return out
}
