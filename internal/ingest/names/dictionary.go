package names

import (
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// An entry is a known name as a row of word keys.
type entry struct {
	words []string
	kind  string
	name  string
	exact string    // an abbreviation that counts in this very form alone: NATO, not Nato
	loose bool      // written with a comma or a bracket: Congo (Kinshasa)
	doubt doubt     // what else the word may be
	among []reading // what the name may stand for, where the cable must tell
}

// A reading is one of the things that a name may stand for, and the years in
// which it did.
type reading struct {
	name     string
	from, to int
}

// A dictionary finds entries by the hash of their first word; of several the
// longest. Nearly every word of a text is in no dictionary, and this costs such
// a word no allocation.
type dictionary struct {
	byFirst map[uint64][]entry
	seen    *[1 << 10]uint64 // which hashes may be in it, by some of their bits; nil where none is
}

// at are the entries under the hash of a first word.
func (d *dictionary) at(h uint64) []entry {
	if d.seen == nil || d.seen[h>>6&(1<<10-1)]>>(h&63)&1 == 0 {
		return nil
	}
	return d.byFirst[h]
}

func newEmpty() *dictionary { return &dictionary{byFirst: map[uint64][]entry{}} }

func (d *dictionary) add(kind, written, name, exact string) {
	d.put(written, entry{kind: kind, name: name, exact: exact})
}

// put adds an entry under a way of writing. The first one stands, but the things
// that it may stand for are added up.
func (d *dictionary) put(written string, e entry) {
	e.words = strings.Fields(cable.NameKey(written))
	if len(e.words) == 0 {
		return
	}
	e.loose = strings.ContainsAny(written, ",(")
	if e.kind == cable.LOC && len(e.words) == 1 && e.doubt == none {
		e.doubt = doubts[e.words[0]]
	}
	first := hash(e.words[0])
	list := d.byFirst[first]
	for i := range list {
		if old := &list[i]; old.exact == e.exact && old.loose == e.loose && slices.Equal(old.words, e.words) {
			if len(old.among) > 0 {
				old.among = append(old.among, e.among...)
			}
			return
		}
	}
	d.byFirst[first] = append(list, e)
	if d.seen == nil {
		d.seen = new([1 << 10]uint64)
	}
	d.seen[first>>6&(1<<10-1)] |= 1 << (first & 63)
}

func (d *dictionary) done() {
	for _, list := range d.byFirst {
		slices.SortStableFunc(list, func(a, b entry) int {
			if len(a.words) != len(b.words) {
				return len(b.words) - len(a.words)
			}
			return strings.Compare(strings.Join(a.words, " "), strings.Join(b.words, " "))
		})
	}
}

// newDictionary collects states, governments, places and posts (LOC) and
// organisations (ORG).
func newDictionary(tables *reference.Tables) *dictionary {
	d := newEmpty()
	d.addStates(tables)
	d.addGovernments(tables)
	for _, p := range tables.Places() {
		for _, written := range append([]string{p.Name}, p.Names...) {
			d.add(cable.LOC, written, p.Name, abbreviation(written))
		}
	}
	for _, o := range tables.Organizations() {
		for _, written := range append([]string{o.Name}, o.Names...) {
			d.put(written, entry{kind: cable.ORG, name: o.Name, exact: abbreviation(written), doubt: codeDoubt(tables, written)})
		}
	}
	d.addTags(tables)
	for _, p := range tables.Posts() {
		if (p.Kind == "embassy" || p.Kind == "consulate") && !tables.IsOrdinary(strings.ToUpper(p.Name)) {
			e := entry{kind: cable.LOC, name: p.Name}
			if tables.IsGivenName(p.Name) || tables.IsSurname(p.Name) {
				e.doubt = given // Hamilton
			}
			d.put(p.Name, e)
		}
	}
	d.done()
	return d
}

// codeDoubt is what an abbreviation may also be.
func codeDoubt(tables *reference.Tables, written string) doubt {
	switch {
	case written == "US":
		return pronoun
	case written == "UN":
		return article
	case written == "CIA":
		return firm
	case abbreviation(written) != "" && tables.IsOrdinary(written):
		return code
	}
	return none
}

// abbreviation is a name that counts in its very form alone, "" where it counts
// in any case.
func abbreviation(written string) string {
	if strings.Contains(written, " ") || !upper(written) {
		return ""
	}
	return written
}

// addStates adds the states under all their names. A name that stood for several
// is read by the year and by the countries of the cable.
func (d *dictionary) addStates(tables *reference.Tables) {
	states := tables.States()
	for _, s := range states {
		e := entry{kind: cable.LOC, name: s.Name}
		if s.Name == "Congo" {
			e.among = []reading{{name: "Congo-Kinshasa"}, {name: "Congo-Brazzaville"}}
		}
		d.put(s.Name, e)
	}
	for _, s := range states {
		for _, n := range s.Names {
			e := entry{kind: cable.LOC, name: s.Name}
			if n.Exact {
				e.exact, e.doubt = n.Name, codeDoubt(tables, n.Name)
			}
			if n.From+n.To > 0 && tables.IsShared(n.Name) {
				e.name, e.among = n.Name, []reading{{s.Name, n.From, n.To}}
			}
			d.put(n.Name, e)
		}
	}
}

// addGovernments adds the abbreviations of governments, which are marked as the
// countries. Which country a GOI is the cable tells; else it stays a GOI.
func (d *dictionary) addGovernments(tables *reference.Tables) {
	for _, g := range tables.Governments() {
		e := entry{kind: cable.LOC, name: g.Abbreviation, exact: g.Abbreviation, among: []reading{{g.State, g.From, g.To}}}
		if g.Abbreviation == "GOT" || g.Abbreviation == "GOV" || g.Abbreviation == "GOES" || tables.IsOrdinary(g.Abbreviation) {
			e.doubt = verb
		}
		d.put(g.Abbreviation, e)
	}
}

// addTags adds the organisations that have a TAGS code.
func (d *dictionary) addTags(tables *reference.Tables) {
	for _, t := range tables.AllTags() {
		if t.Kind != "organization" {
			continue
		}
		if len(t.Code) >= 3 && !tables.IsOrdinary(t.Code) && !noNames[t.Code] {
			d.add(cable.ORG, t.Code, t.Code, t.Code)
		}
		if long := strings.TrimSpace(beforeBracket(t.Meaning)); strings.Contains(long, " ") {
			d.add(cable.ORG, long, t.Code, "")
		}
	}
}

// noNames are codes of organisations that in a text are something else.
var noNames = set("COM STAT CONTRIB FDR INT GREENS")

func beforeBracket(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		return s[:i]
	}
	return s
}
