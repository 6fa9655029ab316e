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
	some    bitset.Set // the cables that are in a group
	before  []uint32   // how many of them stand before each word of some
	of      []uint32   // the group of each of them
	starts  []uint32   // group i is members[starts[i]:starts[i+1]]
	members []uint32   // two cables or more of each group, in archive order
}

// decodeCopies reads columns/copies: the first of the group of each cable.
func decodeCopies(b []byte) (Copies, error) {
	g := Copies{some: bitset.New(len(b) / 4)}
	at := func(ord uint32) uint32 { return binary.LittleEndian.Uint32(b[4*ord:]) }
	for ord := range uint32(len(b) / 4) {
		l := at(ord)
		if l == ord {
			continue
		}
		if l > ord || at(l) != l {
			return g, fmt.Errorf("cable %d is said to be a copy of %d", ord, l)
		}
		g.some.Add(l)
		g.some.Add(ord)
	}
	n := uint32(0)
	for _, w := range g.some {
		g.before = append(g.before, n)
		n += uint32(bits.OnesCount64(w))
	}
	g.of = make([]uint32, 0, n)
	var sizes []uint32
	g.some.Each(func(ord uint32) bool {
		i := uint32(len(sizes))
		if l := at(ord); l == ord {
			sizes = append(sizes, 0)
		} else {
			i = g.of[g.place(l)]
		}
		sizes[i]++
		g.of = append(g.of, i)
		return true
	})
	g.starts = make([]uint32, 1, len(sizes)+1)
	for i, size := range sizes {
		g.starts = append(g.starts, g.starts[i]+size)
	}
	g.members = make([]uint32, n)
	next := slices.Clone(g.starts)
	g.some.Each(func(ord uint32) bool {
		i := g.of[g.place(ord)]
		g.members[next[i]] = ord
		next[i]++
		return true
	})
	return g, nil
}

// place is how many cables with copies stand before one that is in a group.
func (g *Copies) place(ord uint32) uint32 {
	return g.before[ord>>6] + uint32(bits.OnesCount64(g.some[ord>>6]&(1<<(ord&63)-1)))
}

// group are the cables of a group.
func (g *Copies) group(i uint32) []uint32 { return g.members[g.starts[i]:g.starts[i+1]] }

// Group is a cable with its copies, nil where it has none.
func (g *Copies) Group(ord uint32) []uint32 {
	if !g.some.Has(ord) {
		return nil
	}
	return g.group(g.of[g.place(ord)])
}

// Some are the cables that have copies.
func (g *Copies) Some() bitset.Set { return g.some }

// few is the part of all cables with copies, one in so many, up to which groups are
// found by those of their cables that are in a set, and not gone through one by one.
const few = 16

// within calls f with each group that has a cable in a set, and others perhaps.
func (g *Copies) within(set bitset.Set, f func(i uint32)) {
	if len(g.members) == 0 {
		return
	}
	if few*set.CountAnd(g.some) > len(g.members) {
		for i := range uint32(len(g.starts) - 1) {
			f(i)
		}
		return
	}
	for k, w := range g.some {
		for w &= set[k]; w != 0; w &= w - 1 {
			ord := uint32(k<<6 + bits.TrailingZeros64(w))
			i := g.of[g.place(ord)]
			group := g.group(i)
			if first := slices.IndexFunc(group, set.Has); group[first] == ord { // and not once more
				f(i)
			}
		}
	}
}

// All is how many of all cables Fold would leave out.
func (g *Copies) All() int { return len(g.members) - (len(g.starts) - 1) }

// Double are the groups of which a set has two cables or more, and how many of its members
// Fold leaves out.
func (g *Copies) Double(set bitset.Set) (groups []uint32, out int) {
	g.within(set, func(i uint32) {
		in := 0
		for _, ord := range g.group(i) {
			if set.Has(ord) {
				in++
			}
		}
		if in > 1 {
			groups, out = append(groups, i), out+in-1
		}
	})
	return groups, out
}

// Fold leaves one of the copies in a set: the one that comes before the others. It is told
// of which groups the set has two or more.
func (g *Copies) Fold(set bitset.Set, twice []uint32, compare func(a, b uint32) int) bitset.Set {
	folded := set.Clone()
	for _, i := range twice {
		group := g.group(i)
		first := slices.IndexFunc(group, set.Has)
		best := group[first]
		for _, ord := range group[first+1:] {
			if set.Has(ord) && compare(ord, best) < 0 {
				best = ord
			}
		}
		for _, ord := range group {
			if ord != best {
				folded.Remove(ord)
			}
		}
	}
	return folded
}
