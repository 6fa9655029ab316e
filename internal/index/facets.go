package index

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"reftel/internal/query"
)

const topValues = 10

// A selection is the hits of a request, sliced so that each facet can be
// counted without its own filters.
type selection struct {
	a     *Archive
	text  bitset // what the text finds
	base  bitset // text and dates
	hits  bitset // base and all filters
	total int
	pass  map[query.Facet]bitset // of facets with filters: what these let through
	in    map[query.Facet][]string
	out   map[query.Facet][]string
}

// newSelection takes what the text finds, what the dates let through, nil for
// all, and the filters.
func (a *Archive) newSelection(text, dates bitset, filters []query.Filter) (*selection, error) {
	s := &selection{a: a, text: text, base: text, pass: map[query.Facet]bitset{}, in: map[query.Facet][]string{}, out: map[query.Facet][]string{}}
	for _, f := range filters {
		if !slices.Contains(query.Facets(), f.Facet) {
			return nil, fmt.Errorf("%w: there is no facet %q", ErrBadRequest, f.Facet)
		}
		if f.Exclude {
			s.out[f.Facet] = append(s.out[f.Facet], f.Value)
		} else {
			s.in[f.Facet] = append(s.in[f.Facet], f.Value)
		}
		s.pass[f.Facet] = nil
	}
	if dates != nil {
		s.base = text.clone()
		s.base.and(dates)
	}
	s.hits = s.base.clone()
	for f := range s.pass {
		s.pass[f] = a.passing(f, s.in[f], s.out[f])
		s.hits.and(s.pass[f])
	}
	s.total = s.hits.count()
	return s, nil
}

// passing are the cables with one of the values in and none of those out.
func (a *Archive) passing(f query.Facet, in, out []string) bitset {
	c := a.columns[f]
	pass := a.all.clone()
	if len(in) > 0 {
		clear(pass)
		for _, v := range in {
			c.markFilter(pass, v, a.all)
		}
	}
	if len(out) > 0 {
		not := newBitset(a.n)
		for _, v := range out {
			c.markFilter(not, v, a.all)
		}
		pass.andNot(not)
	}
	return pass
}

func (c *column) markFilter(b bitset, value string, all bitset) {
	if value == query.None {
		for i := range b {
			b[i] |= all[i] &^ c.has[i]
		}
		return
	}
	if v, ok := c.find(value); ok {
		c.mark(b, v)
	}
}

// without are the hits as they were without the filters of f.
func (s *selection) without(f query.Facet) (bitset, int) {
	if _, filtered := s.pass[f]; !filtered {
		return s.hits, s.total
	}
	b := s.passed(s.base, f)
	return b, b.count()
}

// anyDate are the hits as they were without dates and without years.
func (s *selection) anyDate() bitset { return s.passed(s.text, query.Year) }

// passed are the cables of a set that pass all filters but those of one facet.
func (s *selection) passed(set bitset, but query.Facet) bitset {
	b := set.clone()
	for g, pass := range s.pass {
		if g != but {
			b.and(pass)
		}
	}
	return b
}

// A tally counts the values of a column over a set of cables. done gives its
// memory back.
type tally struct {
	counts   []uint32
	distinct int
	touched  []uint32 // values with a count; nil where all are to be looked at
	missing  int
	done     func()
}

func (c *column) count(set bitset, total, cables int) tally {
	t := tally{missing: total - set.countAnd(c.has), done: func() {}}
	switch {
	case total == cables:
		t.counts, t.distinct = c.freq, len(c.values)
	case total*2 > cables:
		c.countRest(&t, set, cables)
	default:
		c.countHits(&t, set)
	}
	return t
}

// countRest takes the cables that are not in a set off the whole: they are fewer
// than those that are in.
func (c *column) countRest(t *tally, set bitset, cables int) {
	t.counts = slices.Clone(c.freq)
	t.distinct = len(c.values)
	for i := range set {
		rest := ^set[i]
		if i == len(set)-1 && cables%64 != 0 {
			rest &= 1<<(cables%64) - 1
		}
		for ; rest != 0; rest &= rest - 1 {
			for _, v := range c.of(uint32(i<<6 + bits.TrailingZeros64(rest))) {
				if t.counts[v]--; t.counts[v] == 0 {
					t.distinct--
				}
			}
		}
	}
}

// counters are lent memory: a zero for each value, and room for the values that
// were counted.
type counters struct{ counts, touched []uint32 }

// countHits counts the cables of a set one by one. The counts are lent: a column
// may have half a million values and a set one cable.
func (c *column) countHits(t *tally, set bitset) {
	lent, ok := c.counters.Get().(*counters)
	if !ok {
		lent = &counters{counts: make([]uint32, len(c.values)), touched: make([]uint32, 0, 64)}
	}
	counts, touched := lent.counts, lent.touched[:0]
	for i, w := range set {
		for ; w != 0; w &= w - 1 {
			for _, v := range c.of(uint32(i<<6 + bits.TrailingZeros64(w))) {
				if counts[v] == 0 {
					touched = append(touched, v)
				}
				counts[v]++
			}
		}
	}
	t.counts, t.touched, t.distinct = counts, touched, len(touched)
	t.done = func() {
		for _, v := range touched {
			counts[v] = 0
		}
		lent.touched = touched
		c.counters.Put(lent)
	}
}

// values calls f with each value that has a count.
func (t *tally) values(f func(v uint32)) {
	if t.touched != nil {
		for _, v := range t.touched {
			f(v)
		}
		return
	}
	for v, n := range t.counts {
		if n > 0 {
			f(uint32(v))
		}
	}
}

// top are the k most frequent values, equal ones by name.
func (t *tally) top(c *column, k int) []uint32 {
	before := func(a, b uint32) int {
		if t.counts[a] != t.counts[b] { // names are looked at only where need be
			return cmp.Compare(t.counts[b], t.counts[a])
		}
		return cmp.Compare(c.nameRank[a], c.nameRank[b])
	}
	best := make([]uint32, 0, k+1)
	offer := func(v uint32) {
		if len(best) == k {
			if before(v, best[k-1]) > 0 {
				return
			}
			best = best[:k-1]
		}
		i, _ := slices.BinarySearchFunc(best, v, before)
		best = slices.Insert(best, i, v)
	}
	if t.touched != nil {
		t.values(offer)
		return best
	}
	for v, n := range t.counts {
		// Values come by their frequency in the archive; none further on can
		// have more.
		if len(best) == k && c.frequency(uint32(v)) < int(t.counts[best[k-1]]) {
			break
		}
		if n > 0 {
			offer(uint32(v))
		}
	}
	return best
}

func (s *selection) facet(f query.Facet) FacetCounts {
	c := s.a.columns[f]
	set, total := s.without(f)
	t := c.count(set, total, s.a.n)
	defer t.done()
	out := FacetCounts{Facet: f, Distinct: t.distinct, Missing: t.missing}
	var vs []uint32
	if f == query.Year {
		t.values(func(v uint32) { vs = append(vs, v) })
	} else {
		vs = t.top(c, topValues)
	}
	for _, v := range vs {
		out.Buckets = append(out.Buckets, s.bucket(f, c, v, &t))
	}
	for _, value := range slices.Concat(s.in[f], s.out[f]) {
		if slices.ContainsFunc(out.Buckets, func(b Bucket) bool { return b.Value == value }) {
			continue
		}
		b := Bucket{Value: value, Label: value}
		if v, ok := c.find(value); ok {
			b = s.bucket(f, c, v, &t)
		} else if value == query.None {
			b.Count, b.Label = t.missing, ""
		}
		b.Selected, b.Excluded = slices.Contains(s.in[f], value), slices.Contains(s.out[f], value)
		out.Buckets = append(out.Buckets, b)
	}
	if f == query.Year {
		slices.SortFunc(out.Buckets, func(a, b Bucket) int { return strings.Compare(a.Value, b.Value) })
	}
	return out
}

func (s *selection) bucket(f query.Facet, c *column, v uint32, t *tally) Bucket {
	value := c.values[v]
	return Bucket{
		Value: value, Label: c.label(v), Count: int(t.counts[v]),
		Selected: slices.Contains(s.in[f], value), Excluded: slices.Contains(s.out[f], value),
	}
}

// page is one page of all values of a facet.
func (s *selection) page(f query.Facet, o FacetOptions) *FacetPage {
	c := s.a.columns[f]
	set, total := s.without(f)
	t := c.count(set, total, s.a.n)
	defer t.done()
	p := &FacetPage{Page: o.Page, Size: o.Size}
	p.FacetCounts = FacetCounts{Facet: f, Distinct: t.distinct, Missing: t.missing}
	prefix := ""
	if ws := words(o.Prefix); len(ws) > 0 {
		prefix = " " + strings.Join(ws, " ")
	}
	var vs []uint32
	var first [256]bool
	t.values(func(v uint32) {
		name := c.foldedName(v)
		for i := 1; i < len(name); i++ {
			if name[i-1] == ' ' {
				first[name[i]] = true
			}
		}
		if prefix == "" || strings.Contains(name, prefix) {
			vs = append(vs, v)
		}
	})
	for l := 'a'; l <= 'z'; l++ {
		if first[l] {
			p.Letters += strings.ToUpper(string(l))
		}
	}
	p.Total = len(vs)
	slices.SortFunc(vs, func(a, b uint32) int {
		if o.ByName {
			return cmp.Or(strings.Compare(c.foldedName(a), c.foldedName(b)), strings.Compare(c.values[a], c.values[b]))
		}
		return cmp.Or(cmp.Compare(t.counts[b], t.counts[a]), cmp.Compare(c.nameRank[a], c.nameRank[b]))
	})
	lo := min((o.Page-1)*o.Size, len(vs))
	for _, v := range vs[lo:min(lo+o.Size, len(vs))] {
		p.Buckets = append(p.Buckets, s.bucket(f, c, v, &t))
	}
	return p
}
