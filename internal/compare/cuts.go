package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Releases mark removed text by a row of X, by black boxes, or by a note of the editors
// in brackets: [less than 1 line not declassified].

const (
	leastX   = 4   // of a row
	mostNote = 160 // bytes of a note
)

// removed are the words by which notes of editors tell that they removed something.
var removed = []string{"not declassified", "declassification withheld", "excised", "redacted", "blacked out", "withheld", "deleted"}

// cutAt is how long what stands for removed text is that begins at a place of a text;
// 0 where none begins there.
func cutAt(s string, at int) int {
	switch c := s[at]; {
	case c == 'X' || c == 'x':
		if before, _ := utf8.DecodeLastRuneInString(s[:at]); wordy(before) {
			return 0
		}
		return row(s[at:], "Xx", leastX)
	case c == '[':
		return note(s[at:])
	case c == 0xE2: // of the three bytes of each box
		return row(s[at:], "█■▇", 1)
	}
	return 0
}

// row is how long a row of signs is, with further ones behind blanks. A row that goes
// on as a word is none. Large and small signs make one row: whether a text is in capitals
// may not change what it tells.
func row(s, signs string, least int) int {
	whole := 0
	for at := 0; ; {
		n := at
		r, size := utf8.DecodeRuneInString(s[n:])
		count := 0
		for ; size > 0 && strings.ContainsRune(signs, r); r, size = utf8.DecodeRuneInString(s[n:]) {
			n, count = n+size, count+1
		}
		if count < least || wordy(r) {
			return whole
		}
		whole = n
		at = len(s) - len(strings.TrimLeftFunc(s[whole:], unicode.IsSpace))
	}
}

// note is how long a note in brackets is that tells of removed text.
func note(s string) int {
	end := strings.IndexAny(s[1:min(len(s), mostNote)], "[]") + 1
	if end < 1 || s[end] != ']' {
		return 0
	}
	said := strings.ToLower(strings.Join(strings.Fields(s[1:end]), " "))
	for _, words := range removed {
		if strings.Contains(said, words) {
			return end + 1
		}
	}
	return 0
}
