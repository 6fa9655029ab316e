package telegram

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line of the text. Dropped lines are page furniture: they stay in the raw
// source and are passed over here.
type line struct {
	off  int    // of s in the text
	s    string // without line end and without trailing blanks
	t    string // s without leading blanks and pilcrow
	toff int    // offset of t in the text
	pil  bool   // a pilcrow stood before t
	drop bool

	hyphen bool // the hyphen that ends the line before is one of a compound word
	broken bool // that hyphen breaks a word, in a text that was not broken so throughout

	lab uint8 // the label that t begins with, by its place in allLabels and one more; 0 where it was not looked for
}

// allLabels are none and those that there are.
var allLabels = [...]label{"", labelEO, labelDecl, labelTags, labelSubject, labelRef, labelClass, labelReason}

// label is the label that the line begins with, or "". It is asked for often.
func (l *line) label() label {
	if l.lab == 0 {
		l.lab = uint8(slices.Index(allLabels[:], metadataLabel(l.t))) + 1
	}
	return allLabels[l.lab-1]
}

func (l *line) blank() bool { return l.t == "" }

func (l *line) indent() int {
	n := 0
	for i := 0; i < len(l.s); i++ {
		switch l.s[i] {
		case ' ':
			n++
		case '\t':
			n += 8
		default:
			return n
		}
	}
	return n
}

const blanks = " \t\u00a0\r\f\v"

// isSolid reports a byte of ASCII that is no blank.
func isSolid(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// trimRight takes the blanks off the end of s: the usual ones first, because the
// set is not of ASCII alone.
func trimRight(s string) string {
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\r' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	if s != "" && isSolid(s[len(s)-1]) {
		return s
	}
	return strings.TrimRight(s, blanks)
}

// trimLeft takes the blanks off the start of s.
func trimLeft(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	if s != "" && isSolid(s[0]) {
		return s
	}
	return strings.TrimLeft(s, blanks)
}

// splitLines cuts the text at line ends. A lone CR ends a line as well.
func splitLines(text string) []line {
	out := make([]line, 0, strings.Count(text, "\n")+1)
	add := func(off, end int) {
		s := trimRight(text[off:end])
		// A backslash ends lines in a few sources (07BERN881, 06GENEVA1673).
		if s != "" && s[len(s)-1] == '\\' {
			s = trimRight(s[:len(s)-1])
		}
		t, pil := s, false
		if s != "" && !isSolid(s[0]) {
			t = trimLeft(s)
			if rest, ok := strings.CutPrefix(t, "¶"); ok {
				t, pil = strings.TrimLeft(rest, blanks), true
			}
		}
		out = append(out, line{off: off, s: s, t: t, toff: off + len(s) - len(t), pil: pil})
	}
	returns := strings.IndexByte(text, '\r') >= 0
	feed := -1 // the next line feed
	for start := 0; start <= len(text); {
		if feed < start {
			if feed = strings.IndexByte(text[start:], '\n'); feed < 0 {
				feed = len(text)
			} else {
				feed += start
			}
		}
		end := feed
		if returns {
			if i := strings.IndexByte(text[start:feed], '\r'); i >= 0 {
				end = start + i
			}
		}
		add(start, end)
		if end+1 == feed && feed < len(text) && text[end] == '\r' {
			end = feed
		}
		start = end + 1
	}
	return out
}

// letterSpaced undoes C O N F I D E N T I A L at the start of a line: it
// returns the word and what follows it, or ok false.
func letterSpaced(t string) (word, rest string, ok bool) {
	var b strings.Builder
	i := 0
	for i < len(t) {
		if t[i] < 'A' || t[i] > 'Z' || i+1 < len(t) && t[i+1] != ' ' {
			break
		}
		b.WriteByte(t[i])
		i++
		n := i
		for i < len(t) && t[i] == ' ' {
			i++
		}
		// Three blanks or more part two words: C O R R E C T E D   C O P Y.
		if i-n > 2 && b.Len() > 3 {
			break
		}
	}
	if b.Len() < 4 {
		return "", t, false
	}
	return b.String(), strings.TrimLeft(t[i:], " "), true
}

// eight are eight bytes of a text as a number.
func eight(t string, i int) uint64 {
	b := t[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// each is a byte in all eight of a number.
const each = 0x0101010101010101

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isAlnum(c byte) bool { return isUpper(c) || isLower(c) || isDigit(c) }

// digits returns how many digits s begins with.
func digits(s string) int {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

// sixFigures reports whether t begins as dtgForm does, with the signs and the time: few
// lines with a figure near their start do.
func sixFigures(t string) bool {
	i := 0
	for n := 0; n < 4 && i < len(t) && strings.IndexByte("ZOPRYzopry", t[i]) >= 0; n++ {
		i = skipSpaces(t, i+1)
	}
	for range 6 {
		if i == len(t) || !isDigit(t[i]) {
			return false
		}
		i = skipSpaces(t, i+1)
	}
	return true
}

func skipSpaces(t string, i int) int {
	for i < len(t) && t[i] == ' ' {
		i++
	}
	return i
}

// cutRoute cuts a routing indicator with its slash off the start of a line, "" where
// there is none.
func cutRoute(t string) (route, rest string) {
	n := 0
	for n < len(t) && isUpper(t[n]) {
		n++
	}
	if n < 4 || n > 8 || n+1 >= len(t) || t[n] != '/' || strings.IndexByte(t[n+1:], '\n') >= 0 {
		return "", t
	}
	return t[:n], t[n+1:]
}

// routed reports whether a line begins with a routing indicator.
func routed(t string) bool { route, _ := cutRoute(t); return route != "" }

// hasLower reports whether a letter in lower case occurs.
func hasLower(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// isRule reports whether a line is only a row of dashes, equal signs, stars or
// hyphens of another kind, with blanks between.
func isRule(t string) bool {
	n := 0
	for _, r := range t {
		switch r {
		case '-', '=', '*', '_', '~', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015':
			n++
		case ' ', '\t':
		default:
			return false
		}
	}
	return n >= 3
}

// lastRune returns the last letter-like rune that is not a closing quote or
// bracket.
func sentenceEnd(t string) bool {
	t = strings.TrimRight(t, `"')]”’ `)
	r, _ := utf8.DecodeLastRuneInString(t)
	return r == '.' || r == '!' || r == '?' || r == ':' || r == ';'
}

// lastText is the last line with text above line i, 0 when there is none.
func lastText(ls []line, i int) int {
	for i--; i > 0 && ls[i].blank(); i-- {
	}
	return max(i, 0)
}
