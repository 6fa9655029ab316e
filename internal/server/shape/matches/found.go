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

// Found is what a search found in a cable: stretches of its texts, by the keys of
// package snippet, and values of its properties. Nothing is found in nil.
type Found struct {
	Cable  *cable.Cable
	Spans  map[string][]archive.Span
	Values []snippet.Value
}

// In are the stretches of a text.
func (f *Found) In(key string) []archive.Span {
	if f == nil {
		return nil
	}
	return f.Spans[key]
}

// All are the stretches of all texts.
func (f *Found) All() map[string][]archive.Span {
	if f == nil {
		return nil
	}
	return f.Spans
}

// Has reports whether a value of a property was searched for.
func (f *Found) Has(of query.Facet, text string) bool {
	return f != nil && slices.Contains(f.Values, snippet.Value{Of: of, Text: text})
}

// HasName reports whether a name of a kind was searched for.
func (f *Found) HasName(kind, name string) bool {
	return f != nil && slices.ContainsFunc(f.Values, func(v snippet.Value) bool { return v.Text == name && values.KindOf(v.Of) == kind })
}

// any reports whether some value of properties was searched for.
func (f *Found) any(of ...query.Facet) bool {
	return f != nil && slices.ContainsFunc(f.Values, func(v snippet.Value) bool { return slices.Contains(of, v.Of) })
}

// Terms of rows of the header, as the page of a cable has them.
const (
	termTags         = "TAGS"
	termFrom         = "From"
	termTo           = "To"
	termInfo         = "Info"
	termClass        = "Classification"
	termCaptions     = "Captions"
	termSigned       = "Signed"
	termClassifiedBy = "Classified by"
)

// InFact reports whether the i-th value of a row of the header was searched for.
func (f *Found) InFact(term string, i int, text string) bool {
	switch term {
	case termTags:
		return f.Has(query.Tags, text)
	case termFrom:
		return f.any(query.Origin, query.Country)
	case termTo, termInfo:
		return f.Has(values.To, text)
	case termClass:
		return f.Has(query.Classification, text)
	case termCaptions:
		return f.Has(query.Captions, text)
	case termSigned:
		return len(f.In(snippet.SignerKey(i))) > 0
	case termClassifiedBy:
		return len(f.In(snippet.ClassifierKey)) > 0
	}
	return false
}

// FactID is the id of a row of the header.
func FactID(term string) string { return "fact-" + strings.ReplaceAll(strings.ToLower(term), " ", "-") }

// properties are those that a row of results does not show, with where the page of a
// cable has them.
var properties = []struct {
	of   query.Facet
	term string
	href string
}{
	{query.Tags, termTags, "#" + FactID(termTags)},
	{query.Persons, "people", "#names"},
	{query.Organisations, "organisations", "#names"},
	{query.Places, "places", "#names"},
	{query.Misc, "other names", "#names"},
	{query.Country, "country", "#" + FactID(termFrom)},
	{values.To, "addressees", ""},
	{values.Ref, "references", "#references"},
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

// Texts are the texts of a cable in the order of its page. Paragraph names one.
func Texts(c *cable.Cable, paragraph func(p *cable.Paragraph) (label, name string)) []Text {
	ts := []Text{{Key: snippet.TitleKey, Label: "Subject"}}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		label, name := paragraph(p)
		if p.Heading != "" {
			ts = append(ts, Text{Key: snippet.HeadingKey(p.Anchor), Label: "Heading of " + label, Name: "Heading of " + name})
		}
		ts = append(ts, Text{Key: p.Anchor, Label: label, Name: name})
	}
	for i, n := range c.Notes {
		ts = append(ts, Text{Key: snippet.NoteKey(i), Label: strings.TrimSpace("Note " + n.Number)})
	}
	return ts
}

// A Piece is a stretch of a text that is no paragraph, with what was found in it.
type Piece struct {
	Place string // Heading, Note 3
	Href  string // on the page of the cable
	Parts []archive.Part
}

// Aside are the pieces of headings and notes, at most n.
func (f *Found) Aside(n int) []Piece {
	if f == nil {
		return nil
	}
	var out []Piece
	add := func(place, href, text, key string) {
		if ss := f.In(key); len(ss) > 0 && len(out) < n {
			out = append(out, Piece{place, href, snippet.Piece(text, ss)})
		}
	}
	for i := range f.Cable.Paragraphs {
		p := &f.Cable.Paragraphs[i]
		add("Heading", "#"+p.Anchor, p.Heading, snippet.HeadingKey(p.Anchor))
	}
	for i, note := range f.Cable.Notes {
		add(strings.TrimSpace("Note "+note.Number), "#note-"+strconv.Itoa(i+1), note.Text, snippet.NoteKey(i))
	}
	return out
}
