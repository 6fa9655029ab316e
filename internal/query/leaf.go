package query

import (
	"strconv"
	"strings"

	"reftel/internal/query/days"
)

// leaf makes a word or phrase into what it asks for in its own field, or else
// in the field of the brackets around it. It is nil where nothing can be
// searched, and an And where one word turned out to be several.
func (p *parser) leaf(t token, f *fieldDef) Expr {
	if t.field != nil {
		f = t.field
	}
	if t.kind == tokPhrase && !hasAlnum(t.text) {
		p.notes.add(Later("Empty quotation marks were left out."))
		return nil
	}
	if f == nil {
		return p.text(t, "")
	}
	switch f.kind {
	case textField:
		return p.text(t, f.in)
	case dateField:
		return p.dates(t, f)
	case yearField:
		return p.year(t, f)
	}
	return p.value(t, f.field)
}

// text reads full text, in the subject or everywhere.
func (p *parser) text(t token, in string) Expr {
	if t.kind == tokWord {
		return p.word(t.text, in)
	}
	if t.star {
		p.notes.add(Later("A wildcard after a phrase was left out."))
	}
	if plain := withoutWildcards(t.text); plain != t.text {
		p.notes.add(Later("A wildcard in a phrase was left out."))
		t.text = plain
	}
	return Phrase{In: in, Text: t.text, Slop: t.slop}
}

// word reads a word with its signs: =word, word*, word~1.
func (p *parser) word(raw, in string) Expr {
	exact := strings.HasPrefix(raw, "=") && startsAlnum(raw[1:])
	body := trimLeft(raw)
	if body == "" {
		return nil
	}
	if strings.Contains(raw[:len(raw)-len(body)], "*") {
		p.notes.add(Later("A wildcard can only stand at the end of a word; “%s” was searched as “%s”.", short(raw), short(body)))
	}
	head, sign := cutSign(body)
	head = trim(head)
	if sign == 0 {
		if n := letters(head); strings.ContainsAny(head, "*~") || n > 0 && n < len(head) && head[n] == ':' {
			return p.pieces(head, in)
		}
		if exact {
			return p.question(Word{In: in, Text: head, Exact: true})
		}
		return p.plain(Word{In: in, Text: head})
	}

	// Signs belong to one run of letters and digits; what stands before it is
	// words of their own.
	if exact {
		p.notes.add(Later("The sign = was left out before “%s”.", short(trimLeft(body))))
	}
	if strings.HasSuffix(head, ".") {
		p.notes.add(Later("The sign %s does not go with an abbreviation; “%s” was searched as it stands.", string(sign), short(head)))
		return Word{In: in, Text: head}
	}
	var before Expr
	cut := strings.LastIndexFunc(head, func(r rune) bool { return !inRun(r) && r != '\'' && r != '’' && (r != '?' || sign != '*') })
	if cut >= 0 {
		last := trim(head[cut:])
		p.notes.add(Later("“%s” was searched as separate words.", short(trim(body))))
		before = p.pieces(head[:cut], in)
		head = last
	}
	w := Word{In: in, Text: head}
	n := countAlnum(head)
	switch {
	case sign == '*' && n < minPrefixLetters:
		p.notes.add(Later("A wildcard needs at least three letters before it; “%s*” was searched as the word “%s”.", head, head))
	case sign == '*':
		w.Prefix = true
	case n < minFuzzyLetters:
		p.notes.add(Later("The sign ~ needs at least three letters before it; “%s” was searched as it stands.", head))
	default:
		w.Fuzzy = true
		if !strings.HasSuffix(strings.TrimRight(body, ".,;:!?"), "~") && !strings.HasSuffix(strings.TrimRight(body, ".,;:!?"), "~1") {
			p.notes.add(Later("One letter of “%s” may differ, not more.", short(head)))
		}
	}
	if w.Prefix || w.Fuzzy {
		return allOf([]Expr{before, p.question(w)})
	}
	return allOf([]Expr{before, p.plain(w)})
}

// plain is a word without signs, which must not be an operator where it is read again:
// AND* asks for the word "and", w/5 at the end of a search for both of its words.
func (p *parser) plain(w Word) Expr {
	if w.In != "" {
		return p.question(w)
	}
	if _, near := nearSlop(w.Text); near && strings.Contains(w.Text, "/") {
		return Phrase{Text: w.Text}
	} else if near || isOperator(w.Text) {
		w.Text = strings.ToLower(w.Text)
	}
	return p.question(w)
}

// pieces reads a word with signs in the wrong place as several words.
func (p *parser) pieces(s, in string) Expr {
	var parts []Expr
	for piece := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '*' || r == '~' || r == ':' }) {
		if piece = trim(piece); piece == "" {
			continue
		}
		parts = append(parts, p.plain(Word{In: in, Text: piece}))
	}
	if strings.Contains(s, "*") {
		p.notes.add(Later("A wildcard can only stand at the end of a word; “%s” was searched as separate words.", short(s)))
	} else if strings.Contains(s, "~") {
		p.notes.add(Later("The sign ~ can only stand at the end of a word; “%s” was searched as separate words.", short(s)))
	}
	return allOf(parts)
}

// cutSign splits the sign off word* (sign '*') and word~, word~1, word~0.8
// (sign '~'), with punctuation behind it. Sign is 0 where there is none.
func cutSign(s string) (head string, sign byte) {
	i := strings.IndexAny(s, "*~")
	if i < 0 {
		return s, 0
	}
	tail := strings.TrimRight(s[i:], ".,;:!?")
	if strings.Trim(tail, "*") == "" {
		return s[:i], '*'
	}
	if tail[0] == '~' && strings.Trim(tail[1:], "0123456789.") == "" {
		if tail == "~0" {
			return s[:i], 0
		}
		return s[:i], '~'
	}
	return s, 0
}

// value reads a value of a field.
func (p *parser) value(t token, f Field) Expr {
	if t.kind == tokWord && f != FieldID && isNone(t.text) {
		return Value{Field: f, None: true}
	}
	v := Value{Field: f, Text: t.text, Prefix: t.star}
	if t.kind == tokPhrase {
		if t.slop > 0 {
			p.notes.add(Later("The ~%d after a value of “%s:” was left out.", t.slop, string(f)))
		}
	} else {
		head, sign := cutSign(trimLeft(t.text))
		v.Text, v.Prefix = trim(head), sign == '*'
		if whole := trim(t.text); sign == '~' && holdsIDs[f] && hasPlace(whole) {
			v.Text, sign = whole, 0
		}
		if sign == '~' {
			p.notes.add(Later("Spelling variants (~) are for words only; “%s:%s” was searched as it stands.", string(f), short(v.Text)))
		}
	}
	if v.Text == "" {
		p.notes.add(Later("“%s:” has no value and was left out.", string(f)))
		return nil
	}
	if v.Prefix && countAlnum(v.Text) < minValuePrefix {
		p.notes.add(Later("A wildcard in a field needs at least two letters before it; “%s:%s*” was searched without it.", string(f), v.Text))
		v.Prefix = false
	}
	return v
}

// holdsIDs are the fields whose values are ids of cables.
var holdsIDs = map[Field]bool{FieldID: true, FieldRef: true, FieldCopies: true}

// hasPlace reports whether an id ends with its place among the cables that bear
// one number, from 2: 76STATE290286~2.
func hasPlace(id string) bool {
	number, place, _ := strings.Cut(id, "~")
	n, err := strconv.Atoi(place)
	return err == nil && n > 1 && place == strconv.Itoa(n) && strings.ContainsAny(number, "0123456789")
}

// isNone reports whether a value stands for cables without one. In quotation
// marks it is a value like any other.
func isNone(s string) bool {
	s = strings.TrimRight(s, ".,;:!?")
	return strings.EqualFold(s, "none") || strings.EqualFold(s, None)
}

// dates reads a date or a range; what is neither is text.
func (p *parser) dates(t token, f *fieldDef) Expr {
	s := t.text
	if f.op != "" && !strings.Contains(s, "..") {
		s = f.op + strings.TrimLeft(s, "<>=")
	}
	e, note, ok := readDates(s)
	if !ok {
		p.notes.add(Later("“%s” is not a date; it was searched as text.", short(t.text)))
		return p.text(t, "")
	}
	if !note.IsZero() {
		p.notes.add(note)
	}
	return e
}

// year reads a year or the start of one; a range of years is Dates.
func (p *parser) year(t token, f *fieldDef) Expr {
	head, sign := cutSign(trimLeft(t.text))
	head = trim(head)
	if t.star {
		sign = '*'
	}
	if sign == 0 && days.Figure(head, 4, 4) > 0 && !strings.ContainsAny(t.text, "<>") && !strings.Contains(t.text, "..") {
		return Value{Field: f.field, Text: head}
	}
	if sign == '*' && days.Figure(head, 2, 4) >= 0 {
		return Value{Field: f.field, Text: head, Prefix: true}
	}
	return p.dates(t, &fieldDef{kind: dateField})
}
