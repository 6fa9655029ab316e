package snippet

import (
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// Pieces are the best pieces of the paragraphs in which there is something to mark.
func Pieces(c *cable.Cable, found map[string][]archive.Span) []archive.Snippet {
	var out []archive.Snippet
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		if ss := found[p.Anchor]; len(ss) > 0 && len(out) < maxSnippets {
			out = append(out, cut(p, inBytes(p.Text, ss)))
		}
	}
	return out
}

// Piece is the stretch of a text in which most is marked.
func Piece(t string, found []archive.Span) []archive.Part {
	return cut(&cable.Paragraph{Text: t}, inBytes(t, found)).Parts
}

// Best is the anchor of the paragraph that Snippets puts first, "" where none
// matches.
func Best(c *cable.Cable, e query.Expr, spelt map[string][]string) string {
	if len(plan.Marked(e)) == 0 {
		return ""
	}
	if ss := New(e, FormsIn(vocabulary(c), spelt)).Snippets(c.Paragraphs); len(ss) > 0 {
		return ss[0].Anchor
	}
	return ""
}

// inBytes are marks of spans that stand in order. What lies outside of the text is
// left out.
func inBytes(t string, ss []archive.Span) []mark {
	out := make([]mark, 0, len(ss))
	char, at := 0, 0
	to := func(n int) int {
		for ; char < n && at < len(t); char++ {
			_, size := utf8.DecodeRuneInString(t[at:])
			at += size
		}
		return at
	}
	for _, s := range ss {
		m := mark{start: to(s.Start)}
		if m.end = to(s.End); m.end > m.start {
			out = append(out, m)
		}
	}
	return out
}
