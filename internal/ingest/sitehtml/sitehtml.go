// Package sitehtml reads the pages of the site on which the cables of 1966 to
// 2010 were published, in its layouts of 2010 and of 2011. Menus make most of
// such a page; the cable is a table of metadata (reference id, created,
// released, classification, origin, perhaps press articles) and one or two
// preformatted blocks: header and body, or the body alone.
package sitehtml

import (
	"bytes"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "site-html"

// Format is the reader of site pages.
func Format(tables *reference.Tables) source.Format {
	r := reader{telegram.Parser{Tables: tables}}
	return source.Format{Name: Name, Detect: detect, Split: source.Several(starts), Parse: r.parse, Numbers: true}
}

// menuMarks are what the menus of the site's pages hold; two of them tell a
// page whose table lies behind the bytes that are looked at.
var menuMarks = [][]byte{
	[]byte("<title>cable viewer</title>"), []byte("viewing cable "), []byte("href='/reldate/"), []byte("href=\"/reldate/"),
	[]byte("href='/origin/"), []byte("href=\"/origin/"), []byte("href='/classification/"), []byte("href=\"/classification/"),
	[]byte("/static/css/cables.css"), []byte("href='/cable/"), []byte("href=\"/cable/"), []byte("currently released so far"),
}

// detect takes an HTML page with the table of a cable, or with the menus in
// front of it.
func detect(head []byte) bool {
	if !bytes.Contains(head, []byte("<")) {
		return false
	}
	lower := bytes.ToLower(head)
	start := lower[:min(len(lower), 2048)]
	if bytes.Contains(start, []byte("<tei")) || bytes.Contains(start, []byte("http://www.tei-c.org")) {
		return false
	}
	if at, _ := findTable(lower); at >= 0 {
		return true
	}
	if !bytes.Contains(start, []byte("<html")) && !bytes.Contains(start, []byte("<!doctype html")) {
		return false
	}
	n := 0
	for _, m := range menuMarks {
		if bytes.Contains(lower, m) {
			n++
		}
	}
	return n >= 2
}

type reader struct{ grammar telegram.Parser }

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	raw := p.Content()
	if err := source.CheckText(raw); err != nil {
		return nil, err
	}
	g, err := readPage(raw)
	if err != nil {
		return nil, err
	}
	meta, err := g.meta()
	if err != nil {
		return nil, err
	}
	meta.Stem = source.Stem(name)
	text, head := g.text(&r.grammar)
	meta.Hints.Head = head
	if strings.TrimSpace(text) == "" {
		return nil, source.Refuse(g.line, "the page has no text")
	}
	c, reason := r.grammar.Cable(text, meta)
	if c == nil {
		return nil, source.Refuse(g.line, "%s", reason)
	}
	if g.badDate != "" {
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "date out of range", Detail: g.badDate})
	}
	g.partTags(r.grammar.Tables, c)
	c.Released = g.released()
	for _, a := range g.articles {
		c.Notes = append(c.Notes, cable.Note{Text: a})
	}
	if (c.SubjectInferred || c.Subject == "") && g.subject != "" {
		g.takeSubject(r.grammar.Tables, c)
	}
	return c, nil
}
