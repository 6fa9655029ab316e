// Package lean makes the page of results do with fewer bytes where a search is long.
// Each way to change a search has all of it in its address, and there are hundreds on
// the page. It changes views alone.
package lean

import (
	"math"
	"slices"

	"reftel/web/templates"
)

// Most is how many bytes the HTML of a list of twenty may have.
const Most = 100_000

// Steps is how many steps there are; step 0 leaves a page as it is.
const Steps = 6

// fewValues and fewest are how many values of each facet are left in the last steps.
const (
	fewValues = 4
	fewest    = 2
)

// Search takes from a page of results what it can do without, more with each step:
// first the addresses of the values, which become buttons of the search form, then all
// but the first snippet, then values and the second way to the bars, and at last the
// addresses of the bars, the trail behind the snippets and the way to the reading list,
// and the facets of which nothing is chosen.
func Search(v templates.Search, step int) templates.Search {
	switch {
	case step >= 5:
		v.Facets = chosen(v.Facets)
	case step == 4:
		v.Facets = facets(v.Facets, fewest)
	case step == 3:
		v.Facets = facets(v.Facets, fewValues)
	case step >= 1:
		v.Facets = facets(v.Facets, math.MaxInt)
	}
	if step >= 2 {
		v.Results = results(v.Results, step >= 4)
	}
	if step >= 3 {
		v.Years.NoList = true
	}
	if step >= 4 {
		v.Years.Bars = bars(v.Years.Bars)
	}
	return v
}

func facets(in []templates.Facet, most int) []templates.Facet {
	var out []templates.Facet
	for _, f := range in {
		f.AsForm = true
		var kept []templates.FacetValue
		for _, v := range f.Values {
			chosen := v.Selected || v.Excluded
			if len(kept) >= most && !chosen && !v.Missing {
				continue
			}
			kept = append(kept, v)
		}
		f.Values = kept
		out = append(out, f)
	}
	return out
}

// chosen are the facets of which something is chosen, with that.
func chosen(in []templates.Facet) []templates.Facet {
	return slices.DeleteFunc(facets(in, 0), func(f templates.Facet) bool {
		return !slices.ContainsFunc(f.Values, func(v templates.FacetValue) bool { return v.Selected || v.Excluded })
	})
}

func results(in []templates.CableItem, bare bool) []templates.CableItem {
	var out []templates.CableItem
	for _, r := range in {
		if bare {
			r.Pick = ""
		}
		if len(r.Snippets) > 0 {
			s := r.Snippets[0]
			if bare && s.Bare != "" {
				s.Href = s.Bare
			}
			r.Snippets = []templates.Snippet{s}
		}
		out = append(out, r)
	}
	return out
}

func bars(in []templates.Bar) []templates.Bar {
	var out []templates.Bar
	for _, b := range in {
		b.Href = ""
		out = append(out, b)
	}
	return out
}
