package matches

import (
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/query"
	"reftel/internal/text"
	"reftel/web/templates/trail"
)

// Differ reports whether a query asks for values of which a cable may have one or
// another: names, beginnings, alternatives. Which it has is to be read in the cable.
func Differ(e query.Expr) bool { return differ(e, false) }

func differ(e query.Expr, either bool) bool {
	var of []query.Expr
	switch e := e.(type) {
	case query.Value:
		f, _ := values.FacetOf(e.Field)
		return unlisted(f) && !e.None && (either || !same(e))
	case query.And:
		of = e.Of
	case query.Or:
		of, either = e.Of, true
	}
	return slices.ContainsFunc(of, func(p query.Expr) bool { return differ(p, either) })
}

// unlisted reports whether a value of a property is told that lists do not know.
func unlisted(of query.Facet) bool {
	return slices.ContainsFunc(properties, func(p property) bool { return p.of == of && !p.listed })
}

// same reports whether all cables that have a value have the same one: a code.
func same(v query.Value) bool { return v.Field == query.FieldTag && !v.Prefix }

// Common are the values that all hits of a query have, as the counts of the facets
// spell them.
func Common(e query.Expr, facets []archive.FacetCounts) []trail.Field {
	var out []trail.Field
	var walk func(e query.Expr)
	walk = func(e query.Expr) {
		switch e := e.(type) {
		case query.And:
			for _, p := range e.Of {
				walk(p)
			}
		case query.Value:
			if e.None || !same(e) {
				return
			}
			for _, f := range facets {
				for _, b := range f.Buckets {
					if f.Facet == query.Tags && text.Squeeze(b.Value) == text.Squeeze(e.Text) {
						out = append(out, trail.Field{Term: termTags, Values: []string{b.Value}})
					}
				}
			}
		}
	}
	walk(e)
	return joined(out)
}

// joined puts the values of a term together.
func joined(fs []trail.Field) []trail.Field {
	var out []trail.Field
	for _, f := range fs {
		if n := len(out); n > 0 && out[n-1].Term == f.Term {
			out[n-1].Values = append(out[n-1].Values, f.Values...)
		} else {
			out = append(out, f)
		}
	}
	return out
}
