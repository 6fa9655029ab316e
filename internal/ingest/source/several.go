package source

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Several is the Split of formats in which a file is one cable, but may be the
// files of several, one behind another. starts finds the offsets, behind the
// first byte, at which further ones begin in a text; it is shown no more than
// one byte over the size of the largest cable at a time. The parts of a file
// with several are named by their numbers.
func Several(starts func(text []byte) []int) func(r io.Reader, emit func(Part) error) error {
	return func(r io.Reader, emit func(Part) error) error {
		var text []byte
		count, line := 0, 1
		for {
			more, err := io.ReadAll(io.LimitReader(r, int64(MaxPart+1-len(text))))
			if err != nil {
				return fmt.Errorf("reading: %w", err)
			}
			text = append(text, more...)
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
