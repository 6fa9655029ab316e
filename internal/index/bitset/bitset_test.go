package bitset

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSet compares sets with sorted lists, for lengths round the ends of words.
func TestSet(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 63, 64, 65, 200, 1000} {
		var sets [2]Set
		var lists [2][]uint32
		for i := range sets {
			sets[i] = New(n)
			for ord := range uint32(n) {
				if rnd.IntN(3) == 0 {
					sets[i].Add(ord)
					lists[i] = append(lists[i], ord)
				}
			}
			checkSet(t, sets[i], lists[i], n)
		}
		in := func(i int) func(uint32) bool { return func(ord uint32) bool { return slices.Contains(lists[i], ord) } }
		only := func(keep func(uint32) bool) (out []uint32) {
			for ord := range uint32(n) {
				if keep(ord) {
					out = append(out, ord)
				}
			}
			return out
		}
		for name, c := range map[string]struct {
			do   func(a, b Set)
			want func(ord uint32) bool
		}{
			"and":    {Set.And, func(o uint32) bool { return in(0)(o) && in(1)(o) }},
			"or":     {Set.Or, func(o uint32) bool { return in(0)(o) || in(1)(o) }},
			"andnot": {Set.AndNot, func(o uint32) bool { return in(0)(o) && !in(1)(o) }},
		} {
			got := sets[0].Clone()
			c.do(got, sets[1])
			want := only(c.want)
			checkSet(t, got, want, n)
			if name == "and" && sets[0].CountAnd(sets[1]) != len(want) {
				t.Errorf("%d: %d in both, want %d", n, sets[0].CountAnd(sets[1]), len(want))
			}
		}
		for range 50 {
			lo, hi := rnd.IntN(n+1), rnd.IntN(n+1)
			got := sets[0].Clone()
			got.AddRange(lo, hi)
			checkSet(t, got, only(func(o uint32) bool { return in(0)(o) || int(o) >= lo && int(o) < hi }), n)
		}
		checkSet(t, Full(n), only(func(uint32) bool { return true }), n)
		if len(lists[0]) > 0 {
			sets[0].Remove(lists[0][0])
			checkSet(t, sets[0], lists[0][1:], n)
		}
	}
}

func checkSet(t *testing.T, s Set, want []uint32, n int) {
	t.Helper()
	var got []uint32
	s.Each(func(ord uint32) bool { got = append(got, ord); return true })
	if !slices.Equal(got, want) || s.Count() != len(want) {
		t.Fatalf("of %d: %v, want %v", n, got, want)
	}
	for k, ord := range want {
		if s.Nth(k) != ord || !s.Has(ord) {
			t.Fatalf("of %d: member %d is %d, want %d", n, k, s.Nth(k), ord)
		}
	}
	for ord := range uint32(n) {
		next, prev := ord, ord
		k, in := slices.BinarySearch(want, ord)
		if k > 0 {
			prev = want[k-1]
		}
		if in {
			k++
		}
		if k < len(want) {
			next = want[k]
		}
		if s.Next(ord) != next || s.Prev(ord) != prev {
			t.Fatalf("of %d: behind %d is %d and before it %d, want %d and %d", n, ord, s.Next(ord), s.Prev(ord), next, prev)
		}
	}
	for _, r := range [][2]int{{0, n}, {n / 3, n / 2}, {n / 2, n / 2}, {n - 1, n}} {
		var in []uint32
		s.EachIn(uint32(r[0]), uint32(r[1]), func(ord uint32) bool { in = append(in, ord); return true })
		lo, _ := slices.BinarySearch(want, uint32(r[0]))
		hi, _ := slices.BinarySearch(want, uint32(r[1]))
		if !slices.Equal(in, want[lo:hi]) || s.CountRange(r[0], r[1]) != hi-lo {
			t.Fatalf("of %d, %v: %v, want %v", n, r, in, want[lo:hi])
		}
	}
	calls := 0
	s.Each(func(uint32) bool { calls++; return false })
	s.EachIn(0, uint32(n), func(uint32) bool { calls++; return false })
	if calls != 2*min(1, len(want)) {
		t.Fatalf("of %d: Each or EachIn went on after false", n)
	}
}
