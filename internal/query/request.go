package query

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/query/days"
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
func Sorts() []Sort { return []Sort{Relevance, Oldest, Newest, Added} }

// A ParamError says that a parameter of a URL is refused.
type ParamError struct {
	Param  string  // its name in the URL
	Value  string  // cut to a length that can be shown
	Reason Message // for readers
	err    error
}

func (e *ParamError) Error() string { return "query: parameter " + e.Param + ": " + e.Reason.String() }

// Unwrap gives the *LimitError or *DateError behind it, if there is one.
func (e *ParamError) Unwrap() error { return e.err }

func paramError(name, value string, reason Message, err error) error {
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
	allPrefix  = "all-" // before a facet: one of several that must all hold

	paramWords  = "words"
	paramCopies = "copies"
	copiesApart = "apart"
)

// ParseRequest reads the parameters of a URL or a form; those that it does not
// know are ignored, empty ones count as absent. The error is a *ParamError for
// the first one that is refused; the request then holds all that was fine, so
// that a page can still show the form.
func ParseRequest(v url.Values) (Request, error) {
	p := params{values: v}
	r := Request{Page: 1, Size: DefaultSize}
	p.text(&r)
	p.filters(&r)
	p.dates(&r)
	p.order(&r)
	p.page(&r)
	return r, p.first
}

// params are the parameters of a URL while they are read, one method for each
// part of the request.
type params struct {
	values url.Values
	first  error // about the first that was refused
}

func (p *params) fail(name, value string, reason Message, err error) {
	if p.first == nil {
		p.first = paramError(name, value, reason, err)
	}
}

// one is the value of a parameter that may be given once.
func (p *params) one(name string) string {
	switch vs := p.values[name]; len(vs) {
	case 0:
	case 1:
		return vs[0]
	default:
		p.fail(name, vs[1], Later("The parameter “%s” is given more than once.", name), nil)
	}
	return ""
}

func (p *params) text(r *Request) {
	text := p.one(paramText)
	if text == "" {
		return
	}
	if utf8.ValidString(text) {
		r.Text = clean(text)
	}
	var err error
	if r.Expr, r.Notes, err = parseBox(text); err != nil {
		p.fail(paramText, text, reasonOf(err), err)
		return
	}
	*r, _ = r.WithWords(Words(p.one(paramWords)))
}

func (p *params) filters(r *Request) {
	for _, f := range Facets() {
		for _, x := range []Filter{{Facet: f}, {Facet: f, All: true}, {Facet: f, Exclude: true}} {
			name := x.Param()
			for _, value := range p.values[name] {
				if reason := checkFilter(value); !reason.IsZero() {
					p.fail(name, value, reason, nil)
				} else if value != "" {
					x.Value = value
					r.Filters = append(r.Filters, x)
				}
			}
		}
	}
	r.Filters = canonical(r.Filters)
	if n := len(r.Filters); n > MaxFilters {
		extra := r.Filters[MaxFilters]
		r.Filters = canonical(r.Filters[:MaxFilters])
		p.fail(extra.Param(), extra.Value, Later("There are %s filters; %d is the most.", strconv.Itoa(n), MaxFilters), nil)
	}
}

func (p *params) dates(r *Request) {
	r.Since, r.Until = p.date(paramSince), p.date(paramUntil)
	if days.Reversed(r.Since, r.Until) {
		p.fail(paramUntil, p.values.Get(paramUntil), Later("The last date, %s, lies before the first, %s.", Day(r.Until), Day(r.Since)), nil)
		r.Until = cable.Date{}
	}
}

func (p *params) date(name string) cable.Date {
	s := p.one(name)
	if strings.TrimSpace(s) == "" {
		return cable.Date{}
	}
	d, err := ParseDateInput(s)
	if err != nil {
		p.fail(name, s, reasonOf(err), err)
	}
	return d
}

// order reads in which order, and whether copies are listed apart.
func (p *params) order(r *Request) {
	r.Sort = r.defaultSort()
	if s := p.one(paramSort); s != "" {
		if slices.Contains(Sorts(), Sort(s)) {
			r.Sort = r.possible(Sort(s))
		} else {
			p.fail(paramSort, s, Later("The order must be relevance, oldest, newest or added."), nil)
		}
	}
	if s := p.one(paramCopies); s == copiesApart {
		r.Apart = true
	} else if s != "" {
		p.fail(paramCopies, s, Later("Copies can be listed apart, and else are not."), nil)
	}
}

func (p *params) page(r *Request) {
	if s := p.one(paramSize); s != "" {
		if n := days.Figure(s, 1, 6); slices.Contains(Sizes(), n) {
			r.Size = n
		} else {
			p.fail(paramSize, s, Later("The number of hits a page must be 20, 50 or 100."), nil)
		}
	}
	if s := p.one(paramPage); s != "" {
		switch n := days.Figure(s, 1, 9); {
		case n < 1:
			p.fail(paramPage, s, Later("The page must be a number from 1."), nil)
		case n > MaxReach/r.Size:
			p.fail(paramPage, s, Later("The last page that can be shown is %s. Narrow the search, for example by date.", strconv.Itoa(MaxReach/r.Size)), nil)
		default:
			r.Page = n
		}
	}
}

// reasonOf is the sentence for readers of an error of Parse or ParseDateInput.
func reasonOf(err error) Message {
	var limit *LimitError
	var date *DateError
	switch {
	case errors.As(err, &limit):
		return limit.Reason
	case errors.As(err, &date):
		return date.Reason
	}
	return Message{Key: err.Error()}
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
	add(paramWords, string(r.Words))
	for _, f := range canonical(r.Filters) {
		add(f.Param(), f.Value)
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
