package main

import (
	"fmt"

	"reftel/internal/query"
)

// A filter is what is chosen of one facet: one of the values holds.
type filter struct {
	facet  query.Facet
	values []string
}

// filters are what a request chose of facets, and its years.
func filters(r query.Request) ([]filter, error) {
	var out []filter
	for _, f := range facets {
		one := filter{facet: f.facet}
		for _, x := range r.Selected(f.facet) {
			if x.Exclude {
				return nil, fmt.Errorf("no class of queries should exclude a value, as %v does", x)
			}
			one.values = append(one.values, x.Value)
		}
		if len(one.values) > 0 {
			out = append(out, one)
		}
	}
	if r.Since.IsZero() {
		return out, nil
	}
	years := filter{facet: query.Year}
	for y := r.Since.Year; y <= r.Until.Year; y++ {
		years.values = append(years.values, fmt.Sprint(y))
	}
	return append(out, years), nil
}

// parts are what a query wants together, and what it does not want beside that.
func parts(e query.And) (must, not []query.Expr) {
	for _, p := range e.Of {
		if n, ok := p.(query.Not); ok {
			not = append(not, n.Of)
		} else {
			must = append(must, p)
		}
	}
	return must, not
}
