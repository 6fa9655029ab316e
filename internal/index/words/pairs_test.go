package words

import (
	"slices"
	"testing"

	"reftel/internal/text/rows"
)

// A pairCount is a cable that has a pair, and how often.
type pairCount struct{ ord, count uint32 }

// TestPairList holds that a list gives back what was added.
func TestPairList(t *testing.T) {
	dir := t.TempDir()
	want := []pairCount{{0, 1}, {1, 3}, {2, 4}, {40, 5}, {300, 200}, {251_286, 2}}
	b := NewPairBuilder()
	pair, _ := PairOf(false, 1, PairWords-1)
	list := &pairList{}
	b.lists[pair] = list
	for _, m := range want {
		list.add(m.ord, m.count)
	}
	if err := b.Write(dir); err != nil {
		t.Fatal(err)
	}
	lists, err := OpenPairs(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lists.Close() }()
	var got []pairCount
	lists.Each(pair, func(ord, count uint32) { got = append(got, pairCount{ord, count}) })
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if err := lists.Verify(251_287); err != nil {
		t.Error(err)
	}
	if lists.Verify(251_286) == nil {
		t.Error("a cable beyond the last is not noticed")
	}
	if _, ok := PairOf(false, 1, PairWords); ok {
		t.Error("a rare word has pairs")
	}
	if _, ok := PairOf(false, rows.Break, 1); ok {
		t.Error("a break is taken for a word")
	}
}
