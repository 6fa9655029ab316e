package columns

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reftel/internal/text"
)

// TestNamed compares the name index with a look at every name.
func TestNamed(t *testing.T) {
	t.Parallel()
	c := nameColumn(3000)
	for _, text := range []string{"a", "ba", "baba", "ba be", "be ba", "bo bo", "zz", "co ba d", "3", "di 7"} {
		for _, prefix := range []bool{false, true} {
			var want []uint32
			for v := range c.Values {
				if holdsWords(c.Values[v], text, prefix) {
					want = append(want, uint32(v))
				}
			}
			for _, n := range []int{0, 1, 7} {
				got := c.Named(text, prefix, n)
				most := want
				if n > 0 {
					most = want[:min(n, len(want))]
				}
				if !slices.Equal(got, most) {
					t.Errorf("%q, prefix %v, %d: %d values %.5v, want %d %.5v", text, prefix, n, len(got), got, len(most), most)
				}
			}
		}
	}
}

func holdsWords(name, asked string, prefix bool) bool {
	ws, have := text.Words(asked), text.Words(name)
	for i, w := range ws {
		if !slices.ContainsFunc(have, func(h string) bool {
			return h == w || prefix && i == len(ws)-1 && strings.HasPrefix(h, w)
		}) {
			return false
		}
	}
	return true
}

// nameColumn is a column of n invented names of two or three words, two
// syllables each.
func nameColumn(n int) *Column {
	rnd := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(rnd, 1.05, 10, 1<<16-1)
	c := &Column{}
	for i := range n {
		var ws []string
		for range 1 + rnd.IntN(3) {
			x := zipf.Uint64()
			w := ""
			for range 2 {
				w += string("bcdfglmnprstvz"[x%14]) + string("aeiou"[x/14%5])
				x /= 70
			}
			ws = append(ws, w)
		}
		c.Values = append(c.Values, fmt.Sprintf("%s %d", strings.Join(ws, " "), i%100))
	}
	c.foldNames(nil)
	return c
}

// BenchmarkNamed is what suggestions cost with half a million names of one
// kind.
func BenchmarkNamed(b *testing.B) {
	c := nameColumn(500_000)
	for _, text := range []string{"b", "ba", "baba", "baba b", "bobo 9", "baba zuzu"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				c.Named(text, true, 10)
			}
		})
	}
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			indexNames(c)
		}
	})
}
