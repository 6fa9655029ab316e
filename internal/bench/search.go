package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/index"
)

// Search measures pages of searches over a data folder: facets, the first 20
// hits and their snippets, by class of query. Cold is the first run of each
// query with the files of the archive dropped from the page cache before,
// warm the second.
func Search(ctx context.Context, r *Record, data string) error {
	a, queries, done, err := openFor(ctx, r, data)
	if err != nil {
		return err
	}
	d, err := newDraw(ctx, a)
	if err != nil {
		return errors.Join(err, done())
	}
	// Words were gathered from what is cached now: begin again without it.
	if err := done(); err != nil {
		return err
	}
	if err := dropCache(data); err != nil {
		return err
	}
	start := time.Now()
	a, done, err = Open(data)
	if err != nil {
		return err
	}
	defer done()
	opened := time.Since(start)
	if err := dropCache(data); err != nil {
		return err
	}
	cold, err := runQueries(ctx, a, queries)
	if err != nil {
		return err
	}
	warm, err := runQueries(ctx, a, queries)
	if err != nil {
		return err
	}
	r.Tables = append(r.Tables, searchTable("Warm: the second run of each query", queries, warm), searchTable("Cold: the first run", queries, cold))
	if err := dropCache(data); err != nil {
		return err
	}
	for _, title := range []string{"Corners, cold", "Corners, warm"} {
		d.Rand = rand.New(rand.NewPCG(3, 4)) // the same again
		t, err := askCorners(ctx, a, title, d)
		if err != nil {
			return err
		}
		r.Tables = append(r.Tables, t)
	}
	r.Notes = append(r.Notes, fmt.Sprintf("Opening the archive with a cold cache, every file checked: %.1f s.", opened.Seconds()),
		"A page is the first 20 hits with snippets and the counts of all facets. One search at a time; times in ms.",
		"What was found lately is forgotten before each search; page 2, another order and the place of a hit are asked for behind page 1, which is remembered.",
		"Cold: the page cache was dropped before and after opening; pages that opening had mapped stay in memory.")
	times := took(queries, warm, "")
	r.most("search page, p95, ms", r.goal(15, 30), Spread(times)[2])
	r.most("browse with all facets, mean, ms", r.goal(6, 3), Spread(took(queries, warm, Browse))[0])
	r.most("three filters in two facets, p95, ms", r.goal(15, 30), Spread(took(queries, warm, Filtered))[2])
	return nil
}

// Open opens what is published in a data folder; the function closes it.
func Open(data string) (archive.Archive, func() error, error) {
	live, err := app.Open(data, nil)
	if err != nil {
		return nil, nil, err
	}
	a, release, err := live.Acquire(context.Background())
	if err != nil {
		return nil, nil, errors.Join(err, live.Close())
	}
	return a, func() error {
		release()
		return live.Close()
	}, nil
}

// openFor opens an archive, notes its size and makes its queries.
func openFor(ctx context.Context, r *Record, data string) (archive.Archive, []Query, func() error, error) {
	a, done, err := Open(data)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := r.Measures(a, data); err != nil {
		return nil, nil, nil, errors.Join(err, done())
	}
	queries, err := Queries(ctx, a)
	if err != nil {
		return nil, nil, nil, errors.Join(err, done())
	}
	return a, queries, done, nil
}

// Measures notes the size of the archive of a data folder that is measured.
func (r *Record) Measures(a archive.Archive, data string) error {
	report, err := index.Report(data, a.Generation().ID)
	if err != nil {
		return err
	}
	r.Cables, r.Bytes, r.Formats = a.Generation().Cables, 0, map[string]int{}
	for _, s := range report.Sources {
		r.Bytes += s.Bytes
		if s.Cables > 0 {
			r.Formats[s.Format] += s.Cables
		}
	}
	return nil
}

// A run is what one query took.
type run struct {
	took  time.Duration
	total int
	heap  uint64 // bytes allocated
}

func runQueries(ctx context.Context, a archive.Archive, queries []Query) ([]run, error) {
	heap := newHeapMeter()
	out := make([]run, len(queries))
	for i, q := range queries {
		req, err := q.Request()
		if err != nil {
			return nil, err
		}
		Forget(a)
		before := heap.allocated()
		start := time.Now()
		res, err := a.Search(ctx, req)
		out[i].took = time.Since(start)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", q.Values.Encode(), err)
		}
		out[i].heap, out[i].total = heap.allocated()-before, res.Total
	}
	return out, nil
}

// took are the times of a class, of all with words where that is "".
func took(queries []Query, runs []run, class string) []time.Duration {
	var out []time.Duration
	for i, q := range queries {
		if q.Class == class || class == "" && q.Class != Browse {
			out = append(out, runs[i].took)
		}
	}
	return out
}

func searchTable(title string, queries []Query, runs []run) Table {
	t := Table{Title: title, Columns: append(append([]string{"class", "queries", "mean hits"}, spread...), "KB heap")}
	add := func(name string, of func(class string) bool) {
		var times []time.Duration
		var hits, heap float64
		for i, q := range queries {
			if of(q.Class) {
				times = append(times, runs[i].took)
				hits += float64(runs[i].total)
				heap += float64(runs[i].heap)
			}
		}
		n := float64(len(times))
		t.Add(name, append(append([]float64{n, hits / n}, Spread(times)...), heap/n/1e3)...)
	}
	for _, c := range classes {
		add(c.name, func(class string) bool { return class == c.name })
	}
	add("all", func(string) bool { return true })
	return t
}
