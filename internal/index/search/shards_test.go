package search_test

import (
	"fmt"
	"slices"
	"testing"

	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/postings"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
)

func TestShards(t *testing.T) {
	t.Parallel()
	sizes := postings.Sizes(9000, 4)
	if fmt.Sprint(sizes) != "[4480 4520]" {
		t.Errorf("sizes %v", sizes)
	}
	if testing.Short() {
		t.Skip("builds 9,000 cables")
	}
	sharedtest.Dear(t)
	cs := make([]*cable.Cable, 0, 2*4000)
	for i := range 2 * 4000 {
		cs = append(cs, indextest.Simple(fmt.Sprintf("74ALFA%d", i+1), "1974", "S", fmt.Sprintf("common word%d", i)))
	}
	dir := indextest.TempDir(t)
	indextest.PublishWith(t, dir, cs, prepare.Options{Workers: 2})
	a := indextest.OpenDir(t, dir)
	if n := indextest.Search(t, a, query.Request{Expr: query.Word{Text: "common"}, Page: 1, Size: 1}).Total; n != len(cs) {
		t.Errorf("%d hits", n)
	}
	for _, i := range []int{0, 3967, 3968, 7999} {
		if got := indextest.HitIDs(indextest.Search(t, a, indextest.Request(t, fmt.Sprintf("word%d", i)))); !slices.Equal(got, []string{fmt.Sprintf("74ALFA%d", i+1)}) {
			t.Errorf("word%d: %v", i, got)
		}
	}
}
