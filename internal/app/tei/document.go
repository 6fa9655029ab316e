package tei

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/internal/site"
)

// Document is a cable in TEI, of a site that options tell. Files are those of the cables
// that it cites, by id.
func Document(c *cable.Cable, o Options, files map[string]string) []byte {
	d := &document{c: c, base: o.BaseURL, site: o.Site, files: files}
	d.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	d.in("TEI", func() {
		d.header()
		d.in("text", func() {
			d.in("body", func() { d.in("div", d.body, "type", "document", "xml:id", "c."+name(c.ID)) })
			if len(c.References) > 0 {
				d.in("back", func() { d.in("div", d.references, "type", "references") })
			}
		}, "xml:lang", d.language())
	}, "xmlns", "http://www.tei-c.org/ns/1.0")
	d.raw("\n")
	return d.b.Bytes()
}

// A document is a cable that is being written.
type document struct {
	writer
	c     *cable.Cable
	base  string
	site  *site.Site // nil: nobody says whose it is
	files map[string]string
}

// body is the text in its divisions. Paragraphs behind a heading stand in a division
// under it.
func (d *document) body() {
	d.in("head", func() { d.marked(d.c.Title(), nil) })
	d.in("opener", func() {
		d.in("dateline", func() {
			if d.c.Origin.Name != "" || d.c.From != "" {
				d.leaf("orgName", sender(d.c))
				d.raw(", ")
			}
			d.date()
		})
		for _, caption := range d.c.Captions {
			d.leaf("seg", caption, "type", "caption")
		}
	})
	open := false
	for i := range d.c.Paragraphs {
		p := &d.c.Paragraphs[i]
		if p.Heading != "" {
			if open {
				d.end("div")
			}
			open = true
			d.start("div", "type", "section")
			d.leaf("head", p.Heading)
		}
		d.paragraph(p)
	}
	if open {
		d.end("div")
	}
	for _, n := range d.c.Notes {
		d.note(n)
	}
	if len(d.c.Signers) > 0 {
		d.in("closer", func() {
			for _, s := range d.c.Signers {
				d.leaf("signed", s)
			}
		})
	}
}

func (d *document) note(n cable.Note) {
	target := ""
	if n.Anchor != "" {
		target = "#" + name(n.Anchor)
	}
	d.leaf("note", n.Text, "type", "editorial", "n", n.Number, "target", target)
}

func (d *document) paragraph(p *cable.Paragraph) {
	number := ""
	if p.Number > 0 {
		number = fmt.Sprint(p.Number)
	}
	space := ""
	if p.Fixed {
		space = "preserve"
	}
	d.in("p", func() {
		if p.Mark != "" {
			d.leaf("seg", "("+p.Mark+")", "type", "portion-mark")
			d.raw(" ")
		}
		d.marked(p.Text, p.Entities)
	}, "n", number, "xml:id", name(p.Anchor), "xml:space", space)
}

// elements are those of names, by the kind of entity.
var elements = map[string]string{cable.PER: "persName", cable.ORG: "orgName", cable.LOC: "placeName", cable.MISC: "name"}

// marked is a text with the names in it. Of two that overlap the first is marked.
func (d *document) marked(s string, names []cable.Entity) {
	if len(names) == 0 {
		d.lines(s)
		return
	}
	runes := []rune(s)
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b cable.Entity) int { return a.Start - b.Start })
	at := 0
	for _, e := range names {
		element, ok := elements[e.Kind]
		if !ok || e.Start < at || e.End <= e.Start || e.End > len(runes) {
			continue
		}
		d.lines(string(runes[at:e.Start]))
		resp, cert := "#source", ""
		if e.Inferred {
			resp, cert = "#recogniser", certainty(e.Confidence)
		}
		d.in(element, func() { d.lines(string(runes[e.Start:e.End])) }, "key", e.Normal(), "resp", resp, "cert", cert)
		at = e.End
	}
	d.lines(string(runes[at:]))
}

// certainty is how sure a recogniser is in the words of TEI.
func certainty(confidence float64) string {
	switch {
	case confidence >= 0.9:
		return "high"
	case confidence >= 0.6:
		return "medium"
	case confidence > 0:
		return "low"
	}
	return "unknown"
}

// lines writes a text with the ends of its lines.
func (d *document) lines(s string) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		d.text(line)
		if !more {
			return
		}
		d.raw("<lb/>")
		s = rest
	}
}

func (d *document) references() {
	d.in("listBibl", func() {
		for _, r := range d.c.References {
			d.in("bibl", func() {
				to := d.files[r.ID]
				if to == "" && r.ID != "" && d.base != "" {
					to = d.base + shape.CablePath(r.ID)
				}
				cert := ""
				if r.Inferred {
					cert = "medium"
				}
				if to == "" {
					d.text(r.Text)
				} else {
					d.leaf("ref", r.Text, "target", to, "cert", cert)
				}
				if r.ID != "" {
					d.raw(" ")
					d.leaf("idno", r.ID, "type", "MRN")
				}
			}, "n", r.Letter, "type", r.Kind)
		}
	})
}

// name is an id as XML permits it. The ids of a cable's paragraphs begin with a letter.
func name(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) && r < 0x2000 || r == '_', i > 0 && (r == '-' || r == '.' || r >= '0' && r <= '9'):
			b.WriteRune(r)
		case i == 0 && r >= '0' && r <= '9':
			b.WriteString(string(r))
		default:
			fmt.Fprintf(&b, "_%X", r)
		}
	}
	return b.String()
}

func sender(c *cable.Cable) string {
	if c.Origin.Name != "" {
		return c.Origin.Name
	}
	return c.From
}

func (d *document) language() string {
	if d.c.Language == "" {
		return "en"
	}
	return d.c.Language
}
