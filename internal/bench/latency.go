package bench

import (
	"runtime/metrics"
	"slices"
	"time"
)

// spread are the heads of what Spread gives.
var spread = []string{"mean", "p50", "p95", "p99", "max"}

// Spread is mean, p50, p95, p99 and maximum of durations in milliseconds.
func Spread(took []time.Duration) []float64 {
	if len(took) == 0 {
		return make([]float64, len(spread))
	}
	took = slices.Sorted(slices.Values(took))
	var sum time.Duration
	for _, d := range took {
		sum += d
	}
	at := func(p float64) float64 { return milliseconds(took[rank(p, len(took))]) }
	return []float64{milliseconds(sum) / float64(len(took)), at(0.50), at(0.95), at(0.99), milliseconds(took[len(took)-1])}
}

// rank is the index of a percentile by the nearest rank.
func rank(p float64, n int) int {
	i := int(p*float64(n)+0.999999) - 1
	return min(max(i, 0), n-1)
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// A heapMeter tells what was allocated since the beginning.
type heapMeter struct{ sample []metrics.Sample }

func newHeapMeter() *heapMeter {
	return &heapMeter{[]metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}}
}

func (h *heapMeter) allocated() uint64 {
	metrics.Read(h.sample)
	return h.sample[0].Value.Uint64()
}
