package words

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"reftel/internal/recfile"
	"reftel/internal/text/rows"
)

// A pairCount is a cable that has a pair, and how often.
type pairCount struct{ ord, count uint32 }

// TestPairList holds that a list gives back what was added.
func TestPairList(t *testing.T) {
	dir := t.TempDir()
	want := []pairCount{{0, 1}, {1, 3}, {2, 4}, {40, 5}, {300, 200}, {251_286, 2}}
	b := NewPairBuilder(dir, 1<<20)
	pair, _ := PairOf(false, 1, PairWords-1)
	list := b.lists.list(pair)
	for _, m := range want {
		list.add(m.ord, m.count)
	}
	if err := b.Write(); err != nil {
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

// TestPairsPutBy holds that the file is the same whatever the memory that its lists may
// take.
func TestPairsPutBy(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(3, 9))
	var texts []Stream
	for range 400 {
		var s Stream
		for range rnd.IntN(60) {
			s.Body = append(s.Body, uint32(rnd.IntN(40)))
			s.Subject = append(s.Subject, uint32(rnd.IntN(PairWords+9)))
		}
		texts = append(texts, s)
	}
	var files [][]byte
	for _, room := range []int{1 << 20, 5000, 400} {
		dir := t.TempDir()
		b := NewPairBuilder(dir, room)
		for i := range texts {
			if err := b.Add(&texts[i]); err != nil {
				t.Fatal(err)
			}
		}
		if n := b.put.Runs(); (n > 0) != (room < 1<<20) {
			t.Errorf("room %d: %d times put by", room, n)
		}
		if err := errors.Join(b.Write(), b.Close()); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{PairsFile, PairsFile + recfile.Offsets} {
			file, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		if left, err := os.ReadDir(filepath.Join(dir, filepath.Dir(PairsFile))); err != nil || len(left) != 2 {
			t.Errorf("left are %v, %v", left, err)
		}
	}
	for i := 2; i < len(files); i++ {
		if !bytes.Equal(files[i], files[i%2]) {
			t.Errorf("file %d differs", i)
		}
	}
}
