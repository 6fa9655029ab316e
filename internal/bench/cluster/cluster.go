// Package cluster measures pages of a cluster beside pages of a folder that keeps the same
// cables: the same queries in turn, in one run, each as if nobody had asked for it lately.
package cluster

import (
	"context"
	"fmt"
	"time"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/bench"
	"reftel/internal/opensearch"
)

// How often each query is asked of each, after passes in which a node's compiler has seen
// what is asked of it.
const (
	warming = 2
	passes  = 5
)

// Measure asks a cluster and a data folder for the same pages.
func Measure(ctx context.Context, r *bench.Record, data string, at app.Cluster) error {
	folder, done, err := bench.Open(data)
	if err != nil {
		return err
	}
	defer done()
	if err := r.Measures(folder, data); err != nil {
		return err
	}
	queries, err := bench.Queries(ctx, folder)
	if err != nil {
		return err
	}
	source, err := app.OpenCluster(ctx, at, nil)
	if err != nil {
		return err
	}
	defer source.Close()
	served, release, err := source.Acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	var inFolder, inCluster []taken
	for i := range warming + passes {
		f, c, err := pass(ctx, queries, folder, served, source)
		if err != nil {
			return err
		}
		if i >= warming {
			inFolder, inCluster = append(inFolder, f...), append(inCluster, c...)
		}
	}
	tell(r, queries, inFolder, inCluster)
	return nil
}

// A taken is how long a page took, and how much was found.
type taken struct {
	class string
	took  time.Duration
	total int
	noted bool // the engine said that it did less, or other, than was asked for
}

// pass asks both for each page once.
func pass(ctx context.Context, queries []bench.Query, folder, served archive.Archive, source *opensearch.Source) (inFolder, inCluster []taken, err error) {
	if inFolder, err = ask(ctx, queries, folder); err != nil {
		return nil, nil, err
	}
	if err = source.Forget(ctx); err != nil {
		return nil, nil, err
	}
	if inCluster, err = ask(ctx, queries, served); err != nil {
		return nil, nil, err
	}
	for i := range queries {
		if f, c := inFolder[i].total, inCluster[i].total; f != c && !inFolder[i].noted && !inCluster[i].noted {
			return nil, nil, fmt.Errorf("query %s finds %d cables in the folder and %d in the cluster: are they the same?", queries[i].Values.Encode(), f, c)
		}
	}
	return inFolder, inCluster, nil
}

func ask(ctx context.Context, queries []bench.Query, a archive.Archive) ([]taken, error) {
	out := make([]taken, len(queries))
	for i, q := range queries {
		req, err := q.Request()
		if err != nil {
			return nil, err
		}
		bench.Forget(a)
		start := time.Now()
		res, err := a.Search(ctx, req)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", q.Values.Encode(), err)
		}
		out[i] = taken{q.Class, time.Since(start), res.Total, len(res.Notes) > 0}
	}
	return out, nil
}

// of are the times of a class, of all with words where that is "".
func of(ts []taken, class string) []time.Duration {
	var out []time.Duration
	for _, t := range ts {
		if t.class == class || class == "" && t.class != bench.Browse {
			out = append(out, t.took)
		}
	}
	return out
}

// tell puts what was measured into a record.
func tell(r *bench.Record, queries []bench.Query, inFolder, inCluster []taken) {
	t := bench.Table{Columns: []string{"class", "queries", "mean hits", "folder, mean", "p95", "cluster, mean", "p95", "times, p95"}}
	add := func(name, class string) (ratio float64) {
		f, c := bench.Spread(of(inFolder, class)), bench.Spread(of(inCluster, class))
		hits, n := 0, 0
		for _, x := range inFolder {
			if x.class == class || class == "" && x.class != bench.Browse {
				hits, n = hits+x.total, n+1
			}
		}
		ratio = c[2] / f[2]
		t.Add(name, float64(n/passes), float64(hits)/float64(n), f[0], f[2], c[0], c[2], ratio)
		return ratio
	}
	for i, q := range queries {
		if i == 0 || queries[i-1].Class != q.Class {
			add(q.Class, q.Class)
		}
	}
	ratio := add("all but browse", "")
	r.Tables = append(r.Tables, t)
	r.Notes = append(r.Notes, "A page is the first 20 hits with snippets and the counts of all facets. One search at a time; times in ms.",
		fmt.Sprintf("Each query %d times of each, in turn; what the program and the nodes remember of answers is forgotten before.", passes))
	r.Most("page of a cluster beside one of a folder, p95, times", 15, ratio)
	r.Most("browse of everything in a cluster, mean, ms", 150, bench.Spread(of(inCluster, bench.Browse))[0])
}
