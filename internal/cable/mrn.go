package cable

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
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
// 09MEXICO2676, "09 Mexico 2676", 10-OTTAWA-57, '08 LIMA 12, 07PORT-AU-PRINCE12
// and the long form 1975DACCA00292_b. Years of two digits up to 10 are of this
// century, all others of the last.
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

func parseMRN(s string) (m MRN, err error) {
	if len(s) > maxMRN {
		return m, errMRNLength
	}
	s = strings.TrimFunc(s, isMRNSeparator)
	if m.Year, s, err = mrnYear(s); err != nil {
		return m, err
	}
	if i := strings.IndexByte(s, '_'); i >= 0 {
		version := s[i+1:]
		if len(version) != 1 || !isLetter(version[0]) {
			return m, errMRNVersion
		}
		m.Suffix, s = strings.ToLower(version), s[:i]
	}
	end := len(s)
	for end > 0 && isDigit(s[end-1]) {
		end--
	}
	if m.Origin, err = mrnOrigin(s[:end]); err != nil {
		return m, err
	}
	if len(s)-end > maxSerialDigits {
		return m, errMRNSerial
	}
	// An empty text is an error of Atoi too.
	if m.Serial, err = strconv.Atoi(s[end:]); err != nil || m.Serial == 0 {
		return m, errMRNSerial
	}
	return m, nil
}

// mrnYear cuts the year off the front.
func mrnYear(s string) (year int, rest string, err error) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n != 2 && n != 4 {
		return 0, s, errMRNYear
	}
	year, err = strconv.Atoi(s[:n])
	if err != nil {
		return 0, s, errMRNYear
	}
	if n == 2 {
		year = centuryOf(year)
	}
	if year < minYear || year > maxYear {
		return 0, s, errMRNRange
	}
	return year, s[n:], nil
}

// centuryOf completes a year of two digits.
func centuryOf(yy int) int {
	if yy <= 10 {
		return 2000 + yy
	}
	return 1900 + yy
}

// mrnOrigin keeps the letters of the origin, as capitals.
func mrnOrigin(s string) (string, error) {
	var b [maxOrigin]byte
	n := 0
	for _, r := range s {
		switch {
		case isMRNSeparator(r):
		case r < unicode.MaxASCII && isLetter(byte(r)) && n < maxOrigin:
			b[n] = byte(r) &^ 0x20
			n++
		default:
			return "", errMRNOrigin
		}
	}
	if n < minOrigin {
		return "", errMRNOrigin
	}
	return string(b[:n]), nil
}

// isMRNSeparator reports whether the character may stand between the parts and
// inside the origin without meaning.
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
// ParseMRN reads back what String wrote; the version is left out.
func (m MRN) String() string {
	yy := m.Year % 100
	if centuryOf(yy) != m.Year {
		return fmt.Sprintf("%04d%s%d", m.Year, m.Origin, m.Serial)
	}
	return fmt.Sprintf("%02d%s%d", yy, m.Origin, m.Serial)
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
