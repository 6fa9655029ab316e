package charset

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trail is the byte of a character that may follow in a UTF-8 sequence, 0 when
// it may not. The controls from U+0080 to U+009F are what iso-8859-1 makes of
// such a byte.
func trail(r rune) byte {
	if r >= 0x80 && r < 0xC0 {
		return byte(r)
	}
	return byteOf(r)
}

// mend undoes mojibake and says in how many places. Each pass undoes one layer.
// In a text where some of it is beyond doubt, the doubtful is mended too.
func mend(text []byte) ([]byte, int) {
	total := 0
	for range 3 {
		certain := false
		scan(text, true, func(_, _ int, _ rune) { certain = true })
		var out bytes.Buffer
		done, n := 0, 0
		scan(text, !certain, func(from, to int, r rune) {
			out.Write(text[done:from])
			if r >= 0 {
				out.WriteRune(r)
			}
			done = to
			n++
		})
		if n == 0 {
			break
		}
		out.Write(text[done:])
		text = out.Bytes()
		total += n
	}
	return text, total
}

// scan calls found for each piece of mojibake, from text[from] to text[to], and
// the character it stands for (negative for none).
func scan(text []byte, strict bool, found func(from, to int, r rune)) {
	before := ' '
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			before = rune(text[i])
			i++
			continue
		}
		lead, n := utf8.DecodeRune(text[i:])
		r, size, doubtful := sequence(text[i:], lead, n, before)
		if size > 0 && (!doubtful || !strict || r != '×' && beginsWithLetter(text[i+size:])) {
			found(i, i+size, r)
			n = size
			lead = r
		}
		before = lead
		i += n
	}
}

func beginsWithLetter(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return unicode.IsLetter(r)
}

// closers may follow a capital with an accent in good text ("AMANHÃ…"), so a
// pair with one of these is doubtful.
const closers = "‘’“”–—…‚„•«»\u00a0"

// sequence reads the character that text, which begins with lead of n bytes,
// stands for as mojibake; size is 0 when it is none.
func sequence(text []byte, lead rune, n int, before rune) (r rune, size int, doubtful bool) {
	trails := 0
	switch lead {
	case 'Â', 'Ã', 'Ä', 'Å', 'Ê':
		trails = 1
	case 'â', 'ï':
		trails = 2
	default:
		if isControlC1(lead) && windows1252(byte(lead)) != 0 {
			return windows1252(byte(lead)), n, false // a byte of windows-1252, taken for iso-8859-1
		}
		return 0, 0, false
	}
	if lead == 'Â' && len(text) > n && text[n] == ' ' && !unicode.IsLetter(before) {
		return ' ', n + 1, false // a no-break space, of which a space is left
	}
	buf := [3]byte{byte(lead)}
	size = n
	for k := 1; k <= trails; k++ {
		c, m := utf8.DecodeRune(text[size:])
		b := trail(c)
		if b == 0 {
			return 0, 0, false
		}
		buf[k] = b
		size += m
		doubtful = doubtful || trails == 1 && strings.ContainsRune(closers, c) && (lead != 'Â' || b < 0xA0)
	}
	r, m := utf8.DecodeRune(buf[:trails+1])
	if m != trails+1 {
		return 0, 0, false
	}
	if isControlC1(r) {
		r = windows1252(byte(r))
	}
	if r == 0xFEFF {
		return -1, size, false
	}
	if !sensible(r) {
		return 0, 0, false
	}
	return r, size, doubtful
}

// sensible says whether a character is one that cables hold: Latin letters and
// signs, typographic punctuation, the marks of transliteration, some symbols.
func sensible(r rune) bool {
	switch {
	case r >= 0xA0 && r < 0x180, r >= 0x2000 && r <= 0x206F:
		return true
	case r >= 0x2190 && r <= 0x2193, r >= 0x2260 && r <= 0x2265, r >= 0x25A0 && r <= 0x25CF:
		return true
	}
	return strings.ContainsRune("\u02bb\u02bc\u02be\u02bf€№™−✓ﬁﬂ\ufffd", r) || byteOf(r) != 0
}
