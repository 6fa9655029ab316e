package query

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// checkFilter says what is wrong with the value of a facet, or nothing.
func checkFilter(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "The value of this filter is not valid UTF-8 text."
	case len(s) > MaxFilterBytes:
		return "The value of this filter is too long; " + strconv.Itoa(MaxFilterBytes) + " bytes is the most."
	case strings.IndexFunc(s, unicode.IsControl) >= 0:
		return "The value of this filter contains control characters."
	}
	return ""
}

func paramOf(f Filter) string {
	if f.Exclude {
		return notPrefix + string(f.Facet)
	}
	return string(f.Facet)
}

// canonical sorts filters by facet in the order of the panel, included before
// excluded, then by value, each once. It returns a new slice.
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
	fs = slices.Clone(fs)
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
	return slices.Compact(fs)
}

// Has reports whether the filter is chosen.
func (r Request) Has(f Filter) bool { return slices.Contains(r.Filters, f) }

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
		return cable.Date{Year: max(figure(years[0].Value, 4, 4), 0)}
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
	if reversed(r.Since, d) || reversed(d, r.Until) {
		return false
	}
	included, ok := false, false
	for _, f := range r.Selected(Year) {
		is := figure(f.Value, 4, 4) == d.Year
		if is && f.Exclude {
			return false
		}
		included = included || !f.Exclude
		ok = ok || is
	}
	return ok || !included
}
