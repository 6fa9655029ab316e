package index

import (
	"cmp"
	"context"
	"fmt"
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

// facets are the counts of all facets. Those without filters are counted over
// the same hits, at once.
func (s *selection) facets(ctx context.Context) ([]FacetCounts, error) {
	rows := s.a.rows
	shared := rows.count(s.hits, s.total)
	defer shared.done()
	out := make([]FacetCounts, len(rows.parts))
	for i := range rows.parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := &rows.parts[i]
		if _, filtered := s.pass[p.facet]; !filtered {
			out[i] = s.facet(p.tally(shared, s.hits, s.total))
			continue
		}
		set, total := s.without(p.facet)
		n := rows.count(set, total)
		out[i] = s.facet(p.tally(n, set, total))
		n.done()
	}
	return out, nil
}

func (s *selection) facet(t *tally) FacetCounts {
	f, c := t.facet, t.column
	out := FacetCounts{Facet: f, Distinct: t.distinct(), Missing: t.missing}
	var vs []uint32
	if f == query.Year {
		t.each(func(v, _ uint32) bool { vs = append(vs, v); return true })
	} else {
		vs = t.top(topValues)
	}
	for _, v := range vs {
		out.Buckets = append(out.Buckets, s.bucket(t, v))
	}
	for _, value := range slices.Concat(s.in[f], s.out[f]) {
		if slices.ContainsFunc(out.Buckets, func(b Bucket) bool { return b.Value == value }) {
			continue
		}
		b := Bucket{Value: value, Label: value}
		if v, ok := c.find(value); ok {
			b = s.bucket(t, v)
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

func (s *selection) bucket(t *tally, v uint32) Bucket {
	value := t.column.values[v]
	return Bucket{
		Value: value, Label: t.column.label(v), Count: int(t.of(v)),
		Selected: slices.Contains(s.in[t.facet], value), Excluded: slices.Contains(s.out[t.facet], value),
	}
}

// page is one page of all values of a facet.
func (s *selection) page(f query.Facet, o FacetOptions) *FacetPage {
	set, total := s.without(f)
	n := s.a.rows.count(set, total)
	defer n.done()
	t := s.a.rows.part(f).tally(n, set, total)
	c := t.column
	p := &FacetPage{Page: o.Page, Size: o.Size}
	p.FacetCounts = FacetCounts{Facet: f, Distinct: t.distinct(), Missing: t.missing}
	prefix := ""
	if ws := words(o.Prefix); len(ws) > 0 {
		prefix = " " + strings.Join(ws, " ")
	}
	var vs []uint32
	var first [256]bool
	t.each(func(v, _ uint32) bool {
		name := c.foldedName(v)
		for i := 1; i < len(name); i++ {
			if name[i-1] == ' ' {
				first[name[i]] = true
			}
		}
		if prefix == "" || strings.Contains(name, prefix) {
			vs = append(vs, v)
		}
		return true
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
		return cmp.Or(cmp.Compare(t.of(b), t.of(a)), cmp.Compare(c.nameRank[a], c.nameRank[b]))
	})
	lo := min((o.Page-1)*o.Size, len(vs))
	for _, v := range vs[lo:min(lo+o.Size, len(vs))] {
		p.Buckets = append(p.Buckets, s.bucket(t, v))
	}
	return p
}
