package gather

import (
	"slices"
	"strings"
	"unicode"

	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/person"
	"reftel/internal/reference"
)

// Evidence is what one cable tells of the things that it names. It is made of
// the cable alone, so that workers can make it side by side.
type Evidence struct {
	cable   string
	year    int
	where   uint32 // the volume or the post, as a hash; 0 for none
	persons []written
	alone   []written   // surnames that are nobody's in the cable
	women   []string    // keys of those behind the title of a woman
	apart   [][2]string // keys of persons of like names whom one paragraph names both
	offices []held
	glosses []gloss
	names   []written // of organisations and places that may be written in another way
	seen    []sighted // the names of all other kinds
	used    []string  // abbreviations: ORG nfb
}

// A written name with its key.
type written struct{ kind, key, name string }

// A sighted name under the hash of its kind and key.
type sighted struct {
	hash       uint64
	kind, name string
}

// held is an office that the text gives a person.
type held struct{ person, text string }

// Of is what a cable tells once its entities are made.
func Of(tables *reference.Tables, c *cable.Cable) *Evidence {
	e := &Evidence{seen: make([]sighted, 0, len(c.Entities)), cable: strings.Clone(c.ID), year: c.Date.Year, where: whereOf(c)}
	for _, x := range c.Entities {
		if x.Kind == cable.PER {
			if n := person.Parse(x.Name); len(n.Words) > 1 {
				e.persons = append(e.persons, written{cable.PER, n.Key(), x.Name})
				continue
			}
			key := cable.NameKey(x.Name)
			e.seen = append(e.seen, sighted{hashWords(cable.PER, " ", key), cable.PER, x.Name})
			e.alone = append(e.alone, written{cable.PER, key, x.Name})
			continue
		}
		key := cable.NameKey(x.Name)
		e.seen = append(e.seen, sighted{hashWords(x.Kind, " ", key), x.Kind, x.Name})
		if plain := plainKey(x.Kind, key); plain != key {
			e.names = append(e.names, written{x.Kind, plain, x.Name})
		}
		if abbreviation(x.Name) {
			e.used = append(e.used, x.Kind+" "+key)
		}
	}
	if len(e.persons)+len(e.alone) > 0 {
		e.ofPersons(c)
	}
	for i := range c.Paragraphs {
		for _, g := range glosses(c.Paragraphs[i].Text, c.Paragraphs[i].Entities) {
			g.short, g.long = names.Normal(tables, g.kind, g.short), names.Normal(tables, g.kind, g.long)
			e.glosses = append(e.glosses, g)
		}
	}
	return e
}

// ofPersons takes offices, and who stands beside whom.
func (e *Evidence) ofPersons(c *cable.Cable) {
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		e.beside(p.Entities)
	}
	var before mention
	names.EachIn(c, func(text string, at int, x *cable.Entity) {
		if x.Kind != cable.PER || at+len(x.Text) > len(text) {
			return
		}
		now := mention{text, at, x}
		e.office(before, now)
		before = now
	})
	e.office(before, mention{})
}

// A mention is an entity at a byte of a text.
type mention struct {
	text string
	at   int
	e    *cable.Entity
}

// office takes what the text says round a mention; next is that of the person
// after it.
func (e *Evidence) office(m, next mention) {
	if m.e == nil {
		return
	}
	if !strings.Contains(m.e.Normal(), " ") {
		if names.TitledWoman(m.text, m.at, m.e) {
			e.women = append(e.women, cable.NameKey(m.e.Normal()))
		}
		return
	}
	end := m.at + len(m.e.Text)
	after := m.text[end:]
	if next.text == m.text && next.at >= end {
		after = m.text[end:next.at]
	}
	for _, text := range [...]string{officeBefore(m.text[:m.at], m.e.Text), officeAfter(after)} {
		if text == "" {
			continue
		}
		h := held{person.Parse(m.e.Normal()).Key(), text}
		if !slices.Contains(e.offices, h) {
			e.offices = append(e.offices, h)
		}
	}
}

// beside notes persons of one surname whom a paragraph names in full, each in
// its way: who writes so means two.
func (e *Evidence) beside(es []cable.Entity) {
	var before, small []string // the same in small letters
	for i := range es {
		if es[i].Kind != cable.PER || es[i].Inferred {
			continue
		}
		name := es[i].Normal()
		last := strings.LastIndexByte(name, ' ')
		if last < 0 || slices.Contains(before, name) {
			continue
		}
		low := strings.ToLower(name)
		surname := strings.ToLower(name[last:])
		for j, other := range before {
			if !strings.HasSuffix(small[j], surname) {
				continue
			}
			if a, b := person.Parse(other), person.Parse(name); a.Key() != b.Key() {
				e.apart = append(e.apart, [2]string{min(a.Key(), b.Key()), max(a.Key(), b.Key())})
			}
		}
		before, small = append(before, name), append(small, low)
	}
}

// whereOf is the volume or the post of a cable, as a hash.
func whereOf(c *cable.Cable) uint32 {
	switch {
	case c.Edition != nil && c.Edition.Volume != "":
		return uint32(hashOf(c.Edition.Volume))
	case c.Origin.Code != "":
		return uint32(hashOf(c.Origin.Code))
	}
	return 0
}

func hashOf(s string) uint64 { return hashWords(s) }

// abbreviation reports whether a name is one word in capitals.
func abbreviation(s string) bool {
	return len(s) > 1 && len(s) <= maxShort && !strings.Contains(s, " ") && !strings.ContainsFunc(s, unicode.IsLower)
}

// spellings are words of names that are written in two ways.
var spellings = map[string]string{
	"defence": "defense", "organisation": "organization", "organisations": "organizations", "labour": "labor", "centre": "center",
	"programme": "program", "programmes": "programs", "co-operation": "cooperation", "harbour": "harbor", "dept": "department", "govt": "government",
	"saint": "st", "mount": "mt", "us": "united states", "un": "united nations", "ussr": "soviet union", "uk": "united kingdom",
}

// ofStates ends the names of what is of the United States: their Congress, Navy.
const ofStates = " of the united states"

// plainKey is a key of a name of an organisation or place without the, with one
// spelling of words that have two, and of states: US Navy, Navy of the United States.
func plainKey(kind, key string) string {
	if kind == cable.MISC {
		return key
	}
	key = strings.TrimPrefix(key, "the ")
	if rest, ok := strings.CutSuffix(key, ofStates); ok && kind == cable.ORG && !strings.Contains(rest, " ") {
		return "united states " + rest
	}
	for from := 0; ; {
		end := strings.IndexByte(key[from:], ' ')
		if end < 0 {
			end = len(key) - from
		}
		if plain, ok := spellings[key[from:from+end]]; ok && end < len(key) {
			key = key[:from] + plain + key[from+end:]
			end = len(plain)
		}
		if from += end + 1; from >= len(key) {
			return key
		}
	}
}
