package search_test

import (
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	bq "github.com/blevesearch/bleve/v2/search/query"

	"reftel/internal/cable"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

// Conditions in Bleve's own queries. In is "" for subject and body, or
// "subject".

func textFields(in string) []string {
	if in == "" {
		return []string{"subject", "body"}
	}
	return []string{in}
}

func anyOf(qs ...bq.Query) bq.Query { return bleve.NewDisjunctionQuery(qs...) }

func term(field, value string) bq.Query {
	q := bleve.NewTermQuery(value)
	q.SetField(field)
	return q
}

func not(q bq.Query) bq.Query {
	b := bleve.NewBooleanQuery()
	b.AddMust(bleve.NewMatchAllQuery())
	b.AddMustNot(q)
	return b
}

// wordQuery is a word as written, or by its stem. A compound written as one
// word counts as a word.
func wordQuery(in, w string, exact bool) bq.Query {
	kind := "Stem"
	if exact {
		kind = ""
	} else {
		w = peerStem(w)
	}
	var of []bq.Query
	for _, f := range textFields(in) {
		of = append(of, term(f+kind, w), term(f+"Joined"+kind, w))
	}
	return anyOf(of...)
}

// compoundQuery is co-operation: its words in a row, or cooperation.
func compoundQuery(in string, ws []string, exact bool) bq.Query {
	kind, row := "", ws
	if !exact {
		kind, row = "Stem", peerStems(ws)
	}
	of := []bq.Query{wordQuery(in, strings.Join(ws, ""), exact)}
	for _, f := range textFields(in) {
		of = append(of, bleve.NewPhraseQuery(row, f+kind))
	}
	return anyOf(of...)
}

func phraseQuery(in string, ws []string) bq.Query {
	var of []bq.Query
	for _, f := range textFields(in) {
		of = append(of, bleve.NewPhraseQuery(ws, f))
	}
	return anyOf(of...)
}

func prefixQuery(in, begin string) bq.Query {
	var of []bq.Query
	for _, f := range textFields(in) {
		for _, kind := range []string{"", "Joined"} {
			q := bleve.NewPrefixQuery(begin)
			q.SetField(f + kind)
			of = append(of, q)
		}
	}
	return anyOf(of...)
}

// fuzzyQuery is Bleve's: one letter other, more, less or swapped with the next.
func fuzzyQuery(in, w string) bq.Query {
	var of []bq.Query
	for _, f := range textFields(in) {
		for _, kind := range []string{"", "Joined"} {
			q := bleve.NewFuzzyQuery(w)
			q.SetFuzziness(1)
			q.SetField(f + kind)
			of = append(of, q)
		}
	}
	return anyOf(of...)
}

// nearQuery finds the cables with all words in one stretch of text that has at
// most slop other words. Bleve's slop counts moves of words, so the texts are
// looked through one by one.
func (p *peer) nearQuery(in string, ws []string, slop int) bq.Query {
	ids := []string{}
	for _, id := range p.order {
		if slices.ContainsFunc(p.texts[id], func(x plain.Passage) bool {
			return (in == "" || x.Subject) && plain.Near(x.Words, ws, slop)
		}) {
			ids = append(ids, id)
		}
	}
	return bleve.NewDocIDQuery(ids)
}

// dateQuery is a range of days; a date without a day lies in it as a whole.
func dateQuery(from, to cable.Date) bq.Query {
	yes := true
	var of []bq.Query
	if from.IsZero() && to.IsZero() {
		return not(term(peerNone, string(query.Year)))
	}
	if !from.IsZero() {
		q := bleve.NewDateRangeInclusiveQuery(plain.FirstDay(from), time.Time{}, &yes, &yes)
		q.SetField(peerFirst)
		of = append(of, q)
	}
	if !to.IsZero() {
		q := bleve.NewDateRangeInclusiveQuery(time.Time{}, plain.LastDay(to), &yes, &yes)
		q.SetField(peerLast)
		of = append(of, q)
	}
	return bleve.NewConjunctionQuery(of...)
}

// namedQuery finds the values of a column that hold all words of a text, and
// the cables with one of them.
func (p *peer) namedQuery(f query.Facet, text string) bq.Query {
	want, _ := plain.Words(text)
	of := []bq.Query{bleve.NewMatchNoneQuery()}
	for _, v := range p.values[f] {
		if !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(p.named[v], w) }) {
			of = append(of, term(string(f), v))
		}
	}
	return anyOf(of...)
}

// filterQuery is the filters of a request, those of one facet left out: values
// of a facet are alternatives, or all must hold, also of the one left out; facets
// must all hold, an excluded value never holds.
func filterQuery(q bq.Query, filters []query.Filter, but query.Facet) bq.Query {
	b := bleve.NewBooleanQuery()
	b.AddMust(q)
	included := map[query.Facet][]bq.Query{}
	for _, f := range filters {
		if f.Facet == but && !f.All {
			continue
		}
		v := term(string(f.Facet), f.Value)
		if f.Value == query.None {
			v = term(peerNone, string(f.Facet))
		}
		switch {
		case f.Exclude:
			b.AddMustNot(v)
		case f.All:
			b.AddMust(v)
		default:
			included[f.Facet] = append(included[f.Facet], v)
		}
	}
	for _, vs := range included {
		b.AddMust(anyOf(vs...))
	}
	return b
}
