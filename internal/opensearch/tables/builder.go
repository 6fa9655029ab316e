package tables

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/archive/values"
	"reftel/internal/archive/volumes"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Builder counts what cables have. Add is called by one goroutine at a time; once all
// were added the others may be called by several.
type Builder struct {
	report  prepare.Report
	counted map[string]string // under which name the key of a name is counted
	table   *ids.Table

	facets map[query.Facet]*tally
	spelt  map[string]bool // words as they were written that are spelt otherwise too
	lines  []volumes.Line
	dates  map[int]int
	stats  archive.Stats

	ranked  sync.Once
	printed sync.Once
	shelves []archive.Volume
}

// NewBuilder begins with no cable. counted tells under which name the key of a name is
// counted, as the authority file of the report says, which it sorts; table has the ids of
// all cables.
func NewBuilder(counted map[string]string, report prepare.Report, table *ids.Table) *Builder {
	b := &Builder{report: report, counted: counted, table: table, facets: map[query.Facet]*tally{}, spelt: map[string]bool{}, dates: map[int]int{}}
	report.Names.Sort()
	for _, f := range facets() {
		b.facets[f] = &tally{at: map[string]int{}}
	}
	return b
}

// Add takes the next cable in archive order.
func (b *Builder) Add(c *cable.Cable) {
	seen := map[string]bool{}
	for _, f := range facets() {
		clear(seen)
		for _, v := range values.Of(c, f, b.counted) {
			if v.Text != "" {
				b.facets[f].add(v, !seen[v.Text])
				seen[v.Text] = true
			}
		}
	}
	take := func(s string, _ bool) { b.learn(s) }
	values.EachProse(c, take)
	values.EachAddition(c, take)
	if l, ok := volumes.LineOf(c); ok {
		b.lines = append(b.lines, l)
	}
	st := &b.stats
	st.Cables++
	st.Paragraphs += len(c.Paragraphs)
	if c.Date.IsZero() {
		st.Undated++
		return
	}
	b.dates[c.Date.Key()]++
	if st.First.IsZero() {
		st.First = c.Date
	}
	st.Last = c.Date
}

// learn notes the words of a text that are spelt in more than one way.
func (b *Builder) learn(s string) {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
		return
	}
	text.Scan(s, func(term []byte, _, _ int, kind text.Kind) {
		if kind == text.Written && !b.spelt[string(term)] && text.HasSpellings(string(term)) {
			b.spelt[string(term)] = true
		}
	})
}

// setRanks puts the values of each facet in their order, the most frequent first, then by
// their texts.
func (b *Builder) setRanks() {
	for _, t := range b.facets {
		t.order = make([]int, len(t.values))
		for i := range t.order {
			t.order[i] = i
		}
		slices.SortFunc(t.order, func(x, y int) int {
			return cmp.Or(cmp.Compare(t.values[y].count, t.values[x].count), strings.Compare(t.values[x].text, t.values[y].text))
		})
		for rank, i := range t.order {
			t.values[i].rank = uint32(rank)
		}
	}
}

// Stats are those of all cables.
func (b *Builder) Stats() archive.Stats {
	st := b.stats
	st.Posts = len(b.facets[query.Origin].values)
	for _, f := range []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc} {
		st.Entities += len(b.facets[f].values)
	}
	for _, v := range b.facets[values.Ref].values {
		st.References += v.count
		if _, ok := b.table.Find(v.text); ok {
			st.Resolved += v.count
		}
	}
	return st
}

// Volumes are the printed volumes that cables stand in, with their lists of names.
func (b *Builder) Volumes() []archive.Volume {
	b.printed.Do(func() {
		b.shelves = volumes.Of(b.lines)
		if len(b.shelves) == 0 {
			return
		}
		held := func(kind, name string) bool {
			for _, f := range facets() {
				if values.KindOf(f) == kind {
					_, ok := b.facets[f].at[name]
					return ok
				}
			}
			return false
		}
		volumes.Name(b.shelves, b.report.Lists, b.counted, held)
	})
	return b.shelves
}

// whole is what is kept in memory by who opens the tables.
func (b *Builder) whole() whole {
	b.ranked.Do(b.setRanks)
	w := whole{Stats: b.Stats(), Account: b.report.Account, Values: map[query.Facet][]Value{}}
	for _, v := range b.Volumes() {
		w.Heads = append(w.Heads, v.VolumeHead)
	}
	for _, key := range slices.Sorted(maps.Keys(b.dates)) {
		w.Dates = append(w.Dates, DateCount{key, b.dates[key]})
	}
	for _, word := range slices.Sorted(maps.Keys(b.spelt)) {
		w.Spellings = append(w.Spellings, text.Spellings(word))
	}
	for _, f := range facets() {
		t := b.facets[f]
		for _, i := range t.order {
			if hasFew(f) {
				w.Values[f] = append(w.Values[f], t.value(i, nil))
			}
		}
	}
	return w
}

// A tally is the values of one facet.
type tally struct {
	at     map[string]int
	values []tallied
	order  []int // places in values by their ranks
}

type tallied struct {
	text   string
	count  int
	rank   uint32
	labels map[string]int
}

// add counts a value, which is new to its cable or not.
func (t *tally) add(v values.Value, isNew bool) {
	i, ok := t.at[v.Text]
	if !ok {
		i = len(t.values)
		name := strings.Clone(v.Text) // and not all that it was cut from
		t.at[name] = i
		t.values = append(t.values, tallied{text: name})
	}
	x := &t.values[i]
	if isNew {
		x.count++
	}
	if v.Label != "" {
		if x.labels == nil {
			x.labels = map[string]int{}
		}
		x.labels[strings.Clone(v.Label)]++
	}
}

// value is one of them as it is found, with the thing that it is, which may be nil.
func (t *tally) value(i int, thing *authority.Thing) Value {
	x := &t.values[i]
	label := values.MostUsed(x.labels)
	return Value{Text: x.text, Label: label, Count: x.count, Rank: x.rank, Words: folded(x.text, label, thing)}
}
