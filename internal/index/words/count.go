package words

import (
	"bytes"
	"slices"

	"reftel/internal/text/rows"
)

// CountRows counts a row of places in an encoded list of words. As long as
// each place has one word, as in all phrases, nothing need be decoded.
func CountRows(places [][]uint32, slop int) func(list []byte) (uint32, error) {
	if slop > 0 {
		return newNearCounter(places, slop).count
	}
	if IsSingle(places) {
		row := appendIDs(nil, slices.Concat(places...))
		return func(list []byte) (uint32, error) { return countBytes(list, row), nil }
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
	finder *finder
}

func newNearCounter(places [][]uint32, slop int) *nearCounter {
	near := rows.NewNear(places, slop)
	return &nearCounter{near, newFinder(near.Sets)}
}

// count counts the stretches of an encoded list.
func (n *nearCounter) count(list []byte) (count uint32, err error) {
	found, err := n.finder.find(list)
	if err != nil {
		return 0, err
	}
	n.Begin()
	for _, w := range found {
		if w.id == rows.Break {
			n.Break(int(w.pos))
		} else if set := n.SetOf(w.id); set >= 0 && n.Add(int(w.pos), set) {
			count++
		}
	}
	return count, nil
}

// IsSingle reports whether each place has one word, as in all phrases.
func IsSingle(places [][]uint32) bool {
	return !slices.ContainsFunc(places, func(p []uint32) bool { return len(p) != 1 })
}
