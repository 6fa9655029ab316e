package index

import (
	"fmt"
	"slices"
	"testing"
)

// TestPairs compares the lists of pairs with a count of the word streams.
func TestPairs(t *testing.T) {
	a := open(t, invent(2000))
	r := a.newRun(t.Context())
	within := newBitset(a.n)
	for ord := uint32(0); int(ord) < a.n; ord += 3 {
		within.set(ord)
	}
	found := 0
	for first := uint32(1); first <= 30; first++ {
		for second := uint32(1); second <= 30; second++ {
			for _, in := range []string{"", fieldSubject} {
				places := [][]uint32{{first}, {second}}
				want, err := r.countRows(a.all, places, 0, in == fieldSubject)
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%q %q in %q", a.words.word(first), a.words.word(second), in)
				if got := a.pairMatches(first, second, in == fieldSubject, nil); !slices.Equal(got, want) {
					t.Errorf("%s: %d cables, want %d", name, len(got), len(want))
				}
				want = slices.DeleteFunc(want, func(m phraseMatch) bool { return !within.has(m.ord) })
				if got := a.pairMatches(first, second, in == fieldSubject, within); !slices.Equal(got, want) {
					t.Errorf("%s within: %d cables, want %d", name, len(got), len(want))
				}
				found += len(want)
			}
		}
	}
	if found == 0 {
		t.Error("no pair occurs in the cables of the test")
	}
}

// TestPairList holds that a list gives back what was added.
func TestPairList(t *testing.T) {
	dir := t.TempDir()
	want := []phraseMatch{{ord: 0, body: 1}, {ord: 1, body: 3}, {ord: 2, body: 4}, {ord: 40, body: 5}, {ord: 300, body: 200}, {ord: 251_286, body: 2}}
	b := newPairBuilder()
	pair, _ := pairOf(false, 1, pairWords-1)
	list := &pairList{}
	b.lists[pair] = list
	for _, m := range want {
		list.add(m.ord, m.body)
	}
	if err := b.write(dir); err != nil {
		t.Fatal(err)
	}
	lists, err := openPairs(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer lists.close()
	var got []phraseMatch
	lists.each(pair, func(ord, count uint32) { got = append(got, phraseMatch{ord: ord, body: count}) })
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if err := lists.verify(251_287); err != nil {
		t.Error(err)
	}
	if lists.verify(251_286) == nil {
		t.Error("a cable beyond the last is not noticed")
	}
	if _, ok := pairOf(false, 1, pairWords); ok {
		t.Error("a rare word has pairs")
	}
	if _, ok := pairOf(false, lineBreak, 1); ok {
		t.Error("a break is taken for a word")
	}
}
