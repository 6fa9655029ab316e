package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	tokWord tokenKind = iota
	tokPhrase
	tokOpen
	tokClose
	tokAnd
	tokOr
	tokNot  // NOT
	tokNeg  // the minus of -word
	tokNear // w/5 and its like, until both sides are known
)

// A token is a piece of the search box. Text is as typed but for the quotation
// marks; a word keeps the punctuation around it until its field is known.
type token struct {
	kind  tokenKind
	text  string
	field *fieldDef // named in front, before a word, a phrase or a bracket
	slop  int       // of a phrase, or of a sign of nearness
	star  bool      // after a phrase
}

// A lexer cuts clean text into tokens. It never fails.
type lexer struct {
	s      string
	pos    int
	tokens []token
	notes  *notes
}

func (l *lexer) run() {
	for l.pos < len(l.s) {
		rest := l.s[l.pos:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(r):
			l.pos += size
		case r == '(':
			l.emit(token{kind: tokOpen, text: "("}, size)
		case r == ')':
			l.emit(token{kind: tokClose, text: ")"}, size)
		case isQuote(r):
			if !l.phrase(nil, "") {
				l.notes.add(Later("The quotation mark that is not closed was read as text."))
				l.pos += size
			}
		case strings.HasPrefix(rest, "&&"):
			l.emit(token{kind: tokAnd, text: "&&"}, 2)
		case strings.HasPrefix(rest, "||"):
			l.emit(token{kind: tokOr, text: "||"}, 2)
		case r == '-' && l.free() && negates(rest[1:]):
			l.emit(token{kind: tokNeg, text: "-"}, 1)
		case l.foreign(r, rest), l.around():
		default:
			l.word()
		}
	}
	l.joinNear()
}

func (l *lexer) emit(t token, size int) {
	l.tokens = append(l.tokens, t)
	l.pos += size
}

// free reports whether a minus here would stand at the start of a word.
func (l *lexer) free() bool {
	return l.pos == 0 || l.s[l.pos-1] == ' ' || l.s[l.pos-1] == '('
}

// negates reports whether a minus before s makes a NOT of it.
func negates(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isAlnum(r) || isQuote(r) || r == '=' || r == '('
}

// phrase reads a quoted text at pos and what belongs to it: ~10 or *. It
// reports false where no closing mark follows. Before is put before the text.
func (l *lexer) phrase(f *fieldDef, before string) bool {
	_, size := utf8.DecodeRuneInString(l.s[l.pos:])
	from := l.pos + size
	n := strings.IndexFunc(l.s[from:], isQuote)
	if n < 0 {
		return false
	}
	t := token{kind: tokPhrase, field: f, text: before + strings.TrimSpace(l.s[from:from+n])}
	_, size = utf8.DecodeRuneInString(l.s[from+n:])
	l.pos = from + n + size
	switch {
	case strings.HasPrefix(l.s[l.pos:], "~"):
		l.pos++
		digits := 0
		for l.pos+digits < len(l.s) && l.s[l.pos+digits] >= '0' && l.s[l.pos+digits] <= '9' {
			digits++
		}
		if digits == 0 {
			l.notes.add(Later("The ~ after a phrase needs a number, as in \"a b\"~10; the phrase was searched as it stands."))
			break
		}
		n, err := strconv.Atoi(l.s[l.pos : l.pos+digits])
		if err != nil || n > MaxSlop {
			n = MaxSlop
			l.notes.add(Later("Words can be searched at most %d words apart.", MaxSlop))
		}
		t.slop = n
		l.pos += digits
	case strings.HasPrefix(l.s[l.pos:], "*"):
		t.star = true
		l.pos++
	}
	l.tokens = append(l.tokens, t)
	return true
}

// wordEnd returns where the word at from ends.
func (l *lexer) wordEnd(from int) int {
	for i, r := range l.s[from:] {
		if r == '(' || r == ')' || r == '|' || unicode.IsSpace(r) || isQuote(r) {
			return from + i
		}
		if r == '&' && strings.HasPrefix(l.s[from+i+1:], string(r)) {
			return from + i
		}
		if r == '^' && strings.Trim(l.s[from:from+i], "0123456789") != "" && weights.MatchString(l.s[from+i:]) {
			return from + i
		}
	}
	return len(l.s)
}

// word reads a word, an operator, or a field with its value.
func (l *lexer) word() {
	end := l.wordEnd(l.pos)
	raw := l.s[l.pos:end]
	body := trimLeft(raw)
	if body == "" {
		if strings.Contains(raw, "*") {
			l.notes.add(Later("A wildcard without letters before it was left out."))
		}
		l.pos = end
		return
	}
	if n := letters(body); n > 0 && n < len(body) && body[n] == ':' {
		at := end - len(body) // where the name begins
		if f := fields[strings.ToLower(body[:n])]; f != nil {
			l.value(f, body[:n], at+n+1, end)
			return
		}
		if l.unknownField(body[:n], at+n+1, end) {
			return
		}
	}
	switch raw {
	case "AND":
		l.emit(token{kind: tokAnd, text: raw}, len(raw))
	case "OR":
		l.emit(token{kind: tokOr, text: raw}, len(raw))
	case "NOT":
		l.emit(token{kind: tokNot, text: raw}, len(raw))
	default:
		t := token{kind: tokWord, text: raw}
		if slop, ok := nearSlop(raw); ok {
			t.kind, t.slop = tokNear, slop
		}
		l.emit(t, len(raw))
	}
}

// unknownField reads the name of foo:bar as a word and leaves the rest to be
// read next. It reports false where the colon is mere punctuation.
func (l *lexer) unknownField(name string, after, end int) bool {
	switch {
	case strings.HasPrefix(l.s[after:end], "//") && hasAlnum(l.s[after:end]):
		if strings.HasPrefix(l.s[after:end], "//aad.archives.gov/") {
			l.notes.add(Later("Addresses of aad.archives.gov count records and tell no number of a telegram; its own number finds it, for example 1974LAPAZ00430."))
		}
		l.notes.add(Later("The web address was searched as text."))
		l.pos = after + 2
		return true
	case after == end && (end == len(l.s) || l.s[end] == ' ' || l.s[end] == ')'):
		return false
	}
	l.notes.add(Later("“%s:” is not a field; it was searched as a word.", short(name)))
	l.tokens = append(l.tokens, token{kind: tokWord, text: name})
	l.pos = after
	return true
}

// value reads what follows a field: the rest of the word from after to end, or
// a phrase or bracket right behind it, or, with a note, what follows a space.
func (l *lexer) value(f *fieldDef, name string, after, end int) {
	if l.span(f, after) {
		return
	}
	rest := l.s[after:end]
	negated := f.kind != dateField && strings.HasPrefix(rest, "-") && !strings.EqualFold(rest, None)
	if negated && negates(rest[1:]) || rest == "-" && end < len(l.s) && negates(l.s[end:]) {
		l.notes.add(Later("“%s:-…” was read as “-%s:…”.", name, name))
		l.tokens = append(l.tokens, token{kind: tokNeg, text: "-"})
		rest = rest[1:]
	}
	if hasAlnum(rest) {
		l.tokens = append(l.tokens, token{kind: tokWord, text: rest, field: f})
		l.pos = end
		return
	}
	l.pos = end
	if f.kind != dateField {
		rest = "" // mere punctuation; before a date it may be >=
	}
	spaced := strings.HasPrefix(l.s[end:], " ")
	if spaced {
		l.pos++ // clean text has single spaces
	}
	r, _ := utf8.DecodeRuneInString(l.s[l.pos:])
	switch {
	case r == '(':
		l.emit(token{kind: tokOpen, text: "(", field: f}, 1)
	case isQuote(r) && l.phrase(f, rest):
	case spaced && l.follows(f, rest):
	default:
		l.notes.add(Later("“%s:” has no value; it was searched as a word.", name))
		l.tokens = append(l.tokens, token{kind: tokWord, text: name})
		l.pos = end
		return
	}
	if spaced {
		l.notes.add(Later("“%s: …” with a space was read as “%s:…”.", name, name))
	}
}

// follows reads the next word as the value of a field that a space parts from
// it, unless it is an operator or another field. Before is put before the text.
func (l *lexer) follows(f *fieldDef, before string) bool {
	end := l.wordEnd(l.pos)
	raw := l.s[l.pos:end]
	body := trimLeft(raw)
	if body == "" || isOperator(raw) || strings.HasPrefix(raw, "-") {
		return false
	}
	if n := letters(body); n > 0 && n < len(body) && body[n] == ':' {
		return false
	}
	l.emit(token{kind: tokWord, text: before + raw, field: f}, len(raw))
	return true
}
