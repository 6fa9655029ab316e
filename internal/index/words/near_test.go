package words

import (
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/text/rows"
)

// TestNear compares the ways to find words near each other with a count of all
// windows, and rows with a plain search.
func TestNear(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 5))
	for range 3000 {
		ids := make([]uint32, rnd.IntN(40))
		for i := range ids {
			ids[i] = []uint32{0, 1, 2, 3, 127, 128, 129, 16384, 300}[rnd.IntN(9)]
		}
		var places [][]uint32
		for range 2 + rnd.IntN(3) {
			places = append(places, []uint32{[]uint32{1, 2, 3, 128, 16384}[rnd.IntN(5)]})
		}
		slop := 1 + rnd.IntN(5)
		list := appendIDs(nil, ids)
		var decoded uint32
		rows.NewNear(places, slop).Each(ids, func([]int) { decoded++ })
		if got := newNearCounter(places, slop).countBytes(list); got != decoded {
			t.Fatalf("%v near %d in %v: %d, decoded %d", places, slop, ids, got, decoded)
		}
		if got, err := newNearCounter(places, slop).count(list); err != nil || got != decoded {
			t.Fatalf("%v near %d in %v: counted %d, decoded %d, %v", places, slop, ids, got, decoded, err)
		}
		if near := newNearCounter(places, slop); near.finder == nil {
			t.Fatalf("%v: no finder", places)
		} else if got, err := near.countFound(list); err != nil || got != decoded {
			t.Fatalf("%v near %d in %v: found %d, decoded %d, %v", places, slop, ids, got, decoded, err)
		}
		if want := anyWindow(ids, places, slop); (decoded > 0) != want {
			t.Fatalf("%v near %d in %v: %d, want any: %v", places, slop, ids, decoded, want)
		}
		var inRow uint32
		rows.Each(ids, places, func(int) { inRow++ })
		if got := countBytes(list, appendIDs(nil, slices.Concat(places...))); got != inRow {
			t.Fatalf("%v in %v: %d, want %d", places, ids, got, inRow)
		}
		words := 0
		for range ids {
			words++
		}
		if got := countWords(list); got != words {
			t.Fatalf("%v: %d words", ids, got)
		}
	}
}

func anyWindow(ids []uint32, places [][]uint32, slop int) bool {
	for i := range ids {
		for j := i; j < len(ids) && j-i < len(places)+slop && ids[j] != rows.Break; j++ {
			rest := slices.Clone(ids[i : j+1])
			ok := true
			for _, p := range places {
				k := slices.Index(rest, p[0])
				if k < 0 {
					ok = false
					break
				}
				rest = slices.Delete(rest, k, k+1)
			}
			if ok {
				return true
			}
		}
	}
	return false
}

// TestTogetherFound holds that words are found in a list as they are by decoding it.
func TestTogetherFound(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(6, 6))
	near := 0
	for range 3000 {
		ids := make([]uint32, rnd.IntN(60))
		for i := range ids {
			ids[i] = []uint32{0, 1, 2, 127, 128, 129, 255, 256, 16384, 16511, 300}[rnd.IntN(11)]
		}
		list := appendIDs(nil, ids)
		places := [][]uint32{{1, 128}, {2, 16384, 16511}}
		found, decoded := NewTogether(places, []uint32{1, 2}, []int{1, 1}), NewTogether(places, []uint32{1, 2}, []int{1, 1})
		decoded.finder = nil
		for _, n := range []*Together{found, decoded} {
			n.Begin()
			if err := n.AddList(list, 1); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(found.Pairs, decoded.Pairs) {
			t.Fatalf("%v in %v: %v found, %v decoded", places, ids, found.Pairs, decoded.Pairs)
		}
		if found.Pairs[0] > 0 {
			near++
		}
	}
	if near == 0 {
		t.Error("nothing was near")
	}
}
