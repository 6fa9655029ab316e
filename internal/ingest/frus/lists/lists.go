// Package lists reads the lists of persons and of abbreviations in the front of
// a volume: who is meant by a name, what an abbreviation is short for, and what
// else the list tells, as things of an authority. It sees elements and text
// alone and knows nothing of documents.
package lists

import (
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
)

// Lists are what the lists of one volume tell, once they are whole. They are
// not changed afterwards.
type Lists struct {
	names  map[string]string // of persons by xml:id, as they are counted
	terms  map[string]Term   // by xml:id
	things []authority.Thing
}

// A Term is what an abbreviation stands for.
type Term struct {
	Kind string // "" for one that names nothing: fiscal year
	Name string // "" where it has several meanings or none that is short
}

// Person is the name under which the person with the xml:id is counted, "" for
// one that no list has.
func (l *Lists) Person(id string) string { return l.names[id] }

// Term is what the abbreviation with the xml:id stands for.
func (l *Lists) Term(id string) (Term, bool) {
	t, ok := l.terms[id]
	return t, ok
}

// Things are all that the lists name, persons first, with the volume as the
// source of each form and fact. Abbreviations that stand for no name are none.
func (l *Lists) Things(volume string) []authority.Thing {
	out := slices.Clone(l.things)
	for i := range out {
		t := &out[i]
		t.Forms, t.Facts = slices.Clone(t.Forms), slices.Clone(t.Facts)
		for k := range t.Forms {
			t.Forms[k].Source = volume
		}
		for k := range t.Facts {
			t.Facts[k].Source = volume
		}
	}
	return out
}

// An entry is one of a list as it stands there: about is what follows the name,
// see the xml:id or the name of the entry that it leads to.
type entry struct {
	id, name, about, see string
	person               bool
}

// Lists makes what the entries tell of the reader.
func (r *Reader) Lists() *Lists {
	b := builder{entries: r.entries, pseudonyms: r.pseudonyms, ids: map[string]int{}, keys: map[string]int{}, at: map[string]int{}, made: map[int][]int{}, people: map[string]int{}}
	for i, e := range r.entries {
		if _, ok := b.ids[e.id]; !ok && e.id != "" {
			b.ids[e.id] = i
		}
		if key := cable.NameKey(e.name); key != "" {
			if _, ok := b.keys[key]; !ok {
				b.keys[key] = i
			}
		}
	}
	return b.build()
}

// A builder makes things of entries.
type builder struct {
	entries    []entry
	pseudonyms bool
	ids, keys  map[string]int // of entries, by xml:id and by the key of the name
	out        Lists
	at         map[string]int // of things, by their keys
	made       map[int][]int  // the things of an entry
	people     map[string]int // persons among the things, by what they may be called
}

func (b *builder) build() *Lists {
	b.out.names, b.out.terms = map[string]string{}, map[string]Term{}
	for _, person := range []bool{true, false} { // abbreviations may stand for persons
		for i := range b.entries {
			if b.entries[i].person == person && b.follow(i) == i {
				b.entry(i)
			}
		}
		if person {
			b.index()
		}
	}
	for i, e := range b.entries {
		to := b.follow(i)
		if to != i {
			b.other(e, to)
		}
		if e.id == "" {
			continue
		}
		if t := b.entries[to]; t.person {
			b.out.names[e.id] = Readable(t.name)
		} else {
			b.out.terms[e.id] = b.term(t)
		}
	}
	return &b.out
}

// follow is the entry that an entry leads to in the end: itself where it leads
// to none that is there.
func (b *builder) follow(i int) int {
	for range 3 {
		see := b.entries[i].see
		if see == "" {
			return i
		}
		next, ok := b.ids[see]
		if !ok {
			next, ok = b.keys[cable.NameKey(see)]
		}
		if !ok || next == i {
			return i
		}
		i = next
	}
	return i
}

// entry makes the things of an entry that leads to no other.
func (b *builder) entry(i int) {
	e := b.entries[i]
	if !e.person {
		b.termThings(i, e)
		return
	}
	at := b.thing(i, cable.PER, Readable(e.name))
	if at < 0 {
		return
	}
	for _, name := range variants(e.name, b.pseudonyms) {
		b.form(at, name)
	}
	t := &b.out.things[at]
	if e.see != "" {
		if other := Readable(e.see); !slices.Contains(t.Perhaps, other) {
			t.Perhaps = append(t.Perhaps, other)
		}
		return
	}
	t.Facts = append(t.Facts, facts(e.about)...)
}

// other adds the names of an entry that leads to another one to the things of
// that.
func (b *builder) other(e entry, to int) {
	for _, at := range b.made[to] {
		if !e.person {
			for _, s := range abbreviations(e.name) {
				b.form(at, s)
			}
			continue
		}
		b.form(at, Readable(e.name))
		for _, name := range variants(e.name, b.pseudonyms) {
			b.form(at, name)
		}
	}
}

// thing is the place of the thing with the name, -1 where the name is empty.
func (b *builder) thing(i int, kind, name string) int {
	if cable.NameKey(name) == "" {
		return -1
	}
	key := authority.Key(kind, name)
	at, ok := b.at[key]
	if !ok {
		at = len(b.out.things)
		b.at[key] = at
		b.out.things = append(b.out.things, authority.Thing{Kind: kind, Name: name})
	}
	b.made[i] = append(b.made[i], at)
	return at
}

// form adds another name to a thing, once.
func (b *builder) form(at int, name string) {
	t := &b.out.things[at]
	key := cable.NameKey(name)
	if key == "" || key == cable.NameKey(t.Name) || slices.ContainsFunc(t.Forms, func(f authority.Form) bool { return cable.NameKey(f.Name) == key }) {
		return
	}
	t.Forms = append(t.Forms, authority.Form{Name: strings.TrimSpace(name), Basis: authority.List})
}
