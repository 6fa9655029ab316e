package snippet

import (
	"strconv"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// Keys of Highlight for texts that are not paragraphs.
const (
	SubjectKey    = "subject"       // Cable.Subject
	TitleKey      = "title"         // Cable.Title()
	ClassifierKey = "classified-by" // Cable.ClassifiedBy
)

// HeadingKey is the key of the heading of a paragraph, by its anchor.
func HeadingKey(anchor string) string { return "heading-of-" + anchor }

// NoteKey is the key of a note, counted from 0.
func NoteKey(i int) string { return "note-" + strconv.Itoa(i) }

// SignerKey is the key of a signature, counted from 0.
func SignerKey(i int) string { return "signer-" + strconv.Itoa(i) }

// Highlight finds what the words of a query match in all texts of a cable that are
// searched, by the anchor of the paragraph or one of the keys above. A word stands
// for those of the cable that fit it, and is spelt in the ways that an archive tells
// of (Guide.Spellings).
func Highlight(c *cable.Cable, e query.Expr, spelt map[string][]string) map[string][]archive.Span {
	out := map[string][]archive.Span{}
	if len(plan.Marked(e)) == 0 {
		return out
	}
	m := New(e, FormsIn(vocabulary(c), spelt))
	var room markRoom
	eachText(c, func(key, t string) {
		if ms := m.marks(t, key == SubjectKey || key == TitleKey, &room); len(ms) > 0 {
			out[key] = spans(t, ms)
		}
	})
	return out
}

// HighlightTitle finds what a query matches in the title of a cable alone.
func HighlightTitle(title string, e query.Expr, spelt map[string][]string) []archive.Span {
	if len(plan.Marked(e)) == 0 {
		return nil
	}
	var words []string
	text.Scan(title, func(term []byte, _, _ int, _ text.Kind) { words = append(words, string(term)) })
	return spans(title, New(e, FormsIn(words, spelt)).marks(title, true, &markRoom{}))
}

// eachText calls f with the texts that are searched, each with its key, and with
// the title.
func eachText(c *cable.Cable, f func(key, t string)) {
	f(SubjectKey, c.Subject)
	f(TitleKey, c.Title())
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		if p.Heading != "" {
			f(HeadingKey(p.Anchor), p.Heading)
		}
		f(p.Anchor, p.Text)
	}
	for i := range c.Notes {
		f(NoteKey(i), c.Notes[i].Text)
	}
	for i, s := range c.Signers {
		f(SignerKey(i), s)
	}
	if c.ClassifiedBy != "" {
		f(ClassifierKey, c.ClassifiedBy)
	}
}

// vocabulary are the words of a cable, each once.
func vocabulary(c *cable.Cable) []string {
	known := map[string]bool{}
	var words []string
	eachText(c, func(_, t string) {
		text.Scan(t, func(term []byte, _, _ int, _ text.Kind) {
			if !known[string(term)] {
				w := string(term)
				known[w] = true
				words = append(words, w)
			}
		})
	})
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
