// Package beside asks two archives of the same cables the same, and holds that they
// answer alike: totals, facets, timelines, snippets and every order but that by
// relevance, of which it measures how much of the first ten is the same. It knows the
// contract and no engine, and is imported by tests alone.
package beside

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// A Pair is two archives of the same cables. What the first says is held to be right.
type Pair struct {
	One, Other archive.Archive

	Equal   int // requests with the same answers
	Cut     int // those of which an archive says that it was not searched for all words
	Hits    int // hits of which all was compared
	Distant int // facets whose number of values is told nearly alone
	Worst   float64
	ranked  []float64 // overlaps of the first ten by relevance, where there are more than ten
}

// near is how far two numbers of distinct values may be apart, where there are too many
// values to be told one by one: an engine may guess there, and say "about". Of thousands of
// such numbers the farthest was off by four in a hundred.
const near = 0.05

// Compare asks both. Whether both searched for all words: only then is what else they tell
// of the request the same.
func (p *Pair) Compare(t testing.TB, req query.Request) (whole bool) {
	t.Helper()
	one, other := search(t, p.One, req), search(t, p.Other, req)
	if one == nil || other == nil {
		return false
	}
	if cut(one) || cut(other) {
		p.Cut++
		return false
	}
	fault := func(what string, diff string) {
		if diff != "" {
			t.Errorf("%s: %s (-one +other)\n%s", req.Encode(), what, diff)
		}
	}
	if one.Total != other.Total || one.Folded != other.Folded {
		t.Errorf("%s: %d cables of which %d are folded, and %d of which %d", req.Encode(), one.Total, one.Folded, other.Total, other.Folded)
		return true
	}
	p.round(one.Facets, other.Facets)
	fault("facets", gocmp.Diff(one.Facets, other.Facets, cmpopts.EquateEmpty()))
	fault("timeline", gocmp.Diff(one.Timeline, other.Timeline, cmpopts.EquateEmpty()))
	fault("notes", gocmp.Diff(one.Notes, other.Notes, cmpopts.EquateEmpty()))
	if scored(one) || scored(other) {
		p.rank(one, other, req)
		keepShared(one, other)
	} else {
		fault("order", gocmp.Diff(ids(one), ids(other), cmpopts.EquateEmpty()))
		keepShared(one, other)
	}
	fault("hits", gocmp.Diff(one.Hits, other.Hits, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(archive.Hit{}, "Score", "Added", "Changed")))
	p.Hits += len(one.Hits)
	p.Equal++
	return true
}

// Values compares a page of the values of a facet.
func (p *Pair) Values(t testing.TB, req query.Request, f query.Facet, o archive.FacetOptions) {
	t.Helper()
	one, err := p.One.FacetValues(t.Context(), req, f, o)
	other, err2 := p.Other.FacetValues(t.Context(), req, f, o)
	if err != nil || err2 != nil {
		t.Errorf("%s: values of %s: %v, %v", req.Encode(), f, err, err2)
	} else if diff := gocmp.Diff(one, other, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: values of %s, %+v (-one +other)\n%s", req.Encode(), f, o, diff)
	}
}

// Around compares where the n-th hit stands, and how many there are; by relevance the
// number alone.
func (p *Pair) Around(t testing.TB, req query.Request, n int) {
	t.Helper()
	one, err := p.One.Place(t.Context(), req, n)
	other, err2 := p.Other.Place(t.Context(), req, n)
	if req.Sort == query.Relevance || req.Sort == "" {
		one, other = archive.Place{Total: one.Total}, archive.Place{Total: other.Total}
	}
	if err != nil || err2 != nil || one != other {
		t.Errorf("%s: place %d: %+v (%v) and %+v (%v)", req.Encode(), n, one, err, other, err2)
	}
}

// Overlap is the mean of how much of the first ten by relevance is the same, over the
// requests that find more than ten, and how many these are.
func (p *Pair) Overlap() (mean float64, of int) {
	for _, x := range p.ranked {
		mean += x / float64(len(p.ranked))
	}
	return mean, len(p.ranked)
}

func (p *Pair) String() string {
	mean, of := p.Overlap()
	return fmt.Sprintf("%d requests with %d hits are equal, %d were cut short; of %d by relevance the first ten overlap by %.3f; %d numbers of values are nearly the same, the farthest by %.2f %%",
		p.Equal, p.Hits, p.Cut, of, mean, p.Distant, 100*p.Worst)
}

// round makes numbers of values equal that are near each other and more than any list of
// them shows.
func (p *Pair) round(one, other []archive.FacetCounts) {
	for i := range min(len(one), len(other)) {
		a, b := &one[i], &other[i]
		b.About = a.About
		if a.Distinct == b.Distinct || a.Distinct <= len(a.Buckets) {
			continue
		}
		off := math.Abs(float64(a.Distinct-b.Distinct)) / float64(a.Distinct)
		if off <= near {
			p.Distant++
			p.Worst = max(p.Worst, off)
			b.Distinct = a.Distinct
		}
	}
}

// rank notes how much of the first ten is the same.
func (p *Pair) rank(one, other *archive.Result, req query.Request) {
	if req.Page != 1 || len(one.Hits) <= 10 {
		return
	}
	same := 0
	for _, id := range ids(one)[:10] {
		if slices.Contains(ids(other)[:10], id) {
			same++
		}
	}
	p.ranked = append(p.ranked, float64(same)/10)
}

// keepShared leaves the hits that both have, in one order.
func keepShared(one, other *archive.Result) {
	left := func(r *archive.Result, have []string) []archive.Hit {
		hs := slices.DeleteFunc(slices.Clone(r.Hits), func(h archive.Hit) bool { return !slices.Contains(have, h.ID) })
		slices.SortFunc(hs, func(a, b archive.Hit) int { return strings.Compare(a.ID, b.ID) })
		return hs
	}
	mine, theirs := ids(one), ids(other)
	one.Hits, other.Hits = left(one, theirs), left(other, mine)
}

func ids(r *archive.Result) []string {
	var out []string
	for i := range r.Hits {
		out = append(out, r.Hits[i].ID)
	}
	return out
}

func scored(r *archive.Result) bool {
	return slices.ContainsFunc(r.Hits, func(h archive.Hit) bool { return h.Score > 0 })
}

// cut reports whether an archive did not search for all words that a condition stands
// for, and says so.
func cut(r *archive.Result) bool {
	return slices.ContainsFunc(r.Notes, func(n query.Message) bool { return strings.Contains(n.String(), "most frequent were searched") })
}

func search(t testing.TB, a archive.Archive, req query.Request) *archive.Result {
	t.Helper()
	r, err := a.Search(t.Context(), req)
	if err != nil {
		t.Errorf("%s: %v", req.Encode(), err)
		return nil
	}
	r.Took = time.Duration(0)
	return r
}
