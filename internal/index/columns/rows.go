package columns

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"reftel/internal/index/bitset"
	"reftel/internal/query"
)

const (
	// maxHot is how many values of all facets together are hot: their counts take
	// 64 KB.
	maxHot = 1 << 14
	// Up to so many cables, values of the tail are counted. Of more, only whether
	// they occur: what stands at the head of a list then is hot.
	smallSet = 1024
)

// Rows are the values of all facets, cable by cable. The most frequent
// values of all facets are hot: they are most of what cables have, and their
// counts fit in the nearest cache. All others, half a million names that occur
// a few times each, are the tail. The parts are in the order of query.Facets.
//
// Values of a Column are numbered by frequency, so its first are the hot ones:
// value v of a part is hot number hotBase+v, or tail number tailBase+v-hot. What more
// than half of all cables have stands in the rows of those that lack it.
type Rows struct {
	Parts    []Part
	offs     []uint32 // cable i has rows[offs[i]:offs[i+1]]
	rows     []uint16 // see row
	hots     int
	tails    int
	tailFreq []uint16 // how many cables have each value of the tail
	cables   int
	smallSet int
	every    bitset.Set // all cables
	all      *Counts    // of all cables
	lent     sync.Pool  // of *Counts
}

type Part struct {
	Facet             query.Facet
	Column            *Column
	hot               uint32 // values below are hot
	usual             uint32 // values below are hot and stand in the rows of cables without them
	hotBase, tailBase uint32
	number            int // of the part
}

// newRows joins columns, whose values by cable are lists. At most maxHot
// values become hot; sets of up to smallSet cables are small.
func newRows(facets []query.Facet, columns []*Column, lists []*Lists, cables, maxHot, smallSet int) *Rows {
	r := &Rows{cables: cables, smallSet: smallSet, every: bitset.Full(cables)}
	least := leastHot(columns, cables, maxHot)
	for i, c := range columns {
		hot, _ := slices.BinarySearchFunc(c.freq, least, func(f, least uint32) int {
			if f >= least {
				return -1
			}
			return 1
		})
		usual := 0
		for usual < hot && 2*int(c.freq[usual]) > cables {
			usual++
		}
		r.Parts = append(r.Parts, Part{facets[i], c, uint32(hot), uint32(usual), uint32(r.hots), uint32(r.tails), i})
		r.hots += hot
		r.tails += len(c.Values) - hot
	}
	hot, tail := 0, 0
	r.tailFreq = make([]uint16, 0, r.tails)
	for _, p := range r.Parts {
		for v, f := range p.Column.freq {
			switch v := uint32(v); {
			case v < p.usual:
				hot += cables - int(f)
			case v < p.hot:
				hot += int(f)
			default:
				tail += int(f)
				r.tailFreq = append(r.tailFreq, uint16(f))
			}
		}
	}
	r.rows = make([]uint16, 0, 2*cables+2*tail+hot)
	r.offs = make([]uint32, 1, cables+1)
	var tails []uint32
	var hots []uint16
	for ord := range uint32(cables) {
		tails, hots = r.values(ord, lists, tails[:0], hots[:0])
		r.rows = appendHalves(r.rows, uint32(len(tails)))
		for _, t := range tails {
			r.rows = appendHalves(r.rows, t)
		}
		r.rows = append(r.rows, hots...)
		r.offs = append(r.offs, uint32(len(r.rows)))
	}
	r.all = &Counts{rows: r, total: cables}
	for _, p := range r.Parts {
		r.all.hot = append(r.all.hot, p.Column.freq[:p.hot]...)
		r.all.with = append(r.all.with, p.Column.Has.Count())
	}
	return r
}

// values appends what stands in the row of a cable.
func (r *Rows) values(ord uint32, lists []*Lists, tails []uint32, hots []uint16) ([]uint32, []uint16) {
	for i := range r.Parts {
		p, vs := &r.Parts[i], lists[i].Of(ord)
		for v := range p.usual {
			if !slices.Contains(vs, v) {
				hots = append(hots, uint16(p.hotBase+v))
			}
		}
		for _, v := range vs {
			switch {
			case v < p.usual:
			case v < p.hot:
				hots = append(hots, uint16(p.hotBase+v))
			default:
				tails = append(tails, p.tailNumber(v))
			}
		}
	}
	return tails, hots
}

// leastHot is the frequency from which on values are hot.
func leastHot(columns []*Column, cables, maxHot int) uint32 {
	having := make([]int, cables+1) // how many values have each frequency
	for _, c := range columns {
		for _, f := range c.freq {
			having[f]++
		}
	}
	n := 0
	for f := cables; f > 0; f-- {
		if n += having[f]; n > maxHot {
			return uint32(f + 1)
		}
	}
	return 1
}

// A row is the values of a cable: how many are of the tail, those, both as their low and
// their high halves, and the hot ones. All lie together, since a row is far from the next that is
// read, and the memory is waited for longer than a row is read.
type row []uint16

// parts are the two parts of a row.
func (r row) parts() (tail, hot []uint16) {
	end := 2 + 2*int(joined(r[0], r[1]))
	return r[2:end], r[end:]
}

// joined is a number of its halves, and appendHalves appends them.
func joined(low, high uint16) uint32 { return uint32(low) | uint32(high)<<16 }

func appendHalves(to []uint16, n uint32) []uint16 { return append(to, uint16(n), uint16(n>>16)) }

// Of are the values that a cable has in a facet.
func (r *Rows) Of(f query.Facet, ord uint32) []uint32 { return r.appendOf(nil, f, ord) }

func (r *Rows) appendOf(vs []uint32, f query.Facet, ord uint32) []uint32 {
	p := r.Part(f)
	tail, hot := row(r.rows[r.offs[ord]:r.offs[ord+1]]).parts()
	for v := range p.usual {
		if !slices.Contains(hot, uint16(p.hotBase+v)) {
			vs = append(vs, v)
		}
	}
	for _, h := range hot {
		if v := uint32(h) - p.hotBase; v >= p.usual && v < p.hot {
			vs = append(vs, v)
		}
	}
	for i := 1; i < len(tail); i += 2 {
		if v := joined(tail[i-1], tail[i]) - p.tailBase; v < p.tails() {
			vs = append(vs, p.hot+v)
		}
	}
	return vs
}

// Part is the part of a facet.
func (r *Rows) Part(f query.Facet) *Part {
	i := slices.IndexFunc(r.Parts, func(p Part) bool { return p.Facet == f })
	return &r.Parts[i]
}

// tails is how many values are not hot.
func (p *Part) tails() uint32 { return uint32(len(p.Column.Values)) - p.hot }

// read calls f with the rows of a part of a set, whose first bit is of the cable first,
// some at a time. Rows lie far apart in memory: those of a time are touched before they are
// read, so that the processor waits for all of them at once.
func (r *Rows) read(set bitset.Set, first uint32, f func(rows []row)) {
	var rows [32]row
	var touched uint16
	k := 0
	for i, w := range set {
		for ; w != 0; w &= w - 1 {
			ord := first + uint32(i<<6+bits.TrailingZeros64(w))
			rows[k] = r.rows[r.offs[ord]:r.offs[ord+1]]
			if k++; k < len(rows) {
				continue
			}
			for _, row := range rows {
				touched += row[0] + row[len(row)/2] + row[len(row)-1]
			}
			f(rows[:])
			k = 0
		}
	}
	f(rows[:k])
	runtime.KeepAlive(touched)
}
