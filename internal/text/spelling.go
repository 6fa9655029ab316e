package text

import (
	"slices"
	"strings"
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

// maxRespelt is how many words a folded one may be another spelling of. Real words
// have a few; letters that are typed without end have no more.
const maxRespelt = 32

// Respelt are the folded words of which a folded word may be another spelling,
// itself among them: schroder of schroeder, and dos of does. Which of them are, is
// known by those that wrote them with other letters.
func Respelt(w string) []string {
	ways := make([][]string, len(w)+2) // to spell the first so many letters
	ways[0] = []string{""}
	for i := range len(w) {
		one := ""
		if i+1 < len(w) {
			one = oneOf(w[i : i+2])
		}
		for _, begun := range ways[i] {
			ways[i+1] = append(ways[i+1], begun+w[i:i+1])
			if one != "" && len(ways[i+2]) < maxRespelt/2 {
				ways[i+2] = append(ways[i+2], begun+one)
			}
		}
		ways[i+1] = ways[i+1][:min(maxRespelt, len(ways[i+1]))]
	}
	return ways[len(w)]
}

// oneOf is the folded form of the letters that telegrams write as two.
func oneOf(two string) string {
	switch two {
	case "ae", "aa":
		return "a"
	case "oe":
		return "o"
	case "ue":
		return "u"
	case "dj":
		return "d"
	}
	return ""
}
