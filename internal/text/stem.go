package text

import (
	"strings"

	"github.com/kljensen/snowball/english"
)

// Stem is the English stem of a folded word (Porter's second algorithm). Words of
// fewer than three letters, and of other letters than a to z, are their own.
func Stem(w string) string {
	if len(w) < 3 {
		return w
	}
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	if stays(w) {
		return w
	}
	if s, ok := shortStem(w); ok {
		return s
	}
	return english.Stem(w, true)
}

// stays reports whether the last two letters of a word are those of no ending that a rule
// looks for: such a word is its own stem. Of a vocabulary, in which names are many, it is
// most, and to go through all rules takes a microsecond.
func stays(w string) bool {
	switch before := w[len(w)-2]; w[len(w)-1] {
	case 'e', 's':
		return false
	case 'c': // ic
		return before != 'i'
	case 'd': // ed
		return before != 'e'
	case 'g': // ing
		return before != 'n'
	case 'i': // anci, ogi, li, iti
		return before != 'c' && before != 'g' && before != 'l' && before != 't'
	case 'l': // al, ful, and two of them
		return before != 'a' && before != 'u' && before != 'l'
	case 'm': // ism
		return before != 's'
	case 'n': // ion
		return before != 'o'
	case 'r': // er, ator
		return before != 'e' && before != 'o'
	case 't': // ant, ent
		return before != 'n'
	case 'y': // after a consonant
		return before == 'a' || before == 'e' || before == 'i' || before == 'o' || before == 'u'
	}
	return true
}

// HasStem reports whether a word, folded, has a stem. That it has not is mostly told by its
// first letters: the rules take letters off the end, and of what stays they change the last
// two at the most (ability: abl), and never the first (dying: die).
func HasStem(w, stem string) bool {
	n := min(len(stem), max(1, len(stem)-2))
	return strings.HasPrefix(w, stem[:n]) && Stem(w) == stem
}

// shortStem is the stem of a verb of three letters that ends in two that are the
// same after a, e or o: adding, egged, offing. Step 1b takes an ending off and
// then one letter of a pair, so that hopping becomes hop; since its revision of
// 2023 (snowballstem.org/algorithms/english) it leaves these whole, or adding
// would be a form of ad.
func shortStem(w string) (string, bool) {
	if len(w) < 5 || w[1] != w[2] || w[0] != 'a' && w[0] != 'e' && w[0] != 'o' {
		return "", false
	}
	switch w[1] {
	case 'b', 'd', 'f', 'g', 'm', 'n', 'p', 'r', 't':
	default:
		return "", false
	}
	switch w[3:] {
	case "ed", "ing", "edly", "ingly":
		return w[:3], true
	}
	return "", false
}

// IsStop reports whether a folded word is so common that a search for several
// words leaves it out. Phrases keep it.
func IsStop(w string) bool {
	switch w {
	case "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into", "is", "it", "its",
		"no", "not", "of", "on", "or", "s", "such", "t", "that", "the", "their", "then", "there", "these", "they",
		"this", "to", "was", "were", "will", "with", "has", "have", "had", "he", "she", "his", "her", "which", "would":
		return true
	}
	return false
}
