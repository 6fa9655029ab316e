package enginetest

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

func facet(res *archive.Result, f query.Facet) archive.FacetCounts {
	for _, c := range res.Facets {
		if c.Facet == f {
			return c
		}
	}
	return archive.FacetCounts{}
}

func testFacets(t *testing.T, a archive.Archive) {
	ewwt, lines := meanings["EWWT"], "Fjord Lines"
	res := search(t, a, request(t, "ferry"))
	var order []query.Facet
	for _, c := range res.Facets {
		order = append(order, c.Facet)
	}
	if !slices.Equal(order, query.Facets()) {
		t.Errorf("facets %v", order)
	}
	for _, want := range []archive.FacetCounts{
		{Facet: query.Tags, Distinct: 4, Buckets: []archive.Bucket{
			{Value: "EWWT", Label: ewwt, Count: 3}, {Value: "EAGR", Label: meanings["EAGR"], Count: 1},
			{Value: "ECON", Label: meanings["ECON"], Count: 1}, {Value: "PREL", Label: meanings["PREL"], Count: 1},
		}},
		{Facet: query.Organisations, Distinct: 1, Missing: 2, Buckets: []archive.Bucket{{Value: lines, Label: lines, Count: 2}}},
		{Facet: query.Misc, Missing: 4},
		{Facet: query.Origin, Distinct: 2, Buckets: []archive.Bucket{{Value: "OSLO", Label: "Embassy Oslo", Count: 3}, {Value: "SUVA", Label: "Embassy Suva", Count: 1}}},
		{Facet: query.Year, Distinct: 2, Buckets: []archive.Bucket{{Value: "1974", Label: "1974", Count: 3}, {Value: "1975", Label: "1975", Count: 1}}},
	} {
		for i := range want.Buckets { // nothing is chosen
			want.Buckets[i].Within = want.Buckets[i].Count
		}
		if diff := gocmp.Diff(want, facet(res, want.Facet)); diff != "" {
			t.Errorf("facet %s of ferry (-want +got)\n%s", want.Facet, diff)
		}
	}
	// The ten most frequent, equal ones by name, and each chosen one.
	req := request(t, "")
	req.Filters = []query.Filter{{Facet: query.Persons, Value: "Leif Moe"}, {Facet: query.Persons, Value: "Nobody"}, {Facet: query.Persons, Value: "Kari Lund", Exclude: true}}
	c := facet(search(t, a, req), query.Persons)
	if len(c.Buckets) != 13 || c.Distinct != 14 || c.Buckets[0].Value != "Ingrid Solstrand" || c.Buckets[1].Value != "Agda Alm" {
		t.Errorf("%d of %d persons: %+v", len(c.Buckets), c.Distinct, c.Buckets)
	}
	want := []archive.Bucket{{Value: "Leif Moe", Label: "Leif Moe", Count: 1, Within: 1, Selected: true}, {Value: "Nobody", Label: "Nobody", Selected: true}, {Value: "Kari Lund", Label: "Kari Lund", Count: 1, Excluded: true}}
	if diff := gocmp.Diff(want, c.Buckets[10:]); diff != "" {
		t.Errorf("what is chosen (-want +got)\n%s", diff)
	}
}

// filters are chosen and excluded values as they stand in an address: "not-tag=X",
// "all-tag=X".
func filters(of string) []query.Filter {
	var out []query.Filter
	for _, x := range strings.Split(of, "&") {
		name, value, _ := strings.Cut(x, "=")
		name, exclude := strings.CutPrefix(name, "not-")
		name, all := strings.CutPrefix(name, "all-")
		out = append(out, query.Filter{Facet: query.Facet(name), Value: value, Exclude: exclude, All: all})
	}
	return out
}

func testFilters(t *testing.T, a archive.Archive) {
	r := plain.Read(sample(), nil)
	for _, x := range []struct{ text, filters, want string }{
		{"", "tag=EIND", industry}, {"", "tag=EIND&tag=EFIS", "75SUVA202 " + industry}, {"ferry", "tag=EWWT&tag=ECON", ferries},
		{"", "tag=EIND&post=TUNIS", "76TUNIS301 76TUNIS302"}, {"", "tag=EIND&post=TUNIS&caption=NODIS", "76TUNIS301"}, {"", "tag=EIND&post=SUVA", ""},
		{"", "tag=EIND&not-post=TUNIS", "78LIMA501 78LIMA502"}, {"", "tag=EIND&not-tag=EAGR", "76TUNIS301 76TUNIS302 78LIMA502"}, {"", "tag=EIND&not-tag=EIND", ""},
		{"ferry", "not-post=OSLO", "75SUVA201"}, {"ferry", "org=-none-", "74OSLO102 75SUVA201"}, {"ferry", "not-org=-none-", "74OSLO101 74OSLO104"}, {"ferry", "org=-none-&org=Fjord Lines", ferries},
		{"", "year=-none-", undated}, {"", "year=1975", suvas}, {"", "year=1975&year=-none-", suvas + " " + undated}, {"", "year=1975&not-tag=-none-", "75SUVA201 75SUVA202 75SUVA204"},
		{"", "all-tag=EIND&all-tag=EAGR", "78LIMA501"}, {"", "all-tag=EIND", industry}, {"", "all-tag=EIND&all-tag=EAGR&not-post=LIMA", ""}, {"ferry", "all-tag=EWWT&all-tag=PREL&post=OSLO", "74OSLO104"}, {"", "all-per=Ingrid Solstrand&all-loc=Bergen&all-tag=EWWT", "74OSLO101 74OSLO102"},
		{"", "all-tag=EIND&all-tag=-none-", ""}, {"", "all-year=1974&all-year=1975", ""}, {"", "all-tag=EIND&all-tag=Nothing", ""},
		{"", "tag=eind", ""}, {"", "per=Solstrand", ""}, {"", "per=Nobody", ""}, {"kiln", "not-per=Nobody", kilns},
		{"", "misc=none", "78LIMA501"}, {"harvest", "class=-none-&collection=First release", "frus1977-80v09d12"}, {"", "lang=fr&country=Tunisia&loc=Sfax&class=UNCLASSIFIED", "76TUNIS304"},
	} {
		req := request(t, x.text)
		req.Filters = filters(x.filters)
		if ids, _ := found(t, a, req); strings.Join(ids, " ") != x.want {
			t.Errorf("%q %s:\n finds %v\n  want %s", x.text, x.filters, ids, x.want)
		}
		compare(t, a, r, req)
		req.Since, req.Until = cable.Date{Year: 1975}, cable.Date{Year: 1978, Month: 5}
		compare(t, a, r, req)
	}
}

func testTimeline(t *testing.T, a archive.Archive) {
	r := plain.Read(sample(), nil)
	for _, x := range []struct {
		text, chosen string // of the filters and dates of an address
		period       cable.Date
		buckets      map[string]int // those that are not empty
		n            int
		vague, none  int
	}{
		{text: "ferry", buckets: map[string]int{"1974": 3, "1975": 1}, n: 7},
		{text: "harvest", buckets: map[string]int{"1979": 1}, n: 7, none: 1},
		{text: "zebra", n: 7},
		{text: "ferry", chosen: "year=1974", period: cable.Date{Year: 1974}, buckets: map[string]int{"1974-03": 2, "1974-04": 1}, n: 12},
		{text: "from:SUVA", chosen: "year=1975", period: cable.Date{Year: 1975}, buckets: map[string]int{"1975-01": 1, "1975-02": 1, "1975-12": 1}, n: 12, vague: 1},
		{text: "harvest", chosen: "year=1960", period: cable.Date{Year: 1960}, n: 12, none: 1},
		{text: "ferry", chosen: "year=1974&year=1975", buckets: map[string]int{"1974": 3, "1975": 1}, n: 7},
		{text: "ferry", chosen: "not-year=1974", buckets: map[string]int{"1974": 3, "1975": 1}, n: 7},
		{text: "ferry", chosen: "not-class=CONFIDENTIAL", buckets: map[string]int{"1974": 1, "1975": 1}, n: 7},
		{text: "from:OSLO", chosen: "1974-04", period: cable.Date{Year: 1974, Month: 4}, buckets: map[string]int{"1974-04-02": 1}, n: 30, vague: 1},
		{text: "from:SUVA", chosen: "1975-02", period: cable.Date{Year: 1975, Month: 2}, buckets: map[string]int{"1975-02-01": 1}, n: 28},
	} {
		req := request(t, x.text)
		if d, err := cable.ParseDate(x.chosen); err == nil {
			req.Since, req.Until = d, d
		} else if x.chosen != "" {
			req.Filters = filters(x.chosen)
		}
		got := search(t, a, req).Timeline
		buckets := map[string]int{}
		for _, b := range got.Buckets {
			if b.Count > 0 {
				buckets[b.Date.String()] = b.Count
			}
		}
		if got.Period != x.period || len(got.Buckets) != x.n || got.Vague != x.vague || got.Undated != x.none || len(buckets) != len(x.buckets) {
			t.Errorf("%s %s: %+v", x.text, x.chosen, got)
		}
		for d, n := range x.buckets {
			if buckets[d] != n {
				t.Errorf("%s %s: %d in %s, want %d", x.text, x.chosen, buckets[d], d, n)
			}
		}
		compare(t, a, r, req)
		alone, err := a.Timeline(t.Context(), req)
		if diff := gocmp.Diff(got, alone); err != nil || diff != "" {
			t.Errorf("%s %s: the timeline alone: %v (-of the search +alone)\n%s", x.text, x.chosen, err, diff)
		}
	}
	for _, x := range []struct{ of, before, after string }{
		{"1974-03-15", "1974-03-05", "1974-03-20"}, {"1974-03-05", "", "1974-03-20"}, {"1974-03-21", "1974-03-20", "1974-04-02"}, {"1974-02", "", "1974-03"}, {"1974-04", "1974-03", "1975-01"},
		{"1975", "1974", "1976"}, {"1900", "", "1974"}, {"2050-01-01", "1980-07-23", ""}, {"1974", "", "1975"}, {"1980", "1979", ""},
	} {
		d, err := cable.ParseDate(x.of)
		if err != nil {
			t.Fatal(err)
		}
		before, after, err := a.Around(t.Context(), d)
		if before.String() != x.before || after.String() != x.after || err != nil {
			t.Errorf("around %s: %q and %q, %v, want %q and %q", x.of, before, after, err, x.before, x.after)
		}
	}
	if _, _, err := a.Around(t.Context(), cable.Date{Year: 1974, Month: 2, Day: 30}); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("around a day that is not in the calendar: %v", err)
	}
}

func testFacetValues(t *testing.T, a archive.Archive) {
	values := func(req query.Request, f query.Facet, o archive.FacetOptions) (*archive.FacetPage, string) {
		t.Helper()
		p, err := a.FacetValues(t.Context(), req, f, o)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range p.Buckets {
			got = append(got, b.Value+" "+strconv.Itoa(b.Count))
		}
		return p, strings.Join(got, ", ")
	}
	req := request(t, "")
	for _, x := range []struct {
		text  string
		facet query.Facet
		o     archive.FacetOptions
		want  string
		total int
	}{
		{"ferry", query.Tags, archive.FacetOptions{}, "EWWT 3, EAGR 1, ECON 1, PREL 1", 4},
		{"ferry", query.Tags, archive.FacetOptions{ByName: true}, "EAGR 1, ECON 1, EWWT 3, PREL 1", 4},
		{"ferry", query.Tags, archive.FacetOptions{Prefix: "e"}, "EWWT 3, EAGR 1, ECON 1, PREL 1", 4}, // "External"
		{"ferry", query.Tags, archive.FacetOptions{Prefix: "POLIT"}, "PREL 1", 1},
		{"ferry", query.Tags, archive.FacetOptions{Prefix: "political rel"}, "PREL 1", 1},
		{"ferry", query.Tags, archive.FacetOptions{Prefix: "olitical"}, "", 0},
		{"", query.Places, archive.FacetOptions{Prefix: "SAO"}, "São Tomé 1", 1},
		{"", query.Places, archive.FacetOptions{ByName: true}, "Bergen 2, São Tomé 1, Sfax 1", 3},
		{"", query.Places, archive.FacetOptions{Page: 2, Size: 2}, "São Tomé 1", 3}, // by their own letters: S before ã
		{"", query.Places, archive.FacetOptions{Page: 3, Size: 2}, "", 3},
		{"zebra", query.Places, archive.FacetOptions{}, "", 0},
	} {
		p, got := values(request(t, x.text), x.facet, x.o)
		if got != x.want || p.Total != x.total || p.Facet != x.facet {
			t.Errorf("%q %s %+v: %s, %d in all, want %s, %d", x.text, x.facet, x.o, got, p.Total, x.want, x.total)
		}
	}
	p, all := values(req, query.Persons, archive.FacetOptions{ByName: true})
	if p.Letters != "ABCDEFGHIJKLMOS" || p.Page != 1 || p.Size != 100 || p.Distinct != 14 || p.Missing != len(plain.Read(sample(), nil).IDs())-15 {
		t.Errorf("persons: letters %s, page %d of %d, %d, %d missing", p.Letters, p.Page, p.Size, p.Distinct, p.Missing)
	}
	if p, _ := values(req, query.Persons, archive.FacetOptions{Prefix: "zz"}); p.Letters != "ABCDEFGHIJKLMOS" || p.Distinct != 14 || p.Total != 0 {
		t.Errorf("a prefix changes the letters to %s, %d", p.Letters, p.Distinct)
	}
	var pages []string
	for page := 1; ; page++ {
		_, got := values(req, query.Persons, archive.FacetOptions{ByName: true, Page: page, Size: 4})
		if got == "" {
			break
		}
		pages = append(pages, got)
	}
	if got := strings.Join(pages, ", "); got != all {
		t.Errorf("pages of persons: %s\nwant %s", got, all)
	}
	// The facet's own filters do not narrow it, all else does.
	req.Filters = filters("tag=EIND&post=TUNIS&not-tag=PREL")
	p, got := values(req, query.Tags, archive.FacetOptions{})
	if got != "EIND 2, PREL 2" || !p.Buckets[0].Selected || !p.Buckets[1].Excluded || p.Missing != 2 {
		t.Errorf("tags with filters: %s, %+v", got, p)
	}
}
