package search

import (
	"context"

	"reftel/internal/index/bitset"
	"reftel/internal/index/postings"
	"reftel/internal/query"
)

// What tests of the room see of its inside.

// Selected are the ids of all hits in archive order.
func (a *Archive) Selected(ctx context.Context, req query.Request) ([]string, error) {
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	sel.hits.Each(func(ord uint32) bool {
		ids = append(ids, a.store.ID(ord))
		return true
	})
	return ids, nil
}

// Ranked is how many hits the page of a request has, whose texts are not read.
func (a *Archive) Ranked(ctx context.Context, req query.Request) (int, error) {
	r := a.newRun(ctx)
	sel, err := r.selection(req)
	if err != nil {
		return 0, err
	}
	hits, err := r.rank(&found{sel: sel, scored: len(r.leaves) > 0}, req)
	return len(hits), err
}

// SimilarReasons is how many words are told at most.
const SimilarReasons = similarReasons

// RowPiece is how many cables are counted at a time.
const RowPiece = rowPiece

// Rows are the matches of two words in a row, by the lists of pairs and by the
// streams, among some cables or all.
func (a *Archive) Rows(ctx context.Context, first, second uint32, in string, some []uint32) (byPairs, byStreams []phraseMatch, err error) {
	subject := in == "subject"
	set, within := a.all, bitset.Set(nil)
	if some != nil {
		within = bitset.New(a.n)
		for _, ord := range some {
			within.Add(ord)
		}
		set = within
	}
	byStreams, err = a.newRun(ctx).countRows(set, resolved{in: in, places: [][]uint32{{first}, {second}}}, subject)
	return a.pairMatches(first, second, subject, within), byStreams, err
}

// ByColumn and ByPostings are how many cables have a value of a facet, marked one
// by one in a set as a filter does it.
func (a *Archive) ByColumn(f query.Facet, value string) (int, error) {
	b := bitset.New(a.n)
	c := a.columns.Column(f)
	if v, ok := c.Find(value); ok {
		c.Mark(b, v)
	}
	return b.Count(), nil
}

func (a *Archive) ByPostings(f query.Facet, value string) (int, error) {
	b := bitset.New(a.n)
	for _, r := range a.postings.Readers() {
		list, err := r.Value(postings.FieldOf(f), value)
		if err != nil {
			return 0, err
		}
		if err := r.Mark(b, list); err != nil {
			return 0, err
		}
	}
	return b.Count(), nil
}

// KeyOf tells requests apart.
func KeyOf(req query.Request) string { return keyOf(req) }

// LongText is how many bytes of a text are looked through.
const LongText = longText
