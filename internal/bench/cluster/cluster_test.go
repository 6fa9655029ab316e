package cluster

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/bench"
)

// TestTell holds what is told of times: browse is a class of its own, and the ratio is of
// the 95th percentiles of all else.
func TestTell(t *testing.T) {
	t.Parallel()
	queries := []bench.Query{{Class: "word"}, {Class: "word"}, {Class: bench.Browse}}
	times := func(each, browse time.Duration) (out []taken) {
		for range passes {
			out = append(out, taken{class: "word", took: each, total: 4}, taken{class: "word", took: 3 * each, total: 8}, taken{class: bench.Browse, took: browse, total: 100})
		}
		return out
	}
	var r bench.Record
	tell(&r, queries, times(time.Millisecond, time.Microsecond), times(16*time.Millisecond, 200*time.Millisecond))
	want := []bench.Row{
		{Name: "word", Values: []float64{2, 6, 2, 3, 32, 48, 16}},
		{Name: "browse", Values: []float64{1, 100, 0.001, 0.001, 200, 200, 200000}},
		{Name: "all but browse", Values: []float64{2, 6, 2, 3, 32, 48, 16}},
	}
	if diff := cmp.Diff(want, r.Tables[0].Rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, b := range r.Bars {
		if b.Held() {
			t.Errorf("%s: %v of %v is held", b.What, b.Value, b.Limit)
		}
	}
	if len(r.Bars) != 2 {
		t.Errorf("%d goals", len(r.Bars))
	}
}
