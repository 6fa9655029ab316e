package columns

import (
	"encoding/binary"
	"fmt"

	"reftel/internal/index/bitset"
)

// Copies are the groups of cables that have copies.
type Copies struct {
	groups [][]uint32        // two cables or more, in archive order
	Of     map[uint32]uint32 // cable to its place in groups
}

// decodeCopies reads columns/copies: the first of the group of each cable.
func decodeCopies(b []byte) (Copies, error) {
	g := Copies{Of: map[uint32]uint32{}}
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
		}
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

// Fold leaves one of the copies in a set: the one that comes before the others.
func (g *Copies) Fold(set bitset.Set, compare func(a, b uint32) int) bitset.Set {
	folded := set
	for _, group := range g.groups {
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
			continue
		}
		if &folded[0] == &set[0] {
			folded = set.Clone()
		}
		for _, ord := range group {
			if ord != best {
				folded.Remove(ord)
			}
		}
	}
	return folded
}

// Folds is how many members of a set Fold would leave out.
func (g *Copies) Folds(set bitset.Set) int {
	n := 0
	for _, group := range g.groups {
		in := 0
		for _, ord := range group {
			if set.Has(ord) {
				in++
			}
		}
		n += max(0, in-1)
	}
	return n
}
