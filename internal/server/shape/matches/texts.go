package matches

import (
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
)

// Texts are the texts of a cable in the order of its page. Paragraph names one.
func Texts(c *cable.Cable, paragraph func(p *cable.Paragraph) (label, name string)) []Text {
	ts := []Text{{Key: snippet.TitleKey, Label: "Subject"}}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		label, name := paragraph(p)
		if p.Heading != "" {
			ts = append(ts, Text{Key: snippet.HeadingKey(p.Anchor), Label: "Heading of " + label, Name: "Heading of " + name})
		}
		ts = append(ts, Text{Key: p.Anchor, Label: label, Name: name})
	}
	for i, n := range c.Notes {
		ts = append(ts, Text{Key: snippet.NoteKey(i), Label: strings.TrimSpace("Note " + n.Number)})
	}
	return ts
}

// A Piece is a stretch of a text that is no paragraph, with what was found in it.
type Piece struct {
	Place string // Heading, Note 3
	Href  string // on the page of the cable
	Parts []archive.Part
}

// Aside are the pieces of headings and notes, at most n.
func (f *Found) Aside(n int) []Piece {
	if f == nil {
		return nil
	}
	var out []Piece
	add := func(place, href, text, key string) {
		if ss := f.In(key); len(ss) > 0 && len(out) < n {
			out = append(out, Piece{place, href, snippet.Piece(text, ss)})
		}
	}
	for i := range f.Cable.Paragraphs {
		p := &f.Cable.Paragraphs[i]
		add("Heading", "#"+p.Anchor, p.Heading, snippet.HeadingKey(p.Anchor))
	}
	for i, note := range f.Cable.Notes {
		add(strings.TrimSpace("Note "+note.Number), "#note-"+strconv.Itoa(i+1), note.Text, snippet.NoteKey(i))
	}
	return out
}
