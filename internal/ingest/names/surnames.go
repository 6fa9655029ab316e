package names

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/person"
)

// What it rests on that a surname is that of a person.
const (
	BasisCable  = "cable"  // the cable names one person in full who bears it
	BasisThread = "thread" // so do the cables that it cites or that cite it
	BasisVolume = "volume" // the list of persons of the volume has one
	BasisPost   = "post"   // cables from the post name one, two years before or after
)

// A Bearer finds the one person beyond the cable who bears a surname. marked says
// that the source marks the names of the cable. The basis is "" where there is
// nobody, or more than one.
type Bearer func(c *cable.Cable, marked bool, surname person.Name) (name, basis string)

// With is the finder that asks who bears a surname where a cable does not tell.
func (f *Finder) With(b Bearer) *Finder {
	out := *f
	out.bearer = b
	return &out
}

// A bearer is a person whom a cable names in full.
type bearer struct {
	parsed person.Name
	name   string
	woman  bool // a title says so
}

// resolve gives surnames that stand alone, and surnames behind one initial, the
// name of the one person of the cable who bears them. Where two fit, they stay.
func (f *Finder) resolve(c *cable.Cable, marked bool) {
	short := false
	f.each(c, func(e *cable.Entity) {
		short = short || e.Kind == cable.PER && e.Name != "" && !strings.Contains(e.Name, " ") || e.Kind == cable.PER && begins(e.Name)
	})
	if !short {
		return
	}
	persons := f.inFull(c)
	type asked struct {
		name  string
		woman bool
	}
	type answer struct{ name, basis string }
	known, before := map[string]answer{}, map[asked]answer{} // by the key of a name, and as it is written
	EachIn(c, func(text string, at int, e *cable.Entity) {
		if e.Kind != cable.PER || e.Name == "" || len(persons) == 0 && f.bearer == nil {
			return
		}
		ask := asked{e.Name, TitledWoman(text, at, e)}
		a, ok := before[ask]
		if !ok {
			parsed := person.Parse(ask.name)
			key := parsed.Key()
			if ask.woman {
				key = "mrs. " + key
			}
			if a, ok = known[key]; !ok {
				a.name, a.basis = f.bearerOf(c, marked, parsed, ask.woman, persons)
				known[key] = a
			}
			before[ask] = a
		}
		if a.basis != "" && a.name != e.Name && !f.corrections.AreApart(cable.PER, e.Name, a.name) {
			e.Name, e.Inferred, e.Basis = a.name, true, a.basis
		}
	})
}

// begins reports whether a name begins with an initial.
func begins(name string) bool {
	i := strings.IndexAny(name, ". ")
	return i == 1
}

// bearerOf is the person who is meant by a short name.
func (f *Finder) bearerOf(c *cable.Cable, marked bool, short person.Name, woman bool, persons []bearer) (name, basis string) {
	var found []bearer
	for _, p := range persons {
		if CanBe(short, p.parsed) && p.parsed.Key() != short.Key() {
			found = append(found, p)
		}
	}
	switch {
	case len(found) == 0 && (short.Full() || woman || short.Wife || f.bearer == nil):
		return "", ""
	case len(found) == 0:
		return f.bearer(c, marked, short)
	}
	best, one := theOne(found)
	if !one || woman && !slices.ContainsFunc(found, func(p bearer) bool { return p.woman }) {
		return "", ""
	}
	return best, BasisCable
}

// CanBe reports whether a short name, the end of a name or a surname behind one
// initial, can stand for a full one. In the east of Asia the family's name comes
// first.
func CanBe(short, full person.Name) bool {
	switch {
	case short.Wife || full.Wife || !full.Full():
		return false
	case len(short.Words) == 1 && families[short.Words[0]] && len(full.Words) > 1 && full.Words[0] == short.Words[0]:
		return true
	case person.Ends(short, full):
		return true
	}
	return len(short.Words) > 1 && !short.Full() && person.Compare(short, full) != person.Apart
}

// FamilyFirst reports whether a word is a family's name that comes first.
func FamilyFirst(word string) bool { return families[word] }

// families are family names of the east of Asia that stand before the name of
// a person in cables.
var families = set(`chiang mao chou zhou deng teng hua lin liu li chen ch'en wang chang zhang hu jiang wen xi peng p'eng yeh ye huang
 kim park pak chun roh rhee choi chung syngman nguyen ngo tran le pham ho truong lee goh hun heng pol khieu`)

// TheOne is the fullest name where all are names of one person.
func TheOne(all []string) (name string, one bool) {
	found := make([]bearer, len(all))
	for i, s := range all {
		found[i] = bearer{parsed: person.Parse(s), name: s}
	}
	if len(all) == 0 {
		return "", false
	}
	return theOne(found)
}

func theOne(all []bearer) (name string, one bool) {
	for i := range all {
		for j := range i {
			a, b := all[i].parsed, all[j].parsed
			if a.Key() != b.Key() && person.Compare(a, b) != person.Fits && !person.Ends(a, b) && !person.Ends(b, a) {
				return "", false
			}
		}
	}
	best := slices.MaxFunc(all, func(a, b bearer) int {
		return cmp.Or(cmp.Compare(len(a.name), len(b.name)), strings.Compare(b.name, a.name))
	})
	return best.name, true
}

// inFull are the persons whom the texts or the TAGS of a cable name in full.
func (f *Finder) inFull(c *cable.Cable) []bearer {
	var out []bearer
	at := map[string]int{}
	add := func(name string, woman bool) {
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, bearer{parsed: person.Parse(name), name: name})
		}
		out[i].woman = out[i].woman || woman
	}
	EachIn(c, func(text string, at int, e *cable.Entity) {
		if e.Kind == cable.PER && strings.Contains(e.Name, " ") {
			add(e.Name, TitledWoman(text, at, e))
		}
	})
	for _, t := range c.Tags {
		if t.Kind == "person" {
			add(personName(t.Code), false)
		}
	}
	return slices.DeleteFunc(out, func(b bearer) bool { return !b.parsed.Full() })
}

// women are titles that say that a woman is named.
var women = set("mrs miss ms mme madame mlle lady dame queen princess sra srta señora frau")

// TitledWoman reports whether the word before the name, as it is marked or in
// the text, is the title of a woman.
func TitledWoman(text string, at int, e *cable.Entity) bool {
	first, _, more := strings.Cut(e.Text, " ")
	if more && women[strings.ToLower(strings.Trim(first, "."))] {
		return true
	}
	before := strings.TrimRight(text[max(0, at-12):at], " \n")
	return women[strings.ToLower(strings.Trim(before[strings.LastIndexAny(before, " \n(")+1:], "."))]
}
