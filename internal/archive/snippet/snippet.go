// Package snippet finds what a query matches in the texts of cables, and cuts the
// pieces that lists show. It works on stored texts, the same for all engines; what
// a word of the query stands for it is told.
package snippet

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

const (
	maxSnippets  = 3
	snippetBytes = 240
	snippetLead  = 60 // before the first match
)

// Snippets are the best pieces of a cable's paragraphs; there are none where
// none matches.
func (m *Matcher) Snippets(ps []cable.Paragraph) []archive.Snippet {
	type found struct {
		par   int
		marks []mark
		kinds int
	}
	var fs []found
	var room markRoom
	for i := range ps {
		ms := m.marks(ps[i].Text, false, &room)
		if len(ms) > 0 {
			fs = append(fs, found{i, ms, kinds(ms)})
		}
	}
	slices.SortStableFunc(fs, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.kinds, a.kinds), cmp.Compare(len(b.marks), len(a.marks)))
	})
	var out []archive.Snippet
	for _, f := range fs[:min(maxSnippets, len(fs))] {
		out = append(out, cut(&ps[f.par], f.marks))
	}
	return out
}

// Opening is the beginning of the paragraph that tells most about a cable when
// none matches: the first of its summary, or of all.
func Opening(c *cable.Cable) []archive.Snippet {
	has := func(i int) bool { return strings.TrimSpace(c.Paragraphs[i].Text) != "" }
	for _, anchor := range c.Summary {
		if i, ok := c.Paragraph(anchor); ok && has(i) {
			return []archive.Snippet{cut(&c.Paragraphs[i], nil)}
		}
	}
	for i := range c.Paragraphs {
		if has(i) {
			return []archive.Snippet{cut(&c.Paragraphs[i], nil)}
		}
	}
	return nil
}

// kinds counts the different parts of the query among ms. A query has 16 at
// most.
func kinds(ms []mark) int {
	var seen uint64
	for _, m := range ms {
		seen |= 1 << (m.plan & 63)
	}
	return bits.OnesCount64(seen)
}

// cut takes the stretch of a paragraph with most matches.
func cut(p *cable.Paragraph, ms []mark) archive.Snippet {
	lo, hi := stretch(p.Text, ms)
	s := archive.Snippet{Anchor: p.Anchor, Number: p.Number, Mark: p.Mark}
	add := func(text string, match bool) {
		if text != "" {
			s.Parts = append(s.Parts, archive.Part{Text: oneLine(text), Match: match})
		}
	}
	before, after := "", ""
	if strings.TrimSpace(p.Text[:lo]) != "" {
		before = "… "
	}
	if strings.TrimSpace(p.Text[hi:]) != "" {
		after = " …"
	}
	at := lo
	for _, m := range ms {
		if m.start < at || m.end > hi {
			continue
		}
		add(before+p.Text[at:m.start], false)
		before = ""
		add(p.Text[m.start:m.end], true)
		at = m.end
	}
	add(before+strings.TrimRightFunc(p.Text[at:hi], unicode.IsSpace)+after, false)
	return s
}

// stretch chooses the bytes of a snippet: where most parts of the query stand
// close together, and of such places the first.
func stretch(text string, ms []mark) (lo, hi int) {
	best, bestKinds, bestCount := 0, 0, 0
	for i := range ms {
		j := i
		for j < len(ms) && ms[j].end-ms[i].start <= snippetBytes-snippetLead {
			j++
		}
		j = max(j, i+1)
		if k := kinds(ms[i:j]); k > bestKinds || k == bestKinds && j-i > bestCount {
			best, bestKinds, bestCount = i, k, j-i
		}
	}
	if len(ms) > 0 {
		lo = max(0, ms[best].start-snippetLead)
		hi = min(len(text), max(lo+snippetBytes, ms[best].end))
		if hi == len(text) {
			lo = min(lo, max(0, hi-snippetBytes))
		}
	} else {
		lo = wordStart(text, 0, len(text))
		hi = min(len(text), lo+snippetBytes)
	}
	limitLo, limitHi := len(text), 0
	if len(ms) > 0 {
		limitLo, limitHi = ms[best].start, ms[best].end
	}
	lo = wordStart(text, lo, limitLo)
	return lo, max(lo, wordEnd(text, hi, limitHi)) // of bytes that are no text nothing may be left
}

// wordStart moves lo up to the beginning of a word, at most to limit.
func wordStart(text string, lo, limit int) int {
	if lo > 0 {
		for lo < limit && !unicode.IsSpace(lastRune(text[:lo])) {
			lo++
		}
	}
	for lo < limit {
		r, n := utf8.DecodeRuneInString(text[lo:])
		if utf8.RuneStart(text[lo]) && !unicode.IsSpace(r) {
			break
		}
		if !utf8.RuneStart(text[lo]) {
			n = 1
		}
		lo += n
	}
	return lo
}

// wordEnd moves hi down to the end of a word, at least to limit.
func wordEnd(text string, hi, limit int) int {
	if hi == len(text) {
		return hi
	}
	end := hi
	for end > limit {
		if r, _ := utf8.DecodeRuneInString(text[end:]); utf8.RuneStart(text[end]) && unicode.IsSpace(r) {
			return end
		}
		end--
	}
	// One word without end: cut it between two characters.
	for hi > limit && !utf8.RuneStart(text[hi]) {
		hi--
	}
	return max(hi, limit)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// oneLine makes line ends and tabs spaces.
func oneLine(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r >= utf8.RuneSelf }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}
