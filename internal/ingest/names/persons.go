package names

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// Persons are the names of persons that a corpus itself tells, by annotations,
// marks and TAGS, so that they can be found in its texts that have none. They are
// numbered from 0 in the order in which they come.
type Persons struct {
	numbers map[string]uint32 // by key
	named   []timesNamed
	last    []uint32 // what Add told, used again
}

// timesNamed is how many cables name a person, and how the first of them does.
type timesNamed struct {
	cables int
	name   string
}

// A Person is the name of one with its key.
type Person struct{ Name, Key string }

// NewPersons is an empty collection.
func NewPersons() *Persons {
	return &Persons{numbers: map[string]uint32{}}
}

// PersonsOf are the persons that a cable names as its reader made it, each once.
func PersonsOf(tables *reference.Tables, c *cable.Cable) []Person {
	seen := map[string]bool{}
	var out []Person
	var room [64]byte
	add := func(name string) {
		if key := cable.AppendNameKey(room[:0], name); !seen[string(key)] && fullName(string(key)) {
			out = append(out, Person{name, string(key)})
			seen[out[len(out)-1].Key] = true
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

// Add takes the persons of one more cable, and tells their numbers until the next call.
func (p *Persons) Add(persons []Person) (numbers []uint32) {
	p.last = p.last[:0]
	for _, x := range persons {
		n, ok := p.numbers[x.Key]
		if !ok {
			n = uint32(len(p.named))
			p.numbers[x.Key] = n
			p.named = append(p.named, timesNamed{name: strings.Clone(x.Name)}) // it may be part of the text of the cable
		}
		p.named[n].cables++
		p.last = append(p.last, n)
	}
	return p.last
}

// fullName reports whether a key has two words or more that are no initials: a
// surname alone would be found in too many places.
func fullName(key string) bool {
	long := 0
	for w := range strings.FieldsSeq(key) {
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
	for key, n := range p.numbers {
		if x := &p.named[n]; x.cables >= enough {
			d.add(cable.PER, key, x.name, "")
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
