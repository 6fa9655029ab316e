package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// inRun reports whether r continues a run of letters and digits.
func inRun(r rune) bool { return isAlnum(r) || unicode.IsMark(r) }

func hasAlnum(s string) bool { return strings.IndexFunc(s, isAlnum) >= 0 }

// startsAlnum reports whether s begins with a letter or digit.
func startsAlnum(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isAlnum(r)
}

// isQuote reports whether r is a double quotation mark of any kind. Each kind
// may open and close, since phones and keyboards mix them.
func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '＂':
		return true
	}
	return false
}

// countAlnum counts letters and digits.
func countAlnum(s string) int {
	n := 0
	for _, r := range s {
		if isAlnum(r) {
			n++
		}
	}
	return n
}

// countRuns counts the words of s as a search engine would, roughly: runs of
// letters and digits.
func countRuns(s string) int {
	n, in := 0, false
	for _, r := range s {
		is := inRun(r)
		if is && !in {
			n++
		}
		in = is
	}
	return n
}

// clean makes control characters spaces, leaves out marks that cannot be seen
// (soft hyphens, byte order marks, direction marks), and joins runs of spaces.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case r == '\u00ad', r == '\ufeff', r == '\u2060', r == '\u200b', r == '\u200e', r == '\u200f',
			r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// trimLeft drops what stands before the first letter or digit.
func trimLeft(s string) string {
	if i := strings.IndexFunc(s, isAlnum); i >= 0 {
		return s[i:]
	}
	return ""
}

// trim drops punctuation around a word. The last dot of an abbreviation such
// as U.S. stays.
func trim(s string) string {
	s = trimLeft(s)
	last := strings.LastIndexFunc(s, isAlnum)
	if last < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[last:])
	t := s[:last+size]
	marks := s[len(t):]
	t += marks[:len(marks)-len(strings.TrimLeftFunc(marks, unicode.IsMark))]
	if strings.HasPrefix(s[len(t):], ".") && isAbbreviation(t) {
		return t + "."
	}
	return t
}

// isAbbreviation reports whether s is single letters with dots between them.
func isAbbreviation(s string) bool {
	n := 0
	for part := range strings.SplitSeq(s, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n > 1
}

// letters returns the length of the letters at the start of s.
func letters(s string) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return i
	}
	return len(s)
}

// isOperator reports whether s alone joins or negates.
func isOperator(s string) bool { return s == "AND" || s == "OR" || s == "NOT" }
