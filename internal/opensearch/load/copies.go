package load

import (
	"hash/fnv"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// prose are the words of the paragraphs of a cable as numbers. They are hashes, so that
// no list of all words need be held: two words with one number are far rarer than it
// takes to make texts alike that are not.
func prose(c *cable.Cable) []uint32 {
	var out []uint32
	h := fnv.New32a()
	values.EachProse(c, func(t string, subject bool) {
		if subject {
			return
		}
		if len(out) > 0 {
			out = append(out, rows.Break)
		}
		text.Scan(t, func(term []byte, _, _ int, kind text.Kind) {
			if kind != text.Plain {
				return
			}
			h.Reset()
			_, _ = h.Write(term)
			n := h.Sum32()
			if n == rows.Break {
				n++
			}
			out = append(out, n)
		})
	})
	return out
}
