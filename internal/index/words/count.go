package words

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"reftel/internal/codec"
	"reftel/internal/text/rows"
)

// CountRows counts a row of places in an encoded list of words. As long as
// each place has one word, as in all phrases, nothing need be decoded.
func CountRows(places [][]uint32, slop int) func(list []byte) (uint32, error) {
	single := IsSingle(places)
	if single && slop == 0 {
		row := appendIDs(nil, slices.Concat(places...))
		return func(list []byte) (uint32, error) { return countBytes(list, row), nil }
	}
	if slop > 0 {
		near := newNearCounter(places, slop)
		switch {
		case single && !near.veryFrequent():
			return func(list []byte) (uint32, error) { return near.countBytes(list), nil }
		case near.finder != nil:
			return near.countFound
		}
		return near.count
	}
	var ids []uint32
	return func(list []byte) (n uint32, err error) {
		if ids, err = decodeIDs(ids[:0], list); err != nil {
			return 0, err
		}
		rows.Each(ids, places, func(int) { n++ })
		return n, nil
	}
}

// countBytes counts how often the encoded words stand in an encoded list. The
// last byte of a number is below 0x80 and no other is, which tells where one
// begins.
func countBytes(list, words []byte) uint32 {
	var n uint32
	for at := 0; ; at++ {
		i := bytes.Index(list[at:], words)
		if i < 0 {
			return n
		}
		at += i
		if at == 0 || list[at-1] < 0x80 {
			n++
		}
	}
}

// A nearCounter counts stretches of words near each other in encoded lists.
type nearCounter struct {
	*rows.Near
	finder *finder  // nil where there are many words
	codes  [][]byte // the encoded first word of each place
	found  []nearWord
}

type nearWord struct{ off, end, set int } // bytes of a list

func newNearCounter(places [][]uint32, slop int) *nearCounter {
	n := &nearCounter{Near: rows.NewNear(places, slop)}
	n.finder = newFinder(n.Sets)
	for _, p := range n.Sets {
		n.codes = append(n.codes, appendIDs(nil, p[:min(1, len(p))]))
	}
	return n
}

// count counts the stretches of an encoded list.
func (n *nearCounter) count(list []byte) (count uint32, err error) {
	n.Begin()
	low, most := n.Low(), n.Most()
	for pos, at := 0, 0; at < len(list); pos++ {
		var id uint32
		switch b := list[at]; { // most words are passed over here
		case b < 0x80:
			at++
			if id = uint32(b); id != rows.Break && low[id] == 0 {
				continue
			}
		case at+1 < len(list) && list[at+1] < 0x80:
			id = uint32(b&0x7f) | uint32(list[at+1])<<7
			if at += 2; id > most {
				continue
			}
		default:
			long, k := idAt(list[at:])
			if k == 0 {
				return 0, fmt.Errorf("word stream: %w", codec.ErrShort)
			}
			id = long
			if at += k; id > most {
				continue
			}
		}
		if id == rows.Break {
			n.Break(pos)
		} else if set := n.SetOf(id); set >= 0 && n.Add(pos, set) {
			count++
		}
	}
	return count, nil
}

// countFound counts the stretches of an encoded list by the finder.
func (n *nearCounter) countFound(list []byte) (count uint32, err error) {
	n.Begin()
	n.finder.each(list, func(at, pos int) {
		id, k := idAt(list[at:])
		if k == 0 {
			err = fmt.Errorf("word stream: %w", codec.ErrShort)
		} else if id == rows.Break {
			n.Break(pos)
		} else if set := n.SetOf(id); set >= 0 && n.Add(pos, set) {
			count++
		}
	})
	return count, err
}

// frequent is the number below which a word is so frequent.
const frequent = 32

// veryFrequent reports whether a word is so frequent that to look for each word
// by itself takes longer than to compare all places with all words.
func (n *nearCounter) veryFrequent() bool {
	return slices.ContainsFunc(n.Sets, func(s []uint32) bool { return len(s) > 0 && s[0] < frequent })
}

// countBytes counts the stretches of an encoded list, where each place has one
// word. It looks for the bytes of the words and counts the words between, which
// is several times faster than to decode them all.
func (n *nearCounter) countBytes(list []byte) uint32 {
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
	n.Begin()
	var count uint32
	pos, off := 0, 0
	for _, w := range n.found {
		between := list[off:w.off]
		pos += countWords(between)
		if bytes.IndexByte(between, rows.Break) >= 0 {
			n.Break(pos - 1)
		}
		if n.Add(pos, w.set) {
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

// IsSingle reports whether each place has one word, as in all phrases.
func IsSingle(places [][]uint32) bool {
	return !slices.ContainsFunc(places, func(p []uint32) bool { return len(p) != 1 })
}
