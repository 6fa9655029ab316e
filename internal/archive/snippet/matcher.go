package snippet

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/archive/plan"
	"reftel/internal/query"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// Forms are the words that a spelling of a query stands for. The matcher knows
// only these.
type Forms func(plan.Spelling) []string

// FormsIn finds the forms among some words: those of the texts that are to be
// marked, where no engine is asked. A folded word is spelt as spelt says.
func FormsIn(words []string, spelt map[string][]string) Forms {
	return func(s plan.Spelling) []string {
		fit := s.Fit(s.Terms(func(term string) []string { return spelt[term] }))
		var out []string
		for _, w := range words {
			if fit.Is(w) {
				out = append(out, w)
			}
		}
		return out
	}
}

// A Matcher finds the words and phrases of a query in texts, by the same rules
// by which an engine finds cables. It may be used by any number of goroutines.
type Matcher struct {
	ids    map[string]uint32 // numbers of the words that matter, from 1
	wanted text.Wanted       // those words
	plans  []numbered
	rows   bool // some plan has several places: what stands between matters
	bare   bool // some plan is bare
}

// A numbered plan has at each place one of several words.
type numbered struct {
	in     string
	places [][]uint32
	slop   int
	whole  []uint32
	bare   bool // a word that was typed without accents, and has none
}

// New prepares the words that a match of e contains. Without any, the matcher
// matches nothing.
func New(e query.Expr, forms Forms) *Matcher {
	m := &Matcher{ids: map[string]uint32{}}
	for _, p := range plan.Marked(e) {
		n := numbered{in: p.In, slop: p.Slop}
		for _, s := range p.Places {
			n.places = append(n.places, m.numbers(forms(s)))
			n.bare = n.bare || s.AsWritten && s.Written == ""
		}
		if p.Whole != nil {
			n.whole = m.numbers(forms(*p.Whole))
		}
		m.plans = append(m.plans, n)
		m.rows = m.rows || len(n.places) > 1
		m.bare = m.bare || n.bare
	}
	return m
}

// Empty reports whether nothing can be matched.
func (m *Matcher) Empty() bool { return len(m.plans) == 0 }

// numbers are the numbers of words, in order.
func (m *Matcher) numbers(words []string) []uint32 {
	var set []uint32
	for _, w := range words {
		id, ok := m.ids[w]
		if !ok {
			id = uint32(len(m.ids) + 1)
			m.ids[w] = id
			m.wanted.Add(w)
		}
		set = append(set, id)
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// other stands for words that no part of the query has.
const other = ^uint32(0)

// number is that of a word, or other. Most words are told apart by their first
// letter and their length.
func (m *Matcher) number(term []byte) uint32 {
	if !m.wanted.Has(term) {
		return other
	}
	if id, ok := m.ids[string(term)]; ok {
		return id
	}
	return other
}

// A mark is a match in a text, in bytes.
type mark struct {
	start, end int
	plan       int
}

// A place is where a word stands in a text, in bytes.
type place struct{ start, end int }

// markRoom is memory for the words of one text after another.
type markRoom struct {
	ids, whole  []uint32
	at, wholeAt []place
	marked      []place // of words with accents, where some plan is bare
}

// read takes the words of a text and reports whether any matters. Of the others it takes
// their places alone, and only where some are part of a row.
func (r *markRoom) read(m *Matcher, t string) bool {
	r.ids, r.whole, r.at, r.wholeAt = r.ids[:0], r.whole[:0], r.at[:0], r.wholeAt[:0]
	r.marked = r.marked[:0]
	any := false
	text.ScanFor(t, &m.wanted, func(n int) {
		if !m.rows {
			return
		}
		for range n {
			r.ids, r.at = append(r.ids, other), append(r.at, place{})
		}
	}, func(term []byte, start, end int, kind text.Kind) {
		if m.bare && kind == text.Written && text.IsWritten(strings.TrimPrefix(string(term), text.Elided)) {
			r.marked = append(r.marked, place{start, end})
		}
		id := m.number(term)
		if id == other && !m.rows {
			return
		}
		any = any || id != other
		if kind != text.Plain {
			r.whole, r.wholeAt = append(r.whole, id), append(r.wholeAt, place{start, end})
		} else {
			r.ids, r.at = append(r.ids, id), append(r.at, place{start, end})
		}
	})
	return any
}

// marks are the matches in a text, in order and without overlaps.
func (m *Matcher) marks(t string, subject bool, room *markRoom) []mark {
	if len(m.plans) == 0 || !room.read(m, t) {
		return nil
	}
	ids, at, whole, wholeAt := room.ids, room.at, room.whole, room.wholeAt
	var out []mark
	for i, p := range m.plans {
		if p.in == "subject" && !subject {
			continue
		}
		add := func(a place) {
			if !p.bare || !slices.Contains(room.marked, a) {
				out = append(out, mark{a.start, a.end, i})
			}
		}
		single := p.whole
		switch {
		case len(p.places) == 1:
			single = p.places[0]
			for k, id := range ids {
				if rows.Has(single, id) {
					add(at[k])
				}
			}
		case slices.ContainsFunc(p.places, func(s []uint32) bool { return len(s) == 0 }):
		case p.slop > 0:
			rows.NewNear(p.places, p.slop).Each(ids, func(ks []int) {
				for _, k := range ks {
					add(at[k])
				}
			})
		default:
			rows.Each(ids, p.places, func(k int) { add(place{at[k].start, at[k+len(p.places)-1].end}) })
		}
		if len(p.places) > 1 {
			for k, id := range ids {
				if rows.Has(p.whole, id) {
					add(at[k])
				}
			}
		}
		for k, id := range whole {
			if rows.Has(single, id) {
				add(wholeAt[k])
			}
		}
	}
	return withoutOverlaps(out)
}

func withoutOverlaps(ms []mark) []mark {
	slices.SortFunc(ms, func(a, b mark) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n == 0 || m.start >= out[n-1].end {
			out = append(out, m)
		}
	}
	return out
}
