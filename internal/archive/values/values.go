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

// kinds are the facets of entities.
var kinds = map[query.Facet]string{query.Persons: cable.PER, query.Organisations: cable.ORG, query.Places: cable.LOC, query.Misc: cable.MISC}

// KindOf is the kind of the entities of a facet, "" for other facets.
func KindOf(name query.Facet) string { return kinds[name] }

// Of are the values that a cable has of a facet, To or Ref. Entities have the names
// to which the keys of theirs lead (authority.File.Names), others stay as they are.
func Of(c *cable.Cable, name query.Facet, names map[string]string) []Value {
	one := func(v string) []Value { return []Value{{Text: v}} }
	if kind := KindOf(name); kind != "" {
		return entityValues(c, kind, names)
	}
	switch name {
	case query.Tags:
		fs := make([]Value, len(c.Tags))
		for i, t := range c.Tags {
			fs[i] = Value{t.Code, t.Meaning}
		}
		return fs
	case query.Origin:
		return []Value{{cmp.Or(c.Origin.Code, c.Origin.Name), c.Origin.Name}}
	case query.Country:
		return one(c.Origin.Country)
	case query.Classification:
		return one(c.Classification)
	case query.Captions:
		return plain(c.Captions)
	case query.Language:
		return one(c.Language)
	case query.Collection:
		return one(c.Collection)
	case query.Year:
		if c.Date.IsZero() {
			return nil
		}
		return one(fmt.Sprintf("%04d", c.Date.Year))
	case To:
		fs := append(plain(c.To), plain(c.Info)...)
		for _, a := range c.Addressees {
			fs = append(fs, Value{Text: a.Name})
		}
		return fs
	case Ref:
		var fs []Value
		for _, r := range c.References {
			if r.Kind == "cable" {
				fs = append(fs, Value{Text: r.ID})
			}
		}
		return fs
	}
	return nil
}

func entityValues(c *cable.Cable, kind string, names map[string]string) []Value {
	var fs []Value
	for i := range c.Entities {
		e := &c.Entities[i]
		if e.Kind != kind {
			continue
		}
		v := Value{Text: e.Name}
		if len(names) > 0 {
			v.Text = cmp.Or(names[authority.Key(kind, e.Name)], e.Name)
		}
		if fs == nil {
			fs = make([]Value, 0, len(c.Entities)-i)
		}
		fs = append(fs, v)
	}
	return fs
}

func plain(vs []string) []Value {
	fs := make([]Value, len(vs))
	for i, v := range vs {
		fs[i].Text = v
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
