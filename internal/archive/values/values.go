// Package values says what a cable has: the values of its facets, the texts that
// are searched, the days that its date may mean. All engines fill their indexes
// from it, so that they find and count the same. It knows cables and authority
// files alone.
package values

import (
	"cmp"
	"fmt"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// Properties beyond the facets.
const (
	To  query.Facet = "to"  // names of addressees
	Ref query.Facet = "ref" // ids of cited cables
)

// Names are the facets in the order of the panel, and To and Ref.
func Names() []query.Facet { return append(query.Facets(), To, Ref) }

// A Value is a value with the label that a cable gives it.
type Value struct{ Text, Label string }

// facetOf are the properties that fields of the search box ask for.
var facetOf = map[query.Field]query.Facet{
	query.FieldTag: query.Tags, query.FieldFrom: query.Origin, query.FieldTo: To, query.FieldClass: query.Classification,
	query.FieldCaption: query.Captions, query.FieldPer: query.Persons, query.FieldOrg: query.Organisations,
	query.FieldLoc: query.Places, query.FieldMisc: query.Misc, query.FieldRef: Ref, query.FieldCountry: query.Country,
	query.FieldYear: query.Year, query.FieldLang: query.Language, query.FieldCollection: query.Collection,
}

// FacetOf is the property that a field of the search box asks for. There is none
// for an id, and for copies.
func FacetOf(f query.Field) (query.Facet, bool) {
	name, ok := facetOf[f]
	return name, ok
}

// KindOf is the kind of the entities of a facet, "" for other facets.
func KindOf(name query.Facet) string {
	switch name {
	case query.Persons:
		return cable.PER
	case query.Organisations:
		return cable.ORG
	case query.Places:
		return cable.LOC
	case query.Misc:
		return cable.MISC
	}
	return ""
}

// Of are the values that a cable has of a facet, To or Ref. Entities have the names
// to which the keys of theirs lead (authority.File.Names), others stay as they are.
func Of(c *cable.Cable, name query.Facet, names map[string]string) []Value {
	return Append(nil, c, name, names)
}

// Append appends them to fs.
func Append(fs []Value, c *cable.Cable, name query.Facet, names map[string]string) []Value {
	if kind := KindOf(name); kind != "" {
		return appendEntities(fs, c, kind, names)
	}
	switch name {
	case query.Tags:
		for _, t := range c.Tags {
			fs = append(fs, Value{t.Code, t.Meaning})
		}
	case query.Origin:
		fs = append(fs, Value{cmp.Or(c.Origin.Code, c.Origin.Name), c.Origin.Name})
	case query.Country:
		fs = append(fs, Value{Text: c.Origin.Country})
	case query.Classification:
		fs = append(fs, Value{Text: c.Classification})
	case query.Captions:
		fs = appendPlain(fs, c.Captions)
	case query.Language:
		fs = append(fs, Value{Text: c.Language})
	case query.Collection:
		fs = append(fs, Value{Text: c.Collection})
	case query.Year:
		if !c.Date.IsZero() {
			fs = append(fs, Value{Text: fmt.Sprintf("%04d", c.Date.Year)})
		}
	case To:
		fs = appendPlain(appendPlain(fs, c.To), c.Info)
		for _, a := range c.Addressees {
			fs = append(fs, Value{Text: a.Name})
		}
	case Ref:
		for _, r := range c.References {
			if r.Kind == "cable" {
				fs = append(fs, Value{Text: r.ID})
			}
		}
	}
	return fs
}

func appendEntities(fs []Value, c *cable.Cable, kind string, names map[string]string) []Value {
	var room [64]byte
	for i := range c.Entities {
		e := &c.Entities[i]
		if e.Kind != kind {
			continue
		}
		v := Value{Text: e.Name}
		if len(names) > 0 {
			v.Text = cmp.Or(names[string(authority.AppendKey(room[:0], kind, e.Name))], e.Name)
		}
		fs = append(fs, v)
	}
	return fs
}

func appendPlain(fs []Value, vs []string) []Value {
	for _, v := range vs {
		fs = append(fs, Value{Text: v})
	}
	return fs
}

// MostUsed is the label that most cables give a value, of those that some do.
func MostUsed(counts map[string]int) string {
	best := ""
	for l, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && l < best {
			best = l
		}
	}
	return best
}
