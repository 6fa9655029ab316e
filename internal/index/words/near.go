package words

import "reftel/internal/text/rows"

// A Together measures how near the words of a query stand to one another in encoded
// lists.
type Together struct {
	*rows.Together
	finder *finder
}

// NewTogether is rows.NewTogether for encoded lists.
func NewTogether(places [][]uint32, typed []uint32, apart []int) *Together {
	return &Together{rows.NewTogether(places, typed, apart), newFinder(places)}
}

// AddList adds what the words of an encoded list count for to the sums of t.
func (t *Together) AddList(list []byte, weight float32) error {
	found, err := t.finder.find(list)
	if err != nil {
		return err
	}
	t.Text()
	for _, w := range found {
		if w.id == rows.Break {
			t.Break(int(w.pos))
		} else {
			t.Add(int(w.pos), w.id, weight)
		}
	}
	return nil
}
