package search_test

import (
	"context"
	"errors"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
)

// TestPlace holds that the places of all hits are those of the list.
func TestPlace(t *testing.T) {
	t.Parallel()
	a := indextest.Open(t, indextest.Invent(60))
	for _, text := range []string{"", "the", "tag:PREL", "nothingofthekind"} {
		for _, sort := range query.Sorts() {
			req := indextest.Request(t, text)
			req.Sort = sort
			ids := indextest.HitIDs(indextest.Search(t, a, req))
			at := func(n int) string {
				if n < 1 || n > len(ids) {
					return ""
				}
				return ids[n-1]
			}
			for n := 1; n <= len(ids)+2; n++ {
				p, err := a.Place(context.Background(), req, n)
				want := archive.Place{ID: at(n), Prev: at(n - 1), Next: at(n + 1), Total: len(ids)}
				if err != nil || p != want {
					t.Fatalf("%q %s: hit %d of %d: %+v %v, want %+v", text, sort, n, len(ids), p, err, want)
				}
			}
		}
	}
	if _, err := a.Place(context.Background(), indextest.Request(t, "the"), 0); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("place 0: %v", err)
	}
}
