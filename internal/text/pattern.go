package text

import (
	"strings"
	"unicode/utf8"
)

// AnyLetter stands for any one letter of a pattern.
const AnyLetter = "?"

// Like reports whether a folded word is like a pattern, letter by letter, or with
// prefix begins so.
func Like(word, pattern string, prefix bool) bool {
	for pattern != "" {
		if word == "" {
			return false
		}
		if rest, any := strings.CutPrefix(pattern, AnyLetter); any {
			_, n := utf8.DecodeRuneInString(word)
			word, pattern = word[n:], rest
			continue
		}
		if word[0] != pattern[0] {
			return false
		}
		word, pattern = word[1:], pattern[1:]
	}
	return prefix || word == ""
}
