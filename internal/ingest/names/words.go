package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// hash is FNV-1a over a key.
func hash(key string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * prime64
	}
	return h
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// A word of a text: where it stands, without a possessive ending.
type word struct{ start, end, next int }

// wordAt reads the word that begins at i. Apostrophes between letters belong to
// it, and full stops behind a letter or two: U.S., but not the one in a
// sentence that ends without a blank (BELGRADE.THE).
func wordAt(s string, i int) word {
	j, run := i, i // run is where the letters behind the last sign begin
	for j < len(s) {
		c := s[j]
		switch {
		case c < utf8.RuneSelf && letterOrDigit[c]:
			j++
			continue
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[j:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '’' && wordAhead(s, j+n) {
				j += n
				continue
			}
		case c == '\'' && wordAhead(s, j+1), c == '.' && j-run <= maxDotted && wordAhead(s, j+1):
			j++
			run = j
			continue
		}
		break
	}
	w := word{i, j, j}
	if j == i || s[j-1] != 's' && s[j-1] != 'S' {
		return w
	}
	for _, tail := range [...]string{"'s", "'S", "’s", "’S"} {
		if strings.HasSuffix(s[i:j], tail) && j-i > len(tail) {
			w.end = j - len(tail)
		}
	}
	return w
}

// maxDotted is how many letters stand before a full stop within a word.
const maxDotted = 2

var letterOrDigit = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

// wordAhead reports whether a letter or a digit stands at byte i.
func wordAhead(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if s[i] < utf8.RuneSelf {
		return letterOrDigit[s[i]]
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isWordByte(c byte) bool { return c >= utf8.RuneSelf || letterOrDigit[c] }

// keyHash is hash(cable.NameKey(w)) for one word.
func keyHash(w string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= utf8.RuneSelf:
			return hash(cable.NameKey(w))
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == '.' || c == '\'':
			continue
		}
		h = (h ^ uint64(c)) * prime64
	}
	return h
}

// sameKey reports whether key is cable.NameKey(w) for one word.
func sameKey(w, key string) bool {
	k := 0
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= utf8.RuneSelf:
			return cable.NameKey(w) == key
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == '.' || c == '\'':
			continue
		}
		if k == len(key) || key[k] != c {
			return false
		}
		k++
	}
	return k == len(key)
}

// near steps over what may stand between two words of a name: blanks, a line
// end, a hyphen or a dash, the full stop of an abbreviation with a blank. Where
// the name is written with a comma or a bracket, those too.
func near(text string, i *int, loose bool) bool {
	j := *i
	if j < len(text) && text[j] == '.' {
		j++
	}
	switch {
	case j >= len(text):
		return false
	case text[j] == '-' || text[j] == '/' && loose:
		j++
	case strings.HasPrefix(text[j:], "–"):
		j += len("–")
	default:
		if loose && text[j] == ',' {
			j++
		}
		from := j
		for j < len(text) && (text[j] == ' ' || text[j] == '\n') {
			j++
		}
		if j == from {
			return false
		}
		if loose && j < len(text) && text[j] == '(' {
			j++
		}
	}
	*i = j
	return j < len(text)
}

// wordBefore is the word that ends before byte i, with what stands between.
func wordBefore(text string, i int) (w, gap string) {
	end := i
	for end > 0 && !isWordByte(text[end-1]) && i-end < maxGap {
		end--
	}
	start := end
	for start > 0 && (isWordByte(text[start-1]) || text[start-1] == '\'') && end-start < maxWord {
		start--
	}
	return text[start:end], text[end:i]
}

// wordAfter is the word that begins behind byte i, with what stands between.
func wordAfter(text string, i int) (w, gap string) {
	start := i
	for start < len(text) && !isWordByte(text[start]) && start-i < maxGap {
		start++
	}
	end := start
	for end < len(text) && isWordByte(text[end]) && end-start < maxWord {
		end++
	}
	return text[start:end], text[i:start]
}

// What is looked at round a name, in bytes.
const (
	maxGap  = 8
	maxWord = 32
)

// inSpanish reports whether a text in capitals is Spanish rather than English.
func inSpanish(text string) bool {
	return strings.Count(text, " DE ")+strings.Count(text, " LA ")+strings.Count(text, " QUE ") > 2*strings.Count(text, " THE ")+1
}

// inCapitals reports whether a text is written in capitals but for a few
// letters.
func inCapitals(text string) bool {
	small, capital := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z':
			small++
		case c >= 'A' && c <= 'Z':
			capital++
		}
	}
	return small*8 < capital
}
