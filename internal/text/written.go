package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Elided is what the term of a word after an elided article begins with: 'estaing
// stands beside destaing.
const Elided = "'"

// minElided is how many letters a word has at least that is found without the
// article before it.
const minElided = 3

// isElided reports whether a folded beginning of a word, up to an apostrophe, is
// an article or another small word of French or Italian that lost its vowel
// before next. Names such as N'Djamena and M'Bow are none: a vowel is lost
// before a vowel. D' is, since names have it before any letter.
func isElided(article []byte, next rune) bool {
	switch string(article) {
	case "d":
		return true
	case "l", "qu", "c", "j", "m", "n", "s", "t", "jusqu", "lorsqu", "puisqu", "quoiqu",
		"dell", "all", "dall", "nell", "sull", "coll", "un", "quell":
		var room [8]byte
		f := appendFolded(room[:0], next)
		return len(f) > 0 && strings.IndexByte("aeiouyh", f[0]) >= 0
	}
	return false
}

// IsWritten reports whether a term is not a folded word but stands beside one: as
// it was written, with accents (président), or after an elided article ('estaing).
func IsWritten(term string) bool {
	if strings.HasPrefix(term, Elided) {
		return true
	}
	for i := range len(term) {
		if term[i] >= utf8.RuneSelf {
			return Unmarked(term) != term
		}
	}
	return false
}

// Unmarked is the folded word beside which a written one stands.
func Unmarked(term string) string {
	var buf []byte
	for _, r := range strings.TrimPrefix(term, Elided) {
		buf = appendFolded(buf, r)
	}
	return string(buf)
}

// AsWritten is a word in small letters with its accents, without apostrophes.
func AsWritten(word string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if !IsWord(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word))
}

// emitWritten emits what stands beside the folded word at i.
func emitWritten(s string, i int, folded []byte, w wordRead, emit func(term []byte, start, end int, kind Kind)) {
	if w.acronym || len(folded) == MaxTerm {
		return
	}
	take := func(from int, folded []byte, before string) {
		written := AsWritten(s[from:w.end])
		if written != string(folded) && len(before)+len(written) <= MaxTerm && Unmarked(written) == string(folded) {
			emit([]byte(before+written), from, w.end, Written)
		}
	}
	accents := false
	for k := i; k < w.end && !accents; k++ {
		accents = s[k] >= utf8.RuneSelf
	}
	if accents {
		take(i, folded, "")
	}
	if w.elided == 0 || len(folded)-w.article < minElided {
		return
	}
	rest := folded[w.article:]
	emit(append([]byte(Elided), rest...), w.elided, w.end, Written)
	if accents {
		take(w.elided, rest, Elided)
	}
}
