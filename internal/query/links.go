package query

import (
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/query/days"
)

// The methods below make the next request of a link. They leave r as it is,
// and all but WithPage go back to page 1.

// WithFilter chooses a filter. The same value excluded, or included, goes. Where
// the chosen values of its facet must all hold, it must too.
func (r Request) WithFilter(f Filter) Request {
	f.All = f.All || r.AllOf(f.Facet)
	r = r.WithoutFilter(f)
	r.Filters = canonical(append(r.Filters, f))
	return r
}

// WithoutFilter takes the value of a filter off.
func (r Request) WithoutFilter(f Filter) Request {
	fs := slices.DeleteFunc(slices.Clone(r.Filters), f.same)
	r.Filters, r.Page = canonical(fs), 1
	return r
}

// WithAll makes the chosen values of a facet hold all, or any of them.
func (r Request) WithAll(facet Facet, all bool) Request {
	fs := slices.Clone(r.Filters)
	for i := range fs {
		if fs[i].Facet == facet {
			fs[i].All = all
		}
	}
	r.Filters, r.Page = canonical(fs), 1
	return r
}

// WithoutFacet takes off all filters of a facet.
func (r Request) WithoutFacet(facet Facet) Request {
	var fs []Filter
	for _, f := range r.Filters {
		if f.Facet != facet {
			fs = append(fs, f)
		}
	}
	r.Filters, r.Page = fs, 1
	return r
}

// WithPeriod chooses a year, a month or a day, and nothing else by date; the
// zero date chooses all time.
func (r Request) WithPeriod(d cable.Date) Request { return r.WithoutFacet(Year).WithDates(d, d) }

// Toggle takes a filter off where it is chosen and chooses it where not.
func (r Request) Toggle(f Filter) Request {
	if r.Has(f) {
		return r.WithoutFilter(f)
	}
	return r.WithFilter(f)
}

// ClearFilters takes off all filters and dates. The text stays.
func (r Request) ClearFilters() Request {
	r.Filters, r.Since, r.Until, r.Page = nil, cable.Date{}, cable.Date{}, 1
	return r
}

// WithPage turns to a page, at least 1 and at most the last that can be shown.
func (r Request) WithPage(n int) Request {
	size := r.Size
	if size < 1 {
		size = DefaultSize
	}
	r.Page = min(max(n, 1), MaxReach/size)
	return r
}

// WithSize sets the number of hits a page; any but those of Sizes is the default.
func (r Request) WithSize(n int) Request {
	if !slices.Contains(Sizes(), n) {
		n = DefaultSize
	}
	r.Size, r.Page = n, 1
	return r
}

// WithSort sets the order.
func (r Request) WithSort(s Sort) Request {
	r.Sort, r.Page = r.possible(s), 1
	return r
}

// WithApart lists cables with nearly the same text one by one, or one for all.
func (r Request) WithApart(apart bool) Request {
	r.Apart, r.Page = apart, 1
	return r
}

// WithText sets the text and reads it. An order that was the default follows
// the new default. A text over a limit is kept with its reason as the note.
func (r Request) WithText(s string) Request {
	byDefault := r.Sort == "" || r.Sort == r.defaultSort()
	s = clean(strings.ToValidUTF8(s, " "))
	e, notes, err := parseBox(s)
	if err != nil {
		notes = []Message{reasonOf(err)}
	}
	r.Text, r.Words, r.Expr, r.Notes, r.Page = s, AllWords, e, notes, 1
	if byDefault {
		r.Sort = ""
	}
	r.Sort = r.possible(r.Sort)
	return r
}

// WithDates sets the range of days; a zero date leaves that end open. Ends the
// wrong way round change places.
func (r Request) WithDates(since, until cable.Date) Request {
	since, until = dayOnly(since), dayOnly(until)
	if days.Reversed(since, until) {
		since, until = until, since
	}
	r.Since, r.Until, r.Page = since, until, 1
	return r
}

// WithWords asks for so many of the words of the text, and reports whether that can
// be asked of it; where not, the request is as it was.
func (r Request) WithWords(w Words) (Request, bool) {
	all, notes, err := parseBox(r.Text)
	if err != nil || r.Text == "" {
		return r, false
	}
	e := all
	switch w {
	case AllWords:
	case MostWords:
		e = most(all)
	case SomeWords:
		e = some(all)
	default:
		return r, false
	}
	if e == nil {
		return r, false
	}
	r.Words, r.Expr, r.Notes, r.Page = w, e, notes, 1
	return r, true
}

// mostOfAtMost is how many words a query may have for all but one of them to be
// tried: so many ways there are to leave one out, of so many words less one each.
const mostOfAtMost = 6

// most asks for all but one of the words and phrases of a query and for all the
// rest of it (fields, dates, what is left out); nil where there are not three to
// six words and phrases.
func most(e Expr) Expr {
	words, rest := wordsOf(e)
	if len(words) < 3 || len(words) > mostOfAtMost {
		return nil
	}
	ways := make([]Expr, len(words))
	for i := range words {
		ways[i] = And{Of: slices.Delete(slices.Clone(words), i, i+1)}
	}
	return together(Or{Of: ways}, rest)
}

// some asks for one or more of the words and phrases of a query and for all the
// rest of it; nil where there are not two.
func some(e Expr) Expr {
	words, rest := wordsOf(e)
	if len(words) < 2 {
		return nil
	}
	return together(Or{Of: words}, rest)
}

// wordsOf are the words and phrases that a query wants all of, and the rest of it.
func wordsOf(e Expr) (words, rest []Expr) {
	and, ok := e.(And)
	if !ok {
		return nil, nil
	}
	for _, p := range and.Of {
		switch p.(type) {
		case Word, Phrase:
			words = append(words, p)
		default:
			rest = append(rest, p)
		}
	}
	return words, rest
}

func together(words Expr, rest []Expr) Expr {
	if len(rest) == 0 {
		return words
	}
	return And{Of: append([]Expr{words}, rest...)}
}
