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

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isThousandsMark reports whether r may stand between the groups of a number.
func isThousandsMark(r rune) bool {
	switch r {
	case ',', '.', ' ', '\u00a0', '\u2009', '\u202f':
		return true
	}
	return isApostrophe(r)
}

// pastThousands is the end of a number at i whose thousands are marked, all by one
// mark: 25,000 and 1.250.000. It is 0 where there is none.
func pastThousands(s string, i int) int {
	end := i
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	mark, size := decode(s, end)
	if end-i > 3 || s[i] == '0' || !isThousandsMark(mark) {
		return 0
	}
	if r, n := utf8.DecodeLastRuneInString(s[:i]); r == mark && i > n && isDigit(s[i-n-1]) {
		return 0 // in the midst of a list of numbers
	}
	groups := 0
	for {
		r, _ := decode(s, end)
		k := end + size
		if r != mark || k >= len(s) || !isDigit(s[k]) {
			break
		}
		if k+3 > len(s) || !isDigit(s[k+1]) || !isDigit(s[k+2]) {
			return 0
		}
		end = k + 3
		groups++
	}
	if r, _ := decode(s, end); groups == 0 || r >= 0 && IsWord(r) {
		return 0
	}
	return end
}

// emitNumber emits a number at i whose thousands are marked as one word.
func emitNumber(s string, i int, emit func(term []byte, start, end int, kind Kind)) {
	if !isDigit(s[i]) {
		return
	}
	end := pastThousands(s, i)
	if end == 0 {
		return
	}
	var digits []byte
	for k := i; k < end; k++ {
		if isDigit(s[k]) {
			digits = append(digits, s[k])
		}
	}
	if len(digits) <= MaxTerm {
		emit(digits, i, end, Joined)
	}
}

// IsNumber reports whether a term is digits alone.
func IsNumber(term string) bool { return strings.Trim(term, "0123456789") == "" }

// maxNumber is how many digits a number has at most whose thousands are parted.
const maxNumber = 15

// Thousands are the groups of a number as they are parted where its thousands are
// marked: 25 and 000 of 25000. A number below a thousand has one, and what is no
// number none.
func Thousands(term string) []string {
	if !IsNumber(term) || strings.HasPrefix(term, "0") || len(term) > maxNumber {
		return nil
	}
	var groups []string
	for term != "" {
		n := (len(term)-1)%3 + 1
		groups = append(groups, term[:n])
		term = term[n:]
	}
	return groups
}
