package matches

import (
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates/trail"
	"reftel/web/templates/words"
)

// A property of a cable that has values.
type property struct {
	of     query.Facet
	term   words.Message // in a list of what was found
	label  words.Message // at the beginning of a line
	href   string
	listed bool // lists know it, so that no cable is read for it
}

// properties are those of which is told for which value a cable was found, with where
// its page has them.
var properties = []property{
	{query.Tags, words.Later("TAGS"), words.Later("TAGS: %s"), "#" + FactID(termTags), false},
	{query.Persons, words.Later("people"), words.Later("People: %s"), "#names", false},
	{query.Organisations, words.Later("organisations"), words.Later("Organisations: %s"), "#names", false},
	{query.Places, words.Later("places"), words.Later("Places: %s"), "#names", false},
	{query.Misc, words.Later("other names"), words.Later("Other names: %s"), "#names", false},
	{query.Origin, words.Later("origin"), words.Later("Origin: %s"), "#" + FactID(termFrom), true},
	{query.Country, words.Later("country"), words.Later("Country: %s"), "#" + FactID(termFrom), true},
	{values.To, words.Later("addressees"), words.Later("Addressees: %s"), "", false},
	{query.Classification, words.Later("classification"), words.Later("Classification: %s"), "#markings", true},
	{query.Captions, words.Later("captions"), words.Later("Captions: %s"), "#" + FactID(termCaptions), true},
	{values.Ref, words.Later("references"), words.Later("References: %s"), "#references", false},
}

// signature and classifier are properties of which the texts are searched.
var (
	signature  = property{term: words.Later("signature"), label: words.Later("Signature: %s"), href: "#" + FactID(termSigned)}
	classifier = property{term: words.Later("classified by"), label: words.Later("Classified by: %s"), href: "#" + FactID(termClassifiedBy)}
)

// Listed is what a query finds in what lists show of a cable.
func Listed(s archive.Summary, e query.Expr) *Found {
	c := &cable.Cable{ID: s.ID, Origin: s.Origin, Classification: s.Classification, Captions: s.Captions}
	return &Found{Cable: c, Values: snippet.Asked(c, e, nil, func(query.Facet, string) []string { return nil })}
}

// valuesTold is how many values of one property are named.
const valuesTold = 4

// Fields are the properties outside of the text for which a cable was found.
func (f *Found) Fields(say *words.Speaker) []trail.Field {
	fields, _ := f.fields(say)
	return fields
}

// Places are the same as ways to them on the page of the cable.
func (f *Found) Places(say *words.Speaker) []trail.Place {
	_, places := f.fields(say)
	return places
}

func (f *Found) fields(say *words.Speaker) (fields []trail.Field, places []trail.Place) {
	if f == nil {
		return nil, nil
	}
	add := func(p property, href string, vs []string) {
		if len(vs) == 0 {
			return
		}
		if n := len(vs) - valuesTold; n > 0 {
			vs = append(vs[:valuesTold:valuesTold], say.Say("%d more", n))
		}
		fields = append(fields, trail.Field{Term: say.Tell(p.term), Values: vs})
		places = append(places, trail.Place{Label: say.Say(p.label.Key, strings.Join(vs, ", ")), Href: href})
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
		add(p, href, vs)
	}
	var signed []string
	for i, s := range f.Cable.Signers {
		if len(f.In(snippet.SignerKey(i))) > 0 {
			signed = append(signed, s)
		}
	}
	add(signature, signature.href, signed)
	if len(f.In(snippet.ClassifierKey)) > 0 {
		add(classifier, classifier.href, []string{f.Cable.ClassifiedBy})
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
