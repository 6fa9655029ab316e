package query

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// The limits of a request.
const (
	MaxFilters     = 20
	MaxFilterBytes = 200       // of one value
	MaxReach       = 1_000_000 // page times size
	DefaultSize    = 20
)

// Sizes lists the numbers of hits a page that may be chosen.
func Sizes() []int { return []int{20, 50, 100} }

// Sorts lists the orders that may be chosen.
func Sorts() []Sort { return []Sort{Relevance, Oldest, Newest} }

// A ParamError says that a parameter of a URL is refused.
type ParamError struct {
	Param  string // its name in the URL
	Value  string // cut to a length that can be shown
	Reason string // a sentence for readers
	err    error
}

func (e *ParamError) Error() string { return "query: parameter " + e.Param + ": " + e.Reason }

// Unwrap gives the *LimitError or *DateError behind it, if there is one.
func (e *ParamError) Unwrap() error { return e.err }

func paramError(name, value, reason string, err error) error {
	value = strings.ToValidUTF8(value, "\ufffd")
	if utf8.RuneCountInString(value) > MaxFilterBytes {
		value = string([]rune(value)[:MaxFilterBytes]) + "…"
	}
	return &ParamError{name, value, reason, err}
}

// Names of parameters besides the facets.
const (
	paramText  = "q"
	paramSince = "since"
	paramUntil = "until"
	paramSort  = "sort"
	paramPage  = "page"
	paramSize  = "size"
	notPrefix  = "not-" // before a facet: exclude

	paramCopies = "copies"
	copiesApart = "apart"
)

// ParseRequest reads the parameters of a URL or a form; those that it does not
// know are ignored, empty ones count as absent. The error is a *ParamError for
// the first one that is refused; the request then holds all that was fine, so
// that a page can still show the form.
func ParseRequest(v url.Values) (Request, error) {
	r := Request{Page: 1, Size: DefaultSize}
	var first error
	fail := func(name, value, reason string, err error) {
		if first == nil {
			first = paramError(name, value, reason, err)
		}
	}
	one := func(name string) string {
		switch vs := v[name]; len(vs) {
		case 0:
		case 1:
			return vs[0]
		default:
			fail(name, vs[1], "The parameter “"+name+"” is given more than once.", nil)
		}
		return ""
	}

	if text := one(paramText); text != "" {
		if utf8.ValidString(text) {
			r.Text = clean(text)
		}
		var err error
		if r.Expr, r.Notes, err = Parse(text); err != nil {
			fail(paramText, text, err.(*LimitError).Reason, err)
		}
	}
	for _, f := range Facets() {
		for _, exclude := range []bool{false, true} {
			name := paramOf(Filter{Facet: f, Exclude: exclude})
			for _, value := range v[name] {
				if reason := checkFilter(value); reason != "" {
					fail(name, value, reason, nil)
				} else if value != "" {
					r.Filters = append(r.Filters, Filter{f, value, exclude})
				}
			}
		}
	}
	r.Filters = canonical(r.Filters)
	if n := len(r.Filters); n > MaxFilters {
		extra := r.Filters[MaxFilters]
		r.Filters = r.Filters[:MaxFilters:MaxFilters]
		fail(paramOf(extra), extra.Value, "There are "+strconv.Itoa(n)+" filters; "+strconv.Itoa(MaxFilters)+" is the most.", nil)
	}

	date := func(name string) cable.Date {
		s := one(name)
		if strings.TrimSpace(s) == "" {
			return cable.Date{}
		}
		d, err := ParseDateInput(s)
		if err != nil {
			fail(name, s, err.(*DateError).Reason, err)
		}
		return d
	}
	r.Since, r.Until = date(paramSince), date(paramUntil)
	if reversed(r.Since, r.Until) {
		fail(paramUntil, v.Get(paramUntil), "The last date, "+r.Until.Long()+", lies before the first, "+r.Since.Long()+".", nil)
		r.Until = cable.Date{}
	}

	r.Sort = r.defaultSort()
	if s := one(paramSort); s != "" {
		if slices.Contains(Sorts(), Sort(s)) {
			r.Sort = r.possible(Sort(s))
		} else {
			fail(paramSort, s, "The order must be relevance, oldest or newest.", nil)
		}
	}
	if s := one(paramCopies); s == copiesApart {
		r.Apart = true
	} else if s != "" {
		fail(paramCopies, s, "Copies can be listed apart, and else are not.", nil)
	}
	if s := one(paramSize); s != "" {
		if n := figure(s, 1, 6); slices.Contains(Sizes(), n) {
			r.Size = n
		} else {
			fail(paramSize, s, "The number of hits a page must be 20, 50 or 100.", nil)
		}
	}
	if s := one(paramPage); s != "" {
		switch n := figure(s, 1, 9); {
		case n < 1:
			fail(paramPage, s, "The page must be a number from 1.", nil)
		case n > MaxReach/r.Size:
			fail(paramPage, s, "The last page that can be shown is "+strconv.Itoa(MaxReach/r.Size)+". Narrow the search, for example by date.", nil)
		default:
			r.Page = n
		}
	}
	return r, first
}

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

func (r Request) defaultSort() Sort {
	if r.Expr != nil {
		return Relevance
	}
	return Newest
}

// possible is s where it makes sense: nothing is relevant to no query.
func (r Request) possible(s Sort) Sort {
	if s == "" || s == Relevance && r.Expr == nil {
		return r.defaultSort()
	}
	return s
}

type pair struct{ name, value string }

// pairs lists the parameters in their canonical order, defaults left out.
func (r Request) pairs() []pair {
	var ps []pair
	add := func(name, value string) {
		if value != "" {
			ps = append(ps, pair{name, value})
		}
	}
	add(paramText, r.Text)
	for _, f := range canonical(r.Filters) {
		add(paramOf(f), f.Value)
	}
	add(paramSince, dayOnly(r.Since).String())
	add(paramUntil, dayOnly(r.Until).String())
	if s := r.possible(r.Sort); s != r.defaultSort() {
		add(paramSort, string(s))
	}
	if r.Apart {
		add(paramCopies, copiesApart)
	}
	if r.Page > 1 {
		add(paramPage, strconv.Itoa(r.Page))
	}
	if r.Size != 0 && r.Size != DefaultSize {
		add(paramSize, strconv.Itoa(r.Size))
	}
	return ps
}

// Values gives the parameters that ParseRequest reads as this request.
func (r Request) Values() url.Values {
	v := url.Values{}
	for _, p := range r.pairs() {
		v.Add(p.name, p.value)
	}
	return v
}

// Encode is the query string of the request. Equal requests have equal ones.
func (r Request) Encode() string {
	var b strings.Builder
	for _, p := range r.pairs() {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.name)
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(p.value))
	}
	return b.String()
}

// URL is the path with the request as its query string: /search?q=….
func (r Request) URL(path string) string {
	if s := r.Encode(); s != "" {
		return path + "?" + s
	}
	return path
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

// The methods below make the next request of a link. They leave r as it is,
// and all but WithPage go back to page 1.

// WithFilter chooses a filter. The same value excluded, or included, goes.
func (r Request) WithFilter(f Filter) Request {
	opposite := f
	opposite.Exclude = !f.Exclude
	r = r.WithoutFilter(opposite)
	r.Filters = canonical(append(r.Filters, f))
	return r
}

// WithoutFilter takes a filter off.
func (r Request) WithoutFilter(f Filter) Request {
	var fs []Filter
	for _, g := range r.Filters {
		if g != f {
			fs = append(fs, g)
		}
	}
	r.Filters, r.Page = fs, 1
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
	e, notes, err := Parse(s)
	if err != nil {
		notes = []string{err.(*LimitError).Reason}
	}
	r.Text, r.Expr, r.Notes, r.Page = s, e, notes, 1
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
	if reversed(since, until) {
		since, until = until, since
	}
	r.Since, r.Until, r.Page = since, until, 1
	return r
}
