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
		if !ok || w.In != "" || w.Exact || w.Prefix || w.Fuzzy || w.Wild {
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
	and, ok := e.(And)
	if !ok {
		return Phrase{Text: row}
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
