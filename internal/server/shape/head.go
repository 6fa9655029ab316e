package shape

import (
	"fmt"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/web/templates"
)

// lead is "8 September 2009, Embassy Mexico to SECSTATE WASHDC".
func (x *Cable) lead() string {
	c := x.Cable
	s := cite.Sender(c)
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
func (x *Cable) head(p *templates.Page) {
	c := x.Cable
	p.Title = c.Title() + " (" + c.ID + ")"
	p.OGTitle, p.OGType = c.Title(), "article"
	p.Canonical = x.absolute(CablePath(c.ID))
	p.Description = x.lead()
	for i := range c.Paragraphs {
		if t := strings.TrimSpace(c.Paragraphs[i].Text); t != "" {
			p.Description = joined(". ", p.Description, firstSentence(t, 200))
			break
		}
	}
	p.Metas = x.metas()
	path := CablePath(c.ID)
	p.Alternates = []templates.Alternate{
		{Type: "application/json", Title: "JSON", Href: path + ".json"},
		{Type: "text/plain", Title: "Plain text", Href: path + ".txt"},
		{Type: "application/x-bibtex", Title: "BibTeX", Href: path + ".bib"},
		{Type: "application/x-research-info-systems", Title: "RIS", Href: path + ".ris"},
		FeedOf("Cables that cite it", query.Request{Text: "ref:" + c.ID}.Encode()),
	}
	p.JSONLD = x.jsonLD()
}

// metas are what reference managers read.
func (x *Cable) metas() []templates.Meta {
	c := x.Cable
	var ms []templates.Meta
	add := func(name, content string) {
		if content = cite.OneLine(content); content != "" {
			ms = append(ms, templates.Meta{Name: name, Content: content})
		}
	}
	add("citation_title", c.Title())
	add("citation_author", cite.Sender(c))
	add("citation_date", strings.ReplaceAll(cable.Date{Year: c.Date.Year, Month: c.Date.Month, Day: c.Date.Day}.String(), "-", "/"))
	add("citation_public_url", x.absolute(CablePath(c.ID)))
	if e := c.Edition; e != nil && e.Name != "" {
		add("citation_inbook_title", e.VolumeTitle())
		for _, name := range e.Editors {
			add("citation_editor", name)
		}
		if e.Number != "" {
			add("citation_firstpage", "Document "+e.Number)
		}
		add("DC.type", "bookSection")
	} else {
		add("citation_series_title", c.Collection)
		add("DC.type", "document")
	}
	add("DCTERMS.identifier", c.ID)
	add("DCTERMS.title", c.Title())
	add("DCTERMS.date", c.Date.String())
	add("DCTERMS.language", c.Language)
	for _, t := range c.Tags {
		t = x.Terms.Tag(t, c.Date.Year)
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

func (x *Cable) jsonLD() jsonLD {
	c := x.Cable
	j := jsonLD{
		Context: "https://schema.org", Type: []string{"ArchiveComponent", "Message"},
		Name: c.Title(), Identifier: c.ID, DateSent: c.Date.String(), InLanguage: c.Language, URL: x.absolute(CablePath(c.ID)),
	}
	if s := cite.Sender(c); s != "" {
		j.Sender = &party{"Organization", s}
	}
	for _, to := range c.To {
		j.ToRecipient = append(j.ToRecipient, party{"Organization", to})
	}
	for _, t := range c.Tags {
		if t = x.Terms.Tag(t, c.Date.Year); t.Meaning != "" {
			j.About = append(j.About, t.Meaning)
		}
	}
	if c.Collection != "" {
		j.IsPartOf = &party{"Collection", c.Collection}
	}
	return j
}

// PlainText is a cable as text: a head of decoded fields, then the paragraphs.
func PlainText(c *cable.Cable) string {
	var b strings.Builder
	line := func(label string, values ...string) {
		if v := joined(", ", values...); v != "" {
			fmt.Fprintf(&b, "%-15s %s\n", label+":", v)
		}
	}
	line("Id", c.ID)
	line("Subject", c.Title())
	line("Date", c.Date.String())
	line("Classification", c.Classification)
	line("Captions", c.Captions...)
	line("Precedence", c.Precedence)
	line("From", c.From)
	line("To", c.To...)
	line("Info", c.Info...)
	var codes []string
	for _, t := range c.Tags {
		codes = append(codes, t.Code)
	}
	line("TAGS", codes...)
	for _, r := range c.References {
		line("Ref", strings.TrimSpace(r.Letter+" "+r.Text))
	}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		b.WriteString("\n")
		if p.Heading != "" {
			b.WriteString(p.Heading + "\n\n")
		}
		if p.Number > 0 {
			fmt.Fprintf(&b, "%d. ", p.Number)
		}
		if p.Mark != "" {
			b.WriteString("(" + p.Mark + ") ")
		}
		b.WriteString(p.Text + "\n")
	}
	if len(c.Signers) > 0 {
		b.WriteString("\n" + strings.Join(c.Signers, "\n") + "\n")
	}
	for _, n := range c.Notes {
		fmt.Fprintf(&b, "\nNote %s: %s\n", n.Number, n.Text)
	}
	return b.String()
}
