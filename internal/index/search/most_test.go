package search

import (
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/index/bitset"
)

// TestMost compares the best of hits, among whose scores many are equal, with the first of
// all in order: of an archive that one core looks at, and of one that is parted.
func TestMost(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for _, cables := range []int{1, 700, mostPiece, 2*mostPiece + 100} {
		hits, scores := bitset.New(cables), make([]float32, cables)
		var all []ranking
		for ord := range uint32(cables) {
			if r.IntN(3) > 0 {
				score := float32(r.IntN(500)) / 7
				hits.Add(ord)
				scores[ord] = score
				all = append(all, ranking{ord, score})
			}
		}
		slices.SortFunc(all, compareRanking)
		for _, n := range []int{1, 20, 200, 3000} {
			got := most(hits, scores, n)
			slices.SortFunc(got, compareRanking)
			if want := all[:min(n, len(all))]; !slices.Equal(got, want) {
				t.Errorf("the best %d of %d hits are others", n, len(all))
			}
		}
	}
}
