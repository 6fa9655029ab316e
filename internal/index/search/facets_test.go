package search_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
	"reftel/internal/text"
)

// plainValues is what a cable has of a facet, written apart from the index.
func plainValues(c *cable.Cable, f query.Facet) []string {
	set := map[string]bool{}
	add := func(v string) {
		if v != "" {
			set[v] = true
		}
	}
	kinds := map[query.Facet]string{query.Persons: "PER", query.Organisations: "ORG", query.Places: "LOC", query.Misc: "MISC"}
	switch f {
	case query.Tags:
		for _, t := range c.Tags {
			add(t.Code)
		}
	case query.Persons, query.Organisations, query.Places, query.Misc:
		for _, e := range c.Entities {
			if e.Kind == kinds[f] {
				add(e.Name)
			}
		}
	case query.Origin:
		add(c.Origin.Code)
	case query.Country:
		add(c.Origin.Country)
	case query.Classification:
		add(c.Classification)
	case query.Captions:
		for _, s := range c.Captions {
			add(s)
		}
	case query.Language:
		add(c.Language)
	case query.Collection:
		add(c.Collection)
	case query.Year:
		if c.Date.Year > 0 {
			add(fmt.Sprint(c.Date.Year))
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// passes says whether a cable passes the filters, those of one facet left out.
func passes(c *cable.Cable, fs []query.Filter, but query.Facet) bool {
	included, met := map[query.Facet]bool{}, map[query.Facet]bool{}
	for _, f := range fs {
		if f.Facet == but && !f.All {
			continue
		}
		vs := plainValues(c, f.Facet)
		has := slices.Contains(vs, f.Value) || f.Value == query.None && len(vs) == 0
		if f.Exclude {
			if has {
				return false
			}
			continue
		}
		if f.All && !has {
			return false
		}
		included[f.Facet] = true
		met[f.Facet] = met[f.Facet] || has
	}
	for f := range included {
		if !met[f] {
			return false
		}
	}
	return true
}

// plainFacet counts one facet one cable at a time.
func plainFacet(cs []*cable.Cable, fs []query.Filter, f query.Facet) archive.FacetCounts {
	out := archive.FacetCounts{Facet: f}
	counts, within := map[string]int{}, map[string]int{}
	for _, c := range cs {
		vs := plainValues(c, f)
		if passes(c, fs, "") {
			for _, v := range vs {
				within[v]++
			}
			if len(vs) == 0 {
				within[query.None]++
			}
		}
		if !passes(c, fs, f) {
			continue
		}
		if len(vs) == 0 {
			out.Missing++
		}
		for _, v := range vs {
			counts[v]++
		}
	}
	out.Distinct = len(counts)
	var values []string
	for v := range counts {
		values = append(values, v)
	}
	sort.Slice(values, func(i, j int) bool {
		a, b := values[i], values[j]
		if f != query.Year && counts[a] != counts[b] {
			return counts[a] > counts[b]
		}
		return a < b
	})
	if f != query.Year && len(values) > 10 {
		values = values[:10]
	}
	state := map[string]query.Filter{}
	for _, x := range fs {
		if x.Facet == f {
			state[x.Value] = x
		}
	}
	for _, ex := range []bool{false, true} {
		for _, x := range fs {
			if x.Facet == f && x.Exclude == ex && !slices.Contains(values, x.Value) {
				values = append(values, x.Value)
			}
		}
	}
	if f == query.Year {
		sort.Strings(values)
	}
	for _, v := range values {
		x, chosen := state[v]
		n := counts[v]
		if v == query.None {
			n = out.Missing
		}
		out.Buckets = append(out.Buckets, archive.Bucket{Value: v, Count: n, Within: within[v], Selected: chosen && !x.Exclude, Excluded: chosen && x.Exclude})
	}
	return out
}

func TestFacetCounts(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(sharedtest.Size(100, 250, 400))
	a := indextest.Open(t, cs)
	split := make(map[*cable.Cable][]string, len(cs))
	for _, c := range cs {
		split[c] = text.Words(c.Subject)
		for _, p := range c.Paragraphs {
			split[c] = append(split[c], text.Words(p.Text)...)
		}
	}
	rnd := rand.New(rand.NewPCG(7, 7))
	for i := range sharedtest.Size(30, 70, 250) {
		var req query.Request
		asked := ""
		if i%3 == 0 {
			w := text.Words(cs[rnd.IntN(len(cs))].Paragraphs[0].Text)
			asked = w[rnd.IntN(len(w))] + "*"
			if len(asked) < 4 {
				asked = ""
			}
		}
		req = indextest.Request(t, asked)
		req.Size = 5
		for range rnd.IntN(5) {
			f := query.Facets()[rnd.IntN(len(query.Facets()))]
			vs := plainValues(cs[rnd.IntN(len(cs))], f)
			v := query.None
			if len(vs) > 0 && rnd.IntN(5) > 0 {
				v = vs[rnd.IntN(len(vs))]
			}
			x := query.Filter{Facet: f, Value: v, Exclude: rnd.IntN(3) == 0}
			if !slices.ContainsFunc(req.Filters, func(o query.Filter) bool { return o.Facet == x.Facet && o.Value == x.Value }) {
				req.Filters = append(req.Filters, x)
			}
		}
		if i%2 == 0 {
			for k := range req.Filters {
				req.Filters[k].All = !req.Filters[k].Exclude
			}
		}
		matching := cs
		if asked != "" {
			matching = nil
			for _, c := range cs {
				if slices.ContainsFunc(split[c], func(w string) bool { return strings.HasPrefix(w, strings.TrimSuffix(asked, "*")) }) {
					matching = append(matching, c)
				}
			}
		}
		total := 0
		for _, c := range matching {
			if passes(c, req.Filters, "") {
				total++
			}
		}
		res := indextest.Search(t, a, req)
		if res.Total != total || len(res.Hits) != min(5, total) {
			t.Fatalf("%q %v: %d hits of %d, want %d", asked, req.Filters, len(res.Hits), res.Total, total)
		}
		for k, f := range query.Facets() {
			got := res.Facets[k]
			for j := range got.Buckets {
				got.Buckets[j].Label = ""
			}
			if diff := gocmp.Diff(plainFacet(matching, req.Filters, f), got); diff != "" {
				t.Fatalf("%q %v, facet %s (-want +got):\n%s", asked, req.Filters, f, diff)
			}
		}
	}
}

// TestNone holds that the filter and the field agree on cables without a value.
func TestNone(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(200)
	for i, c := range cs {
		if i%3 == 0 {
			c.Collection = "Third"
		}
		if i%7 == 0 {
			c.To, c.Origin = nil, cable.Post{}
		}
	}
	a := indextest.Open(t, cs)
	for _, field := range []query.Field{
		query.FieldTag, query.FieldFrom, query.FieldTo, query.FieldClass, query.FieldCaption, query.FieldPer, query.FieldOrg,
		query.FieldLoc, query.FieldMisc, query.FieldRef, query.FieldCountry, query.FieldYear, query.FieldLang, query.FieldCollection,
	} {
		facet, ok := values.FacetOf(field)
		if !ok {
			t.Errorf("%s asks for nothing", field)
			continue
		}
		text := string(field) + ":none"
		want := 0
		for _, c := range cs {
			if vs := values.Of(c, facet, nil); len(vs) == 0 || vs[0].Text == "" {
				want++
			}
		}
		got, not := indextest.Search(t, a, indextest.Request(t, text)).Total, indextest.Search(t, a, indextest.Request(t, "-"+text)).Total
		if got != want || got+not != len(cs) {
			t.Errorf("%s: %d and %d not, want %d", text, got, not, want)
		}
		if !slices.Contains(query.Facets(), facet) {
			continue
		}
		for _, exclude := range []bool{false, true} {
			req := indextest.Request(t, "").WithFilter(query.Filter{Facet: facet, Value: query.None, Exclude: exclude})
			n := want
			if exclude {
				n = len(cs) - want
			}
			if got := indextest.Search(t, a, req).Total; got != n {
				t.Errorf("%s: %d, want %d", req.Encode(), got, n)
			}
		}
	}
}

func TestFacetLabels(t *testing.T) {
	t.Parallel()
	c := indextest.Simple("74ALFA1", "1974", "A", "a")
	c.Tags = []cable.Tag{{Code: "PREL", Meaning: "External political relations"}}
	c.Origin = cable.Post{Code: "LIMA", Name: "Embassy Lima"}
	d := indextest.Simple("74ALFA2", "1974", "B", "b")
	d.Tags = []cable.Tag{{Code: "PREL"}, {Code: "ZZ"}}
	res := indextest.Search(t, indextest.Open(t, []*cable.Cable{c, d}), indextest.Request(t, ""))
	want := []archive.Bucket{{Value: "PREL", Label: "External political relations", Count: 2, Within: 2}, {Value: "ZZ", Label: "ZZ", Count: 1, Within: 1}}
	if diff := gocmp.Diff(want, res.Facets[0].Buckets); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	if got := res.Facets[5].Buckets[0].Label; got != "Embassy Lima" {
		t.Errorf("post label %q", got)
	}
}

func TestFacetValues(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(sharedtest.Size(150, 150, 300))
	a := indextest.Open(t, cs)
	ctx := context.Background()
	counts := map[string]int{}
	for _, c := range cs {
		for _, v := range plainValues(c, query.Persons) {
			counts[v]++
		}
	}
	seen := 0
	for page := 1; ; page++ {
		p, err := a.FacetValues(ctx, indextest.Request(t, ""), query.Persons, archive.FacetOptions{Page: page, Size: 7})
		if err != nil {
			t.Fatal(err)
		}
		if p.Total != len(counts) {
			t.Fatalf("total %d, want %d", p.Total, len(counts))
		}
		if len(p.Buckets) == 0 {
			break
		}
		for _, b := range p.Buckets {
			seen++
			if counts[b.Value] != b.Count {
				t.Errorf("%s: %d, want %d", b.Value, b.Count, counts[b.Value])
			}
		}
	}
	if seen != len(counts) {
		t.Errorf("%d values on all pages, want %d", seen, len(counts))
	}
	first := map[rune]bool{'N': true} // of "Name"
	for v := range counts {
		first[rune(v[len("Name ")])] = true
	}
	p, err := a.FacetValues(ctx, indextest.Request(t, "tag:xx tag:prel class:secret"), query.Persons, archive.FacetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Buckets) == 0 || len(p.Letters) >= len(first) {
		t.Errorf("%d values of few cables, letters %s", len(p.Buckets), p.Letters)
	}
	p, err = a.FacetValues(ctx, indextest.Request(t, ""), query.Persons, archive.FacetOptions{Prefix: "a", ByName: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Letters) != len(first) {
		t.Errorf("letters %s, want %d", p.Letters, len(first))
	}
	for i, l := range p.Letters {
		if !first[l] || i > 0 && rune(p.Letters[i-1]) >= l {
			t.Errorf("letter %c", l)
		}
	}
	for i, b := range p.Buckets {
		if !strings.Contains(b.Value, " A") || i > 0 && p.Buckets[i-1].Value > b.Value {
			t.Errorf("bucket %d: %s", i, b.Value)
		}
	}
	if _, err := a.FacetValues(ctx, indextest.Request(t, ""), "nonsense", archive.FacetOptions{}); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("unknown facet: %v", err)
	}
}
