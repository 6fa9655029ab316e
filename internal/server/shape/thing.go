package shape

import (
	"cmp"
	"fmt"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// How much a page shows of what is told of a thing.
const (
	formsShown   = 40
	toldShown    = 40
	perhapsShown = 20
	textShown    = 300 // characters of what a document says
)

// basisWords say what a name or a fact rests on.
var basisWords = map[authority.Basis]string{
	authority.Spelling:   "another spelling",
	authority.Table:      "from the tables of this site",
	authority.List:       "from a list of names",
	authority.Explained:  "explained in a document",
	authority.Text:       "in the words of a document",
	authority.Bearer:     "the one person of these posts and years who bears the surname",
	authority.Correction: "set by the editors of this archive",
}

// SourcesOf are the ids of the documents on which rests what a page shows of a
// thing, each once.
func SourcesOf(t *authority.Thing) []string {
	if t == nil {
		return nil
	}
	var ids []string
	seen := map[string]bool{"": true}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, f := range t.Facts[:min(len(t.Facts), toldShown)] {
		add(f.Source)
	}
	for _, f := range t.Forms[:min(len(t.Forms), formsShown)] {
		add(f.Source)
	}
	return ids
}

// named fills in what the page of a name shows besides its cables.
func (x *Subject) named(v *templates.Subject) {
	v.Told = x.told()
	if v.Total > 0 {
		v.Mentions = MentionsPath(x.Facet, x.Value, 1)
	}
	if x.Thing != nil {
		v.Meaning = Cut(x.Thing.Describe, 2*textShown)
	}
}

// told are the rows of what is known of a name: who bears it and since when, by
// which other names, in which cables first and last, and who else it may be.
func (x *Subject) told() []templates.Fact {
	var out []templates.Fact
	row := func(term, help string, values []templates.FactValue) {
		if len(values) > 0 {
			out = append(out, templates.Fact{Term: term, Help: help, Values: values})
		}
	}
	if t := x.Thing; t != nil {
		var told, forms []templates.FactValue
		for _, f := range t.Facts[:min(len(t.Facts), toldShown)] {
			told = append(told, x.resting(f.Text, years(f.From, f.To), f.Basis, f.Source))
		}
		for _, f := range t.Forms[:min(len(t.Forms), formsShown)] {
			forms = append(forms, x.resting(f.Name, "", f.Basis, f.Source))
		}
		term := "What is told of it"
		if x.Facet == query.Persons {
			term = "Who it is"
		}
		row(term, "As documents say it. The link leads to the one that does.", more(told, len(t.Facts)))
		row("Other names", "They all lead here, and searches find the cables by any of them.", more(forms, len(t.Forms)))
	}
	row("First cable", "", CableValue(x.First))
	row("Last cable", "", CableValue(x.Last))
	if t := x.Thing; t != nil {
		var perhaps []templates.FactValue
		for _, name := range t.Perhaps[:min(len(t.Perhaps), perhapsShown)] {
			perhaps = append(perhaps, templates.FactValue{Text: name, Href: ValuePath(x.Facet, name)})
		}
		row("Perhaps the same as", "The names are alike. That they mean one is not proven, so they are counted apart.", more(perhaps, len(t.Perhaps)))
	}
	return out
}

// resting is a text with what it rests on, and the way there where it is held.
func (x *Subject) resting(text, when string, basis authority.Basis, source string) templates.FactValue {
	v := templates.FactValue{Text: Cut(text, textShown), Detail: cmp.Or(basisWords[basis], string(basis))}
	if source != "" {
		v.Detail = joined(", ", v.Detail, source)
	}
	v.Detail = joined("; ", when, v.Detail)
	if f := x.Sources[source]; f.State.Here() {
		v.Href = CablePath(f.ID)
	}
	return v
}

// more tells how many of all values are not shown.
func more(shown []templates.FactValue, all int) []templates.FactValue {
	if n := all - len(shown); n > 0 {
		return append(shown, templates.FactValue{Text: "and " + num(n) + " more"})
	}
	return shown
}

// years is the time of an office: "1973 to 1977", "from 1973", "until 1977".
func years(from, to int) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case from == 0:
		return "until " + strconv.Itoa(to)
	case to == 0:
		return "from " + strconv.Itoa(from)
	case from == to:
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d to %d", from, to)
}

// CableValue is a dated cable as the value of a row; none where there is none.
func CableValue(s *archive.Summary) []templates.FactValue {
	if s == nil || s.Date.IsZero() {
		return nil
	}
	d := viewDate(s.Date, s.DateInferred)
	return []templates.FactValue{{Text: d.Text, ISO: d.ISO, Href: CablePath(s.ID), Inferred: d.Inferred, Detail: Cut(s.Title, 80)}}
}

// kindWords name the kinds of names.
var kindWords = map[query.Field]string{
	query.FieldPer: "Person", query.FieldOrg: "Organisation", query.FieldLoc: "Place", query.FieldMisc: "Name",
}

// leads shapes the things whose name is what was typed.
func leads(ss []archive.Suggestion) []templates.Lead {
	var out []templates.Lead
	for _, s := range ss {
		out = append(out, templates.Lead{Kind: kindWords[s.Kind], Also: s.Also, Link: templates.Link{Label: s.Value, Href: EntityPath(string(s.Kind), s.Value), Count: s.Count}})
	}
	return out
}

// mentionWords say what a mention rests on that the source does not mark, or that is
// a surname alone.
var mentionWords = map[string]string{
	"tables": "it stands in a list of names",
	"tagger": "recognised by its words and those round it",
	"cable":  "the one person of this name in the cable",
	"thread": "the one person of this name in the cables that it cites or that cite it",
	"volume": "the one person of this name in the list of the volume",
	"post":   "the one person of this name in cables of the post in these years",
}

// inferredBy says what a name in a text rests on that was inferred.
func inferredBy(e cable.Entity) string {
	words := cmp.Or(mentionWords[e.Basis], basisWords[authority.Basis(e.Basis)], e.Basis)
	if e.Confidence > 0 {
		words = joined(", ", words, "confidence "+strconv.FormatFloat(e.Confidence, 'f', 2, 64))
	}
	return joined(": ", "inferred", words)
}
