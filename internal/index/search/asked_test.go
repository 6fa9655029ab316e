package search_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	bq "github.com/blevesearch/bleve/v2/search/query"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// An asked is a condition made twice: as a reader types it, and in Bleve's own
// queries. So the parser is compared too.
type asked struct {
	text    string
	plain   bq.Query
	common  bool    // a very common word without a sign
	telling bool    // words are looked for, not values or dates alone
	not     bool    // NOT stands before it
	and, or []asked // its parts, if it has any
}

// An asker makes up conditions from what the cables say, most of them about one
// cable, so that conditions that are joined find something.
type asker struct {
	r     *rand.Rand
	p     *peer
	about *cable.Cable // nil for any
}

// cable is the one that is asked about, or at times any other.
func (a asker) cable() *cable.Cable {
	if a.about != nil && a.r.IntN(8) > 0 {
		return a.about
	}
	return a.p.cables[a.p.order[a.r.IntN(len(a.p.order))]]
}

// stretch is n words in a row out of some text, and whether of a subject.
func (a asker) stretch(n int) (ws []string, subject bool) {
	for {
		xs := a.p.texts[a.cable().ID]
		x := xs[a.r.IntN(len(xs))]
		if a.r.IntN(4) == 0 {
			x = xs[0]
		}
		if len(x.Words) >= n {
			i := a.r.IntN(len(x.Words) - n + 1)
			return x.Words[i : i+n], x.Subject
		}
	}
}

// word is one of at least so many letters that no search leaves out.
func (a asker) word(letters int) (w string, subject bool) {
	for {
		ws, subject := a.stretch(1)
		if len(ws[0]) >= letters && !text.IsStop(ws[0]) {
			return ws[0], subject
		}
	}
}

// ask makes up a condition, with conditions in it to some depth.
func (a asker) ask(depth int) asked {
	x := a.r.IntN(20)
	switch {
	case depth == 0 || x < 8:
		return a.leaf()
	case x < 15:
		return all(a.parts(depth, 4), a.r.IntN(4) == 0)
	case x < 19:
		return either(a.parts(depth, 3))
	}
	return a.denied(depth)
}

// denied is a NOT, of any cable: of the one that is asked about it would leave
// nothing to find.
func (a asker) denied(depth int) asked {
	a.about = nil
	return negated(a.ask(depth-1), a.r.IntN(2) == 0)
}

func (a asker) parts(depth, most int) []asked {
	var of []asked
	for range 2 + a.r.IntN(most-1) {
		if a.r.IntN(6) == 0 {
			of = append(of, a.denied(depth))
		} else {
			of = append(of, a.ask(depth-1))
		}
	}
	return of
}

// all is an AND. An AND in it is the same as its parts, brackets or not. Very
// common words are left out of it where others are looked for.
func all(of []asked, written bool) asked {
	sep := " "
	if written {
		sep = " AND "
	}
	out := asked{text: typed(of, sep, func(x asked) bool { return x.and != nil || x.or != nil })}
	for _, x := range of {
		if x.and != nil {
			out.and = append(out.and, x.and...)
		} else {
			out.and = append(out.and, x)
		}
	}
	for _, x := range out.and {
		out.telling = out.telling || x.telling && !x.common
	}
	var kept []bq.Query
	for _, x := range out.and {
		if !x.common || !out.telling {
			kept = append(kept, x.plain)
		}
	}
	out.telling = slices.ContainsFunc(out.and, func(x asked) bool { return x.telling })
	out.plain = bleve.NewConjunctionQuery(kept...)
	return out
}

func either(of []asked) asked {
	out := asked{text: typed(of, " OR ", func(x asked) bool { return x.or != nil }), or: of}
	var qs []bq.Query
	for _, x := range of {
		qs = append(qs, x.plain)
		out.telling = out.telling || x.telling
	}
	out.plain = anyOf(qs...)
	return out
}

// negated is a NOT. One before a NOT would take it back, and is not asked.
func negated(x asked, minus bool) asked {
	if x.not {
		return x
	}
	text := x.text
	if x.and != nil || x.or != nil {
		text = "(" + text + ")"
	}
	sign := "NOT "
	if minus {
		sign = "-"
	}
	return asked{text: sign + text, plain: not(x.plain), not: true}
}

func typed(of []asked, sep string, bracket func(asked) bool) string {
	texts := make([]string, len(of))
	for i, x := range of {
		texts[i] = x.text
		if bracket(x) {
			texts[i] = "(" + x.text + ")"
		}
	}
	return strings.Join(texts, sep)
}

// filters are values chosen and excluded, of one facet or of several.
func (a asker) filters() []query.Filter {
	var fs []query.Filter
	f := query.Facets()[0]
	for i := range a.r.IntN(5) {
		if i == 0 || a.r.IntN(3) > 0 {
			f = query.Facets()[a.r.IntN(len(query.Facets()))]
		}
		x := query.Filter{Facet: f, Value: query.None, Exclude: a.r.IntN(3) == 0}
		from := a
		if x.Exclude {
			from.about = nil
		}
		vs := plainValues(from.cable(), f)
		if len(vs) > 0 && a.r.IntN(8) > 0 {
			x.Value = vs[a.r.IntN(len(vs))]
		}
		if !slices.ContainsFunc(fs, func(o query.Filter) bool { return o.Facet == x.Facet && o.Value == x.Value }) {
			fs = append(fs, x)
		}
	}
	every := a.r.IntN(2) == 0
	for i := range fs {
		fs[i].All = every && !fs[i].Exclude
	}
	return fs
}
