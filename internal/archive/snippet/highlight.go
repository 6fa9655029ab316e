package snippet

import (
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// Keys of Highlight for texts that are not paragraphs.
const (
	SubjectKey = "subject" // Cable.Subject
	TitleKey   = "title"   // Cable.Title()
)

// Highlight finds what a query matches in a cable, by the anchor of the
// paragraph, SubjectKey or TitleKey. A word stands for those of the cable that
// fit it, and is spelt in the ways that an archive tells of (Guide.Spellings).
func Highlight(c *cable.Cable, e query.Expr, spelt map[string][]string) map[string][]archive.Span {
	out := map[string][]archive.Span{}
	if len(plan.Marked(e)) == 0 {
		return out
	}
	m := New(e, FormsIn(vocabulary(c), spelt))
	var room markRoom
	note := func(key, t string, subject bool) {
		if ms := m.marks(t, subject, &room); len(ms) > 0 {
			out[key] = spans(t, ms)
		}
	}
	note(SubjectKey, c.Subject, true)
	note(TitleKey, c.Title(), true)
	for i := range c.Paragraphs {
		note(c.Paragraphs[i].Anchor, c.Paragraphs[i].Text, false)
	}
	return out
}

// vocabulary are the words of a cable, each once.
func vocabulary(c *cable.Cable) []string {
	known := map[string]bool{}
	var words []string
	read := func(t string) {
		text.Scan(t, func(term []byte, _, _ int, _ text.Kind) {
			if !known[string(term)] {
				w := string(term)
				known[w] = true
				words = append(words, w)
			}
		})
	}
	read(c.Subject)
	read(c.Title())
	for i := range c.Paragraphs {
		read(c.Paragraphs[i].Text)
	}
	return words
}

// spans count in characters what marks count in bytes.
func spans(t string, ms []mark) []archive.Span {
	out := make([]archive.Span, len(ms))
	at, chars := 0, 0
	for i, m := range ms {
		chars += utf8.RuneCountInString(t[at:m.start])
		out[i].Start = chars
		chars += utf8.RuneCountInString(t[m.start:m.end])
		out[i].End = chars
		at = m.end
	}
	return out
}
