package matches

import (
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/web/templates/words"
)

// Texts are the texts of a cable in the order of its page. Paragraph names one.
func Texts(say *words.Speaker, c *cable.Cable, paragraph func(p *cable.Paragraph) (label, name string)) []Text {
	ts := []Text{{Key: snippet.TitleKey, Label: say.Say("Subject")}}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		label, name := paragraph(p)
		if p.Heading != "" {
			ts = append(ts, Text{Key: snippet.HeadingKey(p.Anchor), Label: say.Say("Heading of %s", label), Name: say.Say("Heading of %s", name)})
		}
		ts = append(ts, Text{Key: p.Anchor, Label: label, Name: name})
	}
	for i, n := range c.Notes {
		ts = append(ts, Text{Key: snippet.NoteKey(i), Label: noteLabel(say, n)})
	}
	return ts
}

// noteLabel is what a note is called, by its number where it has one.
func noteLabel(say *words.Speaker, n cable.Note) string {
	if n.Number == "" {
		return say.Say("Note")
	}
	return say.Say("Note %s", n.Number)
}

// A Piece is a stretch of a text that is no paragraph, with what was found in it.
type Piece struct {
	Place string // Heading, Note 3
	Href  string // on the page of the cable
	Parts []archive.Part
}

// Aside are the pieces of headings and notes, at most n.
func (f *Found) Aside(say *words.Speaker, n int) []Piece {
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
		add(say.Say("Heading"), "#"+p.Anchor, p.Heading, snippet.HeadingKey(p.Anchor))
	}
	for i, note := range f.Cable.Notes {
		add(noteLabel(say, note), "#note-"+strconv.Itoa(i+1), note.Text, snippet.NoteKey(i))
	}
	return out
}
