package matches

import (
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates/trail"
)

// A property of a cable that has values.
type property struct {
	of     query.Facet
	term   string
	href   string
	listed bool // lists know it, so that no cable is read for it
}

// properties are those of which is told for which value a cable was found, with where
// its page has them.
var properties = []property{
	{query.Tags, termTags, "#" + FactID(termTags), false},
	{query.Persons, "people", "#names", false},
	{query.Organisations, "organisations", "#names", false},
	{query.Places, "places", "#names", false},
	{query.Misc, "other names", "#names", false},
	{query.Origin, "origin", "#" + FactID(termFrom), true},
	{query.Country, "country", "#" + FactID(termFrom), true},
	{values.To, "addressees", "", false},
	{query.Classification, "classification", "#markings", true},
	{query.Captions, "captions", "#" + FactID(termCaptions), true},
	{values.Ref, "references", "#references", false},
}

// Listed is what a query finds in what lists show of a cable.
func Listed(s archive.Summary, e query.Expr) *Found {
	c := &cable.Cable{ID: s.ID, Origin: s.Origin, Classification: s.Classification, Captions: s.Captions}
	return &Found{Cable: c, Values: snippet.Asked(c, e, nil, func(query.Facet, string) []string { return nil })}
}

// valuesTold is how many values of one property are named.
const valuesTold = 4

// Fields are the properties outside of the text for which a cable was found.
func (f *Found) Fields() []trail.Field {
	fields, _ := f.fields()
	return fields
}

// Places are the same as ways to them on the page of the cable.
func (f *Found) Places() []trail.Place {
	_, places := f.fields()
	return places
}

func (f *Found) fields() (fields []trail.Field, places []trail.Place) {
	if f == nil {
		return nil, nil
	}
	add := func(term, href string, vs []string) {
		if len(vs) == 0 {
			return
		}
		if n := len(vs) - valuesTold; n > 0 {
			vs = append(vs[:valuesTold:valuesTold], strconv.Itoa(n)+" more")
		}
		fields = append(fields, trail.Field{Term: term, Values: vs})
		places = append(places, trail.Place{Label: strings.ToUpper(term[:1]) + term[1:] + ": " + strings.Join(vs, ", "), Href: href})
	}
	for _, p := range properties {
		var vs []string
		for _, v := range f.Values {
			if v.Of == p.of {
				vs = append(vs, v.Text)
			}
		}
		href := p.href
		if p.of == values.To && len(vs) > 0 {
			href = "#" + FactID(f.line(vs[0]))
		}
		add(p.term, href, vs)
	}
	var signed []string
	for i, s := range f.Cable.Signers {
		if len(f.In(snippet.SignerKey(i))) > 0 {
			signed = append(signed, s)
		}
	}
	add("signature", "#"+FactID(termSigned), signed)
	if len(f.In(snippet.ClassifierKey)) > 0 {
		add("classified by", "#"+FactID(termClassifiedBy), []string{f.Cable.ClassifiedBy})
	}
	return fields, places
}

// line is the row of the header in which an addressee stands.
func (f *Found) line(name string) string {
	for _, a := range f.Cable.Addressees {
		if a.Name == name && a.Line == "to" {
			return termTo
		}
	}
	if slices.Contains(f.Cable.To, name) {
		return termTo
	}
	return termInfo
}
