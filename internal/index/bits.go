package index

import "math/bits"

// A bitset is a set of ordinals. All sets of an archive have one length.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func fullBitset(n int) bitset {
	b := newBitset(n)
	for i := range b {
		b[i] = ^uint64(0)
	}
	if r := n % 64; r != 0 {
		b[len(b)-1] = 1<<r - 1
	}
	return b
}

func (b bitset) has(i uint32) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b bitset) set(i uint32)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) clear(i uint32)    { b[i>>6] &^= 1 << (i & 63) }

func (b bitset) clone() bitset { return append(bitset(nil), b...) }

func (b bitset) and(o bitset) {
	for i := range b {
		b[i] &= o[i]
	}
}

func (b bitset) or(o bitset) {
	for i := range b {
		b[i] |= o[i]
	}
}

func (b bitset) andNot(o bitset) {
	for i := range b {
		b[i] &^= o[i]
	}
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b bitset) countAnd(o bitset) int {
	n := 0
	for i, w := range b {
		n += bits.OnesCount64(w & o[i])
	}
	return n
}

// countRange counts the members from lo on and below hi.
func (b bitset) countRange(lo, hi int) int {
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

// nth is the member that k others come before.
func (b bitset) nth(k int) uint32 {
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

// each calls f for each member in order until f returns false.
func (b bitset) each(f func(uint32) bool) {
	for i, w := range b {
		for w != 0 {
			if !f(uint32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}

// eachIn calls f for each member from lo on and below hi.
func (b bitset) eachIn(lo, hi uint32, f func(uint32)) {
	for i := lo >> 6; i<<6 < hi; i++ {
		w := b[i]
		if at := i << 6; at < lo {
			w &= ^uint64(0) << (lo - at)
		}
		if end := (i + 1) << 6; end > hi {
			w &= ^uint64(0) >> (end - hi)
		}
		for ; w != 0; w &= w - 1 {
			f(i<<6 + uint32(bits.TrailingZeros64(w)))
		}
	}
}
