package telegram

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// entities places the annotated spans: each belongs to the field that it
// begins in and is clipped to it; what is left empty or is only a label is
// dropped.
func (p *Parser) entities(c *cable.Cable, m *Message, spans []Span) {
	for _, s := range spans {
		if e, ok := place(&m.Subject, s); ok {
			c.SubjectEntities = append(c.SubjectEntities, e)
			continue
		}
		if e, ok := place(&m.ClassifiedBy, s); ok {
			count(c, e)
			continue
		}
		for i := range m.Paragraphs {
			if e, ok := place(&m.Paragraphs[i].Heading, s); ok {
				count(c, e)
				break
			}
			if e, ok := place(&m.Paragraphs[i].Body, s); ok {
				c.Paragraphs[i].Entities = append(c.Paragraphs[i].Entities, e)
				break
			}
		}
	}
	for _, e := range c.SubjectEntities {
		count(c, e)
	}
	for i := range c.Paragraphs {
		for _, e := range c.Paragraphs[i].Entities {
			count(c, e)
		}
	}
	SortEntities(c.Entities)
}

// place clips a span to a field when it begins there.
func place(f *Field, s Span) (cable.Entity, bool) {
	start, end := f.Range()
	if s.Start < start || s.Start >= end {
		return cable.Entity{}, false
	}
	from, to, ok := f.Locate(s.Start, s.End)
	if !ok {
		return cable.Entity{}, false
	}
	for from < to && strings.IndexByte(" \n\t.,;:-(\"'", f.Text[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(" \n\t,;:-(\"'", f.Text[to-1]) >= 0 {
		to--
	}
	text := f.Text[from:to]
	if !meaningful(text) || strings.Contains(text, "\n\n") {
		return cable.Entity{}, false
	}
	e := cable.Entity{Kind: s.Kind, Text: text}
	e.Start = utf8.RuneCountInString(f.Text[:from])
	e.End = e.Start + utf8.RuneCountInString(text)
	if name := strings.TrimRight(cable.OneLine(text), ",; "); name != text {
		e.Name = name
	}
	return e, true
}

// labelWords are words of the form, which taggers take for names.
var labelWords = map[string]bool{
	"DECL": true, "DECL:": true, "TAGS": true, "SUBJECT": true, "REF": true, "SUMMARY": true, "COMMENT": true, "CLASSIFIED BY": true,
	"REASON": true, "SECTION": true, "END SUMMARY": true, "SIPDIS": true, "NOFORN": true, "UNCLAS": true, "SECRET": true, "CONFIDENTIAL": true,
	"BEGIN SUMMARY": true, "END COMMENT": true,
}

func meaningful(s string) bool {
	if labelWords[strings.ToUpper(strings.TrimRight(s, ":"))] {
		return false
	}
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0 })
}

func count(c *cable.Cable, e cable.Entity) {
	name := e.Normal()
	for i := range c.Entities {
		if c.Entities[i].Kind == e.Kind && c.Entities[i].Name == name {
			c.Entities[i].Count++
			return
		}
	}
	c.Entities = append(c.Entities, cable.EntityCount{Kind: e.Kind, Name: name, Count: 1})
}

// SortEntities puts the most frequent names first, then by kind and name.
func SortEntities(es []cable.EntityCount) {
	slices.SortFunc(es, func(a, b cable.EntityCount) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
}

// unplaced is what of the source text is in no subject and in no paragraph: the
// head, the lines that were dropped.
func (m *Message) unplaced(text string) string {
	var b strings.Builder
	at := 0
	upTo := func(end int) {
		if gap := text[at:max(at, end)]; strings.ContainsFunc(gap, unicode.IsLetter) {
			b.WriteString(gap)
			b.WriteByte('\n')
		}
	}
	for _, f := range m.placed() {
		for _, p := range f.Pieces {
			if p.Src > at {
				upTo(p.Src)
			}
			at = max(at, p.Src+p.Len)
		}
	}
	upTo(len(text))
	return b.String()
}

// placed are the fields with their pieces, in the order of the source.
func (m *Message) placed() []*Field {
	out := make([]*Field, 0, 2+2*len(m.Paragraphs))
	add := func(f *Field) {
		if len(f.Pieces) > 0 {
			out = append(out, f)
		}
	}
	add(&m.Subject)
	add(&m.ClassifiedBy)
	for i := range m.Paragraphs {
		add(&m.Paragraphs[i].Heading)
		add(&m.Paragraphs[i].Body)
	}
	slices.SortStableFunc(out, func(a, b *Field) int { return a.Pieces[0].Src - b.Pieces[0].Src })
	return out
}
