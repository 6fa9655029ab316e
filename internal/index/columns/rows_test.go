package columns

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/archive/together"
	"reftel/internal/archive/values"
	"reftel/internal/index/bitset"
	"reftel/internal/query"
)

// TestFacetRows compares the counts of values with plain counting, with any
// part of the values hot, and sets that are small or large.
func TestFacetRows(t *testing.T) {
	const cables = 20_000 // more than two pieces
	facets := []query.Facet{query.Tags, query.Persons, query.Language, query.Origin, query.Classification, query.Collection}
	kinds := []int{40, 6000, 3, 2000, 300, 1}
	columns, lists := make([]*Column, len(facets)), make([]*Lists, len(facets))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range facets {
		b := builder(t)
		for range cables {
			var fs []values.Value
			few := r.IntN(4)
			switch facets[i] {
			case query.Classification: // each cable has one
				few++
			case query.Collection: // none has
				few = 0
			}
			for range few {
				// Low numbers are frequent, most are rare, many equally frequent.
				v := int(float64(kinds[i]) * r.Float64() * r.Float64() * r.Float64())
				fs = append(fs, values.Value{Text: fmt.Sprintf("value %d", v)})
			}
			if facets[i] == query.Origin && r.IntN(3) > 0 { // most have one
				fs = append(fs, values.Value{Text: "value of most"})
			}
			if err := b.Add(fs); err != nil {
				t.Fatal(err)
			}
		}
		columns[i], lists[i] = column(t, b)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	for _, maxHot := range []int{0, 20, 1000, maxHot} {
		for _, small := range []int{0, 500, cables} {
			rows := newRows(facets, columns, lists, cables, maxHot, small)
			if maxHot > 20 && rows.Parts[3].usual != 1 {
				t.Errorf("%d values are those of most cables, 1 should be", rows.Parts[3].usual)
			}
			if rows.hots > maxHot || maxHot > 0 && rows.hots == 0 {
				t.Errorf("%d values are hot, at most %d should be", rows.hots, maxHot)
			}
			for _, size := range []int{0, 1, 30, 3000, 15_000, cables - 40, cables - 1, cables} {
				set := bitset.New(cables)
				for _, ord := range r.Perm(cables)[:size] {
					set.Add(uint32(ord))
				}
				for range 2 { // memory is lent again
					n, err := rows.CountIn(ended, set, size)
					if large := min(size, cables-size) > small; large != errors.Is(err, context.Canceled) {
						t.Errorf("%d cables when nobody waits any more: %v", size, err)
					}
					if err == nil {
						n.Done()
					}
					n, err = rows.CountIn(t.Context(), set, size)
					if err != nil {
						t.Fatal(err)
					}
					for i := range facets {
						compareTally(t, rows.Parts[i].Tally(n), lists[i], set)
						compareBest(t, rows.Parts[i].Tally(n), size, cables)
					}
					n.Done()
				}
			}
			for i, f := range facets {
				for _, ord := range []uint32{0, 77, cables - 1} {
					if got, want := rows.Of(f, ord), lists[i].Of(ord); !sameValues(got, want) {
						t.Errorf("%s of %d: %v, want %v", f, ord, got, want)
					}
				}
			}
		}
	}
}

func sameValues(a, b []uint32) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func compareTally(t *testing.T, got *Tally, lists *Lists, set bitset.Set) {
	t.Helper()
	c := got.Column
	counts := make([]uint32, len(c.Values))
	missing := 0
	set.Each(func(ord uint32) bool {
		for _, v := range lists.Of(ord) {
			counts[v]++
		}
		if len(lists.Of(ord)) == 0 {
			missing++
		}
		return true
	})
	var want []uint32
	for v, n := range counts {
		if n > 0 {
			want = append(want, uint32(v))
		}
		if got.Of(uint32(v)) != n {
			t.Errorf("%s: count %d, want %d", c.Values[v], got.Of(uint32(v)), n)
		}
	}
	slices.SortFunc(want, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(c.Values[a], c.Values[b]))
	})
	if got.Missing != missing || got.Distinct() != len(want) {
		t.Errorf("%d missing, %d values, want %d and %d", got.Missing, got.Distinct(), missing, len(want))
	}
	if top := got.Top(10); !slices.Equal(top, want[:min(10, len(want))]) {
		t.Errorf("first %v, want %v", top, want[:min(10, len(want))])
	}
	var all []uint32
	got.Each(func(v, n uint32) bool {
		if n != counts[v] {
			t.Errorf("%s: %d, want %d", c.Values[v], n, counts[v])
		}
		all = append(all, v)
		return true
	})
	if !sameValues(all, want) {
		t.Errorf("%d values, want %d", len(all), len(want))
	}
}

// compareBest compares the values that score most with the plain order of all scores.
func compareBest(t *testing.T, got *Tally, size, cables int) {
	t.Helper()
	c := got.Column
	m := Measure{
		Score: func(n, all uint32, least float64) float64 {
			return together.Score(int(n), size, int(all), cables, least)
		},
		Most: func(all uint32) float64 { return together.Most(size, int(all), cables) },
	}
	var want []uint32
	scores := map[uint32]float64{}
	for v := range uint32(len(c.Values)) {
		if s := m.Score(got.Of(v), c.freq[v], 0); s > 0 {
			want, scores[v] = append(want, v), s
		}
	}
	slices.SortFunc(want, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(c.Values[a], c.Values[b]))
	})
	for _, k := range []int{1, 9} {
		vs, ss := got.Best(k, size, m)
		if !slices.Equal(vs, want[:min(k, len(want))]) {
			t.Errorf("best %d of %d: %v, want %v", k, size, vs, want[:min(k, len(want))])
		}
		for i, v := range vs {
			if ss[i] != scores[v] {
				t.Errorf("%s scores %g, want %g", c.Values[v], ss[i], scores[v])
			}
		}
	}
}
