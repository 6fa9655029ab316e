package text

import (
	"strings"
	"unicode/utf8"
)

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
