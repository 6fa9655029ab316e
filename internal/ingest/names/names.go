// Package names makes entities of what is named in a cable: it normalises the
// names that annotations and marks gave, finds known names in texts that have
// no annotation (posts, countries, organisations, the persons of the cable's
// own TAGS and those that other cables of the corpus name) and recognises others
// by their words (package tagger), adds those that stand in the header, and applies
// a file of corrections. It works on the parsed cable and knows no format.
package names

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/kept"
	"reftel/internal/ingest/names/tagger"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// A Finder finds and normalises names. It is safe for use by several
// goroutines.
type Finder struct {
	tables      *reference.Tables
	known       *dictionary
	persons     *dictionary            // of the corpus
	added       map[string]*dictionary // names that the operator adds
	corrections Corrections
	bearer      Bearer                        // nil where only the cable itself is asked
	model       func() (*tagger.Model, error) // recognises names that no table has
	peoples     map[string][]reference.State
	kept        *kept.Store // what the model found before; nil where nothing is kept
}

// New makes a finder with the names of the tables. Corrections may be nil.
func New(tables *reference.Tables, c Corrections) *Finder {
	return &Finder{tables: tables, known: newDictionary(tables), persons: newEmpty(), added: addedNames(c), corrections: c, model: tagger.Default, peoples: peoples(tables.States())}
}

// WithModel is the finder with another model than the one of the binary; nil leaves
// the tables alone.
func (f *Finder) WithModel(m *tagger.Model) *Finder {
	out := *f
	out.model, out.kept = func() (*tagger.Model, error) { return m, nil }, nil
	return &out
}

// Keeping is the finder that keeps what the model of the binary finds.
func (f *Finder) Keeping(s *kept.Store) *Finder {
	out := *f
	out.kept = s
	return &out
}

// Apply sets the entities of a cable.
func (f *Finder) Apply(c *cable.Cable) {
	marked := Annotated(c)
	switch {
	case !marked:
		f.find(c)
	case c.Edition != nil:
		f.addPlaces(c)
	}
	f.addNames(c)
	f.each(c, func(e *cable.Entity) {
		name := Normal(f.tables, e.Kind, e.Text)
		if e.Name != "" {
			name = Normal(f.tables, e.Kind, e.Name)
		}
		e.Name = name
	})
	f.resolve(c, marked)
	c.SubjectEntities = f.correct(c.SubjectEntities)
	for i := range c.Paragraphs {
		c.Paragraphs[i].Entities = f.correct(c.Paragraphs[i].Entities)
	}
	f.count(c)
}

// Annotated reports whether the source itself marked names in the text of a
// cable. To others Apply adds what it finds in the dictionaries.
func Annotated(c *cable.Cable) bool {
	for i := range c.Paragraphs {
		if len(c.Paragraphs[i].Entities) > 0 {
			return true
		}
	}
	return false
}

func (f *Finder) each(c *cable.Cable, do func(*cable.Entity)) {
	for i := range c.SubjectEntities {
		do(&c.SubjectEntities[i])
	}
	for i := range c.Paragraphs {
		for j := range c.Paragraphs[i].Entities {
			do(&c.Paragraphs[i].Entities[j])
		}
	}
}

// correct applies the corrections to mentions and leaves the name out where it
// is the text itself.
func (f *Finder) correct(es []cable.Entity) []cable.Entity {
	out := es[:0]
	for _, e := range es {
		kind, name, keep := f.corrections.Apply(e.Kind, e.Name)
		if !keep || name == "" {
			continue
		}
		e.Kind, e.Name = kind, name
		if e.Name == e.Text {
			e.Name = ""
		}
		out = append(out, e)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// count makes the list of the whole cable: what the paragraphs, headings and
// subject mention, and what the header names. A name of the header that the
// text mentions as well is not counted twice.
func (f *Finder) count(c *cable.Cable) {
	before := c.Entities
	c.Entities = nil
	t := newTally(len(before) + len(c.Tags) + len(c.Addressees) + len(c.Signers))
	f.each(c, func(e *cable.Entity) {
		if !unsure(e) {
			t.add(e.Kind, e.Normal(), 1)
		}
	})
	f.each(c, func(e *cable.Entity) {
		if unsure(e) && t.of(e.Kind, e.Normal()) > 0 {
			t.add(e.Kind, e.Normal(), 1)
		}
	})
	// Names that were placed outside the paragraphs (headings, Classified By)
	// stand in the reader's own list with higher counts.
	for _, e := range before {
		kind, name, keep := f.corrections.Apply(e.Kind, Normal(f.tables, e.Kind, e.Name))
		if keep {
			t.addNew(kind, name, e.Count)
		}
	}
	header := func(kind, name string) {
		kind, name, keep := f.corrections.Apply(kind, name)
		if keep && name != "" {
			t.addNew(kind, name, 1)
		}
	}
	for _, tag := range c.Tags {
		switch tag.Kind {
		case "person":
			header(cable.PER, personName(tag.Code))
		case "geo":
			if state, ok := f.tables.TagState(tag.Code, c.Date.Year); ok {
				header(cable.LOC, state.Name)
			} else if tag.Meaning != "" {
				header(cable.LOC, tag.Meaning)
			}
		case "organization":
			header(cable.ORG, tag.Code)
		}
	}
	for _, a := range c.Addressees {
		if post, ok := f.tables.Post(a.Post); ok {
			header(cable.ORG, post.LongName())
		}
	}
	for _, s := range c.Signers {
		if len(s) < 2 || c.Edition != nil && signedShort(s) {
			continue
		}
		header(cable.PER, Normal(f.tables, cable.PER, s))
	}
	c.Entities = t.list()
	telegram.SortEntities(c.Entities)
}

// A tally counts names by kind and key; the first form seen that is not in
// capitals stands for all.
type tally struct {
	at   map[kindKey]int
	rows []cable.EntityCount
}

type kindKey struct{ kind, key string }

// newTally has room for about so many names.
func newTally(n int) tally {
	return tally{make(map[kindKey]int, n), make([]cable.EntityCount, 0, n)}
}

// row is the row of a name, which is made where there is none.
func (t *tally) row(kind, name string) *cable.EntityCount {
	var room [64]byte
	key := cable.AppendNameKey(room[:0], name)
	i, ok := t.at[kindKey{kind, string(key)}]
	if !ok {
		i = len(t.rows)
		t.at[kindKey{kind, string(key)}] = i
		t.rows = append(t.rows, cable.EntityCount{Kind: kind, Name: name})
	}
	return &t.rows[i]
}

func (t *tally) add(kind, name string, n int) { t.row(kind, name).Count += n }

// addNew adds a name that was not counted yet.
func (t *tally) addNew(kind, name string, n int) {
	if row := t.row(kind, name); row.Count == 0 {
		row.Count = n
	}
}

// of is how often a name was counted.
func (t *tally) of(kind, name string) int {
	var room [64]byte
	if i, ok := t.at[kindKey{kind, string(cable.AppendNameKey(room[:0], name))}]; ok {
		return t.rows[i].Count
	}
	return 0
}

// list are the rows, nil where there is none.
func (t *tally) list() []cable.EntityCount {
	if len(t.rows) == 0 {
		return nil
	}
	return t.rows
}

// personName turns "KISSINGER, HENRY A." into "Henry A. Kissinger".
func personName(s string) string {
	last, first, ok := strings.Cut(s, ",")
	if ok {
		s = strings.TrimSpace(first) + " " + strings.TrimSpace(last)
	}
	return capitalised(s)
}
