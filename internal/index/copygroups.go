package index

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// copyGroups are the cables that have copies.
type copyGroups struct {
	groups [][]uint32        // two cables or more, in archive order
	of     map[uint32]uint32 // cable to its place in groups
}

// decodeCopies reads columns/copies: the first of the group of each cable.
func decodeCopies(b []byte) (copyGroups, error) {
	g := copyGroups{of: map[uint32]uint32{}}
	at := func(ord uint32) uint32 { return binary.LittleEndian.Uint32(b[4*ord:]) }
	for ord := range uint32(len(b) / 4) {
		l := at(ord)
		if l == ord {
			continue
		}
		if l > ord || at(l) != l {
			return g, fmt.Errorf("cable %d is said to be a copy of %d", ord, l)
		}
		i, ok := g.of[l]
		if !ok {
			i = uint32(len(g.groups))
			g.of[l], g.groups = i, append(g.groups, []uint32{l})
		}
		g.of[ord], g.groups[i] = i, append(g.groups[i], ord)
	}
	return g, nil
}

// group is a cable with its copies, nil where it has none.
func (g *copyGroups) group(ord uint32) []uint32 {
	if i, ok := g.of[ord]; ok {
		return g.groups[i]
	}
	return nil
}

// fold leaves one of the copies in a set: the one that comes before the others.
func (g *copyGroups) fold(set bitset, compare func(a, b uint32) int) bitset {
	folded := set
	for _, group := range g.groups {
		best, n := uint32(0), 0
		for _, ord := range group {
			if !set.has(ord) {
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
			folded = set.clone()
		}
		for _, ord := range group {
			if ord != best {
				folded.clear(ord)
			}
		}
	}
	return folded
}

// folds is how many members of a set fold would leave out.
func (g *copyGroups) folds(set bitset) int {
	n := 0
	for _, group := range g.groups {
		in := 0
		for _, ord := range group {
			if set.has(ord) {
				in++
			}
		}
		n += max(0, in-1)
	}
	return n
}

// Copies are the cables whose text is nearly that of a cable, in archive order,
// the cable itself left out.
func (a *Archive) Copies(id string) []Summary {
	ord, err := a.ordinal(id)
	if err != nil {
		return nil
	}
	others := slices.Clone(a.copies.group(ord))
	return a.summariesOf(slices.DeleteFunc(others, func(o uint32) bool { return o == ord }))
}

// copiesOf finds a cable with its copies; with none, the cables without any.
func (a *Archive) copiesOf(id string, none bool) bitset {
	b := newBitset(a.n)
	if none {
		b.or(a.all)
		for ord := range a.copies.of {
			b.clear(ord)
		}
		return b
	}
	if t, ok := a.ids.find(id); ok {
		b.set(t.ord)
		for _, ord := range a.copies.group(t.ord) {
			b.set(ord)
		}
	}
	return b
}
