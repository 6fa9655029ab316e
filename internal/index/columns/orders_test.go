package columns

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/archive/values"
)

// TestOrders compares the kept orders of many values with plain sorting, and the
// letters of few with those of many.
func TestOrders(t *testing.T) {
	t.Parallel()
	b := builder(t)
	r := rand.New(rand.NewPCG(3, 4))
	const n = manyValues + 900
	for i := range n {
		word := []string{"Åse", "bo", "Carl-Otto", "9th", "dé Èze", "Zoë"}[r.IntN(6)]
		if err := b.Add([]values.Value{{Text: fmt.Sprintf("%s %d", word, r.IntN(1<<20)+i<<20)}}); err != nil {
			t.Fatal(err)
		}
	}
	c, _ := column(t, b)
	c.foldNames(nil)
	for _, size := range []int{0, 1, 300, manyValues - 1, manyValues, len(c.Values)} {
		vs := make([]uint32, size)
		for i, v := range r.Perm(len(c.Values))[:size] {
			vs[i] = uint32(v)
		}
		want := slices.Clone(vs)
		slices.SortFunc(want, c.compareNames)
		letters := c.Letters(vs)
		if c.SortByName(vs); !slices.Equal(vs, want) {
			t.Errorf("%d values are in another order", size)
		}
		if size >= 300 && letters != "ABCDEOZ" {
			t.Errorf("letters of %d values: %s", size, letters)
		}
	}
	if got := c.Letters(nil); got != "" {
		t.Errorf("letters of none: %s", got)
	}
}
