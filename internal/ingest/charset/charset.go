// Package charset makes clean UTF-8 of the bytes of a source. It knows three
// encodings and the damage that passing between them does:
//
//   - UTF-8, with or without a byte order mark, which is dropped;
//   - UTF-16 in either byte order, by its mark or by the pattern of its zero
//     bytes;
//   - windows-1252, declared or inferred.
//
// The bytes decide before a declaration does: what is sound UTF-8 is read as
// UTF-8 whatever it says of itself. Text that is not is read as windows-1252
// when it declares that (or iso-8859-1 or ASCII, which on the web mean the
// same), and without a declaration only when each byte that is no UTF-8 makes
// sense as a windows-1252 character where it stands (see plausible). Sound
// sequences between such bytes stay what they are. Anything else is an Error,
// because a guess would put wrong letters in a document.
//
// Mojibake, which is UTF-8 once read as windows-1252 and encoded again, is
// mended where the characters in question make no sense in any language and
// what they stand for does (see mend). Text that needs no repair is returned
// as it is.
package charset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The kinds of Repair.
const (
	Windows1252 = "windows-1252"
	Mojibake    = "mojibake"
	BareUTF16   = "UTF-16 without a byte order mark"
)

// A Repair says what had to be guessed to make the text readable.
type Repair struct {
	Kind  string
	Count int // characters, or 1 for a whole text
}

// An Error says why bytes are no text.
type Error struct {
	Line   int // from 1
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// fault makes an Error about the byte at offset i of text.
func fault(text []byte, i int, format string, args ...any) *Error {
	return &Error{Line: bytes.Count(text[:i], []byte("\n")) + 1, Reason: fmt.Sprintf(format, args...)}
}

// Decode returns raw as UTF-8 without a byte order mark, and what was repaired
// on the way, each kind once. declared is the encoding that the source gives
// itself, as Declared finds it, or "". The text may share memory with raw; it
// is never nil.
func Decode(raw []byte, declared string) ([]byte, []Repair, error) {
	var repairs []Repair
	form, bom := Detect(raw)
	text := raw[bom:]
	if form != UTF8 {
		decoded, err := decodeUTF16(text, form)
		if err != nil {
			return nil, nil, err
		}
		text = DeclareUTF8(decoded)
		if bom == 0 {
			repairs = append(repairs, Repair{BareUTF16, 1})
		}
	}
	if text == nil {
		text = []byte{}
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return nil, nil, fault(text, i, "binary data (a NUL byte), not text")
	}
	if isASCII(text) {
		return text, repairs, nil
	}
	if !utf8.Valid(text) {
		trusted, known := meaning(declared)
		if !known {
			return nil, nil, fault(text, FirstInvalid(text), "declared as %s; only UTF-8, UTF-16 and windows-1252 are read", declared)
		}
		decoded, n, err := fromWindows1252(text, trusted, bom)
		if err != nil {
			return nil, nil, err
		}
		text = DeclareUTF8(decoded)
		if !trusted {
			repairs = append(repairs, Repair{Windows1252, n})
		}
	}
	text, n := mend(text)
	if n > 0 {
		repairs = append(repairs, Repair{Mojibake, n})
	}
	return text, repairs, nil
}

// meaning says whether a declaration is one of windows-1252, and whether it is
// one that this package can act on.
func meaning(declared string) (windows, known bool) {
	switch strings.ToLower(declared) {
	case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii":
		return true, true
	case "", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode":
		return false, true
	}
	return false, false
}

var (
	metaCharset = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{1,40})`)
	xmlEncoding = regexp.MustCompile(`(?i)^(\s*<\?xml[^>]{1,100}encoding\s*=\s*["'])([a-z0-9_:.-]{1,40})`)
)

// declarationSpan is how far into a source a declaration is looked for.
const declarationSpan = 4 << 10

// Declared finds the encoding that a page or an XML document gives itself in
// its first bytes.
func Declared(raw []byte) string {
	head := raw[:min(len(raw), declarationSpan)]
	if !bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))), []byte("<")) {
		return ""
	}
	if m := xmlEncoding.FindSubmatch(head); m != nil {
		return string(m[2])
	}
	if m := metaCharset.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}

// DeclareUTF8 corrects the XML declaration of text that has become UTF-8, so
// that nobody decodes it again.
func DeclareUTF8(text []byte) []byte {
	m := xmlEncoding.FindSubmatchIndex(text[:min(len(text), declarationSpan)])
	if m == nil {
		return text
	}
	out := append([]byte{}, text[:m[4]]...)
	return append(append(out, "UTF-8"...), text[m[5]:]...)
}

func isASCII(text []byte) bool {
	const eight = 0x8080808080808080 // the first bit of each byte
	for ; len(text) >= 8; text = text[8:] {
		if binary.LittleEndian.Uint64(text)&eight != 0 {
			return false
		}
	}
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// FirstInvalid is the offset of the first byte that is no UTF-8, the length of
// the text where there is none.
func FirstInvalid(text []byte) int {
	if utf8.Valid(text) {
		return len(text)
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}
