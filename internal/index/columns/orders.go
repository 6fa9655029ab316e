package columns

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"reftel/internal/index/bitset"
	"reftel/internal/text"
)

// The orders of a column are made when a list of many values first needs them, and
// kept: to compare half a million names for each page takes a third of a second.
type orders struct {
	sorted  sync.Once
	byName  []uint32 // values in the order of their folded names, equal ones by their text
	read    sync.Once
	letters []uint32 // for each value, with which letters its words begin: bit 0 is a
}

// manyValues is the number from which on a list of values goes by what is kept.
const manyValues = 1 << 12

func (c *Column) inOrder() []uint32 {
	o := &c.orders
	o.sorted.Do(func() {
		o.byName = make([]uint32, len(c.Values))
		for v := range o.byName {
			o.byName[v] = uint32(v)
		}
		slices.SortFunc(o.byName, c.compareNames)
	})
	return o.byName
}

func (c *Column) allLetters() []uint32 {
	o := &c.orders
	o.read.Do(func() {
		o.letters = make([]uint32, len(c.Values))
		for v := range o.letters {
			o.letters[v] = c.lettersOf(uint32(v))
		}
	})
	return o.letters
}

func (c *Column) compareNames(a, b uint32) int {
	return cmp.Or(strings.Compare(c.FoldedName(a), c.FoldedName(b)), strings.Compare(c.Values[a], c.Values[b]))
}

// SortByName puts values in the order of their folded names.
func (c *Column) SortByName(vs []uint32) {
	if len(vs) < manyValues {
		slices.SortFunc(vs, c.compareNames)
		return
	}
	among := bitset.New(len(c.Values))
	for _, v := range vs {
		among.Add(v)
	}
	n := 0
	for _, v := range c.inOrder() {
		if among.Has(v) {
			vs[n] = v
			n++
		}
	}
}

// Letters are those with which words of the names of values begin, as capitals.
func (c *Column) Letters(vs []uint32) string {
	var mask uint32
	if len(vs) < manyValues {
		for _, v := range vs {
			mask |= c.lettersOf(v)
		}
	} else {
		letters := c.allLetters()
		for _, v := range vs {
			mask |= letters[v]
		}
	}
	var b strings.Builder
	for ; mask != 0; mask &= mask - 1 {
		b.WriteByte('A' + byte(bits.TrailingZeros32(mask)))
	}
	return b.String()
}

// WithPrefix leaves of values, whose order does not matter, those in whose names words
// in a row begin so.
func (c *Column) WithPrefix(vs []uint32, begin string, has func(v uint32) bool) []uint32 {
	ws := text.Words(begin)
	if len(ws) == 0 {
		return vs
	}
	row := " " + strings.Join(ws, " ")
	if l := row[1] - 'a'; len(row) == 2 && l < 26 && len(vs) >= manyValues {
		letters := c.allLetters()
		return slices.DeleteFunc(vs, func(v uint32) bool { return letters[v]>>l&1 == 0 })
	}
	if len(vs) >= manyValues {
		vs = slices.DeleteFunc(c.Named(begin, true, 0), func(v uint32) bool { return !has(v) })
	}
	return slices.DeleteFunc(vs, func(v uint32) bool { return !strings.Contains(c.FoldedName(v), row) })
}

func (c *Column) lettersOf(v uint32) (mask uint32) {
	name := c.FoldedName(v)
	for i := 1; i < len(name); i++ {
		if l := name[i] - 'a'; name[i-1] == ' ' && l < 26 {
			mask |= 1 << l
		}
	}
	return mask
}
