package search

import (
	"context"
	"fmt"
	"time"

	"reftel/internal/archive/plan"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
	"reftel/internal/text"
)

// What steps of a search take on one core of the cluster, measured on archives of 20,000
// to 100,000 cables. Only how they stand to each other matters much.
const (
	always    = 5 * time.Millisecond
	perRow    = 100 * time.Microsecond // a cable of the page, with its snippets
	perCount  = 1300 * time.Nanosecond // a hit in the counts of all facets
	perFacet  = 200 * time.Nanosecond  // the same of one facet, which has filters
	perScored = 50 * time.Nanosecond   // a cable that has a word
	perPlace  = time.Microsecond       // a cable in which a row of words is looked for
	perNear   = 5 * time.Microsecond   // one in which words near each other are
	perSign   = 2 * time.Millisecond   // a word with a sign, which stands for many
)

// Cost is about how long one core works for a page of a request. The cluster is asked in
// how many cables each word is, which it has at hand.
func (a *Archive) Cost(ctx context.Context, req query.Request) (time.Duration, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("cost: %w", err)
	}
	e := estimate{all: a.Cables, words: map[string]int{}}
	words(req.Expr, e.words)
	var asked []clause
	var names []string
	for w := range e.words {
		names = append(names, w)
		asked = append(asked, term(mapping.Weights, w))
	}
	counts, err := a.counts(ctx, asked)
	if err != nil {
		return 0, fmt.Errorf("cost: %w", err)
	}
	for i, n := range counts {
		e.words[names[i]] = n
	}
	left := e.eval(req.Expr)
	facets := map[query.Facet]bool{}
	for _, f := range req.Filters {
		facets[f.Facet] = true
	}
	if req.Expr != nil || len(facets) > 0 {
		e.spent += time.Duration(left) * perCount
	}
	e.spent += time.Duration(left*len(facets)) * perFacet
	return always + e.spent + time.Duration(req.Size)*perRow, nil
}

// An estimate adds up what the parts of a query take.
type estimate struct {
	all   int
	words map[string]int // cables by the term of a word
	spent time.Duration
}

// termOf is the term of a spelling among the weights, "" where that are many.
func termOf(s plan.Spelling) string {
	switch {
	case s.Prefix || s.Fuzzy || s.Wild:
		return ""
	case s.Exact:
		return mapping.Exactly + s.Term
	}
	return text.Stem(s.Term)
}

// words notes the terms of all words of a query.
func words(e query.Expr, into map[string]int) {
	for _, p := range plansOf(e) {
		for _, s := range p.Places {
			if t := termOf(s); t != "" {
				into[t] = 0
			}
		}
	}
	switch e := e.(type) {
	case query.And:
		for _, p := range e.Of {
			words(p, into)
		}
	case query.Or:
		for _, p := range e.Of {
			words(p, into)
		}
	case query.Not:
		words(e.Of, into)
	}
}

func plansOf(e query.Expr) []plan.Plan {
	switch e := e.(type) {
	case query.Word:
		return []plan.Plan{plan.OfWord(e)}
	case query.Phrase:
		return plan.OfPhrase(e)
	}
	return nil
}

// eval is about how many cables e holds for.
func (e *estimate) eval(of query.Expr) int {
	switch of := of.(type) {
	case query.And:
		least := e.all
		for _, rows := range []bool{false, true} { // rows are looked for in what is left
			for _, p := range of.Of {
				if plan.HasRow(p) == rows {
					least = min(least, e.within(p, least))
				}
			}
		}
		return least
	case query.Or:
		sum := 0
		for _, p := range of.Of {
			sum += e.eval(p)
		}
		return min(sum, e.all)
	case query.Not:
		e.eval(of.Of)
		return e.all
	case query.Value:
		return e.all / 10
	case query.Word, query.Phrase:
		return e.within(of, e.all)
	}
	return e.all
}

// within is eval of a part that is looked for among so many cables.
func (e *estimate) within(of query.Expr, among int) int {
	plans := plansOf(of)
	if plans == nil {
		return e.eval(of)
	}
	sum := 0
	for _, p := range plans {
		least := e.all
		for _, s := range p.Places {
			n := e.all / 20
			if t := termOf(s); t != "" {
				n = e.words[t]
			} else {
				e.spent += perSign
			}
			least = min(least, n)
			e.spent += time.Duration(min(n, among)) * perScored
		}
		least = min(least, among)
		switch {
		case len(p.Places) > 1 && p.Slop > 0:
			e.spent += time.Duration(least) * perNear
		case len(p.Places) > 1:
			e.spent += time.Duration(least) * perPlace
		}
		sum += least
	}
	return min(sum, e.all)
}
