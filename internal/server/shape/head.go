package shape

import (
	"fmt"
	"net/url"
	"strings"

	"reftel/internal/ark"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/internal/server/shape/embedding"
	"reftel/web/templates"
	"reftel/web/templates/citations"
	"reftel/web/templates/words"
)

// lead is "8 September 2009, Embassy Mexico to SECSTATE WASHDC".
func (x *Cable) lead() string {
	c, say := x.Cable, x.Terms.Words
	s := cite.Sender(c)
	if len(c.To) > 0 {
		to := c.To[0]
		if n := len(c.To) - 1; n > 0 {
			to = say.Count(n, "%[2]s and %[1]d other", "%[2]s and %[1]d others", to)
		}
		if s != "" {
			to = say.Say("%s to %s ‹sender, addressee›", s, to)
		}
		s = to
	}
	if c.Date.IsZero() {
		return s
	}
	return joined(", ", Long(say, c.Date), s)
}

// head fills what stands in the head of the page of the cable, or of one of its
// paragraphs.
func (x *Cable) head(p *templates.Page, work cite.Work) {
	c := x.Cable
	p.Title = c.Title() + " (" + c.ID + ")"
	p.OGTitle, p.OGType = c.Title(), "article"
	p.Canonical = work.URL
	p.Description = x.lead()
	for i := range c.Paragraphs {
		if t := strings.TrimSpace(c.Paragraphs[i].Text); t != "" {
			p.Description = joined(". ", p.Description, firstSentence(t, 200))
			break
		}
	}
	var codes, meanings []string
	for _, t := range c.Tags {
		t = x.Terms.Tag(t, c.Date.Year)
		codes = append(codes, joined(" ", t.Code, t.Meaning))
		if t.Meaning != "" {
			meanings = append(meanings, t.Meaning)
		}
	}
	for _, m := range work.Metas(codes) {
		p.Metas = append(p.Metas, templates.Meta(m))
	}
	if a := x.ark(work.Paragraph); a != "" {
		p.Metas = append(p.Metas, templates.Meta{Name: "DC.identifier", Content: x.absolute("/" + a)})
	}
	p.Alternates = append(alternates(x.Terms.Words, work), x.embedded(work)...)
	if work.Paragraph == nil {
		p.Alternates = append(p.Alternates, FeedOf(x.Terms.Words.Say("Cables that cite it"), query.Request{Text: "ref:" + c.ID}.Encode()))
	}
	p.JSONLD = work.JSONLD(meanings, x.absolute(CablePath(c.ID)))
}

// A form is another form of a citation. Forms of the text are of a whole cable alone.
type form struct {
	ending, label, mime string
	text                bool
}

var formats = []form{
	{".json", "JSON", "application/json", true},
	{".txt", "Plain text", "text/plain", true},
	{".bib", "BibTeX", "application/x-bibtex", false},
	{".biblatex", "BibLaTeX", "application/x-biblatex", false},
	{".ris", "RIS", "application/x-research-info-systems", false},
	{".csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", false},
}

// workPath is the path of what is cited.
func workPath(work cite.Work) string {
	if work.Paragraph != nil {
		return ParagraphPath(work.Cable.ID, work.Paragraph.Anchor)
	}
	return CablePath(work.Cable.ID)
}

// alternates are the other forms of a page.
func alternates(say *words.Speaker, work cite.Work) []templates.Alternate {
	var as []templates.Alternate
	for _, f := range formats {
		if !f.text || work.Paragraph == nil {
			title := f.label
			if f.mime == "text/plain" {
				title = say.Say("Plain text")
			}
			as = append(as, templates.Alternate{Type: f.mime, Title: title, Href: workPath(work) + f.ending})
		}
	}
	return as
}

// Links are the values of the header Link of a page or of a form of it: the address to
// cite it by, and what describes it. A licence is not among them: no source tells one.
func Links(work cite.Work, base string) []string {
	links := []string{"<" + base + workPath(work) + `>; rel="cite-as"`}
	for _, f := range formats {
		if !f.text {
			links = append(links, "<"+base+workPath(work)+f.ending+`>; rel="describedby"; type="`+f.mime+`"`)
		}
	}
	return links
}

// styles are the names of styles of citing that are not the same in all languages.
var styles = map[string]words.Message{
	"Chicago, bibliography": words.Later("Chicago, bibliography"), "National Archives": words.Later("National Archives"), "Foreign Relations": words.Later("Foreign Relations"),
}

// citation makes all forms of a citation.
func (x *Cable) citation(work cite.Work) citations.Citation {
	v := citations.Citation{Sentence: work.Sentence(), BibTeX: work.BibTeX(), RIS: work.RIS()}
	v.Around.Before, v.Around.Between, v.Around.Behind = work.Around()
	for _, s := range work.Styles()[1:] {
		if name, ok := styles[s.Name]; ok {
			s.Name = x.Terms.Words.Tell(name)
		}
		v.Styles = append(v.Styles, citations.Style(s))
	}
	for _, f := range formats {
		if !f.text {
			v.Links = append(v.Links, citations.Link{Label: f.label, Href: workPath(work) + f.ending})
		}
	}
	if a := x.ark(work.Paragraph); a != "" {
		v.Links = append(v.Links, citations.Link{Label: a, Href: "/" + a})
	}
	return v
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

// OEmbedPath is where programs ask how a page of ours is shown in one of theirs.
const OEmbedPath = "/oembed"

// EmbedPath is the page of a paragraph for frames elsewhere.
func EmbedPath(id, anchor string) string { return ParagraphPath(id, anchor) + "/embed" }

// ark is the ARK of the cable, or of one of its paragraphs, "" where there are none.
func (x *Cable) ark(p *cable.Paragraph) string {
	if x.NAAN == "" {
		return ""
	}
	a := ark.ARK{NAAN: x.NAAN, ID: x.Cable.ID}
	if p != nil {
		a.Anchor = p.Anchor
	}
	return a.String()
}

// embedded tells programs where to ask how to show a page in one of theirs.
func (x *Cable) embedded(work cite.Work) []templates.Alternate {
	if x.Base == "" {
		return nil
	}
	at := x.Base + OEmbedPath + "?url=" + url.QueryEscape(x.Base+workPath(work)) + "&format="
	return []templates.Alternate{
		{Type: "application/json+oembed", Title: "oEmbed, JSON", Href: at + "json"},
		{Type: "text/xml+oembed", Title: "oEmbed, XML", Href: at + "xml"},
	}
}

// embedCode is what shows a paragraph in a page elsewhere.
func (x *Cable) embedCode(title string, p *cable.Paragraph) string {
	if x.Base == "" {
		return ""
	}
	return embedding.New(x.Base+EmbedPath(x.Cable.ID, p.Anchor), title, p.Text, 0, 0).HTML()
}
