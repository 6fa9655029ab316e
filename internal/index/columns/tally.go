package columns

import (
	"cmp"
	"slices"
	"sort"
)

// A Tally is the counts of one facet's values.
type Tally struct {
	*Part
	counts  *Counts
	hot     []uint32 // of the hot values
	Missing int
}

// Tally are the counts of a facet over the set that n counted.
func (p *Part) Tally(n *Counts) *Tally {
	return &Tally{p, n, n.hot[p.hotBase : p.hotBase+p.hot], n.total - n.having(p)}
}

// Of is the count of a value.
func (t *Tally) Of(v uint32) uint32 {
	n := t.counts
	switch {
	case v < t.Part.hot:
		return t.hot[v]
	case n.set == nil:
		return t.Column.freq[v]
	case n.small, n.exact:
		return uint32(n.tail[t.tailNumber(v)])
	case n.rest:
		return t.Column.freq[v] - uint32(n.tail[t.tailNumber(v)])
	case !n.seen.Has(t.tailNumber(v)):
		return 0
	}
	if n.walk(t.Column.freq[v]); n.exact {
		return uint32(n.tail[t.tailNumber(v)])
	}
	k := uint32(0)
	for ord := range t.Column.inv.cables(v) {
		if n.set.Has(ord) {
			k++
		}
	}
	return k
}

// Has reports whether a value has a count.
func (t *Tally) Has(v uint32) bool {
	n := t.counts
	switch {
	case v < t.Part.hot:
		return t.hot[v] > 0
	case n.set == nil || n.small || n.rest:
		return t.Of(v) > 0
	}
	return n.seen.Has(t.tailNumber(v))
}

// Values are those that have a count, in no certain order. What the counts are need
// not be found for it.
func (t *Tally) Values() []uint32 {
	vs := make([]uint32, 0, t.Distinct())
	if t.counts.small {
		t.Each(func(v, _ uint32) bool { vs = append(vs, v); return true })
		return vs
	}
	for v, n := range t.hot {
		if n > 0 {
			vs = append(vs, uint32(v))
		}
	}
	t.eachOfTail(func(v uint32) bool {
		if t.Has(v) {
			vs = append(vs, v)
		}
		return true
	})
	return vs
}

func (p *Part) tailNumber(v uint32) uint32 { return p.tailBase + v - p.hot }

// Each calls f with each value that has a count, until f returns false: the hot
// ones first, by their frequency in the archive.
func (t *Tally) Each(f func(v, n uint32) bool) {
	for v, n := range t.hot {
		if n > 0 && !f(uint32(v), n) {
			return
		}
	}
	if t.counts.small {
		for _, i := range t.counts.touched {
			if v := i - t.tailBase; v < t.tails() && !f(t.Part.hot+v, uint32(t.counts.tail[i])) {
				return
			}
		}
		return
	}
	t.eachOfTail(func(v uint32) bool {
		n := t.Of(v)
		return n == 0 || f(v, n)
	})
}

// eachOfTail calls f with the values of the tail that may have a count, by their frequency
// in the archive, until f returns false. Of a set that is not small they are few beside those
// of a large archive, most of which occur once or twice.
func (t *Tally) eachOfTail(f func(v uint32) bool) {
	if seen := t.counts.seen; t.counts.set != nil && !t.counts.rest {
		seen.EachIn(t.tailBase, t.tailBase+t.tails(), func(i uint32) bool { return f(t.Part.hot + i - t.tailBase) })
		return
	}
	for v := range t.tails() {
		if !f(t.Part.hot + v) {
			return
		}
	}
}

// Distinct is how many values have a count.
func (t *Tally) Distinct() int {
	if t.counts.set == nil {
		return len(t.Column.Values)
	}
	k := 0
	for _, n := range t.hot {
		if n > 0 {
			k++
		}
	}
	n, first, last := t.counts, t.tailBase, t.tailBase+t.tails()
	switch {
	case n.rest && len(n.touched) > 0:
		k += int(t.tails())
		for _, i := range n.touched {
			if i-first < t.tails() && n.tail[i] == t.counts.rows.tailFreq[i] {
				k--
			}
		}
		return k
	case n.rest:
		for i, all := range t.counts.rows.tailFreq[first:last] {
			if n.tail[first+uint32(i)] < all {
				k++
			}
		}
		return k
	case !n.small:
		return k + n.seen.CountRange(int(first), int(last))
	}
	for _, i := range n.touched {
		if i-t.tailBase < t.tails() {
			k++
		}
	}
	return k
}

// Top are the k most frequent values, equal ones by name.
func (t *Tally) Top(k int) []uint32 {
	type counted struct{ v, n uint32 }
	ranks := t.Column.NameRank
	before := func(a, b counted) int {
		if a.n != b.n { // names are looked at only where need be
			return cmp.Compare(b.n, a.n)
		}
		return cmp.Compare(ranks[a.v], ranks[b.v])
	}
	best := make([]counted, 0, k+1)
	t.Each(func(v, n uint32) bool {
		x := counted{v, n}
		if len(best) == k {
			// Values come by their frequency in the archive, and none further on
			// can have more. Those of a small set's tail come in no order.
			last := best[k-1].n
			if n < last {
				next := v
				if t.counts.small {
					next = min(v, t.Part.hot)
				}
				return t.Column.freq[next] >= last
			}
			if before(x, best[k-1]) > 0 {
				return true
			}
			best = best[:k-1]
		}
		i, _ := slices.BinarySearchFunc(best, x, before)
		best = slices.Insert(best, i, x)
		return true
	})
	vs := make([]uint32, len(best))
	for i, x := range best {
		vs[i] = x.v
	}
	return vs
}

// A Measure says how much values tell.
type Measure struct {
	// Score is told how many cables of the set have a value, and how many of all. It
	// may be 0, for none, where it is less than least.
	Score func(n, all uint32, least float64) float64
	// Most is the highest score that a value can have which so many cables of all have.
	// From the size of the set down it must not grow.
	Most func(all uint32) float64
}

// Best are the k values that score most over a set of so many cables, equal ones by
// name, with their scores. A score of 0 is none.
func (t *Tally) Best(k, size int, m Measure) (vs []uint32, scores []float64) {
	small := t.counts.set != nil && t.counts.small
	var most float64
	var mostOf uint32
	t.Each(func(v, n uint32) bool {
		all, least := t.Column.freq[v], 0.0
		if len(vs) == k {
			least = scores[k-1]
			if all <= uint32(size) {
				if all != mostOf { // many are equally frequent
					most, mostOf = m.Most(all), all
				}
				if most < least {
					return small // whose rare values come in no order
				}
			}
		}
		s := m.Score(n, all, least)
		if s <= 0 {
			return true
		}
		i := sort.Search(len(vs), func(i int) bool {
			return scores[i] < s || scores[i] == s && t.Column.NameRank[vs[i]] > t.Column.NameRank[v]
		})
		if i < k {
			vs, scores = slices.Insert(vs, i, v), slices.Insert(scores, i, s)
			vs, scores = vs[:min(k, len(vs))], scores[:min(k, len(scores))]
		}
		return true
	})
	return vs, scores
}
