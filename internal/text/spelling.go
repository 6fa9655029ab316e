package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Telegrams have no letters but those of the English alphabet. What others become
// there depends on who typed: Schröder is SCHROEDER or SCHRODER, Århus AARHUS or
// ARHUS, Đinđić DJINDJIC.

// spelt are the letters that telegrams write as two, beside their folded form.
func spelt(r rune) string {
	switch r {
	case 'ä':
		return "ae"
	case 'ö', 'ø':
		return "oe"
	case 'ü':
		return "ue"
	case 'å':
		return "aa"
	case 'đ':
		return "dj"
	}
	return ""
}

// maxSpelt is how many letters of a word may have two spellings each.
const maxSpelt = 4

// HasSpellings reports whether a word has letters that telegrams write as two.
func HasSpellings(written string) bool {
	for i := range len(written) {
		if written[i] >= utf8.RuneSelf {
			return strings.ContainsAny(written[i:], "äöøüåđ")
		}
	}
	return false
}

// Spellings are the folded spellings of a word that is as it was written, its
// folded form first: schroder and schroeder of schröder. A folded word has one.
func Spellings(written string) []string {
	out := []string{""}
	letters := 0
	for _, r := range strings.TrimPrefix(written, Elided) {
		folded := string(appendFolded(nil, r))
		other := spelt(r)
		if other != "" {
			letters++
		}
		if other == "" || letters > maxSpelt {
			other = folded
		}
		n := len(out)
		if other != folded {
			out = slices.Concat(out, out)
		}
		for i := range out {
			if i < n {
				out[i] += folded
			} else {
				out[i] += other
			}
		}
	}
	return out
}
