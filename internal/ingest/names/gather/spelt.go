package gather

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names/person"
)

// Spelt is how a name is written whose ways of writing have one key: Polisario, and
// POLISARIO in telegrams that have no small letters.
type spelt struct {
	kind             string
	small, capital   string // the best of each; "" for none
	smalls, capitals uint32 // cables
	several          bool   // it is written in more than one way
}

// rarely is to how many cables that write a name in capitals alone one with small
// letters is a slip, and not the way in which it is written: Nato.
const rarely = 20

// sighted takes a name that is no person's in full.
func (g *Gatherer) sighted(x sighted) {
	s := g.seen[x.hash]
	if s == nil {
		s = &spelt{kind: x.kind}
		g.seen[x.hash] = s
	}
	best, n := &s.capital, &s.capitals
	if strings.ContainsFunc(x.name, unicode.IsLower) {
		best, n = &s.small, &s.smalls
	}
	*n++
	if *best == x.name {
		return
	}
	s.several = s.several || s.small != "" || s.capital != ""
	if *best == "" || better(*best, x.name) != *best {
		*best = strings.Clone(x.name)
	}
}

// otherwise takes a name of an organisation or place that may be written in another
// way: of those of one key the best, in the order of the keys.
func (g *Gatherer) otherwise(w written) {
	key := w.kind + " " + w.key
	names, own := g.written[key], cable.NameKey(w.name)
	i, known := slices.BinarySearchFunc(names, own, func(name, own string) int { return strings.Compare(cable.NameKey(name), own) })
	switch {
	case !known:
		g.written[strings.Clone(key)] = slices.Insert(names, i, strings.Clone(w.name))
	case better(names[i], w.name) != names[i]:
		names[i] = strings.Clone(w.name)
	}
}

// several are the names that are written in more than one way and in no thing yet.
func (g *Gatherer) several(file authority.File) []authority.Thing {
	known := map[string]bool{}
	for i := range file {
		known[authority.Key(file[i].Kind, file[i].Name)] = true
		for _, x := range file[i].Forms {
			known[authority.Key(file[i].Kind, x.Name)] = true
		}
	}
	var out []authority.Thing
	for _, s := range g.seen {
		if s.several && !known[authority.Key(s.kind, s.name())] {
			out = append(out, authority.Thing{Kind: s.kind, Name: s.name()})
		}
	}
	for i := range g.persons {
		p := &g.persons[i]
		if name := person.Straight(p.name); p.several && !known[authority.Key(cable.PER, name)] {
			out = append(out, authority.Thing{Kind: cable.PER, Name: name})
		}
	}
	return out
}

// name is the way in which it is counted: with small letters, where that is no slip.
func (s *spelt) name() string {
	if s.smalls*rarely < s.capitals {
		return s.capital
	}
	return cmp.Or(s.small, s.capital)
}
