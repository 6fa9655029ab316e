package server

import (
	"net/url"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// classified is the badge of a classification.
func (t terms) classified(name string) templates.Classification {
	if name == "" {
		return templates.Classification{}
	}
	return templates.Classification{Name: name, Meaning: t.classification(name), Href: facetSearch(query.Classification, name)}
}

// captionBadge is a handling mark with its meaning.
func (t terms) captionBadge(code string) templates.Caption {
	return templates.Caption{Code: code, Meaning: t.caption(code), Href: facetSearch(query.Captions, code)}
}

// facetSearch is the search for one value of a facet.
func facetSearch(f query.Facet, value string) string {
	return query.Request{Filters: []query.Filter{{Facet: f, Value: value}}}.URL("/search")
}

func escapeQuery(s string) string { return url.QueryEscape(s) }

// facts decodes the header field by field, in the order of the page.
func (x *shownCable) facts() []templates.Fact {
	c := x.cable
	var fs []templates.Fact
	add := func(term string, values ...templates.FactValue) {
		if len(values) > 0 {
			fs = append(fs, templates.Fact{Term: term, Help: help[term], Values: values})
		}
	}
	one := func(term, text string) {
		if text != "" {
			add(term, templates.FactValue{Text: text})
		}
	}
	many := func(term string, texts []string) {
		var vs []templates.FactValue
		for _, t := range texts {
			vs = append(vs, templates.FactValue{Text: t})
		}
		add(term, vs...)
	}

	add("Reference id", templates.FactValue{Text: c.ID, Mono: true, Inferred: c.IDInferred})
	if !c.Date.IsZero() {
		text := c.Date.Long()
		if c.Date.HasTime && c.Date.Day != 0 {
			text += ", " + c.Date.String()[11:] + " Z"
		}
		href := yearPath(c.Date.Year)
		if c.Date.Month != 0 {
			href = monthPath(c.Date.Year, c.Date.Month)
		}
		add("Date", templates.FactValue{Text: text, ISO: c.Date.String(), Href: href, Inferred: c.DateInferred})
	}
	if c.Classification != "" {
		add("Classification", templates.FactValue{Text: c.Classification, Detail: x.terms.classification(c.Classification), Href: facetSearch(query.Classification, c.Classification)})
	}
	var vs []templates.FactValue
	for _, code := range c.Captions {
		vs = append(vs, templates.FactValue{Text: code, Detail: x.terms.caption(code), Href: facetSearch(query.Captions, code)})
	}
	add("Captions", vs...)
	if c.Precedence != "" {
		add("Precedence", templates.FactValue{Text: c.Precedence, Detail: x.terms.precedence(c.Precedence)})
	}
	add("From", x.from()...)
	add("To", x.addressees("to", c.To)...)
	add("Info", x.addressees("info", c.Info)...)
	add("TAGS", x.tags()...)
	one("Executive order", c.ExecutiveOrder)
	one("Declassify on", c.DeclassifyOn)
	one("Classified by", c.ClassifiedBy)
	many("Reasons", c.Reasons)
	many("Passing", c.Passing)
	many("Signed", c.Signers)
	if c.Sections > 1 {
		one("Sections", strconv.Itoa(c.Sections))
	}
	return fs
}

// from is the office that sent the cable, with its post.
func (x *shownCable) from() []templates.FactValue {
	c := x.cable
	v := templates.FactValue{Text: c.From}
	if c.Origin.Code != "" {
		v.Href = postPath(c.Origin.Code)
		v.Detail = joined(", ", c.Origin.Name, c.Origin.Country)
	}
	if v.Text == "" {
		v.Text = c.Origin.Code
	}
	if v.Text == "" {
		return nil
	}
	return []templates.FactValue{v}
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

// addressees are the lines of an address list: those that were decoded, or
// else the names as sent.
func (x *shownCable) addressees(line string, plain []string) []templates.FactValue {
	var vs []templates.FactValue
	for _, a := range x.cable.Addressees {
		if a.Line != line {
			continue
		}
		v := templates.FactValue{Text: a.Name, Detail: joined(", ", a.Route, strings.ToLower(a.Precedence), a.Number)}
		if a.Post != "" {
			v.Href = postPath(a.Post)
		}
		vs = append(vs, v)
	}
	if len(vs) > 0 {
		return vs
	}
	for _, name := range plain {
		vs = append(vs, templates.FactValue{Text: name})
	}
	return vs
}

// tags are the TAGS with the meaning of the cable's own year.
func (x *shownCable) tags() []templates.FactValue {
	var vs []templates.FactValue
	for _, t := range x.cable.Tags {
		t = x.terms.tag(t, x.cable.Date.Year)
		vs = append(vs, templates.FactValue{Text: t.Code, Kind: kindOfTag(t.Kind), Detail: t.Meaning, Href: tagPath(t.Code)})
	}
	return vs
}

// source tells where the text comes from.
func (x *shownCable) source() []templates.Fact {
	c := x.cable
	var fs []templates.Fact
	add := func(term string, v templates.FactValue) {
		if v.Text != "" {
			fs = append(fs, templates.Fact{Term: term, Help: help[term], Values: []templates.FactValue{v}})
		}
	}
	add("Collection", templates.FactValue{Text: c.Collection, Href: facetSearch(query.Collection, c.Collection)})
	add("File", templates.FactValue{Text: c.Source.Path, Mono: true})
	add("Format", templates.FactValue{Text: c.Source.Format})
	add("SHA-256", templates.FactValue{Text: c.Source.SHA256, Mono: true})
	if c.Source.Bytes > 0 {
		add("Bytes", templates.FactValue{Text: strconv.Itoa(c.Source.Bytes)})
	}
	if d, err := cable.ParseDate(c.Released); err == nil {
		add("Released", templates.FactValue{Text: d.Long(), ISO: d.String()})
	}
	add("Other ids", templates.FactValue{Text: strings.Join(c.Aliases, ", "), Mono: true})
	return fs
}

// lead is "8 September 2009, Embassy Mexico to SECSTATE WASHDC".
func (x *shownCable) lead() string {
	c := x.cable
	s := sender(c)
	if len(c.To) > 0 {
		s = joined(" to ", s, c.To[0])
		if n := len(c.To) - 1; n > 0 {
			s += " and " + strconv.Itoa(n) + plural(n, " other", " others")
		}
	}
	if c.Date.IsZero() {
		return s
	}
	return joined(", ", c.Date.Long(), s)
}

// head fills what stands in the head of the cable's page.
func (x *shownCable) head(p *templates.Page) {
	c := x.cable
	p.Title = c.Title() + " (" + c.ID + ")"
	p.OGTitle, p.OGType = c.Title(), "article"
	p.Canonical = x.absolute(cablePath(c.ID))
	p.Description = x.lead()
	for i := range c.Paragraphs {
		if t := strings.TrimSpace(c.Paragraphs[i].Text); t != "" {
			p.Description = joined(". ", p.Description, firstSentence(t, 200))
			break
		}
	}
	p.Metas = x.metas()
	path := cablePath(c.ID)
	p.Alternates = []templates.Alternate{
		{Type: "application/json", Title: "JSON", Href: path + ".json"},
		{Type: "text/plain", Title: "Plain text", Href: path + ".txt"},
		{Type: "application/x-bibtex", Title: "BibTeX", Href: path + ".bib"},
		{Type: "application/x-research-info-systems", Title: "RIS", Href: path + ".ris"},
	}
	p.JSONLD = x.jsonLD()
}

// metas are what reference managers read.
func (x *shownCable) metas() []templates.Meta {
	c := x.cable
	var ms []templates.Meta
	add := func(name, content string) {
		if content = oneLine(content); content != "" {
			ms = append(ms, templates.Meta{Name: name, Content: content})
		}
	}
	add("citation_title", c.Title())
	add("citation_author", sender(c))
	add("citation_date", strings.ReplaceAll(cable.Date{Year: c.Date.Year, Month: c.Date.Month, Day: c.Date.Day}.String(), "-", "/"))
	add("citation_public_url", x.absolute(cablePath(c.ID)))
	add("citation_series_title", c.Collection)
	add("DC.type", "document")
	add("DCTERMS.identifier", c.ID)
	add("DCTERMS.title", c.Title())
	add("DCTERMS.date", c.Date.String())
	add("DCTERMS.language", c.Language)
	for _, t := range c.Tags {
		t = x.terms.tag(t, c.Date.Year)
		add("DCTERMS.subject", joined(" ", t.Code, t.Meaning))
	}
	return ms
}

// A jsonLD is the cable in the vocabulary of schema.org.
type jsonLD struct {
	Context     string   `json:"@context"`
	Type        []string `json:"@type"`
	Name        string   `json:"name"`
	Identifier  string   `json:"identifier"`
	DateSent    string   `json:"dateSent,omitempty"`
	Sender      *party   `json:"sender,omitempty"`
	ToRecipient []party  `json:"toRecipient,omitempty"`
	About       []string `json:"about,omitempty"`
	InLanguage  string   `json:"inLanguage,omitempty"`
	IsPartOf    *party   `json:"isPartOf,omitempty"`
	URL         string   `json:"url,omitempty"`
}

type party struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

func (x *shownCable) jsonLD() jsonLD {
	c := x.cable
	j := jsonLD{
		Context: "https://schema.org", Type: []string{"ArchiveComponent", "Message"},
		Name: c.Title(), Identifier: c.ID, DateSent: c.Date.String(), InLanguage: c.Language, URL: x.absolute(cablePath(c.ID)),
	}
	if s := sender(c); s != "" {
		j.Sender = &party{"Organization", s}
	}
	for _, to := range c.To {
		j.ToRecipient = append(j.ToRecipient, party{"Organization", to})
	}
	for _, t := range c.Tags {
		if t = x.terms.tag(t, c.Date.Year); t.Meaning != "" {
			j.About = append(j.About, t.Meaning)
		}
	}
	if c.Collection != "" {
		j.IsPartOf = &party{"Collection", c.Collection}
	}
	return j
}
