package query

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/query/days"
)

// checkFilter says what is wrong with the value of a facet, or nothing.
func checkFilter(s string) Message {
	switch {
	case !utf8.ValidString(s):
		return Later("The value of this filter is not valid UTF-8 text.")
	case len(s) > MaxFilterBytes:
		return Later("The value of this filter is too long; %d bytes is the most.", MaxFilterBytes)
	case strings.IndexFunc(s, unicode.IsControl) >= 0:
		return Later("The value of this filter contains control characters.")
	}
	return Message{}
}

// Param is the parameter that chooses the filter in an address.
func (f Filter) Param() string {
	switch {
	case f.Exclude:
		return notPrefix + string(f.Facet)
	case f.All:
		return allPrefix + string(f.Facet)
	}
	return string(f.Facet)
}

// same reports whether two filters are of one value of one facet.
func (f Filter) same(g Filter) bool { return f.Facet == g.Facet && f.Value == g.Value }

// canonical sorts filters by facet in the order of the panel, included before
// excluded, then by value, each once. Where one included value of a facet is
// marked, all of them are, and none where there is only one. It returns a new slice.
func canonical(fs []Filter) []Filter {
	if len(fs) == 0 {
		return nil
	}
	order := Facets()
	place := func(f Facet) int {
		if i := slices.Index(order, f); i >= 0 {
			return i
		}
		return len(order)
	}
	all := map[Facet]bool{}
	for _, f := range fs {
		all[f.Facet] = all[f.Facet] || f.All && !f.Exclude
	}
	fs = slices.Clone(fs)
	for i := range fs {
		fs[i].All = all[fs[i].Facet] && !fs[i].Exclude
	}
	slices.SortFunc(fs, func(a, b Filter) int {
		c := cmp.Or(cmp.Compare(place(a.Facet), place(b.Facet)), cmp.Compare(a.Facet, b.Facet))
		if c == 0 && a.Exclude != b.Exclude {
			if b.Exclude {
				return -1
			}
			return 1
		}
		return cmp.Or(c, strings.Compare(a.Value, b.Value))
	})
	fs = slices.Compact(fs)
	included := map[Facet]int{}
	for _, f := range fs {
		if !f.Exclude {
			included[f.Facet]++
		}
	}
	for i := range fs {
		fs[i].All = fs[i].All && included[fs[i].Facet] > 1
	}
	return fs
}

// Has reports whether the value of a filter is chosen as the filter says, beside
// which others does not matter.
func (r Request) Has(f Filter) bool {
	return slices.ContainsFunc(r.Filters, func(g Filter) bool { return g.same(f) && g.Exclude == f.Exclude })
}

// Included are the chosen values of a facet that are not excluded.
func (r Request) Included(facet Facet) []Filter {
	return slices.DeleteFunc(r.Selected(facet), func(f Filter) bool { return f.Exclude })
}

// AllOf reports whether all chosen values of a facet must hold.
func (r Request) AllOf(facet Facet) bool {
	return slices.ContainsFunc(r.Filters, func(f Filter) bool { return f.Facet == facet && f.All })
}

// Selected returns what is chosen of a facet, included and excluded.
func (r Request) Selected(facet Facet) []Filter {
	var fs []Filter
	for _, f := range r.Filters {
		if f.Facet == facet {
			fs = append(fs, f)
		}
	}
	return fs
}

// Period is the year or the month that the chosen dates lie in: what a chart
// of them divides into months or days. It is zero for all time.
func (r Request) Period() cable.Date {
	since, until := r.Since, r.Until
	if since.IsZero() && until.IsZero() {
		years := r.Selected(Year)
		if len(years) != 1 || years[0].Exclude {
			return cable.Date{}
		}
		return cable.Date{Year: max(days.Figure(years[0].Value, 4, 4), 0)}
	}
	switch {
	case since.Year != until.Year:
		return cable.Date{}
	case since.Month != until.Month:
		return cable.Date{Year: since.Year}
	}
	return cable.Date{Year: since.Year, Month: since.Month}
}

// Covers reports whether a day, or some day of a month or a year, is among the
// chosen dates and years.
func (r Request) Covers(d cable.Date) bool {
	if days.Reversed(r.Since, d) || days.Reversed(d, r.Until) {
		return false
	}
	included, ok := false, false
	for _, f := range r.Selected(Year) {
		is := days.Figure(f.Value, 4, 4) == d.Year
		if is && f.Exclude {
			return false
		}
		included = included || !f.Exclude
		ok = ok || is
	}
	return ok || !included
}

// fieldsOf are the fields of the search box that ask for the values of facets.
var fieldsOf = map[Facet]Field{
	Tags: FieldTag, Persons: FieldPer, Organisations: FieldOrg, Places: FieldLoc, Misc: FieldMisc, Origin: FieldFrom,
	Country: FieldCountry, Classification: FieldClass, Captions: FieldCaption, Language: FieldLang,
	Collection: FieldCollection, Year: FieldYear,
}

// Whole is all that the request asks for as one query: its text, its filters and
// its dates. It is nil for all cables.
func (r Request) Whole() Expr {
	var parts []Expr
	switch e := r.Expr.(type) {
	case nil:
	case And:
		parts = append(parts, e.Of...)
	default:
		parts = append(parts, e)
	}
	var without []Expr
	for _, facet := range Facets() {
		var of []Expr
		for _, f := range r.Selected(facet) {
			if f.Exclude {
				without = append(without, Not{f.asked()})
			} else {
				of = append(of, f.asked())
			}
		}
		if len(of) > 1 && !r.AllOf(facet) {
			of = []Expr{Or{of}}
		}
		parts = append(parts, of...)
	}
	parts = append(parts, without...)
	if !r.Since.IsZero() || !r.Until.IsZero() {
		parts = append(parts, Dates{From: r.Since, To: r.Until})
	}
	if len(parts) == 0 {
		return nil
	}
	return allOf(parts)
}

// asked is the value of a filter as the search box asks for it.
func (f Filter) asked() Expr {
	if f.Value == None {
		return Value{Field: fieldsOf[f.Facet], None: true}
	}
	return Value{Field: fieldsOf[f.Facet], Text: f.Value}
}
