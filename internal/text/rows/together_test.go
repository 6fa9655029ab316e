package rows

import (
	"slices"
	"testing"
)

func TestTogether(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ids    []uint32
		places [][]uint32
		apart  int // 1 where not told
		want   []float32
	}{
		{"side by side", []uint32{1, 2}, [][]uint32{{1}, {2}}, 0, []float32{1}},
		{"one word between", []uint32{1, 9, 2}, [][]uint32{{1}, {2}}, 0, []float32{0.25}},
		{"the other order", []uint32{2, 1}, [][]uint32{{1}, {2}}, 0, []float32{0.5}},
		{"twice", []uint32{1, 2, Break, 1, 2}, [][]uint32{{1}, {2}}, 0, []float32{2}},
		{"across a break", []uint32{1, Break, 2}, [][]uint32{{1}, {2}}, 0, []float32{0}},
		{"too far", []uint32{1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 2}, [][]uint32{{1}, {2}}, 0, []float32{0}},
		{"one of several", []uint32{5, 7}, [][]uint32{{4, 5}, {6, 7}}, 0, []float32{1}},
		{"as far as in the query", []uint32{1, 8, 9, 2}, [][]uint32{{1}, {2}}, 3, []float32{1}},
		{"nearer than in the query", []uint32{1, 2}, [][]uint32{{1}, {2}}, 3, []float32{1. / 9}},
		{"another form", []uint32{4, 7}, [][]uint32{{4, 5}, {6, 7}}, 0, []float32{0.5}},
		{"three words", []uint32{1, 2, 3}, [][]uint32{{1}, {2}, {3}}, 0, []float32{1, 1}},
		{"the first two alone", []uint32{1, 2, Break, 3}, [][]uint32{{1}, {2}, {3}}, 0, []float32{1, 0}},
		{"the same word twice", []uint32{1, 1}, [][]uint32{{1}, {1}}, 0, []float32{1}},
		{"one word is not two", []uint32{1}, [][]uint32{{1}, {1}}, 0, []float32{0}},
		{"words of one sum", []uint32{1, 1025, 2}, [][]uint32{{1}, {2}}, 0, []float32{0.25}},
	} {
		typed, apart := make([]uint32, len(c.places)), make([]int, len(c.places))
		for i, p := range c.places {
			typed[i], apart[i] = p[len(p)-1], max(1, c.apart)
		}
		w := NewTogether(c.places, typed, apart)
		w.Begin()
		w.Add(0, c.places[0][0], 1) // what was before is forgotten
		w.Begin()
		for i, id := range c.ids {
			switch {
			case id == Break:
				w.Break(i)
			default:
				w.Add(i, id, 1)
			}
		}
		if !slices.Equal(w.Pairs, c.want) {
			t.Errorf("%s: %v, want %v", c.name, w.Pairs, c.want)
		}
	}
}
