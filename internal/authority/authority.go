// Package authority is the model of an authority file: the things that cables
// name, each under one name, with its other names, what is told of it and what
// all of this rests on. The ingest makes it, an engine keeps it and the pages
// show it. It knows the cables' model alone.
package authority

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// A Basis is what a name or a fact rests on.
type Basis string

// What a name can rest on.
const (
	Spelling   Basis = "spelling"   // case, titles, punctuation, full stops of an abbreviation
	Table      Basis = "table"      // a table of the product: states, organisations, TAGS
	List       Basis = "list"       // the list of persons or of abbreviations of a volume
	Explained  Basis = "explained"  // a cable explains it: Central Intelligence Agency (CIA)
	Text       Basis = "text"       // the words of a cable: Foreign Minister X
	Bearer     Basis = "bearer"     // the one person of these posts and years who bears the surname
	Correction Basis = "correction" // the operator's file
)

// A Form is another name of a thing.
type Form struct {
	Name   string `json:"name"`
	Basis  Basis  `json:"basis"`
	Source string `json:"source,omitempty"` // id of a cable or of a volume that says so
}

// A Fact is something that is told of a thing: an office with its time.
type Fact struct {
	Text   string `json:"text"` // as written: Secretary of State from September 23, 1973
	From   int    `json:"from,omitempty"`
	To     int    `json:"to,omitempty"` // years, both included, of an office; 0 where not told
	Basis  Basis  `json:"basis"`
	Source string `json:"source,omitempty"`
}

// A Thing is one person, organisation, place or other thing.
type Thing struct {
	Kind     string   `json:"kind"` // PER, ORG, LOC or MISC
	Name     string   `json:"name"` // under which it is counted and shown
	Forms    []Form   `json:"forms,omitempty"`
	Facts    []Fact   `json:"facts,omitempty"`
	Perhaps  []string `json:"perhaps,omitempty"`  // names of other things of the kind that may be this one; never merged
	Describe string   `json:"describe,omitempty"` // the operator's own words
}

// Key is how names of a kind are compared: "PER henry kissinger".
func Key(kind, name string) string {
	var room [64]byte
	return string(AppendKey(room[:0], kind, name))
}

// AppendKey appends a key to room, for those who look one up and do not keep it.
func AppendKey(room []byte, kind, name string) []byte {
	return cable.AppendNameKey(append(append(room, kind...), ' '), name)
}

// A File is an authority: things in the order of their keys.
type File []Thing

// Sort puts the things into the order of their keys, and what each has into an
// order that does not depend on where it was met first.
func (f File) Sort() {
	for i := range f {
		slices.SortFunc(f[i].Forms, func(a, b Form) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.Basis), string(b.Basis)), strings.Compare(a.Source, b.Source))
		})
		slices.SortFunc(f[i].Facts, func(a, b Fact) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), strings.Compare(a.Text, b.Text), strings.Compare(a.Source, b.Source))
		})
		slices.Sort(f[i].Perhaps)
	}
	type keyed struct {
		key   string // made once: there may be half a million
		thing Thing
	}
	all := make([]keyed, len(f))
	for i := range f {
		all[i] = keyed{Key(f[i].Kind, f[i].Name), f[i]}
	}
	slices.SortFunc(all, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	for i := range all {
		f[i] = all[i].thing
	}
}

// Names lead from the key of each form to the name under which the thing is
// counted. A form that two things have leads nowhere: it stays a name of its own.
func (f File) Names() map[string]string {
	out := map[string]string{}
	for i := range f {
		out[Key(f[i].Kind, f[i].Name)] = f[i].Name
	}
	forms := map[string]string{}
	for i := range f {
		for _, form := range f[i].Forms {
			key := Key(f[i].Kind, form.Name)
			if _, own := out[key]; own {
				continue
			}
			if other, twice := forms[key]; twice && other != f[i].Name {
				forms[key] = ""
			} else if !twice {
				forms[key] = f[i].Name
			}
		}
	}
	for key, name := range forms {
		if name != "" {
			out[key] = name
		}
	}
	return out
}
