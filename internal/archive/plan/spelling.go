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

// A Fit tells of a word, folded or written, whether it is one that a spelling stands for.
type Fit struct {
	Spelling
	terms, stems []string
}

// Fit is that of a spelling whose terms are given.
func (s Spelling) Fit(terms []string) *Fit {
	f := &Fit{Spelling: s, terms: terms}
	for _, t := range terms {
		f.stems = append(f.stems, text.Stem(t))
	}
	return f
}

// Is reports whether the spelling stands for a word.
func (f *Fit) Is(word string) bool {
	word, elided := strings.CutPrefix(word, text.Elided)
	switch {
	case f.AsWritten:
		return word == cmp.Or(f.Written, f.Term)
	case text.IsWritten(word), f.Fuzzy && elided:
		return false
	}
	for i, term := range f.terms {
		if f.is(word, term, f.stems[i], elided) {
			return true
		}
	}
	return false
}

func (f *Fit) is(word, term, stem string, elided bool) bool {
	switch {
	case f.Wild:
		return text.Like(word, term, f.Prefix)
	case f.Prefix:
		return strings.HasPrefix(word, term)
	case f.Fuzzy:
		return text.Within1(term, word)
	case f.Exact, elided:
		return word == term
	}
	return word == term || text.HasStem(word, stem)
}
