package reftel

import (
	"regexp"
	"strings"
)

// listLabel is the word for a list in front of it.
var listLabel = regexp.MustCompile(`(?i)^\s*RE(?:FS?|F?TELS?|FERENCES?)(?:\(S\))? ?[:;] *`)

func withoutLabel(text string) string {
	if !strings.ContainsAny(text, ":;") {
		return text
	}
	return listLabel.ReplaceAllString(text, "")
}

// An item of a list, with the letter before it.
type item struct{ letter, text string }

// splitItems cuts the block at its bullets: "A.", "(A)", "A)", "[A]", "A:",
// "A.)", "REF A:", "A -" and the doubled "A. (A)", "A. REF A". The letters must
// run A, B, C …: a capital with a full stop that is out of turn belongs to the
// text (D. Smith). One that stands again at the start of a line is a slip of
// the drafter and an item all the same.
func splitItems(text string) []item {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	var out []item
	next, nextDigit := byte('A'), byte('1')
	pos, letter := 0, ""
	lower := false // the letters are small ones
	for i := 0; i < len(text); {
		b, ok := bulletAt(text, i, lower)
		if !ok {
			i++
			continue
		}
		switch {
		case isDigit(b.ch):
			ok = b.ch == nextDigit && (nextDigit > '1' || letter == "" && strings.TrimSpace(text[:i]) == "")
		case b.opened && letter != "" && string(b.ch) != letter && strings.TrimSpace(text[pos:i]) == "":
			i = b.end // "A. (C) OSLO 12": the mark of the cable
			continue
		case b.ch == next:
		case b.ch == next+1 && next > 'A':
		case b.ch == next-1 && next > 'A' && (b.first || letter != "" && strings.TrimSpace(text[pos:i]) == ""):
			// "A. (A)", or a letter that was given twice
		default:
			ok = false
		}
		if !ok {
			i++
			continue
		}
		if prev := strings.TrimSpace(text[pos:i]); prev != "" {
			out = append(out, item{letter, prev})
		}
		letter, lower = string(b.ch), b.lower
		if isDigit(b.ch) {
			nextDigit = b.ch + 1
		} else {
			next = b.ch + 1
		}
		pos, i = b.end, b.end
	}
	if rest := strings.TrimSpace(text[pos:]); rest != "" {
		out = append(out, item{letter, rest})
	}
	return out
}

// A bullet is a letter or figure that may begin an item.
type bullet struct {
	ch     byte
	end    int  // where the text of the item begins
	first  bool // it stands at the start of a line
	lower  bool // it is a small letter
	opened bool // a bracket stands before it
}

// bulletAt reads a bullet at offset i. A small letter in mid-line is one only
// behind another small one.
func bulletAt(s string, i int, lower bool) (bullet, bool) {
	b := bullet{}
	k := i - 1
	for k >= 0 && s[k] == ' ' {
		k--
	}
	b.first = k < 0 || s[k] == '\n'
	if i > 0 && !b.first && strings.IndexByte(" ;,.(", s[i-1]) < 0 && !gluedBullet(s, i) {
		return b, false
	}
	j := i
	if strings.HasPrefix(s[j:], "¶") {
		j += len("¶")
		for j < len(s) && s[j] == ' ' {
			j++
		}
	}
	opened := j < len(s) && (s[j] == '(' || s[j] == '[')
	if opened {
		j++
	}
	// The word REF before the letter.
	n := refWord(s[j:])
	named := n > 0
	if j += n; named && !opened && j < len(s) && s[j] == '(' {
		opened = true
		j++
	}
	b.opened = opened
	if j >= len(s) || !isUpper(s[j]) && !isDigit(s[j]) && !(isLower(s[j]) && (opened || named || b.first || lower)) {
		return b, false
	}
	b.ch = s[j]
	if b.lower = isLower(b.ch); b.lower {
		b.ch -= 'a' - 'A'
	}
	j++
	n = j
	for n < len(s) && strings.IndexByte("]).:", s[n]) >= 0 {
		n++
	}
	signs := s[j:n]
	switch {
	case opened && !strings.ContainsAny(signs, ")]"):
		return b, false
	case signs == "" && named && n < len(s) && s[n] == ' ':
	case signs == "" && b.first && n < len(s) && s[n] == ' ' && isUpper(b.ch) && looksCable(strings.TrimLeft(s[n:], " ")):
	case signs == "" && !b.lower && isUpper(b.ch) && (b.first || behindCable(s[:i])) && n < len(s) && strings.IndexByte(" /-", s[n]) >= 0 && beginsCable.MatchString(s[n+1:]):
		n++
	case signs == "" && b.first && strings.HasPrefix(s[n:], " - "):
		n += 2
	case signs == "":
		return b, false
	case n >= len(s) || s[n] == ' ' || s[n] == '\n' || s[n] == '(' || s[n] == '[':
	case isDigit(b.ch):
		return b, false
	case signs == "." && !b.first && !isDigit(s[n]) && !looksCable(s[n:]):
		return b, false // U.S., D.Smith
	case !isDigit(s[n]) && !isUpper(s[n]):
		return b, false
	case signs == "." && n+1 < len(s) && s[n+1] == '.':
		return b, false // U.S.
	}
	if !b.first && !opened && signs == "." && beforeName(s[:i]) {
		return b, false
	}
	for n < len(s) && strings.IndexByte("]).: ", s[n]) >= 0 {
		n++
	}
	b.end = n
	return b, true
}

// refWord is the length of REF, REFS, REFTEL or REFTELS with the blanks behind it
// at the start of s, before the letter of an item; 0 where there is none.
func refWord(s string) int {
	if len(s) < 5 || s[0]|0x20 != 'r' || !strings.EqualFold(s[:3], "ref") {
		return 0
	}
	n := 3
	if len(s) > 7 && strings.EqualFold(s[n:n+3], "tel") {
		n += 3
	}
	if s[n]|0x20 == 's' {
		n++
	}
	if n >= len(s) || s[n] != ' ' && s[n] != '(' {
		return 0
	}
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return n
}

// beginsCable finds post and number, perhaps with a year, at the start.
var beginsCable = regexp.MustCompile(`^ ?(?:['’(]?(?:\d{4}|\d\d)\)?[ \-])?(?:[A-Z][A-Za-z.'’\-]+ ){1,3}\d{2,7}\b`)

// BeginsCable reports whether a text begins with the post and number of a cable.
func BeginsCable(text string) bool { return beginsCable.MatchString(text) }

// onlyCables is a line of nothing but posts and numbers.
var onlyCables = regexp.MustCompile(`^(?:(?:(?:19|20)?\d\d[ \-])?[A-Z][A-Za-z.'’\-]+(?: [A-Z][A-Za-z.'’\-]+){0,3} \d{3,7}(?:[\-/]\d\d)?(?: ?\((?:NOTAL|\d\d|\d{4})\))?[,;. ]*(?:AND |and )?)+$`)

// OnlyCables reports whether a line says nothing but posts and numbers, so that
// it goes on with a list. A number that may be a year is no sign of one.
func OnlyCables(line string) bool {
	return onlyCables.MatchString(line) && !likeYear.MatchString(line)
}

var likeYear = regexp.MustCompile(`[A-Za-z] (?:19|20)\d\d\b`)

// behindCable reports whether s ends with what may end a cable, so that a letter
// without a sign begins the next one: A OSLO 12, B LIMA 13.
func behindCable(s string) bool {
	s = strings.TrimRight(s, " ,;")
	return s != "" && (isDigit(s[len(s)-1]) || s[len(s)-1] == ')')
}

// gluedBullet reports a bullet right behind the number of the item before it:
// OSLO 123(B)LIMA 44, OSLO 123B. LIMA 44.
func gluedBullet(s string, i int) bool {
	if !isDigit(s[i-1]) && s[i-1] != ')' {
		return false
	}
	t := s[i:]
	if len(t) > 3 && t[0] == '(' && t[2] == ')' {
		return beginsCable.MatchString(t[3:])
	}
	return len(t) > 2 && isUpper(t[0]) && (t[1] == '.' || t[1] == ')') && beginsCable.MatchString(t[2:])
}

// looksCable reports whether s begins like a cable: a year or four capitals.
func looksCable(s string) bool {
	if len(s) >= 2 && isDigit(s[0]) && isDigit(s[1]) {
		return true
	}
	n := 0
	for n < len(s) && isUpper(s[n]) {
		n++
	}
	return n >= 4
}

// beforeName reports whether the last word is one that a person's initial
// follows rather than an item.
func beforeName(s string) bool {
	s = strings.TrimRight(s, " ")
	word := s[strings.LastIndexAny(s, " \n")+1:]
	switch strings.ToUpper(strings.Trim(word, ".,")) {
	case "FROM", "TO", "BY", "MR", "MRS", "MS", "DR", "BETWEEN", "WITH", "AMBASSADOR", "AMB", "AND", "GENERAL", "SECRETARY":
		return true
	}
	return false
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
