package columns

import (
	"context"
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"

	"reftel/internal/archive/polite"
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
	// which occur, and the counts as well once it was dearer to look for single ones
	// (exact); of more than half of all cables, the counts among the others.
	small   bool
	exact   bool
	rest    bool
	total   int      // cables of the set
	with    []int    // how many of them have a value, by part; empty until that is asked for
	walked  int      // cables of the lists in which single counts were looked for
	tail    []uint16 // 65,535 is enough: the values that are in more cables are hot
	touched []uint32 // what has a count in tail, where few have
	seen    bitset.Set
	others  bitset.Set // room for the cables that are not in the set
}

// CountIn counts all facets over a set of so many cables. It stops with the error of ctx when
// that ends.
func (r *Rows) CountIn(ctx context.Context, set bitset.Set, total int) (*Counts, error) {
	if total == r.cables {
		return r.all, nil
	}
	n := r.borrow()
	n.set, n.total = set, total
	switch others := r.cables - total; {
	case total <= r.smallSet:
		n.small = true
		n.countSmall(set)
		n.turn(total)
	case others < total:
		n.rest = true
		n.others = append(n.others[:0], r.every...)
		n.others.AndNot(set)
		if others <= r.smallSet {
			n.countSmall(n.others)
		} else if err := n.countLarge(ctx, n.others); err != nil {
			n.Done()
			return nil, err
		}
		n.turn(others)
		for i, all := range r.all.hot {
			n.hot[i] = all - n.hot[i]
		}
	default:
		if err := n.countLarge(ctx, set); err != nil {
			n.Done()
			return nil, err
		}
		n.turn(total)
	}
	return n, nil
}

// turn makes of how many cables lack a value, among so many that were counted, how
// many have it.
func (n *Counts) turn(total int) {
	for i := range n.rows.Parts {
		p := &n.rows.Parts[i]
		for h := p.hotBase; h < p.hotBase+p.usual; h++ {
			n.hot[h] = uint32(total) - n.hot[h]
		}
	}
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
	n.clear()
	n.rows.lent.Put(n)
}

func (n *Counts) clear() {
	clear(n.hot)
	clear(n.seen)
	if n.rest && len(n.touched) == 0 {
		clear(n.tail)
	}
	for _, t := range n.touched {
		n.tail[t] = 0
	}
	n.touched, n.set, n.small, n.exact, n.rest, n.walked, n.with = n.touched[:0], nil, false, false, false, 0, n.with[:0]
}

// having is how many cables of the set have a value of a part. All parts are counted at
// once, since most of the set is empty; which all cables have, or none, are known.
func (n *Counts) having(p *Part) int {
	if len(n.with) == 0 {
		var some []*Part
		for i, with := range n.rows.all.with {
			if with == n.rows.cables {
				with = n.total
			} else if with > 0 {
				some, with = append(some, &n.rows.Parts[i]), 0
			}
			n.with = append(n.with, with)
		}
		for i, w := range n.set {
			if w == 0 {
				continue
			}
			for _, p := range some {
				n.with[p.number] += bits.OnesCount64(w & p.Column.Has[i])
			}
		}
	}
	return n.with[p.number]
}

// walk is told how long the list is in which a count of the tail is to be looked for. Where
// it was told of more than it takes to count the tail of all cables of the set, that is done:
// of a set of a thousand cables, thousands of names may be as frequent as those that are shown.
func (n *Counts) walk(length uint32) {
	const perCable = 8 // values of the tail are counted as fast as so many cables of lists are read
	if n.walked += int(length); n.walked > perCable*n.total {
		n.countTail(n.set)
		n.exact = true
	}
}

// needTail makes room for the counts of the tail.
func (n *Counts) needTail() {
	if n.tail == nil {
		n.tail = make([]uint16, n.rows.tails)
	}
}

func (n *Counts) countSmall(set bitset.Set) {
	n.needTail()
	n.rows.read(set, 0, func(rows []row) {
		hots := n.hot
		for _, r := range rows {
			tail, hot := r.parts()
			n.addTail(tail)
			for _, h := range hot {
				hots[h]++
			}
		}
	})
}

func (n *Counts) countTail(set bitset.Set) {
	n.needTail()
	n.rows.read(set, 0, func(rows []row) {
		for _, r := range rows {
			tail, _ := r.parts()
			n.addTail(tail)
		}
	})
}

// addTail counts the values of the tail of a row.
func (n *Counts) addTail(tail []uint16) {
	for i := 1; i < len(tail); i += 2 {
		t := joined(tail[i-1], tail[i])
		if n.tail[t] == 0 {
			n.touched = append(n.touched, t)
		}
		n.tail[t]++
	}
}

// countLarge has each core count into memory of its own, and adds that up.
func (n *Counts) countLarge(ctx context.Context, set bitset.Set) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	others := make([]*Counts, runtime.GOMAXPROCS(0)-1)
	for i := range others {
		others[i] = n.rows.borrow()
		others[i].rest = n.rest
		wg.Go(func() { others[i].countPieces(ctx, set, &next) })
	}
	n.countPieces(ctx, set, &next)
	wg.Wait()
	for _, o := range others {
		for i, k := range o.hot {
			n.hot[i] += k
		}
		if n.rest {
			for i, k := range o.tail {
				n.tail[i] += k
			}
		} else {
			n.seen.Or(o.seen)
		}
		o.Done()
	}
	return ctx.Err()
}

// countPieces counts one piece of a set after another, as long as there are any and ctx has
// not ended.
func (n *Counts) countPieces(ctx context.Context, set bitset.Set, next *atomic.Int64) {
	if n.rest {
		n.needTail()
	} else if n.seen == nil {
		n.seen = bitset.New(n.rows.tails)
	}
	const step = countPiece / 64
	for polite.Step(ctx) == nil {
		lo := int(next.Add(step)) - step
		if lo >= len(set) {
			return
		}
		piece, first := set[lo:min(lo+step, len(set))], uint32(lo*64)
		n.rows.read(piece, first, n.count)
	}
}

// count counts the values of rows: of the tail, which occur, or the counts as well.
func (n *Counts) count(rows []row) {
	hots, tails, seen := n.hot, n.tail, n.seen
	for _, r := range rows {
		tail, hot := r.parts()
		if n.rest {
			for i := 1; i < len(tail); i += 2 {
				tails[joined(tail[i-1], tail[i])]++
			}
		} else {
			for i := 1; i < len(tail); i += 2 {
				seen.Add(joined(tail[i-1], tail[i]))
			}
		}
		for _, h := range hot {
			hots[h]++
		}
	}
}
