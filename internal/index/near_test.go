package index

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/cable"
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
		newNearFinder(places, slop).each(ids, func([]int) { decoded++ })
		if got := newNearFinder(places, slop).countBytes(list); got != decoded {
			t.Fatalf("%v near %d in %v: %d, decoded %d", places, slop, ids, got, decoded)
		}
		if got, err := newNearFinder(places, slop).count(list); err != nil || got != decoded {
			t.Fatalf("%v near %d in %v: counted %d, decoded %d, %v", places, slop, ids, got, decoded, err)
		}
		if want := anyWindow(ids, places, slop); (decoded > 0) != want {
			t.Fatalf("%v near %d in %v: %d, want any: %v", places, slop, ids, decoded, want)
		}
		var rows uint32
		eachRow(ids, places, func(int) { rows++ })
		if got := countBytes(list, appendIDs(nil, slices.Concat(places...))); got != rows {
			t.Fatalf("%v in %v: %d, want %d", places, ids, got, rows)
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
		for j := i; j < len(ids) && j-i < len(places)+slop && ids[j] != lineBreak; j++ {
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

// TestManyRows holds that candidates which are counted in pieces are all
// counted, whichever piece they are in.
func TestManyRows(t *testing.T) {
	t.Parallel()
	const n = 2*rowPiece + 700
	cs := make([]*cable.Cable, n)
	want := 0
	for i := range cs {
		text := "The foreign minister left."
		if i%5 == 0 {
			text = "A minister of a foreign country left."
		} else {
			want++
		}
		cs[i] = simple(fmt.Sprintf("74ALFA%d", i+1), "1974", "Minister foreign", text)
	}
	a := open(t, cs)
	if got := search(t, a, request(t, `"foreign minister"`)).Total; got != want {
		t.Errorf("in a row: %d cables, want %d", got, want)
	}
	if got := search(t, a, request(t, `"minister foreign"~3`)).Total; got != n {
		t.Errorf("near: %d cables, want %d", got, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Search(ctx, request(t, `"foreign minister"`)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
