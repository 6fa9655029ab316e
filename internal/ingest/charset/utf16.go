package charset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// A Form is a way in which Unicode is stored.
type Form int

// The forms. Whatever is not UTF-16 passes for UTF-8.
const (
	UTF8 Form = iota
	UTF16LE
	UTF16BE
)

// Detect finds the form of a text by its beginning, and the length of its byte
// order mark. Without a mark, UTF-16 is what has a zero in 70 of 100 or more
// of the high bytes of its first 2048 units, as Latin letters give, and in no
// more than 2 of 100 of the low ones.
func Detect(head []byte) (form Form, bom int) {
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		return UTF8, 3
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return UTF16LE, 2
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return UTF16BE, 2
	}
	pairs := min(len(head), 4096) / 2
	if pairs < 4 || bytes.IndexByte(head[:2*pairs], 0) < 0 {
		return UTF8, 0
	}
	even, odd := 0, 0
	for i := range pairs {
		if head[2*i] == 0 {
			even++
		}
		if head[2*i+1] == 0 {
			odd++
		}
	}
	switch {
	case odd*100 >= pairs*70 && even*100 <= pairs*2:
		return UTF16LE, 0
	case even*100 >= pairs*70 && odd*100 <= pairs*2:
		return UTF16BE, 0
	}
	return UTF8, 0
}

// NewReader reads UTF-16, from behind its byte order mark, as UTF-8. Its error
// at units that are no text is an *Error.
func NewReader(r io.Reader, form Form) io.Reader {
	order := unicode.LittleEndian
	if form == UTF16BE {
		order = unicode.BigEndian
	}
	checked := &unitReader{r: r, big: form == UTF16BE, line: 1}
	return unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Reader(checked)
}

// A unitReader hands UTF-16 on as it is and stops at units that are no text,
// for which the decoder behind it would put a replacement character.
type unitReader struct {
	r      io.Reader
	big    bool
	offset int // of the next byte
	line   int
	first  byte // of a unit of which the second byte is to come, at an odd offset
	high   rune // the first half of a pair, 0 for none
}

func (u *unitReader) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	for i, b := range p[:n] {
		u.offset++
		if u.offset%2 != 0 {
			u.first = b
			continue
		}
		unit := rune(b)<<8 | rune(u.first)
		if u.big {
			unit = rune(u.first)<<8 | rune(b)
		}
		if bad := u.check(unit); bad != nil {
			return max(i-1, 0), bad
		}
	}
	switch {
	case !errors.Is(err, io.EOF):
	case u.offset%2 != 0:
		err = u.fault("half a character at the end, offset %d", u.offset-1)
	case u.high != 0:
		err = u.halfPair(u.high, u.offset-2)
	}
	return n, err
}

// check takes the next unit, which ends at the offset.
func (u *unitReader) check(unit rune) error {
	switch {
	case u.high != 0 && utf16.DecodeRune(u.high, unit) == utf8.RuneError:
		return u.halfPair(u.high, u.offset-4)
	case u.high != 0:
		u.high = 0
	case utf16.DecodeRune(unit, firstLow) != utf8.RuneError:
		u.high = unit
	case utf16.IsSurrogate(unit):
		return u.halfPair(unit, u.offset-2)
	case unit == '\n':
		u.line++
	}
	return nil
}

// firstLow is the first of the units that are second halves of a pair.
const firstLow = 0xDC00

func (u *unitReader) halfPair(unit rune, at int) error {
	return u.fault("half a surrogate pair, 0x%04X, at offset %d", unit, at)
}

func (u *unitReader) fault(format string, args ...any) error {
	return &Error{Line: u.line, Reason: "invalid UTF-16 (" + fmt.Sprintf(format, args...) + ")"}
}

// decodeUTF16 decodes a whole text.
func decodeUTF16(text []byte, form Form) ([]byte, error) {
	return io.ReadAll(NewReader(bytes.NewReader(text), form))
}
