package bench

import (
	"context"
	"slices"
	"time"

	"reftel/internal/archive"
)

// worst keeps what hurt most.
type worst struct {
	refused, done time.Duration
	heap          uint64
	slowest       Query
	all           []timed
}

type timed struct {
	query Query
	took  time.Duration
}

func (w *worst) add(q Query, o outcome) {
	w.heap = max(w.heap, o.heap)
	if o.refused {
		w.refused = max(w.refused, o.took)
		return
	}
	if o.took > w.done {
		w.done, w.slowest = o.took, q
	}
	w.all = append(w.all, timed{q, o.took})
}

// dearest are the n searches that took longest, the longest first.
func (w *worst) dearest(n int) []timed {
	slices.SortStableFunc(w.all, func(a, b timed) int { return int(b.took - a.took) })
	return w.all[:min(len(w.all), n)]
}

// overruns is by how much deadlines were passed.
type overruns struct {
	table Table
	most  time.Duration
}

// deadlines runs each search with deadlines of a tenth and of a half of the
// time that it needs.
func deadlines(ctx context.Context, a archive.Archive, searches []timed) (overruns, error) {
	out := overruns{table: Table{Title: "By how much a deadline is passed, ms", Columns: append([]string{"deadline", "searches", "stopped by it"}, spread...)}}
	for _, of := range []struct {
		name string
		part time.Duration
	}{{"a tenth of what the search needs", 10}, {"a half", 2}} {
		var over []time.Duration
		stopped := 0.0
		for _, s := range searches {
			limit := max(s.took/of.part, time.Microsecond)
			o, err := tryWithin(ctx, a, s.query, limit)
			if err != nil {
				return out, err
			}
			if o.late {
				stopped++
			}
			past := max(0, o.took-limit)
			over = append(over, past)
			out.most = max(out.most, past)
		}
		out.table.Add(of.name, append([]float64{float64(len(searches)), stopped}, Spread(over)...)...)
	}
	return out, nil
}
