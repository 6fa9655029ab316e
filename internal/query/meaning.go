package query

import (
	"slices"
	"strings"
)

// MaxMeaningWords is how many words in a row are looked at together by
// WithMeanings.
const MaxMeaningWords = 8

// WithMeanings widens a query by codes: plain words in a row that codes knows
// as a meaning hold also for the cables that have one of its codes. Longer
// rows go first. Nothing in quotation marks, after a field, under an operator
// or with a sign changes. found are the rows with their codes, in order.
func WithMeanings(e Expr, codes func(words string) []string) (wide Expr, found []Meaning) {
	var of []Expr
	switch e := e.(type) {
	case Word:
		of = []Expr{e}
	case And:
		of = e.Of
	default:
		return e, nil
	}
	var parts []Expr
	for i := 0; i < len(of); {
		n, m := meaningAt(of[i:], codes)
		if n == 0 {
			parts = append(parts, of[i])
			i++
			continue
		}
		alternatives := []Expr{allOf(of[i : i+n])}
		for _, code := range m.Codes {
			alternatives = append(alternatives, Value{Field: FieldTag, Text: code})
		}
		parts = append(parts, Or{alternatives})
		found = append(found, m)
		i += n
	}
	if found == nil {
		return e, nil
	}
	return allOf(parts), found
}

// A Meaning is a row of words of a query that TAGS codes stand for.
type Meaning struct {
	Words string
	Codes []string
}

// meaningAt finds the longest row of plain words at the beginning of parts
// that has codes.
func meaningAt(parts []Expr, codes func(string) []string) (n int, m Meaning) {
	var words []string
	for _, p := range parts[:min(len(parts), MaxMeaningWords)] {
		w, ok := p.(Word)
		if !ok || !w.plain() {
			break
		}
		words = append(words, w.Text)
	}
	for n = len(words); n > 0; n-- {
		row := strings.Join(words[:n], " ")
		if cs := codes(row); len(cs) > 0 {
			return n, Meaning{row, cs}
		}
	}
	return 0, Meaning{}
}

// WithPhrase is a query in which a row of words that WithMeanings found is a
// phrase.
func WithPhrase(e Expr, row string) Expr {
	if w, ok := e.(Word); ok && w.Text == row {
		return Phrase{Text: row}
	}
	and, ok := e.(And)
	if !ok {
		return e
	}
	for i := range and.Of {
		n, m := meaningAt(and.Of[i:], func(words string) []string {
			if words == row {
				return []string{row}
			}
			return nil
		})
		if m.Words == row {
			parts := append(slices.Clone(and.Of[:i]), Phrase{Text: row})
			return allOf(append(parts, and.Of[i+n:]...))
		}
	}
	return e
}

// WithCodes widens a query by codes that were typed as words: a plain word that
// codes knows as one holds also for the cables that have it. Nothing in quotation
// marks, after a field, under NOT or with a sign changes. found are the words with
// their codes, in order.
func WithCodes(e Expr, codes func(word string) []string) (wide Expr, found []Meaning) {
	wide = eachWord(e, func(w Word) Expr {
		cs := codes(w.Text)
		if len(cs) == 0 {
			return w
		}
		found = append(found, Meaning{w.Text, cs})
		either := []Expr{w}
		for _, code := range cs {
			either = append(either, Value{Field: FieldTag, Text: code})
		}
		return Or{either}
	})
	return wide, found
}

// PlainWords are the words of a query that WithCodes looks at. all reports whether
// there is nothing but plain words in the query, excluded ones too.
func PlainWords(e Expr) (words []string, all bool) {
	all = e != nil
	walk(e, func(e Expr) {
		w, ok := e.(Word)
		all = all && ok && w.plain()
	})
	eachWord(e, func(w Word) Expr { words = append(words, w.Text); return w })
	return words, all
}

// KeepWords is a corrected query with some of the words as they were typed. Both
// queries have the same parts in the same order.
func KeepWords(typed, corrected Expr, keep func(word string) bool) Expr {
	switch t := typed.(type) {
	case And:
		if c, ok := corrected.(And); ok && len(c.Of) == len(t.Of) {
			return And{keptIn(t.Of, c.Of, keep)}
		}
	case Or:
		if c, ok := corrected.(Or); ok && len(c.Of) == len(t.Of) {
			return Or{keptIn(t.Of, c.Of, keep)}
		}
	case Word:
		if t.plain() && keep(t.Text) {
			return t
		}
	}
	return corrected
}

func keptIn(typed, corrected []Expr, keep func(string) bool) []Expr {
	out := make([]Expr, len(typed))
	for i := range typed {
		out[i] = KeepWords(typed[i], corrected[i], keep)
	}
	return out
}

// Reworded is a query with its plain words, and the words of its phrases, replaced.
// Nothing under NOT changes.
func Reworded(e Expr, by func(word string) string) Expr {
	if p, ok := e.(Phrase); ok && p.In == "" {
		words := strings.Fields(p.Text)
		for i := range words {
			words[i] = by(words[i])
		}
		p.Text = strings.Join(words, " ")
		return p
	}
	list := func(of []Expr) []Expr {
		out := make([]Expr, len(of))
		for i := range of {
			out[i] = Reworded(of[i], by)
		}
		return out
	}
	switch e := e.(type) {
	case And:
		return And{list(e.Of)}
	case Or:
		return Or{list(e.Of)}
	}
	return eachWord(e, func(w Word) Expr { w.Text = by(w.Text); return w })
}

// eachWord is a query with its plain words replaced.
func eachWord(e Expr, by func(Word) Expr) Expr {
	list := func(of []Expr) []Expr {
		out := make([]Expr, len(of))
		for i := range of {
			out[i] = eachWord(of[i], by)
		}
		return out
	}
	switch e := e.(type) {
	case And:
		return And{list(e.Of)}
	case Or:
		return anyOf(list(e.Of))
	case Word:
		if e.plain() {
			return by(e)
		}
	}
	return e
}

// plain reports whether a word has neither a field nor a sign.
func (w Word) plain() bool { return w.In == "" && !w.Exact && !w.Prefix && !w.Fuzzy && !w.Wild }

// Parts are what a query asks for all of: its own parts, or itself.
func Parts(e Expr) []Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case And:
		return e.Of
	}
	return []Expr{e}
}

// All is the query that asks for all of the parts, nil of none.
func All(parts []Expr) Expr { return allOf(parts) }
