package query

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signs of other search tools. Those that mean something here are read as that,
// the others are left out; a note says which.

// foreign reads a sign of another tool at pos, which rest begins with. It reports
// false where there is none.
func (l *lexer) foreign(r rune, rest string) bool {
	switch {
	case r == '+' && l.free() && negates(rest[1:]):
		l.notes.add(Later("The sign + was left out: all words of a search must occur."))
		l.pos++
	case r == '!' && l.free() && negates(rest[1:]):
		l.notes.add(Later("The sign ! was read as NOT."))
		l.emit(token{kind: tokNeg, text: "-"}, 1)
	case r == '|':
		l.emit(token{kind: tokOr, text: "|"}, 1)
	default:
		weight := weights.FindString(rest)
		if weight == "" || l.free() {
			return false
		}
		l.notes.add(Later("“%s” was left out: no part of a search counts more than another.", weight))
		l.pos += len(weight)
	}
	return true
}

// weights is what makes a part count more in other tools: word^2.
var weights = regexp.MustCompile(`^\^[0-9]+(\.[0-9]+)?`)

// nearSigns are the operators of nearness: near/5, w/5, NEAR5, adj3, /5, NEAR,
// AROUND(5).
var (
	nearSigns   = regexp.MustCompile(`^(?i:near|within|w|n|pre|p|adj|onear)?/([0-9]{1,3})$|^(?:NEAR|ADJ)([0-9]{0,3})$`)
	aroundSigns = regexp.MustCompile(`^AROUND ?\(([0-9]{1,3})\)`)
)

// nearDefault is how far apart words may stand where a sign says no number.
const nearDefault = 10

// nearSlop is the number of a sign of nearness.
func nearSlop(s string) (slop int, ok bool) {
	m := nearSigns.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	if digits := m[1] + m[2]; digits != "" {
		slop, _ = strconv.Atoi(digits)
	} else {
		slop = nearDefault
	}
	return min(max(1, slop), MaxSlop), true
}

// around reads AROUND(5), whose brackets are none of the query.
func (l *lexer) around() bool {
	m := aroundSigns.FindStringSubmatch(l.s[l.pos:])
	if m == nil || !l.free() {
		return false
	}
	n, _ := strconv.Atoi(m[1])
	l.emit(token{kind: tokNear, text: "AROUND(" + m[1] + ")", slop: min(max(1, n), MaxSlop)}, len(m[0]))
	return true
}

// joinNear makes a phrase of what stands on both sides of a sign of nearness. Where
// one side is not words alone the sign is left out; where there is no other side, it is words
// itself.
func (l *lexer) joinNear() {
	var out []token
	for i := 0; i < len(l.tokens); i++ {
		t := l.tokens[i]
		if t.kind != tokNear {
			out = append(out, t)
			continue
		}
		if len(out) == 0 || i+1 == len(l.tokens) {
			for w := range strings.FieldsFuncSeq(t.text, isBracket) {
				out = append(out, token{kind: tokWord, text: w})
			}
			continue
		}
		before, after := out[len(out)-1], l.tokens[i+1]
		if !before.isWords() || !after.isWords() || after.field != nil {
			l.notes.add(Later("“%s” joins two words or phrases alone, and was left out.", t.text))
			continue
		}
		joined := token{kind: tokPhrase, field: before.field, text: trim(before.text) + " " + trim(after.text), slop: t.slop}
		l.notes.add(Later("“%s” was read as \"%s\"~%d: within %d words of each other, in any order.", t.text, short(joined.text), t.slop, t.slop))
		out[len(out)-1] = joined
		i++
	}
	l.tokens = out
}

// isBracket reports whether a sign groups what is in it.
func isBracket(r rune) bool { return r == '(' || r == ')' }

// isWords reports whether a token is words without signs.
func (t token) isWords() bool {
	return (t.kind == tokPhrase || t.kind == tokWord && !isOperator(t.text) && !strings.ContainsAny(t.text, "*~=?")) && !t.star && trim(t.text) != "" &&
		(t.field == nil || t.field.kind == textField)
}

// span reads a range in square or curly brackets after a field: [1974 TO 1976].
func (l *lexer) span(f *fieldDef, after int) bool {
	m := spans.FindStringSubmatch(l.s[after:])
	if m == nil || f.kind != dateField && f.kind != yearField {
		return false
	}
	open := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if isQuote(r) {
				return ' ' // what stands in quotes has none
			}
			return r
		}, s)
		return strings.TrimFunc(s, func(r rune) bool { return r == '*' || unicode.IsSpace(r) })
	}
	from, to := open(m[1]), open(m[2])
	if from+to == "" {
		return false
	}
	l.tokens = append(l.tokens, token{kind: tokPhrase, text: from + ".." + to, field: f})
	l.notes.add(Later("“%s” was read as %s..%s.", m[0], from, to))
	l.pos = after + len(m[0])
	return true
}

var spans = regexp.MustCompile(`^[\[{]([^\[\]{}]*) TO ([^\[\]{}]*)[\]}]`)

// isPattern reports whether a word has question marks that stand for letters: it
// begins with a letter or digit, as trimmed words do, and has enough of them.
func isPattern(s string) bool {
	if !strings.Contains(s, "?") || countAlnum(s) < minPrefixLetters {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isAlnum(r) && strings.IndexFunc(s, func(r rune) bool { return !inRun(r) && r != '?' }) < 0
}

// withoutWildcards are the words of a phrase, in which there are none.
func withoutWildcards(s string) string {
	var kept []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == '*' || unicode.IsSpace(r) }) {
		if isPattern(trim(w)) {
			kept = append(kept, strings.FieldsFunc(w, func(r rune) bool { return r == '?' })...)
		} else {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// question reads a word with question marks that are too few letters for a pattern
// as several words. What has other signs too, as addresses have, is left alone.
func (p *parser) question(w Word) Expr {
	if !strings.Contains(w.Text, "?") || strings.IndexFunc(w.Text, func(r rune) bool { return !inRun(r) && r != '?' && r != '\'' && r != '’' }) >= 0 {
		return w
	}
	if isPattern(w.Text) {
		if w.Exact {
			p.notes.add(Later("The sign = was left out before “%s”.", short(w.Text)))
		}
		w.Wild, w.Exact = true, false
		return w
	}
	p.notes.add(Later("A ? for one letter needs a word of at least three others; “%s” was searched as separate words.", short(w.Text)))
	var parts []Expr
	for piece := range strings.SplitSeq(w.Text, "?") {
		if piece = trim(piece); piece == "" {
			continue
		}
		parts = append(parts, p.plain(Word{In: w.In, Text: piece}))
	}
	return allOf(parts)
}
