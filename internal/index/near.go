package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// A nearFinder looks for stretches of text that hold certain words in any
// order, with at most slop other words between and no break. Stretches do not
// overlap.
type nearFinder struct {
	width int           // words that a stretch has at most
	sets  [][]uint32    // different places
	codes [][]byte      // the encoded first word of each
	low   [nearLow]int8 // the set of each of the most frequent words, from 1; 0 for none
	most  uint32        // the rarest word

	last  [][]int // where the last words of each set were, as many as are needed
	floor int     // words before it are of another stretch
	found []nearWord
}

// nearLow is how many of the most frequent words are known by their numbers.
const nearLow = 256

type nearWord struct{ off, end, set int } // bytes of a list

func newNearFinder(places [][]uint32, slop int) *nearFinder {
	n := &nearFinder{width: len(places) + slop}
	for _, p := range places {
		i := slices.IndexFunc(n.sets, func(o []uint32) bool { return slices.Equal(o, p) })
		if i < 0 {
			n.sets, n.last = append(n.sets, p), append(n.last, nil)
			n.codes = append(n.codes, appendIDs(nil, p[:min(1, len(p))]))
			i = len(n.sets) - 1
		}
		n.last[i] = append(n.last[i], -1)
		for _, id := range p {
			n.most = max(n.most, id)
			if id < nearLow && n.low[id] == 0 {
				n.low[id] = int8(i + 1)
			}
		}
	}
	return n
}

// begin is before the first word of a text.
func (n *nearFinder) begin() {
	for _, l := range n.last {
		for i := range l {
			l[i] = -1
		}
	}
	n.floor = 0
}

// add takes the next word of a set and reports whether it completes a stretch.
// The words after it are of the next.
func (n *nearFinder) add(pos, set int) bool {
	if l := n.last[set]; len(l) == 1 {
		l[0] = pos
	} else {
		copy(l, l[1:])
		l[len(l)-1] = pos
	}
	from := max(n.floor, pos+1-n.width)
	for _, l := range n.last {
		if l[0] < from {
			return false
		}
	}
	n.floor = pos + 1
	return true
}

// each calls f with the positions of the words of each stretch of ids.
func (n *nearFinder) each(ids []uint32, f func(at []int)) {
	n.begin()
	for i, id := range ids {
		if id == lineBreak {
			n.floor = i + 1
		} else if k := n.setOf(id); k >= 0 && n.add(i, k) {
			at := slices.Concat(n.last...)
			slices.Sort(at)
			f(at)
		}
	}
}

// count counts the stretches of an encoded list.
func (n *nearFinder) count(list []byte) (count uint32, err error) {
	n.begin()
	for pos, at := 0, 0; at < len(list); pos++ {
		id, k := uint32(list[at]), 1
		if id >= 0x80 {
			if id, k = idAt(list[at:]); k == 0 {
				return 0, fmt.Errorf("word stream: %w", errShort)
			}
		}
		at += k
		if id == lineBreak {
			n.floor = pos + 1
		} else if set := n.setOf(id); set >= 0 && n.add(pos, set) {
			count++
		}
	}
	return count, nil
}

// setOf is the first set that has a word, -1 where none has.
func (n *nearFinder) setOf(id uint32) int {
	if id < nearLow {
		return int(n.low[id]) - 1
	}
	if id > n.most {
		return -1
	}
	return slices.IndexFunc(n.sets, func(s []uint32) bool { return has(s, id) })
}

// veryFrequent reports whether a word is so frequent that to look for each word
// by itself takes longer than to decode all.
func (n *nearFinder) veryFrequent() bool {
	return slices.ContainsFunc(n.sets, func(s []uint32) bool { return len(s) > 0 && s[0] < nearLow/8 })
}

// countBytes counts the stretches of an encoded list, where each place has one
// word. It looks for the bytes of the words and counts the words between, which
// is several times faster than to decode them all.
func (n *nearFinder) countBytes(list []byte) uint32 {
	n.found = n.found[:0]
	for set, code := range n.codes {
		for at := 0; ; {
			i := bytes.Index(list[at:], code)
			if i < 0 {
				break
			}
			at += i
			if at == 0 || list[at-1] < 0x80 {
				n.found = append(n.found, nearWord{at, at + len(code), set})
			}
			at++
		}
	}
	slices.SortFunc(n.found, func(a, b nearWord) int { return cmp.Compare(a.off, b.off) })
	n.begin()
	var count uint32
	pos, off := 0, 0
	for _, w := range n.found {
		between := list[off:w.off]
		pos += countWords(between)
		if bytes.IndexByte(between, lineBreak) >= 0 {
			n.floor = pos
		}
		if n.add(pos, w.set) {
			count++
		}
		pos++
		off = w.end
	}
	return count
}

// countWords is the number of words in an encoded list: of bytes below 0x80.
func countWords(list []byte) int {
	n := 0
	for ; len(list) >= 8; list = list[8:] {
		n += bits.OnesCount64(^binary.LittleEndian.Uint64(list) & 0x8080808080808080)
	}
	for _, b := range list {
		n += int(1 - b>>7)
	}
	return n
}
