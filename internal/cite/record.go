package cite

import (
	"strings"

	"reftel/internal/cable"
)

// kindOfCable is what a message is called in forms that name the kind.
const kindOfCable = "Diplomatic cable"

// A record is what all forms for programs tell of a work, each in its own fields.
type record struct {
	key       string // 09MEXICO2676-par2
	office    string // a corporate author, "" where it is not known
	title     string
	kind      string // "" for a document of a volume
	id        string
	date      cable.Date // that the document bears
	notes     []string
	addressee []string
	tags      []string
	holds     string // the collection
	language  string
	url       string
	volume    *volume // that printed it, nil for none
}

func (x Work) record() record {
	c := x.Cable
	r := record{key: x.key(), office: corporate(Sender(c)), title: OneLine(c.Title()), kind: kindOfCable, id: c.ID, date: day(c), holds: x.collection(), language: c.Language, url: x.URL}
	for _, to := range c.To {
		if to = corporate(to); to != "" {
			r.addressee = append(r.addressee, to)
		}
	}
	for _, t := range c.Tags {
		r.tags = append(r.tags, t.Code)
	}
	r.note(x.where())
	if x.printed() {
		r.title, r.kind, r.volume = OneLine(x.head()), "", x.volume()
		r.note(strings.TrimSuffix("dated "+dated(c), "dated "))
	} else {
		switch d := dated(c); {
		case c.Undated:
			r.note(d)
		case c.DateInferred && d != "":
			r.note("date inferred")
		}
	}
	if c.IDInferred {
		r.note("number inferred")
	}
	r.note(titleCase(c.Classification))
	return r
}

func (r *record) note(s string) {
	if s != "" {
		r.notes = append(r.notes, s)
	}
}

// corporate is the name of an office as programs take it whole: those that split names
// of persons do it at commas and semicolons.
func corporate(name string) string {
	return OneLine(strings.NewReplacer(",", " ", ";", " ").Replace(name))
}

// A person has a name of two parts. Family is the whole of one that has no other.
type person struct{ family, given, suffix string }

// personOf reads a name as title pages print it: Louis J. Smith, Jr.
func personOf(name string) person {
	var p person
	name = OneLine(name)
	if i := strings.LastIndex(name, ", "); i > 0 {
		name, p.suffix = name[:i], name[i+2:]
	}
	words := strings.Fields(name)
	if n := len(words); n > 1 && p.suffix == "" && generations[strings.TrimSuffix(words[n-1], ".")] {
		p.suffix, words = words[n-1], words[:n-1]
	}
	if len(words) == 0 {
		return p
	}
	first := len(words) - 1
	for first > 1 && particles[words[first-1]] {
		first--
	}
	p.family, p.given = strings.Join(words[first:], " "), strings.Join(words[:first], " ")
	return p
}

var (
	generations = map[string]bool{"Jr": true, "Sr": true, "II": true, "III": true, "IV": true}
	particles   = map[string]bool{"de": true, "der": true, "van": true, "von": true, "la": true, "Van": true, "Von": true, "De": true}
)

// inverted is Smith, Louis J., Jr.
func (p person) inverted() string { return join(", ", p.family, p.given, p.suffix) }

// initials is L. J. Smith Jr.
func (p person) initials() string {
	var s []string
	for _, w := range strings.Fields(p.given) {
		s = append(s, string([]rune(w)[0])+".")
	}
	return join(" ", strings.Join(s, " "), p.family, p.suffix)
}
