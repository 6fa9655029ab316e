package rows

import (
	"slices"
	"testing"
)

func TestEach(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ids    []uint32
		places [][]uint32
		want   []int
	}{
		{"in a row", []uint32{5, 1, 2, 1, 2, 2}, [][]uint32{{1}, {2}}, []int{1, 3}},
		{"one of several", []uint32{1, 3, 1, 2}, [][]uint32{{1}, {2, 3}}, []int{0, 2}},
		{"overlapping", []uint32{1, 1, 1}, [][]uint32{{1}, {1}}, []int{0, 1}},
		{"across a break", []uint32{1, Break, 2}, [][]uint32{{1}, {2}}, nil},
		{"a place that nothing takes", []uint32{1, 2}, [][]uint32{{1}, {}}, nil},
		{"too short", []uint32{1}, [][]uint32{{1}, {2}}, nil},
	} {
		var got []int
		Each(c.ids, c.places, func(at int) { got = append(got, at) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: at %v, want %v", c.name, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ids    []uint32
		places [][]uint32
		slop   int
		want   [][]int
	}{
		{"one word between", []uint32{1, 9, 2}, [][]uint32{{1}, {2}}, 1, [][]int{{0, 2}}},
		{"too far", []uint32{1, 9, 9, 2}, [][]uint32{{1}, {2}}, 1, nil},
		{"the other order", []uint32{2, 1}, [][]uint32{{1}, {2}}, 1, [][]int{{0, 1}}},
		{"the same word twice", []uint32{1, 1}, [][]uint32{{1}, {1}}, 1, [][]int{{0, 1}}},
		{"one word is not two", []uint32{1}, [][]uint32{{1}, {1}}, 3, nil},
		{"across a break", []uint32{1, Break, 2}, [][]uint32{{1}, {2}}, 5, nil},
		{"stretches do not overlap", []uint32{1, 2, 1, 2}, [][]uint32{{1}, {2}}, 1, [][]int{{0, 1}, {2, 3}}},
		{"rare words", []uint32{900, 7, 800}, [][]uint32{{800}, {900}}, 1, [][]int{{0, 2}}},
	} {
		var got [][]int
		NewNear(c.places, c.slop).Each(c.ids, func(at []int) { got = append(got, slices.Clone(at)) })
		if !slices.EqualFunc(got, c.want, slices.Equal) {
			t.Errorf("%s: at %v, want %v", c.name, got, c.want)
		}
	}
}
