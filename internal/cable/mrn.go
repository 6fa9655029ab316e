package cable

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An MRN is a message reference number, the id of a cable: year, office of
// origin and serial number. ParseMRN knows its form alone; which offices exist
// and how they are spelt is known to package reference.
type MRN struct {
	Year   int    // four digits
	Origin string // capital letters alone: PORTAUPRINCE
	Serial int
	Suffix string // version of the long form: "a" in 1975DACCA00292_a
}

// Limits of the parts. Known cables are of 1966 to 2010; the years leave room
// on both sides, the letters for origins with a garbled word in front.
const (
	minYear, maxYear     = 1940, 2035
	minOrigin, maxOrigin = 3, 20
	maxSerialDigits      = 7
	maxMRN               = 64 // bytes of a text that is looked at all
)

// The parts of a number that cannot be read.
var (
	errMRNLength  = errors.New("it has more than 64 bytes")
	errMRNYear    = errors.New("it must begin with a year of two or four digits")
	errMRNRange   = errors.New("the year must lie between 1940 and 2035")
	errMRNOrigin  = errors.New("the origin must be 3 to 20 letters")
	errMRNSerial  = errors.New("it must end with a serial number of 1 to 7 digits, above 0")
	errMRNVersion = errors.New("the version after '_' must be one letter")
)

// ParseMRN reads a message reference number in the forms that are in use:
// 09MEXICO2676, "09 Mexico 2676", 10-OTTAWA-57, '08 LIMA 12, 07PORT-AU-PRINCE12,
// 2006_LIMA_00012 and the long form 1975DACCA00292_b. Years of two digits up to
// 10 are of this century, all others of the last.
func ParseMRN(s string) (MRN, error) {
	m, err := parseMRN(s)
	if err != nil {
		shown := s
		if len(shown) > maxMRN {
			shown = strings.ToValidUTF8(shown[:maxMRN], "") + "…"
		}
		return MRN{}, fmt.Errorf("cable: %q is not a message reference number: %w", shown, err)
	}
	return m, nil
}

// maxID is how many bytes an id may have that stands in an address.
const maxID = 80

// CheckID says why a cable cannot have a page under an id, nil when it can: an
// id of any form has a digit, is no longer than an address can bear, and holds
// only what can be seen.
func CheckID(id string) error {
	switch {
	case len(id) > maxID:
		return fmt.Errorf("the id %q… is longer than %d bytes, it can have no page", strings.ToValidUTF8(id[:maxMRN], ""), maxID)
	case !strings.ContainsAny(id, "0123456789"):
		return fmt.Errorf("the id %q holds no digit, it can have no page", id)
	case !utf8.ValidString(id) || strings.ContainsFunc(id, func(r rune) bool { return r != ' ' && !unicode.IsGraphic(r) }):
		return fmt.Errorf("the id %q holds control characters, it can have no page", id)
	}
	return nil
}

// ParsePartMRN reads what may be the beginning of a message reference number as
// somebody types it (09 Mex, 2009MEXICO26), and a number without its year
// (Mexico 2676). Parts that are not there are zero; ok is false where the text
// begins no number.
func ParsePartMRN(s string) (m MRN, ok bool) {
	p, err := scanMRN(s)
	if err != nil {
		return MRN{}, false
	}
	if p.year != "" {
		if m.Year, err = mrnYear(p.year); err != nil {
			return MRN{}, false
		}
	}
	if m.Serial, err = strconv.Atoi(p.serial); err != nil && p.serial != "" {
		return MRN{}, false
	}
	m.Origin, m.Suffix = p.origin, p.version
	return m, true
}

func parseMRN(s string) (m MRN, err error) {
	p, err := scanMRN(s)
	if err != nil {
		return m, err
	}
	if m.Year, err = mrnYear(p.year); err != nil {
		return m, err
	}
	if len(p.origin) < minOrigin {
		return m, errMRNOrigin
	}
	// An empty text is an error of Atoi too.
	if m.Serial, err = strconv.Atoi(p.serial); err != nil || m.Serial == 0 {
		return m, errMRNSerial
	}
	m.Origin, m.Suffix = p.origin, p.version
	return m, nil
}

// mrnParts are the parts of a number as they are written, the letters of the
// origin as capitals and that of the version small. Each may be empty.
type mrnParts struct{ year, origin, serial, version string }

// scanMRN takes a number apart:
//
//	[year] [origin] [serial ['_' version]]
//
// with separators round the year and the origin and within the origin.
func scanMRN(s string) (p mrnParts, err error) {
	if len(s) > maxMRN {
		return p, errMRNLength
	}
	s = strings.TrimFunc(s, isMRNSeparator)
	p.year, s = cutDigits(s)
	if n := len(p.year); n != 0 && n != 2 && n != 4 {
		return p, errMRNYear
	}
	if p.origin, s, err = cutOrigin(s); err != nil {
		return p, err
	}
	if p.serial, s = cutDigits(s); len(p.serial) > maxSerialDigits {
		return p, errMRNSerial
	}
	switch {
	case s == "":
		return p, nil
	case p.serial == "" || s[0] != '_':
		return p, errMRNOrigin
	case len(s) != 2 || !isLetter(s[1]):
		return p, errMRNVersion
	}
	p.version = strings.ToLower(s[1:])
	return p, nil
}

func cutDigits(s string) (digits, rest string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return s[:n], s[n:]
}

// cutOrigin cuts the letters of the origin off, as capitals, with what parts
// them from the numbers.
func cutOrigin(s string) (origin, rest string, err error) {
	var b [maxOrigin]byte
	n := 0
	for i, r := range s {
		switch {
		case r < unicode.MaxASCII && isDigit(byte(r)):
			return string(b[:n]), s[i:], nil
		case r == '_' || isMRNSeparator(r):
		case r < unicode.MaxASCII && isLetter(byte(r)) && n < maxOrigin:
			b[n] = byte(r) &^ 0x20
			n++
		default:
			return "", s, errMRNOrigin
		}
	}
	return string(b[:n]), "", nil
}

// mrnYear reads a year of two or four digits.
func mrnYear(s string) (int, error) {
	year, err := strconv.Atoi(s)
	if err != nil {
		return 0, errMRNYear
	}
	if len(s) == 2 {
		year = centuryOf(year)
	}
	if year < minYear || year > maxYear {
		return 0, errMRNRange
	}
	return year, nil
}

// centuryOf completes a year of two digits.
func centuryOf(yy int) int {
	if yy <= 10 {
		return 2000 + yy
	}
	return 1900 + yy
}

// isMRNSeparator reports whether the character may stand between the parts and
// inside the origin without meaning. So may '_' before the serial.
func isMRNSeparator(r rune) bool {
	switch r {
	case '-', '\'', '’', '‘', '`', '´', '.', '‐', '‑', '–':
		return true
	}
	return unicode.IsSpace(r)
}

func isLetter(b byte) bool { b |= 0x20; return 'a' <= b && b <= 'z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// String is the canonical form, under which a cable has its page:
// 09MEXICO2676. A year that two digits cannot tell keeps all four, so that
// ParseMRN reads back what String wrote; the version is left out. Of a part of a
// number it is as much as there is: 09MEX.
func (m MRN) String() string {
	switch yy := m.Year % 100; {
	case m.Year == 0:
		return m.Number()
	case centuryOf(yy) != m.Year:
		return fmt.Sprintf("%04d%s", m.Year, m.Number())
	default:
		var room [maxOrigin + 16]byte
		return string(m.appendNumber(append(room[:0], byte('0'+yy/10), byte('0'+yy%10))))
	}
}

// Number is the number without its year: MEXICO2676.
func (m MRN) Number() string { return string(m.appendNumber(nil)) }

func (m MRN) appendNumber(b []byte) []byte {
	b = append(b, m.Origin...)
	if m.Serial != 0 {
		b = strconv.AppendInt(b, int64(m.Serial), 10)
	}
	return b
}

// PlusD is the long form of the 1970s collections, with the year in full, at
// least five digits of serial and the version: 1975DACCA00292_b.
func (m MRN) PlusD() string {
	s := fmt.Sprintf("%04d%s%05d", m.Year, m.Origin, m.Serial)
	if m.Suffix != "" {
		s += "_" + m.Suffix
	}
	return s
}
