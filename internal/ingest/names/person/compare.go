package person

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Relation is what two names say of each other.
type Relation int

// What two names can be to each other.
const (
	Apart Relation = iota // two persons
	Maybe                 // nothing speaks against one person, but not enough for it
	Fits                  // one person, unless another fits as well
)

// Compare says what two names are to each other. A first name, or two initials,
// must be the same for names to fit: a surname and one initial are too little.
func Compare(a, b Name) Relation {
	if a.Last() == "" || a.Last() != b.Last() || a.Wife != b.Wife || a.Suffix != "" && b.Suffix != "" && a.Suffix != b.Suffix {
		return Apart
	}
	r := compareGiven(a.given(), b.given())
	if r == Fits && a.Suffix != b.Suffix {
		return Maybe // the son may have been left the Jr.
	}
	return r
}

func (n Name) given() []string { return n.Words[:len(n.Words)-1] }

func compareGiven(a, b []string) Relation {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(a) == 0:
		return Maybe
	case len(a) == len(b):
		return compareEqual(a, b)
	case len(a) == 1 && len(a[0]) > 1 && a[0] == b[0]:
		if initials(b[1:]) { // Henry, Henry A.
			return Fits
		}
		return Maybe // Carlos, Carlos Andres
	case len(b) == len(a)+1 && initial(b[0]) && slices.Equal(a, b[1:]) && len(a[0]) > 1:
		return Fits // Averell, W. Averell
	case len(a) > 1 && matches(a[0], b[0]):
		if prefix(a, b) { // Henry A., Henry A. B.
			return Maybe
		}
		return Apart // George W., George H. W.
	case within(a, b):
		return Maybe
	}
	return Apart
}

// compareEqual compares as many words with as many.
func compareEqual(a, b []string) Relation {
	full, short, mixed := 0, 0, [2]bool{}
	for i := range a {
		switch {
		case a[i] == b[i] && len(a[i]) > 1:
			full++
		case !matches(a[i], b[i]):
			return Apart
		default:
			short++
			mixed[0] = mixed[0] || len(a[i]) < len(b[i])
			mixed[1] = mixed[1] || len(b[i]) < len(a[i])
		}
	}
	if full > 0 || short > 1 && !(mixed[0] && mixed[1]) {
		return Fits // Henry A., Henry Alfred; H. A., Henry A.
	}
	return Maybe
}

func prefix(a, b []string) bool {
	for i := range a {
		if !matches(a[i], b[i]) {
			return false
		}
	}
	return true
}

// within reports whether the words of a stand in b in their order.
func within(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && matches(a[i], w) {
			i++
		}
	}
	return i == len(a)
}

// matches reports whether two words can be one name: equal, or one the initial
// of the other.
func matches(a, b string) bool {
	return a == b || initial(a) && strings.HasPrefix(b, a) || initial(b) && strings.HasPrefix(a, b)
}

func initial(w string) bool { return utf8.RuneCountInString(w) == 1 }

func initials(ws []string) bool {
	return !slices.ContainsFunc(ws, func(w string) bool { return !initial(w) })
}

// Ends reports whether short is the end of long and not the whole of it: the
// surname, or a surname of two words, of a full name.
func Ends(short, long Name) bool {
	n := len(long.Words) - len(short.Words)
	return n > 0 && len(short.Words) > 0 && !short.Wife && !long.Wife &&
		slices.Equal(short.Words, long.Words[n:]) && (short.Suffix == "" || short.Suffix == long.Suffix)
}
