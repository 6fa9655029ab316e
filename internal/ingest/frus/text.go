package frus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A span is a part of a text that the source marks, offsets in bytes.
type span struct {
	kind       string // of the entity, or "from" or "to"
	name       string // normalised name
	start, end int
}

// A text is built of the pieces of an element: blanks are folded, soft hyphens
// go, and what is lifted out leaves no gap.
type text struct {
	b      []byte
	space  bool // a blank is due before the next letter
	loose  bool // the blank came from the layout of the source or a lifted note
	spans  []span
	nested int // depth of elements that are entities
	notes  []noteMark
}

// A noteMark is where the mark of the nth note stood.
type noteMark struct{ n, at int }

func (t *text) empty() bool { return len(t.b) == 0 }

func (t *text) reset() {
	*t = text{b: t.b[:0], notes: t.notes[:0]}
}

// add appends text of the source.
func (t *text) add(s string) {
	letters := false
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			if !t.space {
				t.space, t.loose = true, t.loose || !letters && strings.TrimSpace(s) == ""
			}
			i++
			continue
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			switch {
			case r == '\u00ad' || r == '\ufeff' || r == '\u200b' || r == utf8.RuneError && n == 1:
			case unicode.IsSpace(r):
				t.space = true
			default:
				t.before(0)
				t.b = utf8.AppendRune(t.b, r)
			}
			letters = true
			continue
		}
		j := i + 1
		for j < len(s) && s[j] > ' ' && s[j] < utf8.RuneSelf {
			j++
		}
		t.before(c)
		t.b = append(t.b, s[i:j]...)
		letters = true
		i = j
	}
}

// before writes the blank that is due before the character c.
func (t *text) before(c byte) {
	if t.space && len(t.b) > 0 {
		last := t.b[len(t.b)-1]
		drop := last == '\n' || c == ')' || c == ']' || last == '(' || last == '['
		if t.loose && (c == ',' || c == '.' || c == ';' || c == ':' || c == '?' || c == '!') {
			drop = true
		}
		if !drop {
			t.b = append(t.b, ' ')
		}
	}
	t.space, t.loose = false, false
}

// lifted tells that a note or the like stood here.
func (t *text) lifted() { t.loose = true }

// line begins a new line.
func (t *text) line() {
	if n := len(t.b); n > 0 && t.b[n-1] != '\n' {
		t.b = append(t.b, '\n')
	}
	t.space = false
}

// separator writes what stands between the cells of a row.
func (t *text) separator() {
	if n := len(t.b); n > 0 && t.b[n-1] != '\n' {
		t.b = append(t.b, " | "...)
	}
	t.space = false
}

// mark adds a span from start to the end of what was written so far.
func (t *text) mark(kind, name string, start int) {
	end := len(t.b)
	for start < end && (t.b[start] == ' ' || t.b[start] == '\n') {
		start++
	}
	if start < end {
		t.spans = append(t.spans, span{kind, name, start, end})
	}
}

// finish trims the text and returns it with its spans.
func (t *text) finish() (string, []span) {
	s := strings.TrimRight(string(t.b), " \n|")
	spans := t.spans[:0]
	for _, sp := range t.spans {
		if sp.end = min(sp.end, len(s)); sp.start < sp.end {
			spans = append(spans, sp)
		}
	}
	return s, spans
}

// cut takes n bytes off the front of a text and moves its spans.
func cutFront(s string, spans []span, n int) (string, []span) {
	out := spans[:0]
	for _, sp := range spans {
		if sp.start < n {
			continue
		}
		sp.start -= n
		sp.end -= n
		out = append(out, sp)
	}
	return s[n:], out
}

// entities makes entities of the spans that are some.
func entities(s string, spans []span) []cable.Entity {
	var out []cable.Entity
	at, chars, last := 0, 0, -1
	for _, sp := range spans {
		if sp.kind == "" || sp.kind == markFrom || sp.kind == markTo || sp.kind == markMargin || sp.start < last || sp.end > len(s) {
			continue
		}
		sp.start, sp.end = pairedSpan(s, sp.start, sp.end)
		if sp.start < last {
			continue
		}
		end := sp.end
		for end > sp.start && strings.IndexByte(" \n,;:", s[end-1]) >= 0 {
			end--
		}
		mention := s[sp.start:end]
		if !strings.ContainsFunc(mention, unicode.IsLetter) {
			continue
		}
		chars += utf8.RuneCountInString(s[at:sp.start])
		at = sp.start
		e := cable.Entity{Kind: sp.kind, Text: mention, Start: chars, End: chars + utf8.RuneCountInString(mention)}
		if name := cable.OneLine(mention); sp.name != "" && sp.name != mention {
			e.Name = sp.name
		} else if sp.name == "" && name != mention {
			e.Name = name
		}
		out = append(out, e)
		last = end
	}
	return out
}

// Marks that are no entities.
const (
	markFrom   = "from"
	markTo     = "to"
	markMargin = "margin" // what stands in the margin beside it
)
