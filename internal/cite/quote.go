package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote puts a title in quotation marks, with a sign of punctuation within them. A sign at
// the end of the title gives way to it, but for one that asks or calls, and the point of an
// abbreviation.
func quote(title, sign string) string {
	s, inner := innerQuotes(titled(title))
	if inner { // American style has the sign within all marks
		s = strings.TrimSuffix(s, "’")
	}
	switch {
	case sign == "":
	case strings.HasSuffix(s, ".") && (sign == "." || shortened(s)):
		if sign == "." {
			sign = ""
		}
	case strings.HasSuffix(s, "."):
		s = strings.TrimSuffix(s, ".")
	case sign == "." && strings.ContainsAny(s[max(len(s)-1, 0):], "?!"):
		sign = ""
	}
	if inner {
		sign += "’"
	}
	return "“" + s + sign + "”"
}

// titled is a title without a sign at its end that leads on to what followed it in print,
// or closes what was opened before it.
func titled(title string) string {
	s := strings.TrimRight(OneLine(title), ",;: ")
	if !strings.Contains(s, "[") {
		s = strings.TrimRight(s, "]")
	}
	return s
}

// innerQuotes makes single quotation marks of the double ones of a text that is quoted
// itself, curly or, where they come in pairs, straight, and reports whether it ends in one.
func innerQuotes(s string) (single string, ends bool) {
	pairs := strings.Count(s, `"`)%2 == 0
	var b strings.Builder
	last := ' '
	for _, r := range s {
		ends = r == '”' || r == '"' && pairs
		switch {
		case r == '“', r == '"' && pairs && (unicode.IsSpace(last) || strings.ContainsRune("([-–—/", last)):
			b.WriteRune('‘')
		case ends:
			b.WriteRune('’')
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String(), ends
}

// abbreviations are words whose point belongs to them, as far as they end titles.
var abbreviations = map[string]bool{"Jr": true, "Sr": true, "Co": true, "Inc": true, "Ltd": true, "Corp": true, "Bros": true, "Esq": true, "etc": true, "Gov": true, "Govt": true, "No": true, "Nos": true}

// shortened reports whether the point at the end of a text is that of an abbreviation:
// U.S., J. Smith Jr.
func shortened(s string) bool {
	word := strings.TrimSuffix(s[strings.LastIndexByte(s, ' ')+1:], ".")
	letters := strings.ReplaceAll(word, ".", "")
	if abbreviations[word] || utf8.RuneCountInString(letters) == 1 {
		return true
	}
	return letters != word && strings.IndexFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
