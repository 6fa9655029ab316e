package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"reftel/internal/archive"
	"reftel/internal/bench"
	"reftel/internal/query"
)

// product is the program's own index as one among its peers.
type product struct{ archive archive.Archive }

func (product) name() string { return "reftel" }
func (product) close() error { return nil }

func (p product) page(ctx context.Context, r query.Request) (int, error) {
	res, err := p.archive.Search(ctx, r)
	if err != nil {
		return 0, err
	}
	return res.Total, nil
}

// A series is what one peer took for each query, and what it found.
type series struct {
	took   []time.Duration
	totals []int
}

// compare asks all the same queries, each twice, and counts the second time.
func compare(ctx context.Context, r *bench.Record, a archive.Archive, peers []peer) error {
	queries, err := bench.Queries(ctx, a)
	if err != nil {
		return err
	}
	own, err := ask(ctx, product{a}, queries)
	if err != nil {
		return err
	}
	overall := bench.Table{Title: "Pages with words: 20 hits with snippets, facets; warm, ms", Columns: []string{"", "mean", "p50", "p95", "p99", "max"}}
	overall.Add("reftel", bench.Spread(of(queries, own, words))...)
	ratios := bench.Table{Title: "How many times faster reftel is", Columns: []string{"than", "mean", "p50", "p95", "p99", "browse, mean"}}
	totals := bench.Table{Title: "Hits", Columns: []string{"", "queries", "same number as reftel", "within 2 %", "hits in all", "of reftel's"}}
	classes := bench.Table{Title: "Mean by class, ms", Columns: []string{"class", "reftel"}}
	names := classNames(queries)
	for _, c := range names {
		classes.Add(c, bench.Spread(of(queries, own, is(c)))[0])
	}
	for _, p := range peers {
		s, err := ask(ctx, p, queries)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name(), err)
		}
		theirs, ours := bench.Spread(of(queries, s, words)), bench.Spread(of(queries, own, words))
		overall.Add(p.name(), theirs...)
		browse := bench.Spread(of(queries, s, is(bench.Browse)))[0] / bench.Spread(of(queries, own, is(bench.Browse)))[0]
		ratios.Add(p.name(), theirs[0]/ours[0], theirs[1]/ours[1], theirs[2]/ours[2], theirs[3]/ours[3], browse)
		totals.Add(p.name(), agreement(own, s)...)
		classes.Columns = append(classes.Columns, p.name())
		for i, c := range names {
			classes.Rows[i].Values = append(classes.Rows[i].Values, bench.Spread(of(queries, s, is(c)))[0])
		}
		r.Least("page, p95, times as fast as "+p.name(), 30, theirs[2]/ours[2])
	}
	r.Tables = append(r.Tables, overall, ratios, classes, totals)
	r.Notes = append(r.Notes,
		"reftel counts twelve facets, the others seven; with a value chosen, reftel alone counts its facet without it.",
		"SQLite searches a fuzzy word as it is and shows by date what has no words to rank by; Bleve searches near words as AND and shows by score. Both are the cheaper way.",
		"Stems and stop words differ: Bleve drops stop words, both others keep them, and reftel takes phrases and prefixes as written, not by stems.")
	return nil
}

func ask(ctx context.Context, p peer, queries []bench.Query) (series, error) {
	fmt.Fprintf(os.Stderr, "asking %s\n", p.name())
	s := series{make([]time.Duration, len(queries)), make([]int, len(queries))}
	for range 2 {
		for i, q := range queries {
			req, err := q.Request()
			if err != nil {
				return s, err
			}
			start := time.Now()
			s.totals[i], err = p.page(ctx, req)
			s.took[i] = time.Since(start)
			if err != nil {
				return s, fmt.Errorf("query %s: %w", q.Values.Encode(), err)
			}
		}
	}
	return s, nil
}

func of(queries []bench.Query, s series, want func(bench.Query) bool) []time.Duration {
	var out []time.Duration
	for i, q := range queries {
		if want(q) {
			out = append(out, s.took[i])
		}
	}
	return out
}

func words(q bench.Query) bool { return q.Values.Has("q") }

func is(class string) func(bench.Query) bool {
	return func(q bench.Query) bool { return q.Class == class }
}

func classNames(queries []bench.Query) []string {
	var out []string
	for i, q := range queries {
		if i == 0 || q.Class != queries[i-1].Class {
			out = append(out, q.Class)
		}
	}
	return out
}

// agreement compares numbers of hits.
func agreement(own, s series) []float64 {
	var same, close, all, ours float64
	for i, n := range s.totals {
		all, ours = all+float64(n), ours+float64(own.totals[i])
		if n == own.totals[i] {
			same++
		}
		if d := float64(n - own.totals[i]); d*d <= 0.0004*float64(own.totals[i])*float64(own.totals[i]) {
			close++
		}
	}
	return []float64{float64(len(s.totals)), same, close, all, all / max(ours, 1)}
}
