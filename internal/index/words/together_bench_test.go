package words

import (
	"math/rand/v2"
	"testing"

	"reftel/internal/text/rows"
)

// BenchmarkTogether reads a long text for the nearness of two words.
func BenchmarkTogether(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var ids []uint32
	for range 100_000 {
		id := uint32(1 + r.ExpFloat64()*1500)
		ids = append(ids, id)
	}
	list := appendIDs(nil, ids)
	t := rows.NewTogether([][]uint32{{700, 900, 5000}, {1200, 9000}}, []uint32{700, 1200}, []int{1, 1})
	b.SetBytes(int64(len(list)))
	for b.Loop() {
		t.Begin()
		if err := AddTogether(t, list, 1); err != nil {
			b.Fatal(err)
		}
	}
}
