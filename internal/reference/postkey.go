package reference

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A postKey is a name as plain capitals, with the starts of its words.
type postKey struct {
	buf    [maxPostName]byte
	starts [maxPostWords]uint8 // of the words
	n      int                 // letters
	words  int
}

const (
	maxPostName  = 96 // letters
	maxPostWords = 12
)

// letters are the letters of the words first to last, last excluded.
func (k *postKey) letters(first, last int) []byte {
	end := k.n
	if last < k.words {
		end = int(k.starts[last])
	}
	return k.buf[k.starts[first]:end]
}

// read takes the letters of the name. A zero within letters is a mistyped O;
// words of digits alone are left out. It fails on texts that cannot name a post.
func (k *postKey) read(name string) bool {
	if len(name) > 4*maxPostName {
		return false
	}
	if !isASCII(name) {
		name = norm.NFD.String(name)
	}
	k.n, k.words = 0, 0
	start, digits := 0, 0 // of the word at hand
	for i := 0; i <= len(name); i++ {
		c := byte(' ')
		if i < len(name) {
			c = name[i]
		}
		switch {
		case 'a' <= c && c <= 'z':
			c -= 0x20
		case 'A' <= c && c <= 'Z':
		case '0' <= c && c <= '9':
			digits++
			if c == '0' {
				c = 'O'
			}
		case c == '\'' || c == '.' || c == '`' || c >= 0x80: // N'DJAMENA, ST., accents on their own
			continue
		default:
			switch {
			case k.n == start:
			case digits == k.n-start:
				k.n = start
			default:
				if k.words == maxPostWords {
					return false
				}
				k.starts[k.words] = uint8(start)
				k.words++
			}
			start, digits = k.n, 0
			continue
		}
		if k.n == maxPostName {
			return false
		}
		k.buf[k.n] = c
		k.n++
	}
	return k.n > 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}
