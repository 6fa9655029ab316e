// Package bitset is sets of the numbers of cables: every part of a query is one,
// and every filter. It knows numbers alone.
package bitset

import "math/bits"

// A Set is a set of ordinals. All sets of an archive have one length.
type Set []uint64

// New is the empty set for n cables.
func New(n int) Set { return make(Set, (n+63)/64) }

// Emptied is the empty set for n cables, in the room of one that is not needed any more.
func Emptied(b Set, n int) Set {
	if size := (n + 63) / 64; cap(b) >= size {
		b = b[:size]
		clear(b)
		return b
	}
	return New(n)
}

// Full is the set of n cables.
func Full(n int) Set {
	b := New(n)
	for i := range b {
		b[i] = ^uint64(0)
	}
	if r := n % 64; r != 0 {
		b[len(b)-1] = 1<<r - 1
	}
	return b
}

// Has, Add and Remove are about one cable.
func (b Set) Has(i uint32) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b Set) Add(i uint32)      { b[i>>6] |= 1 << (i & 63) }
func (b Set) Remove(i uint32)   { b[i>>6] &^= 1 << (i & 63) }

// AddRange adds those from lo on and below hi.
func (b Set) AddRange(lo, hi int) {
	for i := lo >> 6; i<<6 < hi; i++ {
		w := ^uint64(0)
		if at := i << 6; at < lo {
			w <<= lo - at
		}
		if end := (i + 1) << 6; end > hi {
			w &= ^uint64(0) >> (end - hi)
		}
		b[i] |= w
	}
}

// Clone is a copy.
func (b Set) Clone() Set { return append(Set(nil), b...) }

// And leaves what o has too.
func (b Set) And(o Set) {
	for i := range b {
		b[i] &= o[i]
	}
}

// Or adds what o has.
func (b Set) Or(o Set) {
	for i := range b {
		b[i] |= o[i]
	}
}

// AndNot takes out what o has.
func (b Set) AndNot(o Set) {
	for i := range b {
		b[i] &^= o[i]
	}
}

// Count is how many members there are.
func (b Set) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// CountAnd is how many members o has too.
func (b Set) CountAnd(o Set) int {
	n := 0
	for i, w := range b {
		if w != 0 { // most sets have few members
			n += bits.OnesCount64(w & o[i])
		}
	}
	return n
}

// CountRange counts the members from lo on and below hi.
func (b Set) CountRange(lo, hi int) int {
	n := 0
	for i := lo >> 6; i<<6 < hi; i++ {
		w := b[i]
		if at := i << 6; at < lo {
			w &= ^uint64(0) << (lo - at)
		}
		if end := (i + 1) << 6; end > hi {
			w &= ^uint64(0) >> (end - hi)
		}
		n += bits.OnesCount64(w)
	}
	return n
}

// Nth is the member that k others come before.
func (b Set) Nth(k int) uint32 {
	for i, w := range b {
		if n := bits.OnesCount64(w); k >= n {
			k -= n
			continue
		}
		for ; k > 0; k-- {
			w &= w - 1
		}
		return uint32(i<<6 + bits.TrailingZeros64(w))
	}
	return 0
}

// Next is the first member behind i, Prev the last before it; i where there is none.
func (b Set) Next(i uint32) uint32 {
	at := int(i >> 6)
	for w := b[at] &^ (1<<(i&63+1) - 1); ; w = b[at] {
		if w != 0 {
			return uint32(at<<6 + bits.TrailingZeros64(w))
		}
		if at++; at == len(b) {
			return i
		}
	}
}

// Prev is told of at Next.
func (b Set) Prev(i uint32) uint32 {
	at := int(i >> 6)
	for w := b[at] & (1<<(i&63) - 1); ; w = b[at] {
		if w != 0 {
			return uint32(at<<6 + 63 - bits.LeadingZeros64(w))
		}
		if at--; at < 0 {
			return i
		}
	}
}

// Each calls f for each member in order until f returns false.
func (b Set) Each(f func(uint32) bool) {
	for i, w := range b {
		for w != 0 {
			if !f(uint32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}

// Members are all, as numbers of cables of which the first of the set has the number first.
func (b Set) Members(first uint32) []uint32 {
	all := make([]uint32, 0, b.Count())
	b.Each(func(i uint32) bool { all = append(all, first+i); return true })
	return all
}

// EachIn calls f for each member from lo on and below hi, in order until f returns false.
func (b Set) EachIn(lo, hi uint32, f func(uint32) bool) {
	for i := lo >> 6; i<<6 < hi; i++ {
		w := b[i]
		if at := i << 6; at < lo {
			w &= ^uint64(0) << (lo - at)
		}
		if end := (i + 1) << 6; end > hi {
			w &= ^uint64(0) >> (end - hi)
		}
		for ; w != 0; w &= w - 1 {
			if !f(i<<6 + uint32(bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}
