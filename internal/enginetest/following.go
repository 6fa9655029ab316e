package enginetest

import (
	"errors"
	"slices"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// testFollowing holds that what a request finds can be had in parts, each behind the last
// cable of the one before, whole and in archive order.
func testFollowing(t *testing.T, a archive.Archive) {
	ctx := t.Context()
	for _, text := range []string{"", "ferry OR kiln", "zebra", "quay", "tag:EIND"} {
		for _, apart := range []bool{false, true} {
			req := request(t, text).WithSort(query.Newest).WithApart(apart)
			want, _ := found(t, a, req.WithSort(query.Oldest).WithApart(true))
			for _, n := range []int{1, 3, 1000} {
				var got []string
				for after := ""; ; after = got[len(got)-1] {
					ids, err := a.Following(ctx, req, after, n)
					if err != nil {
						t.Fatal(err)
					}
					if len(ids) == 0 {
						break
					}
					got = append(got, ids...)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%q by %d: %v, want %v", text, n, got, want)
				}
			}
		}
	}
	if _, err := a.Following(ctx, request(t, ""), "74NOWHERE1", 1); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("behind an id of no cable: %v", err)
	}
	if _, err := a.Following(ctx, request(t, ""), "", -1); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("-1 cables: %v", err)
	}
	// A cable that is not found itself has a place all the same.
	all, err := a.Following(ctx, request(t, ""), "", 2)
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	rest, err := a.Following(ctx, request(t, "-id:"+all[0]), all[0], 1)
	if err != nil || !slices.Equal(rest, all[1:]) {
		t.Errorf("behind %s: %v %v", all[0], rest, err)
	}
}
