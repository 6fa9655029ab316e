package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/polite"
	"reftel/internal/archive/together"
	"reftel/internal/index/bitset"
	"reftel/internal/index/columns"
	"reftel/internal/query"
)

const topValues = 10

// A selection is the hits of a request, sliced so that each facet can be
// counted without its own filters.
type selection struct {
	a     *Archive
	text  bitset.Set // what the text finds
	base  bitset.Set // text and dates
	hits  bitset.Set // base and all filters; without any it is base, which may be text
	total int
	folds int                        // hits that are not listed where a copy stands for them
	twice []uint32                   // the groups of copies of which two or more are hits; not known of all cables
	pass  map[query.Facet]bitset.Set // of facets with filters: what these let through
	in    map[query.Facet][]string
	out   map[query.Facet][]string
	every map[query.Facet]bool // of facets whose values in must all hold
}

// newSelection takes what the text finds, what the dates let through, nil for
// all, and the filters.
func (a *Archive) newSelection(text, dates bitset.Set, filters []query.Filter) (*selection, error) {
	s := &selection{a: a, text: text, base: text, pass: map[query.Facet]bitset.Set{}, in: map[query.Facet][]string{}, out: map[query.Facet][]string{}, every: map[query.Facet]bool{}}
	for _, f := range filters {
		if err := archive.CheckFacet(f.Facet); err != nil {
			return nil, err
		}
		of := s.in
		if f.Exclude {
			of = s.out
		}
		value, err := a.counted(f.Facet, f.Value)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(of[f.Facet], value) {
			of[f.Facet] = append(of[f.Facet], value)
		}
		s.pass[f.Facet] = nil
		s.every[f.Facet] = s.every[f.Facet] || f.All
	}
	if dates != nil {
		s.base = text.Clone()
		s.base.And(dates)
	}
	s.hits = s.base
	if len(s.pass) > 0 {
		s.hits = s.base.Clone()
	}
	for f := range s.pass {
		s.pass[f] = a.passing(f, s.in[f], s.every[f])
		if len(s.out[f]) > 0 {
			s.pass[f].AndNot(a.having(f, s.out[f]))
		}
		s.hits.And(s.pass[f])
	}
	s.total = s.hits.Count()
	if s.total == a.n {
		s.folds = a.columns.Copies.All()
	} else {
		s.twice, s.folds = a.columns.Copies.Double(s.hits)
	}
	return s, nil
}

// passing are the cables with one of some values, or with every one; all of them
// where there are no values.
func (a *Archive) passing(f query.Facet, values []string, every bool) bitset.Set {
	if len(values) == 0 {
		return a.all.Clone()
	}
	if !every {
		return a.having(f, values)
	}
	pass := a.having(f, values[:1])
	for _, v := range values[1:] {
		pass.And(a.having(f, []string{v}))
	}
	return pass
}

// having are the cables with one of some values.
func (a *Archive) having(f query.Facet, values []string) bitset.Set {
	b := bitset.New(a.n)
	for _, v := range values {
		markFilter(a.columns.Column(f), b, v, a.all)
	}
	return b
}

func markFilter(c *columns.Column, b bitset.Set, value string, all bitset.Set) {
	if value == query.None {
		for i := range b {
			b[i] |= all[i] &^ c.Has[i]
		}
		return
	}
	if v, ok := c.Find(value); ok {
		c.Mark(b, v)
	}
}

// without are the hits as they were without the filters of f. Values of it that must
// all hold stay: each that is added narrows the hits further.
func (s *selection) without(f query.Facet) (bitset.Set, int) {
	if _, filtered := s.pass[f]; !filtered {
		return s.hits, s.total
	}
	b := s.passed(s.base, f)
	if s.every[f] {
		b = b.Clone()
		b.And(s.a.passing(f, s.in[f], true))
	}
	return b, b.Count()
}

// anyDate are the hits as they were without dates and without years.
func (s *selection) anyDate() bitset.Set { return s.passed(s.text, query.Year) }

// passed are the cables of a set that pass all filters but those of one facet: the set
// itself where there are no others.
func (s *selection) passed(set bitset.Set, but query.Facet) bitset.Set {
	own := false
	for g, pass := range s.pass {
		if g == but {
			continue
		}
		if !own {
			set, own = set.Clone(), true
		}
		set.And(pass)
	}
	return set
}

// facets are the counts of all facets. Those without filters are counted over
// the same hits, at once.
func (s *selection) facets(ctx context.Context) ([]archive.FacetCounts, error) {
	rows := s.a.columns.Rows
	shared, err := rows.CountIn(ctx, s.hits, s.total)
	if err != nil {
		return nil, err
	}
	defer shared.Done()
	out := make([]archive.FacetCounts, len(rows.Parts))
	for i := range rows.Parts {
		if err := polite.Step(ctx); err != nil {
			return nil, err
		}
		p := &rows.Parts[i]
		hits := p.Tally(shared)
		if _, filtered := s.pass[p.Facet]; !filtered {
			out[i] = s.facet(hits, hits)
			continue
		}
		set, total := s.without(p.Facet)
		n, err := rows.CountIn(ctx, set, total)
		if err != nil {
			return nil, err
		}
		out[i] = s.facet(p.Tally(n), hits)
		n.Done()
	}
	return out, nil
}

// facet are the values of a facet as t counts them, and as they are among the hits.
func (s *selection) facet(t, hits *columns.Tally) archive.FacetCounts {
	f, c := t.Facet, t.Column
	out := archive.FacetCounts{Facet: f, Distinct: t.Distinct(), Missing: t.Missing}
	var vs []uint32
	if f == query.Year {
		t.Each(func(v, _ uint32) bool { vs = append(vs, v); return true })
	} else {
		vs = t.Top(topValues)
	}
	for _, v := range vs {
		out.Buckets = append(out.Buckets, s.bucket(t, hits, v))
	}
	for _, value := range slices.Concat(s.in[f], s.out[f]) {
		if slices.ContainsFunc(out.Buckets, func(b archive.Bucket) bool { return b.Value == value }) {
			continue
		}
		b := archive.Bucket{Value: value, Label: value}
		if v, ok := c.Find(value); ok {
			b = s.bucket(t, hits, v)
		} else if value == query.None {
			b.Count, b.Within, b.Label = t.Missing, hits.Missing, ""
		}
		b.Selected, b.Excluded = slices.Contains(s.in[f], value), slices.Contains(s.out[f], value)
		out.Buckets = append(out.Buckets, b)
	}
	if f == query.Year {
		slices.SortFunc(out.Buckets, func(a, b archive.Bucket) int { return strings.Compare(a.Value, b.Value) })
	}
	return out
}

func (s *selection) bucket(t, hits *columns.Tally, v uint32) archive.Bucket {
	value := t.Column.Values[v]
	return archive.Bucket{
		Value: value, Label: t.Column.Label(v), Count: int(t.Of(v)), Within: int(hits.Of(v)),
		Selected: slices.Contains(s.in[t.Facet], value), Excluded: slices.Contains(s.out[t.Facet], value),
	}
}

// page is one page of all values of a facet.
func (s *selection) page(ctx context.Context, f query.Facet, o archive.FacetOptions) (*archive.FacetPage, error) {
	rows := s.a.columns.Rows
	set, total := s.without(f)
	n, err := rows.CountIn(ctx, set, total)
	if err != nil {
		return nil, err
	}
	defer n.Done()
	t := rows.Part(f).Tally(n)
	hits := t
	if _, filtered := s.pass[f]; filtered {
		shared, err := rows.CountIn(ctx, s.hits, s.total)
		if err != nil {
			return nil, err
		}
		defer shared.Done()
		hits = rows.Part(f).Tally(shared)
	}
	c := t.Column
	p := &archive.FacetPage{Page: o.Page, Size: o.Size}
	p.FacetCounts = archive.FacetCounts{Facet: f, Distinct: t.Distinct(), Missing: t.Missing}
	vs := t.Values()
	p.Letters = c.Letters(vs)
	all := len(vs)
	vs = c.WithPrefix(vs, o.Prefix, t.Has)
	p.Total = len(vs)
	switch {
	case o.ByName:
		c.SortByName(vs)
	case len(vs) == all && o.Page*o.Size <= fewFirst:
		vs = t.Top(o.Page * o.Size)
	default:
		sortByCount(t, vs)
	}
	lo := min((o.Page-1)*o.Size, len(vs))
	for _, v := range vs[lo:min(lo+o.Size, len(vs))] {
		p.Buckets = append(p.Buckets, s.bucket(t, hits, v))
	}
	return p, nil
}

// fewFirst is up to how many of all values those that come first are found without
// the counts of all the others.
const fewFirst = 500

// sortByCount puts values in the order of their counts, equal ones by name. Each count
// is asked for once: those of rare values in a large set are made when they are.
func sortByCount(t *columns.Tally, vs []uint32) {
	type counted struct{ v, n uint32 }
	cs := make([]counted, len(vs))
	for i, v := range vs {
		cs[i] = counted{v, t.Of(v)}
	}
	ranks := t.Column.NameRank
	slices.SortFunc(cs, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(ranks[a.v], ranks[b.v])) })
	for i, c := range cs {
		vs[i] = c.v
	}
}

// Portrait tells of the cables that have a value of a facet.
func (a *Archive) Portrait(ctx context.Context, f query.Facet, value string, n int, of ...query.Facet) (*archive.Portrait, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	for _, g := range append([]query.Facet{f}, of...) {
		if err := archive.CheckFacet(g); err != nil {
			return nil, fmt.Errorf("portrait: %w", err)
		}
	}
	value, err := a.counted(f, value)
	if err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	v, ok := a.columns.Column(f).Find(value)
	if !ok {
		return &archive.Portrait{}, nil
	}
	cables := a.columns.Column(f).Cables(nil, v)
	p := &archive.Portrait{Cables: len(cables), Label: a.columns.Column(f).Label(v)}
	if dated, _ := slices.BinarySearch(cables, uint32(a.columns.Dated)); dated > 0 {
		if p.First, err = a.summary(cables[0]); err == nil {
			p.Last, err = a.summary(cables[dated-1])
		}
		if err != nil {
			return nil, fmt.Errorf("portrait: %w", err)
		}
	}
	set := bitset.New(a.n)
	a.columns.Column(f).Mark(set, v)
	counts, err := a.columns.Rows.CountIn(ctx, set, len(cables))
	if err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	defer counts.Done()
	sel := selection{a: a}
	for _, g := range of {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("portrait: %w", err)
		}
		t := a.columns.Rows.Part(g).Tally(counts)
		own := value
		if g != f {
			own = ""
			p.Facets = append(p.Facets, sel.facet(t, t))
		}
		if vs := a.company(t, len(cables), n, own); len(vs) > 0 {
			p.Company = append(p.Company, archive.Company{Facet: g, Values: vs})
		}
	}
	return p, nil
}

func (a *Archive) summary(ord uint32) (*archive.Summary, error) {
	s, err := a.store.Summary(ord)
	return &s, err
}

// company are the values of a facet that go with a value of so many cables, at most n
// of them and without the value itself.
func (a *Archive) company(t *columns.Tally, cables, n int, own string) []archive.Companion {
	if n <= 0 || cables == a.n {
		return nil
	}
	vs, scores := t.Best(n+1, cables, columns.Measure{
		Score: func(both, all uint32, least float64) float64 {
			return together.Score(int(both), cables, int(all), a.n, least)
		},
		Most: func(all uint32) float64 { return together.Most(cables, int(all), a.n) },
	})
	var out []archive.Companion
	for i, v := range vs {
		value := t.Column.Values[v]
		if value == own || len(out) == n {
			continue
		}
		out = append(out, archive.Companion{
			Value: value, Label: t.Column.Label(v), Together: int(t.Of(v)), Count: t.Column.Frequency(v), Score: scores[i],
		})
	}
	return out
}
