package reading

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

const (
	firstWords = 4    // by which the beginning of a paragraph is known
	reach      = 60   // words that may stand between two words of a paragraph: the head and the foot of a page
	ahead      = 5000 // words that may stand before the first of a paragraph: a long list of addressees
)

// A Stretch is a row of lines from the first of a paragraph to the first of the
// next one.
type Stretch struct {
	Text       string
	Paragraphs []int          // that begin in its first line, by their places in the cable; none for what stands before the first
	Marks      []archive.Span // what matched, in bytes of Text
}

// A word is a run of letters and digits of a text, in bytes, with its letters in
// capitals.
type word struct {
	start, end int
	key        string
}

func wordsOf(text string) []word {
	var ws []word
	start := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if in && start < 0 {
			start = i
		} else if !in && start >= 0 {
			ws, start = append(ws, word{start, i, strings.ToUpper(text[start:i])}), -1
		}
	}
	if start >= 0 {
		ws = append(ws, word{start, len(text), strings.ToUpper(text[start:])})
	}
	return ws
}

// Align cuts lines where paragraphs of the cable begin, and finds what matched in
// them. A paragraph that is not found begins where the one before it does. The
// texts of all stretches joined are the lines.
func Align(received string, c *cable.Cable, matches map[string][]archive.Span) []Stretch {
	ws := wordsOf(received)
	starts := make([]int, len(c.Paragraphs)) // bytes
	var marks []archive.Span
	at, lineStart := 0, 0
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		own := wordsOf(p.Text)
		first := begin(ws, at, own)
		if first < 0 {
			starts[i] = lineStart
			continue
		}
		lineStart = strings.LastIndexByte(received[:ws[first].start], '\n') + 1
		starts[i] = lineStart
		var found []archive.Span
		found, at = follow(ws, first, own)
		marks = append(marks, marked(p.Text, own, found, matches[p.Anchor])...)
	}
	return cut(received, starts, marks)
}

// begin is the word of the lines, from one on, with which a text begins; -1 for
// none. The first words may be other ones there: the end of a line parts them.
func begin(ws []word, from int, own []word) int {
	for skip := 0; skip < firstWords && skip < len(own); skip++ {
		if i := row(ws, from, own[skip:]); i >= 0 {
			return i
		}
		if len(own)-skip <= firstWords {
			break
		}
	}
	return -1
}

// row is where the first words of a text stand in a row; -1 for nowhere.
func row(ws []word, from int, own []word) int {
	n := min(len(own), firstWords)
	for i := from; i+n <= min(len(ws), from+ahead); i++ {
		j := 0
		for j < n && ws[i+j].key == own[j].key {
			j++
		}
		if j == n {
			return i
		}
	}
	return -1
}

// follow finds the words of a text in the lines, one behind another; what is not
// found has an empty span. A word may be parted by the end of a line. Next is the
// word of the lines behind the last one.
func follow(ws []word, at int, own []word) (found []archive.Span, next int) {
	found = make([]archive.Span, len(own))
	for k, w := range own {
		for i := at; i < min(at+reach, len(ws)); i++ {
			if ws[i].key == w.key {
				found[k], at = archive.Span{Start: ws[i].start, End: ws[i].end}, i+1
				break
			}
			if i+1 < len(ws) && len(ws[i].key)+len(ws[i+1].key) == len(w.key) && ws[i].key+ws[i+1].key == w.key {
				found[k], at = archive.Span{Start: ws[i].start, End: ws[i+1].end}, i+2
				break
			}
		}
	}
	return found, at
}

// marked are the places in the lines of what matched in a text, whose spans count
// characters.
func marked(text string, own []word, found []archive.Span, matches []archive.Span) []archive.Span {
	if len(matches) == 0 {
		return nil
	}
	var out []archive.Span
	char, at := 0, 0
	for k, w := range own {
		char += utf8.RuneCountInString(text[at:w.start])
		from := char
		char += utf8.RuneCountInString(text[w.start:w.end])
		at = w.end
		for _, m := range matches {
			if m.Start < char && from < m.End && found[k].End > 0 {
				out = append(out, found[k])
				break
			}
		}
	}
	return out
}

// cut parts lines at the starts of paragraphs, which may be equal and are taken in
// their order.
func cut(received string, starts []int, marks []archive.Span) []Stretch {
	sort.Slice(marks, func(i, j int) bool { return marks[i].Start < marks[j].Start })
	var out []Stretch
	add := func(from, to int, paragraphs []int) {
		s := Stretch{Text: received[from:to], Paragraphs: paragraphs}
		for ; len(marks) > 0 && marks[0].Start < to; marks = marks[1:] {
			s.Marks = append(s.Marks, archive.Span{Start: marks[0].Start - from, End: min(marks[0].End, to) - from})
		}
		out = append(out, s)
	}
	at := 0
	var here []int
	for i, start := range starts {
		if start > at {
			add(at, start, here)
			at, here = start, nil
		}
		here = append(here, i)
	}
	add(at, len(received), here)
	return out
}
