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

func (p product) page(ctx context.Context, r query.Request) (answer, error) {
	return timed(func() (int, error) {
		res, err := p.archive.Search(ctx, r)
		if err != nil {
			return 0, err
		}
		return res.Total, nil
	})
}

// A series is what one peer took for each query at the fastest, and what it found.
type series struct {
	took   []time.Duration
	totals []int
}

// ask asks all the same queries in turn, each peer all of them and then the next
// one, over and over. The first passes warm them up; of the others each query has
// its fastest, since whatever else a machine does only adds to a time.
func ask(ctx context.Context, peers []peer, queries []bench.Query, warm, passes int) ([]series, error) {
	out := make([]series, len(peers))
	for i := range out {
		out[i] = series{make([]time.Duration, len(queries)), make([]int, len(queries))}
	}
	for pass := range warm + passes {
		for i, p := range peers {
			fmt.Fprintf(os.Stderr, "pass %d of %d: %s\n", pass+1, warm+passes, p.name())
			for j, q := range queries {
				req, err := q.Request()
				if err != nil {
					return nil, err
				}
				got, err := p.page(ctx, req)
				if err != nil {
					return nil, fmt.Errorf("%s: query %s: %w", p.name(), q.Values.Encode(), err)
				}
				s := &out[i]
				s.totals[j] = got.total
				if pass == warm || pass > warm && got.took < s.took[j] {
					s.took[j] = got.took
				}
			}
		}
	}
	return out, nil
}

// compare puts what was measured into tables; the first series is the product's.
func compare(r *bench.Record, queries []bench.Query, names []string, all []series) {
	own := all[0]
	overall := bench.Table{Title: "Pages with words: 20 hits with snippets, facets; warm, ms", Columns: []string{"", "mean", "p50", "p95", "p99", "max"}}
	ratios := bench.Table{Title: "How many times faster reftel is", Columns: []string{"than", "mean", "p50", "p95", "p99", "browse, mean"}}
	totals := bench.Table{Title: "Hits", Columns: []string{"", "queries", "same number as reftel", "within 2 %", "hits in all", "of reftel's"}}
	classes := bench.Table{Title: "Mean by class, ms", Columns: append([]string{"class"}, names...)}
	for _, c := range classNames(queries) {
		var means []float64
		for _, s := range all {
			means = append(means, bench.Spread(of(queries, s, is(c)))[0])
		}
		classes.Add(c, means...)
	}
	ours := bench.Spread(of(queries, own, words))
	browse := bench.Spread(of(queries, own, is(bench.Browse)))[0]
	for i, s := range all {
		theirs := bench.Spread(of(queries, s, words))
		overall.Add(names[i], theirs...)
		if i == 0 {
			continue
		}
		ratios.Add(names[i], theirs[0]/ours[0], theirs[1]/ours[1], theirs[2]/ours[2], theirs[3]/ours[3], bench.Spread(of(queries, s, is(bench.Browse)))[0]/browse)
		totals.Add(names[i], agreement(own, s)...)
		r.Least("page, p95, times as fast as "+names[i], goals[names[i]], theirs[2]/ours[2])
	}
	r.Tables = append(r.Tables, overall, ratios, classes, totals)
	r.Notes = append(r.Notes,
		"Each query by its fastest pass; the passes of all in turn.",
		"With a value chosen, reftel and Lucene and Tantivy count its facet without it, the others with it; reftel counts what has no value as well, and the years of its timeline.",
		"SQLite searches a fuzzy word as it is and shows by date what has no words to rank by; Bleve searches near words as AND and shows by score. Both are the cheaper way.",
		"Lucene and Tantivy score a prefix by a constant, Tantivy a fuzzy word too, and Tantivy marks no snippet for either.",
		"Stems and stop words differ: Bleve drops stop words, the others keep them, and reftel takes phrases and prefixes as written, not by stems.")
}

// goals are how many times as fast as each peer a page is to be at its 95th percentile.
var goals = map[string]float64{"plain Bleve": 30, "SQLite FTS5": 30, lucene: 4, tantivy: 4}

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
