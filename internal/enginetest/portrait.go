package enginetest

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reftel/internal/archive"
	"reftel/internal/archive/together"
	"reftel/internal/query"
)

var companyFacets = []query.Facet{query.Tags, query.Persons, query.Organisations, query.Origin}

// testPortrait compares the portraits of all values of some facets with what
// searches find, and reads one.
func testPortrait(t *testing.T, a archive.Archive) {
	all := search(t, a, request(t, "")).Total
	for _, f := range companyFacets {
		for _, b := range allValues(t, a, request(t, ""), f) {
			got, err := a.Portrait(t.Context(), f, b.Value, 3, companyFacets...)
			if err != nil {
				t.Fatal(err)
			}
			want := plainPortrait(t, a, f, b, all)
			if diff := gocmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
				t.Errorf("%s %s (-want +got)\n%s", f, b.Value, diff)
			}
		}
	}
	p, err := a.Portrait(t.Context(), query.Persons, "Ingrid Solstrand", 5, query.Tags, query.Places)
	if err != nil || p.Cables != 2 || p.First.ID != "74OSLO101" || p.Last.ID != "74OSLO102" || len(p.Company) != 2 || p.Company[0].Values[0].Value != "EWWT" ||
		p.Company[0].Values[0].Label != "Waterborne transport" || p.Company[1].Values[0].Value != "Bergen" || p.Company[1].Values[0].Count != 2 {
		t.Errorf("Ingrid Solstrand: %+v, %v", p, err)
	}
	for name, x := range map[string]struct {
		facet query.Facet
		value string
		n     int
		of    []query.Facet
		want  archive.Portrait
	}{
		"nobody":          {query.Persons, "Nobody Here", 5, companyFacets, archive.Portrait{}},
		"another case":    {query.Tags, "eind", 5, companyFacets, archive.Portrait{}},
		"no facets":       {query.Origin, "SUVA", 5, nil, archive.Portrait{Cables: 4, Label: "Embassy Suva"}},
		"no company":      {query.Origin, "SUVA", 0, companyFacets, archive.Portrait{Cables: 4, Label: "Embassy Suva"}},
		"less than none":  {query.Origin, "SUVA", -1, companyFacets, archive.Portrait{Cables: 4, Label: "Embassy Suva"}},
		"once in all":     {query.Persons, "Marcelle O'Neill", 5, companyFacets, archive.Portrait{Cables: 1, Label: "Marcelle O'Neill"}},
		"no first cables": {query.Collection, "Third release", 5, companyFacets, archive.Portrait{}},
	} {
		got, err := a.Portrait(t.Context(), x.facet, x.value, x.n, x.of...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Cables > 0 && (got.First == nil || got.Last == nil) {
			t.Errorf("%s: no first or last cable", name)
		}
		if diff := gocmp.Diff(&x.want, got, cmpopts.IgnoreFields(archive.Portrait{}, "First", "Last", "Facets")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	for _, of := range [][]query.Facet{{"nonsense", query.Tags}, {query.Tags, "ref"}, {"", query.Tags}, {query.Tags, ""}} {
		if p, err := a.Portrait(t.Context(), of[0], "EWWT", 5, of[1:]...); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("facets %v: %+v, %v", of, p, err)
		}
	}
}

// allValues are all values of a facet over the hits of a request.
func allValues(t *testing.T, a archive.Archive, req query.Request, f query.Facet) []archive.Bucket {
	t.Helper()
	p, err := a.FacetValues(t.Context(), req, f, archive.FacetOptions{Size: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return p.Buckets
}

// plainPortrait is a portrait made of searches.
func plainPortrait(t *testing.T, a archive.Archive, f query.Facet, b archive.Bucket, all int) *archive.Portrait {
	t.Helper()
	p := &archive.Portrait{Cables: b.Count, Label: b.Label}
	req := request(t, "")
	req.Filters, req.Sort, req.Size, req.Apart = []query.Filter{{Facet: f, Value: b.Value}}, query.Oldest, 100, true
	for _, h := range search(t, a, req).Hits {
		if !h.Date.IsZero() {
			if p.First == nil {
				p.First = &h.Summary
			}
			p.Last = &h.Summary
		}
	}
	for _, g := range companyFacets {
		if g != f {
			p.Facets = append(p.Facets, facet(search(t, a, req), g))
		}
		c := archive.Company{Facet: g}
		with := req
		if g == f { // its own filter does not count for its own values
			with.Filters = nil
			with.Expr = query.Value{Field: map[query.Facet]query.Field{
				query.Tags: query.FieldTag, query.Persons: query.FieldPer, query.Organisations: query.FieldOrg, query.Origin: query.FieldFrom,
			}[f], Text: b.Value}
		}
		for _, w := range allValues(t, a, with, g) {
			n, err := a.Frequency(t.Context(), g, w.Value)
			if err != nil {
				t.Fatal(err)
			}
			if s := together.Score(w.Count, b.Count, n, all, 0); s > 0 && (g != f || w.Value != b.Value) {
				c.Values = append(c.Values, archive.Companion{Value: w.Value, Label: w.Label, Together: w.Count, Count: n, Score: s})
			}
		}
		slices.SortFunc(c.Values, func(x, y archive.Companion) int {
			return cmp.Or(cmp.Compare(y.Score, x.Score), strings.Compare(x.Value, y.Value))
		})
		if c.Values = c.Values[:min(3, len(c.Values))]; len(c.Values) > 0 {
			p.Company = append(p.Company, c)
		}
	}
	return p
}

func testSeries(t *testing.T, a archive.Archive) {
	for post, want := range map[string][]archive.Numbers{
		"OSLO":  {{Year: 1974, Held: []int{101, 102, 103, 104}}, {Year: 1980, Held: []int{101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112}}},
		"LIMA":  {{Year: 1978, Held: []int{501, 502, 503, 504, 5004}}, {Year: 1979, Held: []int{601, 602, 604, 605, 606}}},
		"LAPAZ": {{Year: 1978, Held: []int{9}}},
		"STATE": {{Year: 1969, Cited: []int{77}}},
		"OSL":   nil, "": nil, "oslo": nil, "NOWHERE": nil, "O%": nil, "frus": nil,
	} {
		got, err := a.Series(t.Context(), post)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", post, diff)
		}
	}
}
