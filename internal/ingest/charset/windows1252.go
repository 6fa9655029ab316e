package charset

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// windows1252 is the character of a byte, 0 when it has none.
func windows1252(b byte) rune {
	r := charmap.Windows1252.DecodeByte(b)
	if r == utf8.RuneError {
		return 0
	}
	return r
}

// byteOf is the byte of a character from 0x80 to 0x9F, where windows-1252
// differs from Unicode; 0 for all others.
func byteOf(r rune) byte {
	b, ok := charmap.Windows1252.EncodeRune(r)
	if !ok || !isControlC1(rune(b)) {
		return 0
	}
	return b
}

// isControlC1 reports the characters from U+0080 to U+009F.
func isControlC1(r rune) bool { return r >= 0x80 && r < 0xA0 }

// maxRun is the longest run of bytes above ASCII that passes for
// windows-1252; words in Greek, Cyrillic or Chinese encodings are longer.
const maxRun = 3

// fromWindows1252 decodes text that is not sound UTF-8 and counts the bytes
// that it took for windows-1252. Unless trusted, all of these must be
// plausible. Sequences that are sound UTF-8 stay, but when those that are not
// chance are fewer than the other bytes, and all have a meaning in
// windows-1252, then everything is windows-1252. start is the offset of text in
// the source.
func fromWindows1252(text []byte, trusted bool, start int) ([]byte, int, error) {
	first := FirstInvalid(text)
	refused := func(i int) error {
		return fault(text, i, "invalid UTF-8 (byte 0x%02X at offset %d)", text[i], start+i)
	}
	strays, sequences, high, run, longest := 0, 0, 0, 0, 0
	undefined := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		switch {
		case n > 1:
			if !chance(text, i, r, n) {
				sequences++
			}
			run = 0
			for _, b := range text[i : i+n] {
				undefined = undefined || windows1252(b) == 0
			}
		case r == utf8.RuneError:
			strays++
			run++
			longest = max(longest, run)
			if windows1252(text[i]) == 0 {
				return nil, 0, refused(i)
			}
		default:
			run = 0
			if isControl(text[i]) && !trusted {
				return nil, 0, refused(first)
			}
		}
		if n > 1 || r == utf8.RuneError {
			high++
		}
		i += n
	}
	whole := !undefined && strays > sequences
	if !trusted && (longest > maxRun || strays > 8 && high*6 > len(text)) {
		return nil, 0, refused(first)
	}
	var out bytes.Buffer
	out.Grow(len(text) + 2*strays)
	taken := 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if n > 1 && whole {
			n = 1
		} else if r != utf8.RuneError || n > 1 {
			out.Write(text[i : i+n])
			i += n
			continue
		}
		if !trusted && !plausible(text, i) {
			return nil, 0, refused(i)
		}
		taken++
		out.WriteRune(windows1252(text[i]))
		i++
	}
	return out.Bytes(), taken, nil
}

// chance says whether the sequence of r, of n bytes at i, is rather a capital
// behind another and a closing quote, as in "CAFÉ”".
func chance(text []byte, i int, r rune, n int) bool {
	return n == 2 && !sensible(r) && i > 0 && text[i-1] >= 'A' && text[i-1] <= 'Z' && marks[text[i+1]]
}

func isControl(b byte) bool {
	return b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7F
}

// marks are the windows-1252 bytes that are punctuation and signs of ordinary
// prose; they may stand anywhere.
var marks = func() (set [256]bool) {
	for _, b := range []byte("\x82\x84\x85\x86\x87\x89\x8B\x91\x92\x93\x94\x95\x96\x97\x99\x9B" +
		"\xA0\xA1\xA2\xA3\xA5\xA7\xA9\xAA\xAB\xAD\xAE\xB0\xB1\xB2\xB3\xB4\xB5\xB6\xB7\xBA\xBB\xBC\xBD\xBE\xBF") {
		set[b] = true
	}
	return set
}()

// lone are the accented letters that are words by themselves.
const lone = "àÀéÉèÈóÓòÒ"

// plausible says whether the byte at i makes sense as windows-1252 where it
// stands: signs of prose anywhere; the euro beside a digit or space; the signs
// of multiplication and division between digits or spaces; letters beside a
// letter, or between spaces when they are words, but no capital after a small
// letter, and no "â€", which is the beginning of a broken UTF-8 sequence, nor a letter
// before an opening bracket.
func plausible(text []byte, i int) bool {
	b := text[i]
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = text[i-1]
	}
	if i+1 < len(text) {
		after = text[i+1]
	}
	r := windows1252(b)
	switch {
	case r == 0 || b == 0xFF || b == 0x9F:
		return false
	case marks[b]:
		return true
	case b == 0x80:
		return (isSpace(before) || isDigit(before) || isSpace(after) || isDigit(after)) && before != 0xE2 && after < 0x80
	case b == 0xD7 || b == 0xF7:
		return (isSpace(before) || isDigit(before)) && (isSpace(after) || isDigit(after))
	case !unicode.IsLetter(r) || b == 0x83 || b == 0x88:
		return false
	case unicode.IsUpper(r) && before >= 'a' && before <= 'z':
		return false
	case b == 0xE2 && after == 0x80, after == '(':
		return false
	case isSpace(before) && isSpace(after):
		return bytes.ContainsRune([]byte(lone), r)
	}
	return isLetter(before) || isLetter(after)
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0xA0 }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }
func isLetter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 && b != 0xAA && b != 0xBA && b != 0xB5 && unicode.IsLetter(windows1252(b))
}
