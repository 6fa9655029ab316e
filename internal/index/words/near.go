package words

import (
	"fmt"

	"reftel/internal/codec"
	"reftel/internal/text/rows"
)

// AddTogether adds what the words of an encoded list count for to the sums of t.
func AddTogether(t *rows.Together, list []byte, weight float32) error {
	t.Text()
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
		if !may.Has(id) {
			continue
		}
		if id == rows.Break {
			t.Break(pos)
		} else {
			t.Add(pos, id, weight)
		}
	}
	return nil
}
