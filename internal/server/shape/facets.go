package shape

import (
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/web/templates"
)

// facetShown is how many values of a facet the panel shows when there are more
// than facetAll; openFacets is how many facets are drawn open.
const (
	facetAll   = 10
	facetShown = 8
	openFacets = 4
)

// Titles name the facets for readers.
var Titles = map[query.Facet]string{
	query.Tags: "TAGS", query.Persons: "People", query.Organisations: "Organisations", query.Places: "Places",
	query.Misc: "Other names", query.Origin: "Posts", query.Country: "Countries", query.Classification: "Classification",
	query.Captions: "Captions", query.Language: "Language", query.Collection: "Collection", query.Year: "Year",
}

// facetOf finds the counts of a facet in a result.
func facetOf(res *archive.Result, f query.Facet) archive.FacetCounts {
	for _, fc := range res.Facets {
		if fc.Facet == f {
			return fc
		}
	}
	return archive.FacetCounts{Facet: f}
}

// labelsOf finds the labels of filters among the values that a result counts.
func labelsOf(res *archive.Result, filters []query.Filter) map[query.Filter]string {
	labels := map[query.Filter]string{}
	if res == nil {
		return labels
	}
	for _, f := range filters {
		for _, b := range facetOf(res, f.Facet).Buckets {
			if b.Value == f.Value {
				labels[query.Filter{Facet: f.Facet, Value: b.Value}] = b.Label
			}
		}
	}
	return labels
}

// selection is a filter that is applied.
func selection(f query.Filter, labels map[query.Filter]string, remove string, count int) templates.Selection {
	value := f.Value
	if f.Value == query.None {
		value = "none"
	} else if l := labels[query.Filter{Facet: f.Facet, Value: f.Value}]; l != "" && l != f.Value {
		value = f.Value + " " + l
	}
	return templates.Selection{Label: Titles[f.Facet], Value: value, Exclude: f.Exclude, Remove: remove, Count: count}
}

// facetView shapes one group of the filter panel; false leaves it out.
func facetView(r query.Request, fc archive.FacetCounts, open bool) (templates.Facet, bool) {
	f := templates.Facet{Title: Titles[fc.Facet], Open: open}
	shown := len(fc.Buckets)
	if fc.Distinct > facetAll {
		shown = facetShown
	}
	for i, b := range fc.Buckets {
		chosen := b.Selected || b.Excluded
		f.Open = f.Open || chosen
		if i < shown || chosen {
			f.Values = append(f.Values, facetValue(r, fc.Facet, b))
		}
	}
	none := query.Filter{Facet: fc.Facet, Value: query.None}
	if fc.Missing > 0 && !r.Has(none) && !hasBucket(fc, query.None) {
		f.Values = append(f.Values, facetValue(r, fc.Facet, archive.Bucket{Value: query.None, Count: fc.Missing}))
	}
	if fc.Distinct > facetAll {
		f.All = &templates.Link{Label: fmt.Sprintf("Show all %d", fc.Distinct), Href: r.WithPage(1).URL("/search/values/" + string(fc.Facet)), Count: fc.Distinct}
	}
	// Where all that is left is "none", there is nothing to choose.
	return f, fc.Distinct > 0 || len(fc.Buckets) > 0
}

func hasBucket(fc archive.FacetCounts, value string) bool {
	for _, b := range fc.Buckets {
		if b.Value == value {
			return true
		}
	}
	return false
}

// facetValue is one value with the links that add it and exclude it.
func facetValue(r query.Request, f query.Facet, b archive.Bucket) templates.FacetValue {
	in := query.Filter{Facet: f, Value: b.Value}
	out := in
	out.Exclude = true
	v := templates.FacetValue{
		Label: b.Label, Count: b.Count, Selected: r.Has(in), Excluded: r.Has(out), Missing: b.Value == query.None,
		Href: r.WithFilter(in).URL("/search"),
	}
	switch {
	case v.Missing:
		v.Label = "None"
	case v.Label == "":
		v.Label = b.Value
	case v.Label != b.Value && (f == query.Tags || f == query.Captions):
		v.Code = b.Value
	}
	switch {
	case v.Selected:
		v.Href = r.WithoutFilter(in).URL("/search")
	case v.Excluded:
		v.Href = r.WithoutFilter(out).URL("/search")
	default:
		v.Exclude = r.WithFilter(out).URL("/search")
	}
	return v
}
