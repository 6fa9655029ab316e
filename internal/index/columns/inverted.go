package columns

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"
)

// inverted tells which cables have each value, in their order: how many lie between each
// and the one before it, as a varint. Numbers of four bytes took three times the memory,
// and were the largest part of what a server holds.
type inverted struct {
	at    []uint32 // value v: gaps[at[v]:at[v+1]]
	gaps  []byte
	steps [][]step // into the lists of more than stride cables, which are those of the first values
}

// A step is a place in a list: one cable in so many, and what stands behind it.
type step struct{ ord, at uint32 }

const stride = 128

// invert turns lists round. The values are numbered by how many cables have them.
func invert(l *Lists, values int) (x inverted, freq []uint32) {
	// What is known of a value stands in one place: values come in no order, and each place
	// is another wait for memory.
	type list struct {
		next uint32 // the first cable that may follow
		end  uint32 // of its gaps: first how many bytes, then where
		n    uint32 // cables
	}
	lists := make([]list, values)
	for ord := range uint32(len(l.offs) - 1) {
		for _, v := range l.Of(ord) {
			s := &lists[v]
			s.end += uint32(gapSize(ord - s.next))
			s.next = ord + 1
			s.n++
		}
	}
	x.at, freq = make([]uint32, values+1), make([]uint32, values)
	many := 0
	for v := range lists {
		s := &lists[v]
		freq[v] = s.n
		x.at[v+1] = x.at[v] + s.end
		*s = list{end: x.at[v]}
		if many == v && freq[v] > stride {
			many++
		}
	}
	x.gaps = make([]byte, x.at[values])
	x.steps = make([][]step, many)
	for ord := range uint32(len(l.offs) - 1) {
		for _, v := range l.Of(ord) {
			s := &lists[v]
			if gap := ord - s.next; gap < 0x80 {
				x.gaps[s.end] = byte(gap)
				s.end++
			} else {
				s.end += uint32(binary.PutUvarint(x.gaps[s.end:], uint64(gap)))
			}
			s.next = ord + 1
			if int(v) < many {
				if s.n++; s.n%stride == 0 {
					x.steps[v] = append(x.steps[v], step{ord, s.end})
				}
			}
		}
	}
	return x, freq
}

// gapSize is how many bytes a gap takes.
func gapSize(gap uint32) int { return (bits.Len32(gap|1) + 6) / 7 }

// cables are those that have a value.
func (x *inverted) cables(v uint32) iter.Seq[uint32] {
	return eachGap(x.gaps[x.at[v]:x.at[v+1]], 0)
}

// eachGap are the cables of which the first may be next.
func eachGap(b []byte, next uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for len(b) > 0 {
			gap, k := uint64(b[0]), 1
			if gap >= 0x80 {
				gap, k = binary.Uvarint(b)
			}
			ord := next + uint32(gap)
			if !yield(ord) {
				return
			}
			b, next = b[k:], ord+1
		}
	}
}

// has reports whether a cable has a value.
func (x *inverted) has(v, ord uint32) bool {
	from, next := x.at[v], uint32(0)
	if int(v) < len(x.steps) {
		steps := x.steps[v]
		i, found := slices.BinarySearchFunc(steps, ord, func(s step, ord uint32) int { return int(s.ord) - int(ord) })
		if found {
			return true
		}
		if i > 0 {
			from, next = steps[i-1].at, steps[i-1].ord+1
		}
	}
	for o := range eachGap(x.gaps[from:x.at[v+1]], next) {
		if o >= ord {
			return o == ord
		}
	}
	return false
}
