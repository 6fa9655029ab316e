package gather

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/person"
)

// mostFacts is how many facts are kept of a thing.
const mostFacts = 20

// Fold makes the authority file of all that was gathered: the things of which
// there is something to tell besides their name.
func (g *Gatherer) Fold() (authority.File, []Proposal) {
	f := g.foldPersons()
	persons := f.things()
	proposals := f.suggest(persons)
	var out authority.File
	for _, top := range sortedKeys(persons) {
		out = append(out, *persons[top])
	}
	out = append(out, g.mononyms()...)
	out = append(out, g.foldOthers()...)
	out = g.corrected(out)
	out = slices.DeleteFunc(out, func(t authority.Thing) bool {
		return len(t.Forms) == 0 && len(t.Facts) == 0 && len(t.Perhaps) == 0 && t.Describe == ""
	})
	out = append(out, g.several(out)...)
	out.Sort()
	return out, proposals
}

// things makes a thing of each person, by the number of the first name.
func (f *folding) things() map[uint32]*authority.Thing {
	members := map[uint32][]uint32{}
	for id := range f.up {
		top := f.top(uint32(id))
		members[top] = append(members[top], uint32(id))
	}
	offices := map[uint32][]term{}
	for key, t := range f.g.offices {
		offices[f.top(key.person)] = append(offices[f.top(key.person)], t)
	}
	wanted := map[uint32]string{}
	for _, id := range sortedKeys(f.wanted) {
		wanted[f.top(id)] = f.wanted[id]
	}
	taken := f.taken()
	out := make(map[uint32]*authority.Thing, len(members))
	for top, ids := range members {
		slices.SortFunc(ids, func(a, b uint32) int { return strings.Compare(f.keys[a], f.keys[b]) })
		t := &authority.Thing{Kind: cable.PER, Name: cmp.Or(wanted[top], f.bestName(ids))}
		f.giveForms(t, top, ids, taken)
		var entries []authority.Fact
		for _, id := range ids {
			for _, l := range f.listed[id] {
				entries = append(entries, l.thing.Facts...)
			}
		}
		t.Facts = factsOf(entries, offices[top])
		out[top] = t
	}
	return out
}

// taken says whose each way of writing is that was gathered.
func (f *folding) taken() map[string]uint32 {
	out := make(map[string]uint32, len(f.up))
	for id := range f.g.persons {
		p := &f.g.persons[id]
		out[cable.NameKey(p.name)] = f.top(uint32(id))
		for _, s := range p.others {
			out[cable.NameKey(s)] = f.top(uint32(id))
		}
	}
	return out
}

// bestName is the name that most cables give a person; of such as many give the
// longest.
func (f *folding) bestName(ids []uint32) string {
	best := slices.MaxFunc(ids, func(a, b uint32) int {
		p, q := &f.g.persons[a], &f.g.persons[b]
		full := func(id uint32) int {
			if f.parsed[id].Full() {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(full(a), full(b)), cmp.Compare(p.cables, q.cables), cmp.Compare(len(f.listed[a]), len(f.listed[b])), cmp.Compare(len(p.name), len(q.name)), strings.Compare(q.name, p.name))
	})
	return person.Straight(f.g.persons[best].name)
}

// giveForms gives a person all other names: as cables write them and as lists
// give them.
func (f *folding) giveForms(t *authority.Thing, top uint32, ids []uint32, taken map[string]uint32) {
	own := map[string]bool{cable.NameKey(t.Name): true}
	give := func(x authority.Form) {
		key := cable.NameKey(x.Name)
		if whose, ok := taken[key]; key == "" || own[key] || ok && whose != top {
			return
		}
		own[key] = true
		t.Forms = append(t.Forms, x)
	}
	volumes := map[string]string{} // whose list gives a name, by its key
	for _, id := range ids {
		for _, l := range f.listed[id] {
			for _, name := range fullForms(l.thing) {
				volumes[person.Parse(name).Key()] = l.volume
			}
			for _, x := range append([]authority.Form{{Name: l.thing.Name, Basis: authority.List, Source: l.volume}}, l.thing.Forms...) {
				if other, ok := f.find(cable.PER, x.Name); person.Parse(x.Name).Full() && (!ok || f.top(other) == top) {
					give(x)
				}
			}
		}
	}
	for _, id := range ids {
		p := &f.g.persons[id]
		for _, s := range append([]string{p.name}, p.others...) {
			if volume := volumes[f.keys[id]]; volume != "" {
				give(authority.Form{Name: s, Basis: authority.List, Source: volume})
			}
			give(authority.Form{Name: s, Basis: authority.Spelling})
		}
	}
	for _, s := range f.alone[top] {
		give(authority.Form{Name: s, Basis: authority.Bearer})
	}
}

// factsOf chooses the most telling facts: those of lists, then the offices that
// most cables tell.
func factsOf(listed []authority.Fact, said []term) []authority.Fact {
	out := compactFacts(listed)
	slices.SortFunc(said, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.cables, a.cables), strings.Compare(a.text, b.text))
	})
	for _, t := range said {
		if len(out) >= mostFacts {
			break
		}
		if !strings.Contains(t.text, " ") && (slices.ContainsFunc(listed, func(f authority.Fact) bool { return strings.Contains(f.Text, t.text) }) ||
			slices.ContainsFunc(said, func(x term) bool { return x.text != t.text && strings.Contains(x.text, t.text) })) {
			continue // Secretary, of the Secretary of State
		}
		out = append(out, authority.Fact{Text: t.text, From: int(t.from), To: int(t.to), Basis: authority.Text, Source: t.source.id})
	}
	return out
}

// compactFacts leaves out what several lists say alike.
func compactFacts(facts []authority.Fact) []authority.Fact {
	facts = slices.Clone(facts)
	slices.SortFunc(facts, func(a, b authority.Fact) int {
		return cmp.Or(strings.Compare(cable.NameKey(a.Text), cable.NameKey(b.Text)), strings.Compare(a.Source, b.Source), strings.Compare(a.Text, b.Text))
	})
	facts = slices.CompactFunc(facts, func(a, b authority.Fact) bool { return cable.NameKey(a.Text) == cable.NameKey(b.Text) })
	return facts[:min(len(facts), mostFacts)]
}

// mononyms are persons of one name of whom lists tell something.
func (g *Gatherer) mononyms() []authority.Thing {
	facts := map[string][]authority.Fact{}
	written := map[string]string{}
	for _, volume := range sortedKeys(g.lists) {
		for _, t := range g.lists[volume] {
			key := authority.Key(t.Kind, t.Name)
			if t.Kind != cable.PER || strings.Contains(t.Name, " ") || g.seen[hashOf(key)] == nil {
				continue
			}
			facts[key] = append(facts[key], t.Facts...)
			written[key] = better(cmp.Or(written[key], t.Name), t.Name)
		}
	}
	var out []authority.Thing
	for _, key := range sortedKeys(written) {
		out = append(out, authority.Thing{Kind: cable.PER, Name: written[key], Facts: compactFacts(facts[key])})
	}
	return out
}

// corrected gives things what the operator says of them: other names, and words.
func (g *Gatherer) corrected(file authority.File) authority.File {
	at := map[string]int{}
	for i := range file {
		at[authority.Key(file[i].Kind, file[i].Name)] = i
		for _, x := range file[i].Forms {
			if key := authority.Key(file[i].Kind, x.Name); !has(at, key) {
				at[key] = i
			}
		}
	}
	thing := func(n names.Named) *authority.Thing {
		i, ok := at[n.Key()]
		if !ok {
			i = len(file)
			at[n.Key()] = i
			file = append(file, authority.Thing{Kind: n.Kind, Name: n.Name})
		}
		return &file[i]
	}
	for _, pair := range g.rules.Aliases() {
		t := thing(pair[1])
		if authority.Key(t.Kind, t.Name) != pair[0].Key() {
			t.Forms = slices.DeleteFunc(t.Forms, func(x authority.Form) bool { return authority.Key(t.Kind, x.Name) == pair[0].Key() })
			t.Forms = append(t.Forms, authority.Form{Name: pair[0].Name, Basis: authority.Correction})
		}
	}
	described := g.rules.Described()
	for _, n := range slices.SortedFunc(maps.Keys(described), func(a, b names.Named) int { return strings.Compare(a.Key(), b.Key()) }) {
		thing(n).Describe = described[n]
	}
	return file
}
