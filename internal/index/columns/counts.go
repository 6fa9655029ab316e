package columns

import (
	"runtime"
	"sync"
	"sync/atomic"

	"reftel/internal/index/bitset"
)

// Large sets are counted on all cores, so many cables at a time.
const countPiece = 1 << 13

// Counts are the counts of all facets over a set of cables. They are lent
// by Rows, since an own count for half a million names would be much to
// clear for each search, and given back by Done.
type Counts struct {
	rows *Rows
	set  bitset.Set // nil for all cables
	hot  []uint32   // at least one for each hot value

	// Of a small set, the counts of the tail and which have one; of a large set,
	// which occur.
	small   bool
	tail    []uint16 // 65,535 is enough: the values that are in more cables are hot
	touched []uint32
	seen    bitset.Set
}

// Count counts all facets over a set of so many cables.
func (r *Rows) Count(set bitset.Set, total int) *Counts {
	if total == r.cables {
		return r.all
	}
	n := r.borrow()
	n.set, n.small = set, total <= r.smallSet
	if n.small {
		n.countSmall()
	} else {
		n.countLarge()
	}
	return n
}

func (r *Rows) borrow() *Counts {
	if n, ok := r.lent.Get().(*Counts); ok {
		return n
	}
	return &Counts{rows: r, hot: make([]uint32, r.hots)}
}

// Done gives the counts back, as zeros.
func (n *Counts) Done() {
	if n == n.rows.all {
		return
	}
	clear(n.hot)
	clear(n.seen)
	for _, t := range n.touched {
		n.tail[t] = 0
	}
	n.touched, n.set = n.touched[:0], nil
	n.rows.lent.Put(n)
}

func (n *Counts) countSmall() {
	r := n.rows
	if n.tail == nil {
		n.tail = make([]uint16, r.tails)
	}
	n.countHot(n.set, 0)
	readRows(n.set, 0, r.tailOffs, r.tail, func(row []uint32) {
		for _, t := range row {
			if n.tail[t] == 0 {
				n.touched = append(n.touched, t)
			}
			n.tail[t]++
		}
	})
}

func (n *Counts) countHot(set bitset.Set, first uint32) {
	readRows(set, first, n.rows.hotOffs, n.rows.hot, func(row []uint16) {
		for _, h := range row {
			n.hot[h]++
		}
	})
}

// countLarge has each core count into memory of its own, and adds that up.
func (n *Counts) countLarge() {
	var next atomic.Int64
	var wg sync.WaitGroup
	others := make([]*Counts, runtime.GOMAXPROCS(0)-1)
	for i := range others {
		others[i] = n.rows.borrow()
		wg.Go(func() { others[i].countPieces(n.set, &next) })
	}
	n.countPieces(n.set, &next)
	wg.Wait()
	for _, o := range others {
		for i, k := range o.hot {
			n.hot[i] += k
		}
		n.seen.Or(o.seen)
		o.Done()
	}
}

// countPieces counts one piece of a set after another, as long as there are any.
func (n *Counts) countPieces(set bitset.Set, next *atomic.Int64) {
	if n.seen == nil {
		n.seen = bitset.New(n.rows.tails)
	}
	const step = countPiece / 64
	for {
		lo := int(next.Add(step)) - step
		if lo >= len(set) {
			return
		}
		piece, first := set[lo:min(lo+step, len(set))], uint32(lo*64)
		n.countHot(piece, first)
		readRows(piece, first, n.rows.tailOffs, n.rows.tail, func(row []uint32) {
			for _, t := range row {
				n.seen.Add(t)
			}
		})
	}
}
