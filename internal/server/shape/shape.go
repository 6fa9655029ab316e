// Package shape turns what the archive answered into what templates draw: values
// in, views out. All that a page shows was asked before: it knows the answers of
// the contract, and neither who gave them nor HTTP, and asks nobody. What codes
// mean it reads in the tables.
//
// A page has a type with the answers that it is made of and a method View, which
// takes what all pages have and fills in the rest.
package shape

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Long is a date as readers write it.
func Long(say *words.Speaker, d cable.Date) string { return say.Date(d.Year, d.Month, d.Day) }

// DateOf shapes a date.
func DateOf(say *words.Speaker, d cable.Date, inferred bool) templates.Date {
	if d.IsZero() {
		return templates.Date{}
	}
	return templates.Date{Text: Long(say, d), ISO: d.String(), Inferred: inferred}
}

// date shapes a date.
func (t Terms) date(d cable.Date, inferred bool) templates.Date { return DateOf(t.Words, d, inferred) }

// HomeLink is the way to the first page, at the beginning of all crumbs.
func HomeLink(say *words.Speaker) templates.Link {
	return templates.Link{Label: say.Say("Home"), Href: "/"}
}

// date is the date of the cable; of a document in a volume with its time, which is
// that of a clock that the volume tells.
func (x *Cable) date() templates.Date {
	c := x.Cable
	v := x.Terms.date(c.Date, c.DateInferred)
	if c.Edition != nil && c.Date.HasTime && c.Date.Day != 0 {
		v.Text = timed(x.Terms.Words, c)
	}
	return v
}

// Count is a number with its noun.
func Count(n int, one, many string) string { return num(n) + " " + plural(n, one, many) }

// Cut shortens a text to at most n characters, at a word, with an ellipsis.
func Cut(text string, n int) string {
	text = cite.OneLine(text)
	rs := []rune(text)
	if len(rs) <= n {
		return text
	}
	short := string(rs[:n])
	if i := strings.LastIndexByte(short, ' '); i > n/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.-") + "…"
}

// firstSentence is the beginning of a text up to the end of its first
// sentence, cut at n characters.
func firstSentence(text string, n int) string {
	text = cite.OneLine(text)
	for i := 0; i+2 <= len(text); i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && i > 40 && text[i+1] == ' ' {
			return Cut(text[:i+1], n)
		}
	}
	return Cut(text, n)
}

// num writes 12345 as 12,345.
func num(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// joined joins what is not empty.
func joined(sep string, parts ...string) string {
	var ps []string
	for _, p := range parts {
		if p != "" {
			ps = append(ps, p)
		}
	}
	return strings.Join(ps, sep)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// A naming is what a facet is called: by itself, over the list of all its values, and of
// cables that have none of them.
type naming struct{ title, all, none words.Message }

var namings = map[query.Facet]naming{
	query.Tags:           {words.Later("TAGS"), words.Later("All TAGS"), words.Later("no TAGS")},
	query.Persons:        {words.Later("People"), words.Later("All people"), words.Later("no people")},
	query.Organisations:  {words.Later("Organisations"), words.Later("All organisations"), words.Later("no organisations")},
	query.Places:         {words.Later("Places"), words.Later("All places"), words.Later("no places")},
	query.Misc:           {words.Later("Other names"), words.Later("All other names"), words.Later("no other names")},
	query.Origin:         {words.Later("Posts"), words.Later("All posts"), words.Later("no posts")},
	query.Country:        {words.Later("Countries"), words.Later("All countries"), words.Later("no countries")},
	query.Classification: {title: words.Later("Classification"), none: words.Later("no classification")},
	query.Captions:       {title: words.Later("Captions"), none: words.Later("no captions")},
	query.Language:       {title: words.Later("Language"), none: words.Later("no language")},
	query.Collection:     {title: words.Later("Collection"), none: words.Later("no collection")},
	query.Year:           {title: words.Later("Year"), none: words.Later("no year")},
}

// Title is what a facet is called.
func Title(say *words.Speaker, f query.Facet) string { return say.Tell(namings[f].title) }

// A Collection is what the operator of the site says of a collection.
type Collection struct {
	Title              string
	Rights, RightsHref string
	Source             string // an address
}

// Collection is what a collection is called: its name in the archive, where the operator
// says nothing of it.
func (t Terms) Collection(id string) string {
	c, _ := t.collection(id)
	return cmp.Or(c.Title, id)
}

func (t Terms) collection(id string) (Collection, bool) {
	if t.Collections == nil {
		return Collection{}, false
	}
	return t.Collections(id)
}

// LabelCounts has the counts of a result name collections as the operator does. The
// result may be shared: what changes is another one's.
func (t Terms) LabelCounts(fs []archive.FacetCounts) []archive.FacetCounts {
	i := slices.IndexFunc(fs, func(f archive.FacetCounts) bool { return f.Facet == query.Collection })
	if t.Collections == nil || i < 0 {
		return fs
	}
	fs = slices.Clone(fs)
	fs[i].Buckets = t.LabelBuckets(query.Collection, fs[i].Buckets)
	return fs
}

// LabelBuckets is LabelCounts for the values of one facet.
func (t Terms) LabelBuckets(f query.Facet, bs []archive.Bucket) []archive.Bucket {
	if t.Collections == nil || f != query.Collection {
		return bs
	}
	bs = slices.Clone(bs)
	for i := range bs {
		if bs[i].Value != query.None {
			bs[i].Label = t.Collection(bs[i].Value)
		}
	}
	return bs
}

// collectionFacts are what the facts of a cable tell of its collection.
func (t Terms) collectionFacts(id string) []templates.Fact {
	c, _ := t.collection(id)
	fact := func(term, text, href string) []templates.Fact {
		if text == "" {
			return nil
		}
		return []templates.Fact{{Term: term, Values: []templates.FactValue{{Text: text, Href: href}}}}
	}
	return slices.Concat(
		fact(t.Words.Say("Collection"), t.Collection(id), FacetSearch(query.Collection, id)),
		fact(t.Words.Say("Rights"), cmp.Or(c.Rights, c.RightsHref), c.RightsHref),
		fact(t.Words.Say("From ‹source›"), c.Source, c.Source),
	)
}
