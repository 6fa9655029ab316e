package search_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
	"reftel/internal/sharedtest"
)

// TestPairs compares the lists of pairs with a count of the word streams.
func TestPairs(t *testing.T) {
	a := indextest.Open(t, indextest.Invent(sharedtest.Size(300, 400, 2000)))
	var within []uint32
	for ord := uint32(0); int(ord) < a.Generation().Cables; ord += 3 {
		within = append(within, ord)
	}
	found := 0
	for first := uint32(1); first <= 30; first++ {
		for second := uint32(1); second <= 30; second++ {
			for _, in := range []string{"", "subject"} {
				for _, some := range [][]uint32{nil, within} {
					byPairs, byStreams, err := a.Rows(t.Context(), first, second, in, some)
					if err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(byPairs, byStreams) {
						t.Errorf("words %d and %d in %q: %d cables, want %d", first, second, in, len(byPairs), len(byStreams))
					}
					found += len(byStreams)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no pair occurs in the cables of the test")
	}
}

// TestManyRows holds that candidates which are counted in pieces are all
// counted, whichever piece they are in.
func TestManyRows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds many cables; the run without -short does it")
	}
	t.Parallel()
	const n = 2*search.RowPiece + 700
	cs := make([]*cable.Cable, n)
	want := 0
	for i := range cs {
		text := "The foreign minister left."
		if i%5 == 0 {
			text = "A minister of a foreign country left."
		} else {
			want++
		}
		cs[i] = indextest.Simple(fmt.Sprintf("74ALFA%d", i+1), "1974", "Minister foreign", text)
	}
	a := indextest.Open(t, cs)
	if got := indextest.Search(t, a, indextest.Request(t, `"foreign minister"`)).Total; got != want {
		t.Errorf("in a row: %d cables, want %d", got, want)
	}
	if got := indextest.Search(t, a, indextest.Request(t, `"minister foreign"~3`)).Total; got != n {
		t.Errorf("near: %d cables, want %d", got, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Search(ctx, indextest.Request(t, `"foreign minister"`)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
