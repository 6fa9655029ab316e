package words

import (
	"fmt"

	"reftel/internal/codec"
	"reftel/internal/text/rows"
)

// A Together measures how near the words of a query stand to one another in encoded
// lists.
type Together struct {
	*rows.Together
	finder *finder // nil where there are many words
}

// NewTogether is rows.NewTogether for encoded lists.
func NewTogether(places [][]uint32, typed []uint32, apart []int) *Together {
	return &Together{rows.NewTogether(places, typed, apart), newFinder(places)}
}

// AddList adds what the words of an encoded list count for to the sums of t.
func (t *Together) AddList(list []byte, weight float32) error {
	t.Text()
	if t.finder == nil {
		return t.addAll(list, weight)
	}
	var err error
	t.finder.each(list, func(at, pos int) {
		if id, n := idAt(list[at:]); n > 0 {
			t.add(pos, id, weight)
		} else {
			err = fmt.Errorf("word stream: %w", codec.ErrShort)
		}
	})
	return err
}

func (t *Together) add(pos int, id uint32, weight float32) {
	if id == rows.Break {
		t.Break(pos)
	} else {
		t.Add(pos, id, weight)
	}
}

// addAll decodes the whole list.
func (t *Together) addAll(list []byte, weight float32) error {
	may := t.May()
	for pos, at := 0, 0; at < len(list); pos++ {
		var id uint32
		switch b := list[at]; { // numbers of one and of two bytes are by far the most
		case b < 0x80:
			id = uint32(b)
			at++
		case at+1 < len(list) && list[at+1] < 0x80:
			id = uint32(b&0x7f) | uint32(list[at+1])<<7
			at += 2
		default:
			long, n := idAt(list[at:])
			if n == 0 {
				return fmt.Errorf("word stream: %w", codec.ErrShort)
			}
			id = long
			at += n
		}
		if may.Has(id) {
			t.add(pos, id, weight)
		}
	}
	return nil
}
