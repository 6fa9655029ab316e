package enginetest

import (
	"testing"

	"reftel/internal/archive"
)

// testCost holds that any request has a cost that is known before it is asked, and that
// what needs a look into more texts is never told to be the cheaper.
func testCost(t *testing.T, a archive.Archive) {
	for _, pair := range []struct{ cheap, dear string }{
		{"zebra", `"the of"~100`},
		{"ferry", `"the of"~100 OR "and to"~100`},
		{"", "the OR of OR and OR to OR in"},
		{`zebra "the of"~100`, `"the of"~100`},
	} {
		var costs [2]int64
		for i, text := range []string{pair.cheap, pair.dear} {
			cost, err := a.Cost(t.Context(), request(t, text))
			if err != nil || cost <= 0 {
				t.Fatalf("%s: cost %v, %v", text, cost, err)
			}
			costs[i] = int64(cost)
		}
		if costs[0] > costs[1] {
			t.Errorf("%q costs %d and %q costs %d", pair.cheap, costs[0], pair.dear, costs[1])
		}
	}
}
