// Package ids says how ids of cables are compared, completed and remembered: one
// id in many spellings, other ids of a cable, ids of cables that are gone, and why.
// It knows reference numbers alone.
package ids

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"reftel/internal/cable"
)

// Key is the form in which ids are compared.
func Key(id string) string { return strings.ToUpper(norm.NFC.String(strings.TrimSpace(id))) }

// Keys are the keys under which an id as a reader writes it may be found.
func Keys(id string) []string {
	keys := []string{Key(id)}
	if m, err := cable.ParseMRN(id); err == nil {
		if k := Key(m.String()); k != keys[0] {
			keys = append(keys, k)
		}
	}
	return keys
}

// WithoutYear is the post and the serial number of an id in its usual form, or
// "" where it has another form.
func WithoutYear(id string) string {
	m, ok := cable.ParsePartMRN(id)
	if !ok || m.Year == 0 || m.Origin == "" || m.Serial == 0 {
		return ""
	}
	return m.Number()
}

// numberSign parts the number of a cable from its place among those that bear it.
const numberSign = "~"

// Again is the id of the n-th cable that bears a number, from 2: 76STATE290286~2.
// The first has the number alone.
func Again(id string, n int) string { return id + numberSign + strconv.Itoa(n) }

// AgainKey is how the keys of the others that bear a number begin.
func AgainKey(first string) string { return Key(first) + numberSign }

// First is the id of the first cable that bears the number of an id.
func First(id string) string {
	first, _, _ := strings.Cut(id, numberSign)
	return first
}
