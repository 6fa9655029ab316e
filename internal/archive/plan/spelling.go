package plan

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/text"
)

// A Spelling is a folded word of a query with its signs. Without any it stands
// for all words of its stem.
type Spelling struct {
	Term                 string
	Written              string // as it was typed, where it has accents
	Prefix, Fuzzy, Exact bool
	AsWritten            bool // exact in its accents too
	Wild                 bool // each question mark of the term is any letter
}

// SpellingOf is a token of a typed text without signs.
func SpellingOf(typed string, t text.Token) Spelling {
	s := Spelling{Term: t.Term}
	if w := typed[t.Start:t.End]; t.Kind == text.Plain && !strings.Contains(w, ".") {
		if w = text.AsWritten(w); w != t.Term && text.Unmarked(w) == t.Term {
			s.Written = w
		}
	}
	return s
}

// Terms are the folded words that a spelling stands for, its own first: those that
// telegrams make of the letters that were typed, and those that others tells of.
func (s Spelling) Terms(others func(term string) []string) []string {
	if s.AsWritten || s.Wild {
		return []string{s.Term}
	}
	out := []string{s.Term}
	if s.Written != "" {
		out = text.Spellings(s.Written)
	}
	if s.Prefix || s.Fuzzy {
		return out
	}
	for _, t := range out[:len(out):len(out)] {
		for _, o := range others(t) {
			if !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// Fits reports whether a word, folded or written, is one that the spelling stands
// for, whose terms are given.
func (s Spelling) Fits(word string, terms []string) bool {
	word, elided := strings.CutPrefix(word, text.Elided)
	switch {
	case s.AsWritten:
		return word == cmp.Or(s.Written, s.Term)
	case text.IsWritten(word), s.Fuzzy && elided:
		return false
	}
	return slices.ContainsFunc(terms, func(term string) bool {
		switch {
		case s.Wild:
			return text.Like(word, term, s.Prefix)
		case s.Prefix:
			return strings.HasPrefix(word, term)
		case s.Fuzzy:
			return text.Within1(term, word)
		case s.Exact, elided:
			return word == term
		}
		return word == term || mayAgree(word, term) && text.Stem(word) == text.Stem(term)
	})
}

// mayAgree reports whether two words can have one stem: no rule of stems changes the first
// letter.
func mayAgree(a, b string) bool { return a != "" && b != "" && a[0] == b[0] }
