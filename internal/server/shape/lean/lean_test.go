package lean

import (
	"testing"

	"reftel/web/templates"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	page := templates.Search{
		Facets: []templates.Facet{{Title: "TAGS", Values: []templates.FacetValue{
			{Label: "PREL"}, {Label: "EFIS"}, {Label: "EWWT", Excluded: true}, {Label: "SCUL"}, {Label: "ECON"}, {Label: "SNAR", Selected: true}, {Label: "None", Missing: true},
		}}},
		Years: templates.Histogram{Bars: []templates.Bar{{Label: "1974", Href: "/search?year=1974", Count: 1}}},
		Results: []templates.CableItem{{Href: "/cable/74OSLO1?q=lens", Snippets: []templates.Snippet{
			{Href: "/cable/74OSLO1/par1?q=lens", Bare: "/cable/74OSLO1/par1"}, {Href: "/cable/74OSLO1/par2?q=lens", Bare: "/cable/74OSLO1/par2"},
		}}},
	}
	steps := []struct {
		values, snippets int
		form, list       bool
		bar, snippet     string
	}{
		{7, 2, false, true, "/search?year=1974", "/cable/74OSLO1/par1?q=lens"},
		{7, 2, true, true, "/search?year=1974", "/cable/74OSLO1/par1?q=lens"},
		{7, 1, true, true, "/search?year=1974", "/cable/74OSLO1/par1?q=lens"},
		{6, 1, true, false, "/search?year=1974", "/cable/74OSLO1/par1?q=lens"},
		{5, 1, true, false, "", "/cable/74OSLO1/par1"},
		{3, 1, true, false, "", "/cable/74OSLO1/par1"},
	}
	if len(steps) != Steps {
		t.Fatalf("%d steps", Steps)
	}
	for i, want := range steps {
		v := Search(page, i)
		f, r := v.Facets[0], v.Results[0]
		if len(f.Values) != want.values || f.AsForm != want.form || len(r.Snippets) != want.snippets || v.Years.NoList == want.list ||
			v.Years.Bars[0].Href != want.bar || r.Snippets[0].Href != want.snippet || r.Href != page.Results[0].Href {
			t.Errorf("step %d: %+v", i, v)
		}
	}
	page.Facets = append(page.Facets, templates.Facet{Title: "People", Values: []templates.FacetValue{{Label: "Lars Holm"}}})
	if got := Search(page, Steps-1).Facets; len(got) != 1 || got[0].Title != "TAGS" {
		t.Errorf("the last step leaves the facets %+v", got)
	}
	if len(page.Facets[0].Values) != 7 || page.Facets[0].AsForm || len(page.Results[0].Snippets) != 2 || page.Years.Bars[0].Href == "" {
		t.Errorf("the page itself is changed: %+v", page)
	}
}
