package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A nearFinder looks for stretches of text that hold certain words in any
// order, with at most slop other words between and no break. Stretches do not
// overlap.
type nearFinder struct {
	places int
	slop   int
	sets   [][]uint32    // different places
	need   []int         // how many words each takes
	codes  [][]byte      // the encoded first word of each
	low    [nearLow]int8 // the set of each of the most frequent words, from 1; 0 for none

	// The window: positions and sets of the words in it.
	at, set []int
	have    []int
	missing int
	found   []nearWord
}

// nearLow is how many of the most frequent words are known by their numbers.
const nearLow = 256

type nearWord struct{ off, end, set int } // bytes of a list

func newNearFinder(places [][]uint32, slop int) *nearFinder {
	n := &nearFinder{places: len(places), slop: slop}
	for _, p := range places {
		i := slices.IndexFunc(n.sets, func(o []uint32) bool { return slices.Equal(o, p) })
		if i < 0 {
			n.sets, n.need = append(n.sets, p), append(n.need, 0)
			n.codes = append(n.codes, appendIDs(nil, p[:min(1, len(p))]))
			i = len(n.sets) - 1
		}
		n.need[i]++
		for _, id := range p {
			if id < nearLow && n.low[id] == 0 {
				n.low[id] = int8(i + 1)
			}
		}
	}
	n.have = make([]int, len(n.sets))
	n.reset()
	return n
}

func (n *nearFinder) reset() {
	n.at, n.set, n.missing = n.at[:0], n.set[:0], n.places
	clear(n.have)
}

// add takes the next word of a set and reports whether the window is complete.
func (n *nearFinder) add(pos, set int) bool {
	n.at, n.set = append(n.at, pos), append(n.set, set)
	if n.have[set] < n.need[set] {
		n.missing--
	}
	n.have[set]++
	out := 0
	for out < len(n.at) && pos-n.at[out]+1 > n.places+n.slop {
		k := n.set[out]
		if n.have[k] <= n.need[k] {
			n.missing++
		}
		n.have[k]--
		out++
	}
	n.at, n.set = slices.Delete(n.at, 0, out), slices.Delete(n.set, 0, out)
	return n.missing == 0
}

// each calls f with the positions of the words of each stretch of ids. They are
// valid during the call.
func (n *nearFinder) each(ids []uint32, f func(at []int)) {
	n.reset()
	for i, id := range ids {
		if id == lineBreak {
			n.reset()
			continue
		}
		if k := n.setOf(id); k >= 0 && n.add(i, k) {
			f(n.at)
			n.reset()
		}
	}
}

// setOf is the first set that has a word, -1 where none has.
func (n *nearFinder) setOf(id uint32) int {
	if id < nearLow {
		return int(n.low[id]) - 1
	}
	for k, s := range n.sets {
		if has(s, id) {
			return k
		}
	}
	return -1
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
	n.reset()
	var count uint32
	pos, off := 0, 0
	for _, w := range n.found {
		between := list[off:w.off]
		if bytes.IndexByte(between, lineBreak) >= 0 {
			n.reset()
		}
		pos += countWords(between)
		if n.add(pos, w.set) {
			count++
			n.reset()
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
