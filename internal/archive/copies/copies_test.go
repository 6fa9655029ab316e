package copies

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"reftel/internal/text/rows"
)

// TestCopiesExact compares every cable with every other: a copy is alike to the
// first of its group, and what is alike to the first is in the group.
func TestCopiesExact(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 5))
	f := New(filepath.Join(t.TempDir(), "keys"))
	var bodies [][]uint32
	add := func(body []uint32) {
		bodies = append(bodies, body)
		if err := f.Add(body); err != nil {
			t.Fatal(err)
		}
	}
	for range 150 {
		body := make([]uint32, 20+rnd.IntN(600))
		for i := range body {
			body[i] = uint32(rnd.IntN(3000)) // a few are breaks
		}
		add(body)
		for range rnd.IntN(4) {
			again := slices.Clone(body)
			for range rnd.IntN(2 + len(body)/20) {
				again[rnd.IntN(len(again))] = uint32(rnd.IntN(3000))
			}
			add(again)
		}
	}
	first, err := f.Groups(func(ord uint32) ([]uint32, error) { return bodies[ord], nil })
	if err != nil {
		t.Fatal(err)
	}
	runs := make([]map[string]bool, len(bodies))
	for i, body := range bodies {
		body = slices.DeleteFunc(slices.Clone(body), func(id uint32) bool { return id == rows.Break })
		runs[i] = map[string]bool{}
		for k := 0; k+3 <= len(body) && len(body) >= leastWords; k++ {
			runs[i][fmt.Sprint(body[k:k+3])] = true
		}
	}
	similar := func(a, b int) bool {
		x, y := runs[a], runs[b]
		if most := min(len(x), len(y)); 10*most < 9*(len(x)+len(y)-most) {
			return false // if the shorter stood in the longer whole
		}
		both := 0
		for s := range x {
			if y[s] {
				both++
			}
		}
		return both > 0 && 10*both >= 9*(len(x)+len(y)-both)
	}
	grouped := 0
	for i, l := range first {
		if int(l) != i {
			grouped++
			if first[l] != l || !similar(i, int(l)) {
				t.Errorf("%d is no copy of %d", i, l)
			}
			continue
		}
		for k := range i {
			if int(first[k]) == k && similar(i, k) {
				t.Errorf("%d is a copy of %d and not found", i, k)
			}
		}
	}
	if grouped < 50 {
		t.Errorf("%d copies only: the test has nothing to find", grouped)
	}
}

// BenchmarkCopies is what finding copies costs a build, a cable of 600 words.
func BenchmarkCopies(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	zipf := rand.NewZipf(rnd, 1.1, 4, 1<<18)
	bodies := make([][]uint32, 5000)
	for i := range bodies {
		bodies[i] = make([]uint32, 600)
		for k := range bodies[i] {
			bodies[i][k] = uint32(zipf.Uint64() + 1)
		}
		if i%20 == 19 {
			bodies[i] = slices.Clone(bodies[i-10])
		}
	}
	for b.Loop() {
		f := New(filepath.Join(b.TempDir(), "keys"))
		for _, body := range bodies {
			if err := f.Add(body); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := f.Groups(func(ord uint32) ([]uint32, error) { return bodies[ord], nil }); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(bodies)), "µs/cable")
}
