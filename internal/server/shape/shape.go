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
)

// viewDate shapes a date.
func viewDate(d cable.Date, inferred bool) templates.Date {
	if d.IsZero() {
		return templates.Date{}
	}
	return templates.Date{Text: d.Long(), ISO: d.String(), Inferred: inferred}
}

// date is the date of the cable; of a document in a volume with its time, which is
// that of a clock that the volume tells.
func (x *Cable) date() templates.Date {
	c := x.Cable
	v := viewDate(c.Date, c.DateInferred)
	if c.Edition != nil && c.Date.HasTime && c.Date.Day != 0 {
		v.Text += ", " + c.Date.String()[11:] + zone(c.DateZone)
	}
	return v
}

// DateOf shapes a date.
func DateOf(d cable.Date, inferred bool) templates.Date { return viewDate(d, inferred) }

// PagesOf leads through a list of total items, of which a page has size.
func PagesOf(page, size, total int, url func(page int) string) templates.Pagination {
	return pagination(page, size, total, 0, url)
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

func lowerFirst(s string) string {
	if s == "" || s == strings.ToUpper(s) {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
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

// SearchTitle is what a list of search results is called.
func SearchTitle(r query.Request) string { return searchTitle(r) }

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
		fact("Collection", t.Collection(id), FacetSearch(query.Collection, id)),
		fact("Rights", cmp.Or(c.Rights, c.RightsHref), c.RightsHref),
		fact("From", c.Source, c.Source),
	)
}
