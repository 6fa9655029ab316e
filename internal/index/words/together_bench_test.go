package words

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// BenchmarkTogether reads a long text for the nearness of two words.
func BenchmarkTogether(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var ids []uint32
	zipf := rand.NewZipf(r, 1.2, 20, 1<<17)
	for range 100_000 {
		id := uint32(1 + zipf.Uint64())
		ids = append(ids, id)
	}
	list := appendIDs(nil, ids)
	few := [][]uint32{{700, 900, 5000}, {1200, 9000}}
	many := [][]uint32{{700, 900, 5000, 5001, 5500, 6000, 7000}, {1200, 9000, 2100, 3500, 10000}}
	for name, places := range map[string][][]uint32{"few": few, "many": many} {
		b.Run(name, func(b *testing.B) {
			t := NewTogether(places, []uint32{700, 1200}, []int{1, 1})
			b.SetBytes(int64(len(list)))
			for b.Loop() {
				t.Begin()
				if err := t.AddList(list, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+" decoded", func(b *testing.B) {
			t := NewTogether(places, []uint32{700, 1200}, []int{1, 1})
			t.finder.many = newSieve(slices.Concat(places...))
			b.SetBytes(int64(len(list)))
			for b.Loop() {
				t.Begin()
				if err := t.AddList(list, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
