// Package gather makes an authority file of what the cables of a corpus, the
// lists of volumes and the tables tell of names: which are one thing, under
// which name, and what is told of it. Names are folded where something says that
// they are one; likeness alone is kept as a suggestion. It works on parsed
// cables whose entities are made, and knows no format and no index.
//
// What is gathered does not depend on the order in which it comes, so that the
// file is the same however the inputs were read.
package gather

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/reference"
)

// A Gatherer takes the evidence of all cables. It is for one goroutine.
type Gatherer struct {
	tables  *reference.Tables
	rules   names.Corrections
	ids     map[string]uint32 // of persons, by the key of the name
	persons []seenPerson
	alone   map[string]*lonely
	apart   map[[2]uint32]bool
	offices map[office]term
	glosses map[gloss]explanation // by keys
	used    map[string]*places    // abbreviations
	written map[string][]string   // "ORG ministry of defense" → names that are written otherwise, one of each key
	seen    map[uint64]*spelt     // all names but those of persons, by the hash of the key
	lists   map[string][]authority.Thing
}

// A seenPerson is what is known of the names of one key.
type seenPerson struct {
	name        string   // the best way of writing
	others      []string // ways of writing with another key of cable.NameKey
	several     bool     // one of these has more than one way of writing
	cables      uint32
	first, last int16 // years, 0 for none
	where       spots
}

// A lonely name is a surname that stands alone in cables that name nobody of the
// name in full.
type lonely struct {
	name  string
	where spots
	woman bool // a title says that it is a woman's
}

// An office of a person, by its key.
type office struct {
	person uint32
	key    string
}

// A term is when an office was held, by the cables that say so.
type term struct {
	text     string
	from, to int16
	cables   uint32
	source   source
}

// A source is the first cable that says something.
type source struct {
	id   string
	year int16
}

func (s source) before(t source) bool {
	a, b := s.year, t.year
	if a == 0 {
		a = 9999
	}
	if b == 0 {
		b = 9999
	}
	return cmp.Or(cmp.Compare(a, b), strings.Compare(s.id, t.id)) < 0
}

// An explanation is where an abbreviation is explained in one way.
type explanation struct {
	short, long string
	where       places
	source      source
}

// New makes an empty gatherer. The corrections may be nil.
func New(tables *reference.Tables, rules names.Corrections) *Gatherer {
	return &Gatherer{
		tables: tables, rules: rules, ids: map[string]uint32{}, alone: map[string]*lonely{}, apart: map[[2]uint32]bool{}, offices: map[office]term{},
		glosses: map[gloss]explanation{}, used: map[string]*places{}, written: map[string][]string{}, seen: map[uint64]*spelt{},
		lists: map[string][]authority.Thing{},
	}
}

// List takes what the list of a volume tells. The same list twice is one.
func (g *Gatherer) List(things []authority.Thing) {
	if volume := volumeOf(things); volume != "" {
		g.lists[volume] = things
	}
}

// volumeOf is the volume in whose list things stand.
func volumeOf(things []authority.Thing) string {
	for i := range things {
		for _, f := range things[i].Forms {
			if f.Source != "" {
				return f.Source
			}
		}
		for _, f := range things[i].Facts {
			if f.Source != "" {
				return f.Source
			}
		}
	}
	return ""
}

// Add takes the evidence of one more cable.
func (g *Gatherer) Add(e *Evidence) {
	year := int16(e.year)
	src := source{e.cable, year}
	for _, w := range e.persons {
		g.persons[g.person(w)].add(year, e.where)
	}
	for _, w := range e.alone {
		a := g.alone[w.key]
		if a == nil {
			a = &lonely{name: strings.Clone(w.name)}
			g.alone[strings.Clone(w.key)] = a
		}
		a.name, a.woman = better(a.name, strings.Clone(w.name)), a.woman || slices.Contains(e.women, w.key)
		a.where.add(e.where, year)
	}
	for _, pair := range e.apart {
		a, okA := g.ids[pair[0]]
		b, okB := g.ids[pair[1]]
		if okA && okB {
			g.apart[[2]uint32{min(a, b), max(a, b)}] = true
		}
	}
	for _, o := range e.offices {
		if id, ok := g.ids[o.person]; ok {
			g.office(office{id, cable.NameKey(o.text)}, term{o.text, year, year, 1, src})
		}
	}
	for _, x := range e.glosses {
		key := gloss{x.kind, cable.NameKey(x.short), plainKey(x.kind, cable.NameKey(x.long))}
		if key.short == "" || key.long == "" {
			continue
		}
		old, ok := g.glosses[key]
		if !ok {
			old = explanation{strings.Clone(x.short), strings.Clone(x.long), places{}, src}
		}
		old.short, old.long = better(old.short, x.short), better(old.long, x.long)
		if src.before(old.source) {
			old.source = src
		}
		old.where.add(e.where)
		g.glosses[key] = old
	}
	for _, w := range e.names {
		g.otherwise(w)
	}
	for _, x := range e.seen {
		g.sighted(x)
	}
	for _, key := range e.used {
		p := g.used[key]
		if p == nil {
			p = &places{}
			g.used[strings.Clone(key)] = p
		}
		p.add(e.where)
	}
}

// person is the number of a name, which is made known.
func (g *Gatherer) person(w written) uint32 {
	id, ok := g.ids[w.key]
	if !ok {
		id = uint32(len(g.persons))
		g.ids[strings.Clone(w.key)] = id
		g.persons = append(g.persons, seenPerson{name: strings.Clone(w.name)})
		return id
	}
	p := &g.persons[id]
	p.spelt(w.name)
	return id
}

// spelt takes another way of writing: of those of one key the best is kept, and
// of the keys the first stands for all, one that is not turned round before others.
func (p *seenPerson) spelt(name string) {
	if name == p.name || slices.Contains(p.others, name) {
		return
	}
	all, key, known := append(p.others, p.name), cable.NameKey(name), false
	for i, s := range all {
		if cable.NameKey(s) == key {
			p.several = true
			if better(s, name) == s {
				return
			}
			all[i], known = strings.Clone(name), true
		}
	}
	if !known {
		all = append(all, strings.Clone(name))
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(strings.Compare(straight(a), straight(b)), strings.Compare(a, b)) })
	p.name, p.others = all[0], slices.Clone(all[1:])
}

// straight sorts names with a comma, which are turned round, behind others.
func straight(s string) string {
	if strings.Contains(s, ",") {
		return "1"
	}
	return "0"
}

func (p *seenPerson) add(year int16, where uint32) {
	p.cables++
	if year != 0 {
		if p.first == 0 || year < p.first {
			p.first = year
		}
		p.last = max(p.last, year)
	}
	p.where.add(where, year)
}

func (g *Gatherer) office(key office, t term) {
	old, ok := g.offices[key]
	if !ok {
		key.key, t.text = strings.Clone(key.key), strings.Clone(t.text)
		g.offices[key] = t
		return
	}
	old.text = better(old.text, t.text)
	if t.from != 0 {
		if old.from == 0 || t.from < old.from {
			old.from = t.from
		}
		old.to = max(old.to, t.to)
	}
	old.cables += t.cables
	if t.source.before(old.source) {
		old.source = t.source
	}
	g.offices[key] = old
}

// better is the better way of writing a name of two: with small letters, with
// accents, with full stops, else the first in the alphabet.
func better(a, b string) string {
	rank := func(s string) int {
		r := 0
		if strings.ContainsFunc(s, unicode.IsLower) {
			r = 2
		}
		if strings.ContainsFunc(s, func(c rune) bool { return c >= utf8.RuneSelf && unicode.IsLetter(c) }) {
			r++
		}
		return r
	}
	if c := cmp.Or(rank(b)-rank(a), strings.Count(b, ".")-strings.Count(a, "."), strings.Compare(a, b)); c <= 0 {
		return a
	}
	return b
}
