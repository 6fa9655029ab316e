package columns

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"reftel/internal/index/bitset"
)

// Copies are the groups of cables that have copies.
type Copies struct {
	groups [][]uint32        // two cables or more, in archive order
	Of     map[uint32]uint32 // cable to its place in groups
	some   bitset.Set        // the cables that are in a group
}

// decodeCopies reads columns/copies: the first of the group of each cable.
func decodeCopies(b []byte) (Copies, error) {
	g := Copies{Of: map[uint32]uint32{}, some: bitset.New(len(b) / 4)}
	at := func(ord uint32) uint32 { return binary.LittleEndian.Uint32(b[4*ord:]) }
	for ord := range uint32(len(b) / 4) {
		l := at(ord)
		if l == ord {
			continue
		}
		if l > ord || at(l) != l {
			return g, fmt.Errorf("cable %d is said to be a copy of %d", ord, l)
		}
		i, ok := g.Of[l]
		if !ok {
			i = uint32(len(g.groups))
			g.Of[l], g.groups = i, append(g.groups, []uint32{l})
			g.some.Add(l)
		}
		g.some.Add(ord)
		g.Of[ord], g.groups[i] = i, append(g.groups[i], ord)
	}
	return g, nil
}

// Group is a cable with its copies, nil where it has none.
func (g *Copies) Group(ord uint32) []uint32 {
	if i, ok := g.Of[ord]; ok {
		return g.groups[i]
	}
	return nil
}

// few is the part of all cables with copies, one in so many, up to which groups are
// found by those of their cables that are in a set, and not gone through one by one.
const few = 8

// within calls f with each group that has a cable in a set, and others perhaps.
func (g *Copies) within(set bitset.Set, f func(group []uint32)) {
	if len(g.groups) == 0 {
		return
	}
	if few*set.CountAnd(g.some) > len(g.Of) {
		for _, group := range g.groups {
			f(group)
		}
		return
	}
	for i, w := range g.some {
		for w &= set[i]; w != 0; w &= w - 1 {
			ord := uint32(i<<6 + bits.TrailingZeros64(w))
			group := g.groups[g.Of[ord]]
			if first := slices.IndexFunc(group, set.Has); group[first] == ord { // and not once more
				f(group)
			}
		}
	}
}

// Fold leaves one of the copies in a set: the one that comes before the others.
func (g *Copies) Fold(set bitset.Set, compare func(a, b uint32) int) bitset.Set {
	folded := set
	g.within(set, func(group []uint32) {
		best, n := uint32(0), 0
		for _, ord := range group {
			if !set.Has(ord) {
				continue
			}
			if n++; n == 1 || compare(ord, best) < 0 {
				best = ord
			}
		}
		if n < 2 {
			return
		}
		if &folded[0] == &set[0] {
			folded = set.Clone()
		}
		for _, ord := range group {
			if ord != best {
				folded.Remove(ord)
			}
		}
	})
	return folded
}

// All is how many of all cables Fold would leave out.
func (g *Copies) All() int { return len(g.Of) - len(g.groups) }

// Folds is how many members of a set Fold would leave out.
func (g *Copies) Folds(set bitset.Set) int {
	n := 0
	g.within(set, func(group []uint32) {
		in := 0
		for _, ord := range group {
			if set.Has(ord) {
				in++
			}
		}
		n += max(0, in-1)
	})
	return n
}
