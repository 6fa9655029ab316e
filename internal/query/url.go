package query

import (
	"net/url"
	"strconv"
	"strings"
)

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
