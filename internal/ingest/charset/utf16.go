package charset

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
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
	if pairs < 4 {
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
	return &utf16Reader{r: bufio.NewReader(r), big: form == UTF16BE, line: 1}
}

type utf16Reader struct {
	r       *bufio.Reader
	big     bool
	offset  int // of the next unit, in bytes
	line    int
	waiting [utf8.UTFMax]byte // of a rune that did not fit into the last Read
	pending []byte
	err     error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	n := copy(p, u.pending)
	u.pending = u.pending[n:]
	for n < len(p) && u.err == nil {
		r, err := u.rune()
		if err != nil {
			u.err = err
			break
		}
		if r == '\n' {
			u.line++
		}
		if len(p)-n >= utf8.UTFMax {
			n += utf8.EncodeRune(p[n:], r)
			continue
		}
		all := u.waiting[:utf8.EncodeRune(u.waiting[:], r)]
		m := copy(p[n:], all)
		n += m
		u.pending = all[m:]
	}
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	return 0, u.err
}

// rune reads one character, of one unit or two.
func (u *utf16Reader) rune() (rune, error) {
	first, err := u.unit()
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	at := u.offset - 2
	second, err := u.unit()
	if err != nil && err != io.EOF {
		return 0, err
	}
	r := utf16.DecodeRune(first, second)
	if err == io.EOF || r == utf8.RuneError {
		return 0, u.fault("invalid UTF-16 (half a surrogate pair, 0x%04X, at offset %d)", first, at)
	}
	return r, nil
}

func (u *utf16Reader) unit() (rune, error) {
	a, err := u.r.ReadByte()
	if err != nil {
		return 0, err
	}
	b, err := u.r.ReadByte()
	if errors.Is(err, io.EOF) {
		return 0, u.fault("invalid UTF-16 (half a character at the end, offset %d)", u.offset)
	}
	if err != nil {
		return 0, err
	}
	u.offset += 2
	if u.big {
		return rune(a)<<8 | rune(b), nil
	}
	return rune(b)<<8 | rune(a), nil
}

func (u *utf16Reader) fault(format string, args ...any) error {
	e := fault(nil, 0, format, args...)
	e.Line = u.line
	return e
}

// decodeUTF16 decodes a whole text.
func decodeUTF16(text []byte, form Form) ([]byte, error) {
	return io.ReadAll(NewReader(bytes.NewReader(text), form))
}
