package gather

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names/person"
)

// A folding of persons: which of the names that were gathered, and of the names
// of lists, are one person.
type folding struct {
	g      *Gatherer
	parsed []person.Name
	keys   []string
	up     []uint32            // union-find: the name above, or itself
	listed map[uint32][]listed // by name: the entries of lists that it is
	split  map[[2]uint32]bool
	wanted map[uint32]string   // by name: the name that the operator wants
	alone  map[uint32][]string // by name: the surnames that stand alone for it
}

// listed is an entry of the list of a volume.
type listed struct {
	volume string
	thing  *authority.Thing
}

// fold makes one person of names for which something says so: the lists, the
// operator, or the rules of person.Compare where nobody else fits.
func (g *Gatherer) foldPersons() *folding {
	f := &folding{
		g: g, listed: map[uint32][]listed{}, split: map[[2]uint32]bool{}, wanted: map[uint32]string{}, alone: map[uint32][]string{},
	}
	f.up = make([]uint32, len(g.persons))
	for id := range f.up {
		f.up[id] = uint32(id)
	}
	f.parsed = make([]person.Name, len(g.persons))
	f.keys = make([]string, len(g.persons))
	for key, id := range g.ids {
		f.parsed[id], f.keys[id] = person.Parse(g.persons[id].name), key
	}
	for _, pair := range g.rules.Splits() {
		a, okA := f.find(pair[0].Kind, pair[0].Name)
		b, okB := f.find(pair[1].Kind, pair[1].Name)
		if okA && okB {
			f.split[[2]uint32{min(a, b), max(a, b)}] = true
		}
	}
	f.bySpelling()
	f.byLists()
	f.byRules()
	for _, pair := range g.rules.Merges() {
		f.merge(pair[0].Kind, pair[0].Name, pair[1].Name)
	}
	f.bySurnames()
	return f
}

// find is the number of a person's name that was gathered.
func (f *folding) find(kind, name string) (uint32, bool) {
	if kind != cable.PER {
		return 0, false
	}
	id, ok := f.g.ids[person.Parse(name).Key()]
	return id, ok
}

func (f *folding) merge(kind, name, into string) {
	a, okA := f.find(kind, name)
	b, okB := f.find(kind, into)
	if okA && okB {
		f.join(a, b)
		f.wanted[b] = into
	}
}

func (f *folding) top(id uint32) uint32 {
	for f.up[id] != id {
		f.up[id] = f.up[f.up[id]]
		id = f.up[id]
	}
	return id
}

// join makes two names one person, under the smaller number's key.
func (f *folding) join(a, b uint32) {
	a, b = f.top(a), f.top(b)
	if a == b {
		return
	}
	// The number of a name depends on the order of the cables; its key does not.
	if f.keys[b] < f.keys[a] {
		a, b = b, a
	}
	f.up[b] = a
}

// areSplit reports whether the operator says that two names, or any that were
// joined with them, are apart.
func (f *folding) areSplit(a, b uint32) bool {
	if len(f.split) == 0 {
		return false
	}
	a, b = f.top(a), f.top(b)
	for pair := range f.split {
		x, y := f.top(pair[0]), f.top(pair[1])
		if x == a && y == b || x == b && y == a {
			return true
		}
	}
	return false
}

// bySpelling joins names with the same letters in the same order in more or
// fewer words: Mao Tse-tung, Mao Tsetung.
func (f *folding) bySpelling() {
	var all []keyed
	for id, n := range f.parsed {
		if n.Suffix != "" || n.Wife || len(n.Words) < 2 || slices.ContainsFunc(n.Words, func(w string) bool { return len(w) < 2 }) {
			continue
		}
		if h, n := hashWords(n.Words...), lengthOf(n.Words); n >= 9 {
			all = append(all, keyed{h, uint32(id)})
		}
	}
	f.eachGroup(all, func(ids []uint32) {
		for i := range ids {
			for j := range i {
				if len(f.parsed[ids[i]].Words) != len(f.parsed[ids[j]].Words) && !f.areSplit(ids[i], ids[j]) {
					f.join(ids[i], ids[j])
				}
			}
		}
	})
}

// byLists joins what the lists of volumes give as names of one person. A form
// that lists give to two persons joins nothing.
func (f *folding) byLists() {
	owner := map[uint32]uint32{} // who has a form
	twice := map[uint32]bool{}
	var claims [][2]uint32
	for _, volume := range sortedKeys(f.g.lists) {
		things := f.g.lists[volume]
		entries := map[string]bool{}
		for i := range things {
			if things[i].Kind == cable.PER {
				entries[person.Parse(things[i].Name).Key()] = true
			}
		}
		for i := range things {
			t := &things[i]
			id, ok := f.find(t.Kind, t.Name)
			for _, name := range fullForms(t) {
				other, known := f.find(t.Kind, name)
				switch {
				case !known || entries[person.Parse(name).Key()]:
					// Who has an entry of his own is nobody's other name.
				case !ok: // the corpus has a form of it alone
					id, ok = other, true
				case id != other:
					if o, had := owner[other]; had && o != id {
						twice[other] = true
					}
					owner[other] = id
					claims = append(claims, [2]uint32{other, id})
				}
			}
			if ok {
				f.listed[id] = append(f.listed[id], listed{volume, t})
			}
		}
	}
	for _, c := range claims {
		form, of := c[0], c[1]
		p, q := &f.g.persons[form], &f.g.persons[of]
		switch {
		case twice[form] && person.Compare(f.parsed[form], f.parsed[of]) != person.Fits, f.areSplit(form, of), !near(p, q):
		case frequent[f.parsed[form].Last()] && !p.where.shares(&q.where):
		default:
			f.join(form, of)
		}
	}
}

// fullForms are the other names that an entry gives a person. Where an entry
// transcribes several words in two ways (Constantine Caramanlis, Konstantine
// Karamanlis), each may stand with each.
func fullForms(t *authority.Thing) []string {
	var out []string
	for _, x := range t.Forms {
		n := person.Parse(x.Name)
		if t.Kind != cable.PER || !n.Full() {
			continue
		}
		out = append(out, x.Name)
		own := person.Parse(t.Name)
		if len(own.Words) != len(n.Words) || len(n.Words) > 3 || sound(own.Key()) != sound(n.Key()) {
			continue
		}
		mixed := []string{""}
		for i := range n.Words {
			longer := mixed
			mixed = nil
			for _, head := range longer {
				mixed = append(mixed, strings.TrimSpace(head+" "+own.Words[i]))
				if n.Words[i] != own.Words[i] {
					mixed = append(mixed, strings.TrimSpace(head+" "+n.Words[i]))
				}
			}
		}
		out = append(out, mixed...)
	}
	return out
}

// byRules joins names of which one fits the other and nobody else.
func (f *folding) byRules() {
	f.eachGroup(f.bySurname(), func(ids []uint32) {
		if len(ids) > mostNames {
			return
		}
		sure := make([]bool, len(ids))
		for i := range ids {
			sure[i] = f.sure(ids, i)
		}
		var joined [][2]int
		for i := range ids {
			for j := range i {
				if sure[i] && sure[j] && f.fit(ids[i], ids[j]) {
					joined = append(joined, [2]int{i, j})
				}
			}
		}
		for _, pair := range joined {
			f.join(ids[pair[0]], ids[pair[1]])
		}
	})
}

// mostNames is how many names of one surname and initial are compared with each
// other. Where there are more, nothing is certain of any.
const mostNames = 400

// bySurname groups the names that may be one person: of the same surname and
// first initial, or second one where the first is no more than an initial.
func (f *folding) bySurname() []keyed {
	var all []keyed
	for id, n := range f.parsed {
		if len(n.Words) < 2 || n.Wife {
			continue
		}
		w := n.Words[0]
		all = append(all, keyed{hashWords(n.Last(), " ", w[:1]), uint32(id)})
		if len(n.Words) > 2 && len(w) == 1 && n.Words[1][:1] != w {
			all = append(all, keyed{hashWords(n.Last(), " ", n.Words[1][:1]), uint32(id)})
		}
	}
	return all
}

// sure reports whether all names that can be the one at i can be one person: of
// William Rogers nothing is sure where there are William D. and William P.
func (f *folding) sure(ids []uint32, i int) bool {
	var can []uint32
	a := f.parsed[ids[i]]
	for j, id := range ids {
		if j == i || f.top(id) == f.top(ids[i]) {
			continue
		}
		b := f.parsed[id]
		if person.Compare(a, b) == person.Apart {
			continue
		}
		if a.Suffix != b.Suffix {
			return false
		}
		can = append(can, id)
	}
	for x := range can {
		for y := range x {
			if person.Compare(f.parsed[can[x]], f.parsed[can[y]]) == person.Apart && f.top(can[x]) != f.top(can[y]) || f.beside(can[x], can[y]) {
				return false
			}
		}
	}
	return true
}

// fit reports whether two names are one person by what is known of them.
func (f *folding) fit(a, b uint32) bool {
	x, y := f.parsed[a], f.parsed[b]
	if person.Compare(x, y) != person.Fits || f.beside(a, b) || f.areSplit(a, b) {
		return false
	}
	p, q := &f.g.persons[a], &f.g.persons[b]
	if !near(p, q) {
		return false
	}
	if len(x.Words) != len(y.Words) { // an initial is left out
		key := x.Words[0] + " " + x.Last()
		if len(x.Words[0]) < len(y.Words[0]) {
			key = y.Words[0] + " " + y.Last()
		}
		return !namesakes[key] && (!frequent[x.Last()] || p.where.shares(&q.where))
	}
	return true
}

// beside reports whether a paragraph names both.
func (f *folding) beside(a, b uint32) bool { return f.g.apart[[2]uint32{min(a, b), max(a, b)}] }

// maxGap is how many years may lie between the cables of two names of one person.
const maxGap = 10

// near reports whether two names may be of one time.
func near(p, q *seenPerson) bool {
	if p.first == 0 || q.first == 0 {
		return true
	}
	return p.first <= q.last+maxGap && q.first <= p.last+maxGap
}

// keyed is a name under the hash of what it is grouped by.
type keyed struct {
	hash uint64
	id   uint32
}

// eachGroup calls do for the names of each hash that several have, in the order
// of their keys.
func (f *folding) eachGroup(all []keyed, do func(ids []uint32)) {
	slices.SortFunc(all, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id)) })
	var ids []uint32
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].hash == all[i].hash {
			j++
		}
		if j > i+1 {
			ids = ids[:0]
			for _, x := range all[i:j] {
				ids = append(ids, x.id)
			}
			slices.SortFunc(ids, func(a, b uint32) int { return strings.Compare(f.keys[a], f.keys[b]) })
			do(ids)
		}
		i = j
	}
}

func hashWords(words ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
	}
	return h
}

func lengthOf(words []string) (n int) {
	for _, w := range words {
		n += len(w)
	}
	return n
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func has[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}
