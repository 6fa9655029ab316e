package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

// paragraph is the permalink page of one paragraph. The last part of its
// address is an anchor, perhaps with the fingerprint that the text had when
// the link was made: par3~k3f9.
func (s *server) paragraph(c *call) error {
	asked, err := param(c.r, "id")
	if err != nil {
		return err
	}
	last, err := param(c.r, "anchor")
	if err != nil {
		return err
	}
	id, err := s.held(c, asked, func(id string) string { return paragraphPath(id, last) })
	if err != nil || id == "" {
		return err
	}
	d, err := c.a.Cable(id)
	if err != nil {
		return fmt.Errorf("reading cable %s: %w", id, err)
	}
	anchor, print, _ := strings.Cut(last, "~")
	i, status := place(d, anchor, print)
	if i < 0 {
		return noParagraph(d)
	}
	x := &shownCable{terms: s.terms, base: s.base(c.r), cable: d, targets: c.a.Resolve(d.References)}
	v := x.quotation(s.page(c.r, c), i, status, anchor)
	return s.render(c, http.StatusOK, middleware.Document, "", templates.QuotationPage(v))
}

// place finds the paragraph that a permalink means, or -1. With a fingerprint
// the text decides; where no paragraph has it the anchor does, and the page
// says that the text is another.
func place(c *cable.Cable, anchor, print string) (int, templates.LinkStatus) {
	i, ok := c.Paragraph(anchor)
	if ok && (print == "" || cable.Fingerprint(c.Paragraphs[i].Text) == print) {
		return i, templates.LinkExact
	}
	if print != "" {
		for j := range c.Paragraphs {
			if cable.Fingerprint(c.Paragraphs[j].Text) == print {
				return j, templates.LinkMoved
			}
		}
	}
	if ok {
		return i, templates.LinkChanged
	}
	return -1, templates.LinkExact
}

// noParagraph says that a cable has no such paragraph, and which it has.
func noParagraph(d *cable.Cable) error {
	links := []templates.Link{{Label: d.Title() + " (" + d.ID + ")", Href: cablePath(d.ID)}}
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		_, name := paragraphNames(p)
		links = append(links, templates.Link{Label: upperFirst(name) + ": " + cut(p.Text, 60), Href: paragraphPath(d.ID, p.Anchor)})
	}
	return notFound("The cable "+d.ID+" is here, but it has no paragraph of this name.", links...)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// quotation shapes the permalink page of a paragraph.
func (x *shownCable) quotation(p templates.Page, i int, status templates.LinkStatus, asked string) templates.Quotation {
	c := x.cable
	para := &c.Paragraphs[i]
	path := paragraphPath(c.ID, para.Anchor)
	url := x.absolute(path)
	label, name := paragraphNames(para)
	short := "¶ " + label
	if label == "" {
		short = upperFirst(name)
	}

	x.head(&p)
	p.OGTitle = short + ", " + c.Title() + " (" + c.ID + ")"
	p.Title = p.OGTitle
	p.Canonical = url
	p.Description, p.Quotation = cut(para.Text, 300), cut(para.Text, 2000)
	p.JSONLD = nil
	for j := range p.Metas {
		if p.Metas[j].Name == "citation_public_url" {
			p.Metas[j].Content = url
		}
	}

	cite := cited{Cable: c, Paragraph: para, URL: url}
	v := templates.Quotation{
		Page:           p,
		CableID:        c.ID,
		IDInferred:     c.IDInferred,
		CableTitle:     c.Title(),
		CableHref:      cablePath(c.ID) + "#" + para.Anchor,
		Date:           viewDate(c.Date, c.DateInferred),
		From:           sender(c),
		To:             c.To,
		Classification: x.terms.classified(c.Classification),
		Lang:           c.Language,
		Paragraph:      x.paragraph(i),
		Of:             len(c.Paragraphs),
		Place:          i + 1,
		Status:         status,
		Notice:         notice(status, asked, name),
		Text:           "“" + oneLine(para.Text) + "”\n" + cite.sentence(),
		Citation:       citation(cite),
	}
	for _, code := range c.Captions {
		v.Captions = append(v.Captions, x.terms.captionBadge(code))
	}
	if i > 0 {
		before := x.paragraph(i - 1)
		v.Before, v.Prev = &before, before.Href
	}
	if i+1 < len(c.Paragraphs) {
		after := x.paragraph(i + 1)
		v.After, v.Next = &after, after.Href
	}
	return v
}

// notice says in words what became of the text of a link.
func notice(status templates.LinkStatus, asked, name string) string {
	switch status {
	case templates.LinkMoved:
		return "The text has moved since this link was made: it stood in " + anchorName(asked) + " then and is " + name + " now."
	case templates.LinkChanged:
		return "The text has changed since this link was made. This is " + name + " as it is now."
	}
	return ""
}

// anchorName is an anchor in words.
func anchorName(anchor string) string {
	if n, ok := strings.CutPrefix(anchor, "par"); ok {
		if _, err := strconv.ParseFloat(n, 64); err == nil {
			return "paragraph " + n
		}
	}
	return "another place"
}
