package words

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/codec"
	"reftel/internal/text/rows"
)

// draw draws numbers of words: of one byte, two and three, the most frequent and others, of
// which some begin alike, and breaks.
func draw(rnd *rand.Rand, n int) []uint32 {
	of := []uint32{0, 1, 2, 3, 7, 8, 9, 127, 128, 129, 130, 255, 256, 300, 16384, 16511, 1 << 21}
	of = of[:2+rnd.IntN(len(of)-1)]
	ids := make([]uint32, n)
	for i := range ids {
		ids[i] = of[rnd.IntN(len(of))]
	}
	return ids
}

// TestNear compares the ways to find words near each other with a count of all
// windows, and rows with a plain search.
func TestNear(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 5))
	near := 0
	for range 6000 {
		ids := draw(rnd, rnd.IntN(60))
		var places [][]uint32
		for range 2 + rnd.IntN(3) {
			places = append(places, []uint32{[]uint32{1, 2, 3, 8, 128, 16384}[rnd.IntN(6)]})
		}
		slop := 1 + rnd.IntN(5)
		list := appendIDs(nil, ids)
		var decoded uint32
		rows.NewNear(places, slop).Each(ids, func([]int) { decoded++ })
		counter := newNearCounter(places, slop)
		for range 2 { // what one list leaves does not matter to the next
			if got, err := counter.count(list); err != nil || got != decoded {
				t.Fatalf("%v near %d in %v: %d, decoded %d, %v", places, slop, ids, got, decoded, err)
			}
		}
		if want := anyWindow(ids, places, slop); (decoded > 0) != want {
			t.Fatalf("%v near %d in %v: %d, want any: %v", places, slop, ids, decoded, want)
		}
		near += int(decoded)
		var inRow uint32
		rows.Each(ids, places, func(int) { inRow++ })
		if got := countBytes(list, appendIDs(nil, slices.Concat(places...))); got != inRow {
			t.Fatalf("%v in %v: %d, want %d", places, ids, got, inRow)
		}
		if got, broken := countBetween(list, 0, len(list)); got != len(ids) || broken != slices.Contains(ids, rows.Break) {
			t.Fatalf("%v: %d words, broken %v", ids, got, broken)
		}
	}
	if near == 0 {
		t.Error("nothing was near")
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

// TestFinder holds that each way to find words finds what there is, in texts that are longer
// than what is looked at at once too.
func TestFinder(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(6, 6))
	for range 3000 {
		ids := draw(rnd, rnd.IntN(100))
		if rnd.IntN(50) == 0 {
			ids = draw(rnd, 4000)
		}
		var sets [][]uint32
		for range 1 + rnd.IntN(4) {
			set := draw(rnd, 1+rnd.IntN(5))
			sets = append(sets, slices.DeleteFunc(set, func(id uint32) bool { return id == rows.Break }))
		}
		wanted := slices.Concat(sets...)
		var want []place
		broken := false
		for pos, id := range ids {
			switch {
			case id == rows.Break:
				broken = true
			case slices.Contains(wanted, id):
				if broken && len(want) > 0 {
					want = append(want, place{id: rows.Break})
				}
				broken = false
				want = append(want, place{uint32(len(appendIDs(nil, ids[:pos]))), uint32(pos), id})
			}
		}
		f := newFinder(sets)
		for _, name := range []string{"looked for", "decoded"} {
			if name == "decoded" {
				f.many = newSieve(wanted)
			}
			found, err := f.find(appendIDs(nil, ids))
			if err != nil {
				t.Fatal(err)
			}
			var got []place
			broken := false
			for _, w := range found {
				switch {
				case w.id == rows.Break:
					broken = true
				case slices.Contains(wanted, w.id):
					if broken && len(got) > 0 {
						got = append(got, place{id: rows.Break})
					}
					broken = false
					got = append(got, w)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%v in %v, %s: %v, want %v", sets, ids, name, got, want)
			}
		}
	}
}

// TestFinderOfMany holds that a list that ends within a number is told.
func TestFinderOfMany(t *testing.T) {
	t.Parallel()
	var many []uint32
	for id := range uint32(fewCodes + 1) {
		many = append(many, 100+id)
	}
	if found, err := newFinder([][]uint32{many}).find([]byte{101, 0x80}); !errors.Is(err, codec.ErrShort) {
		t.Errorf("%v, %v", found, err)
	}
}
