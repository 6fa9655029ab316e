package source

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// usual is the room that most cables need: memory that grows to it from nothing is several
// times as much.
const usual = 8 << 10

// Several is the Split of formats in which a file is one cable, but may be the
// files of several, one behind another. starts finds the offsets, behind the
// first byte, at which further ones begin in a text; it is shown no more than
// one byte over the size of the largest cable at a time. The parts of a file
// with several are named by their numbers.
func Several(starts func(text []byte) []int) func(r io.Reader, emit func(Part) error) error {
	return func(r io.Reader, emit func(Part) error) error {
		text := make([]byte, 0, usual)
		count, line := 0, 1
		for {
			b := bytes.NewBuffer(text)
			if _, err := b.ReadFrom(io.LimitReader(r, int64(MaxPart+1-len(text)))); err != nil {
				return fmt.Errorf("reading: %w", err)
			}
			text = b.Bytes()
			whole := len(text) <= MaxPart
			cuts := starts(text)
			switch {
			case whole && len(cuts) == 0 && count == 0:
				return emit(Part{Line: 1, Raw: text})
			case !whole && len(cuts) == 0 && count == 0:
				return Refuse(0, "larger than %d MB, the limit for one cable", MaxPart>>20)
			case !whole && len(cuts) == 0:
				return Refuse(line, "larger than %d MB, the limit for one cable; the rest of the file is not read", MaxPart>>20)
			}
			at := 0
			for _, end := range slices.Concat(cuts, []int{len(text)}) {
				if end == len(text) && !whole {
					break // what may go on behind it
				}
				if raw := text[at:end]; len(bytes.TrimSpace(raw)) > 0 {
					count++
					if err := emit(Part{Name: strconv.Itoa(count), Line: line, Raw: slices.Clip(raw)}); err != nil {
						return err
					}
				}
				line += bytes.Count(text[at:end], []byte("\n"))
				at = end
			}
			if whole {
				return nil
			}
			text = bytes.Clone(text[at:])
		}
	}
}
