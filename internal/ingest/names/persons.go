package names

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// Persons are the names of persons that a corpus itself tells, by annotations,
// marks and TAGS, so that they can be found in its texts that have none.
type Persons struct {
	cables map[string]int    // cables that name the person, by key
	names  map[string]string // the name by key
}

// NewPersons is an empty collection.
func NewPersons() *Persons {
	return &Persons{cables: map[string]int{}, names: map[string]string{}}
}

// PersonsOf are the persons that a cable names as its reader made it, each once.
func PersonsOf(tables *reference.Tables, c *cable.Cable) []string {
	seen := map[string]bool{}
	var out []string
	add := func(name string) {
		if key := cable.NameKey(name); !seen[key] && fullName(key) {
			seen[key] = true
			out = append(out, name)
		}
	}
	for i := range c.Paragraphs {
		for _, e := range c.Paragraphs[i].Entities {
			if e.Kind == cable.PER {
				add(Normal(tables, cable.PER, e.Normal()))
			}
		}
	}
	for _, t := range c.Tags {
		if t.Kind == "person" {
			add(personName(t.Code))
		}
	}
	return out
}

// Add takes the persons of one more cable.
func (p *Persons) Add(persons []string) {
	for _, name := range persons {
		key := cable.NameKey(name)
		p.cables[key]++
		if p.names[key] == "" {
			p.names[key] = strings.Clone(name) // it may be part of the text of the cable
		}
	}
}

// fullName reports whether a key has two words or more that are no initials: a
// surname alone would be found in too many places.
func fullName(key string) bool {
	long := 0
	for _, w := range strings.Fields(key) {
		if len(w) > 1 {
			long++
		}
	}
	return long >= 2
}

// enough is how many cables must name a person before the name is looked for:
// a single one may be a fault of its annotation.
const enough = 2

func (p *Persons) dictionary() *dictionary {
	d := newEmpty()
	for key, n := range p.cables {
		if n >= enough {
			d.add(cable.PER, key, p.names[key], "")
		}
	}
	d.done()
	return d
}

// Knowing is the finder with the persons of a corpus.
func (f *Finder) Knowing(p *Persons) *Finder {
	out := *f
	out.persons = p.dictionary()
	return &out
}

// signedShort reports whether a document of a printed volume is signed by initials: print
// gives surnames small letters.
func signedShort(s string) bool { return len(s) <= 4 && upper(s) && !strings.Contains(s, " ") }
