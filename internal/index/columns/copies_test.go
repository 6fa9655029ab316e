package columns

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/index/bitset"
)

func TestDecodeCopies(t *testing.T) {
	t.Parallel()
	for _, b := range [][]byte{{1, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 255, 255, 255, 255}} {
		if _, err := decodeCopies(b); err == nil {
			t.Errorf("%v is taken", b)
		}
	}
}

// TestFold compares what is left of copies in sets of all sizes with a plain look at
// each cable.
func TestFold(t *testing.T) {
	t.Parallel()
	const cables = 3000
	r := rand.New(rand.NewPCG(3, 4))
	firsts := make([]uint32, cables)
	var b []byte
	for ord := range uint32(cables) {
		firsts[ord] = ord
		if other := r.Uint32N(cables); other < ord && r.IntN(3) == 0 {
			firsts[ord] = firsts[other]
		}
		b = binary.LittleEndian.AppendUint32(b, firsts[ord])
	}
	g, err := decodeCopies(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 1, 7, 60, 500, 2000, cables} {
		set := bitset.New(cables)
		for _, ord := range r.Perm(cables)[:size] {
			set.Add(uint32(ord))
		}
		for name, compare := range map[string]func(a, b uint32) int{
			"the first": cmp.Compare[uint32],
			"the last":  func(a, b uint32) int { return cmp.Compare(b, a) },
		} {
			best := map[uint32]uint32{}
			set.Each(func(ord uint32) bool {
				if had, ok := best[firsts[ord]]; !ok || compare(ord, had) < 0 {
					best[firsts[ord]] = ord
				}
				return true
			})
			var want []uint32
			for _, ord := range best {
				want = append(want, ord)
			}
			slices.Sort(want)
			var got []uint32
			twice, out := g.Double(set)
			g.Fold(set, twice, compare).Each(func(ord uint32) bool { got = append(got, ord); return true })
			if !slices.Equal(got, want) || out != size-len(want) {
				t.Errorf("%s of %d: %d are left and %d folded, want %d", name, size, len(got), out, len(want))
			}
			if size == cables && g.All() != size-len(want) {
				t.Errorf("%s of all: %d folded, want %d", name, g.All(), size-len(want))
			}
		}
	}
}
