package columns

import (
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/index/bitset"
)

// TestInverted holds lists against what they were turned round from: values that nearly
// all cables have, some, few and none, with gaps of one to three bytes.
func TestInverted(t *testing.T) {
	t.Parallel()
	const cables = 20_000
	parts := []float64{.98, .5, .1, float64(stride+1) / cables, float64(stride) / cables, 3.0 / cables, 0, 0}
	r := rand.New(rand.NewPCG(4, 2))
	l := &Lists{offs: make([]uint32, 1, cables+1)}
	want := make([][]uint32, len(parts))
	for ord := range uint32(cables) {
		for v, part := range parts {
			if r.Float64() < part || v == 6 && ord == cables-1 {
				l.vals, want[v] = append(l.vals, uint32(v)), append(want[v], ord)
			}
		}
		l.offs = append(l.offs, uint32(len(l.vals)))
	}
	x, freq := invert(l, len(parts))
	for v := range uint32(len(parts)) {
		got := slices.Collect(x.cables(v))
		if !slices.Equal(got, want[v]) || int(freq[v]) != len(want[v]) {
			t.Errorf("value %d: %d cables, told %d, want %d", v, len(got), freq[v], len(want[v]))
		}
		b := bitset.New(cables)
		for _, ord := range want[v] {
			b.Add(ord)
		}
		for ord := range uint32(cables) {
			if got := x.has(v, ord); got != b.Has(ord) {
				t.Fatalf("value %d, cable %d: %v", v, ord, got)
			}
		}
	}
	if len(x.steps) < 3 || len(x.steps) == len(parts) {
		t.Errorf("%d values have steps", len(x.steps))
	}
}
