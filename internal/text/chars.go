package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func decode(s string, i int) (rune, int) {
	if i >= len(s) {
		return -1, 0
	}
	if s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// IsWord reports whether a character is part of words.
func IsWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func isInvisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '\u02bc', '\u2032', '`', '\u00b4', '\uff07':
		return true
	}
	return false
}

// appendFolded appends r as a small letter without its accent.
func appendFolded(buf []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(buf, byte(unicode.ToLower(r)))
	}
	for _, d := range norm.NFKD.String(string(r)) {
		if !unicode.IsLetter(d) && !unicode.IsDigit(d) {
			continue // an accent, or a sign that was part of the letter
		}
		switch d = unicode.ToLower(d); d {
		case 'ß':
			buf = append(buf, "ss"...)
		case 'æ':
			buf = append(buf, "ae"...)
		case 'œ':
			buf = append(buf, "oe"...)
		case 'ø':
			buf = append(buf, 'o')
		case 'ł':
			buf = append(buf, 'l')
		case 'đ', 'ð':
			buf = append(buf, 'd')
		case 'þ':
			buf = append(buf, "th"...)
		case 'ı':
			buf = append(buf, 'i')
		default:
			buf = utf8.AppendRune(buf, d)
		}
	}
	return buf
}

func cutRune(b []byte, n int) []byte {
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}
