package kinds

import (
	"strings"
	"unicode"
)

// Words behind which a name without an article is that of a place, where no word of
// trust stands before them and no possessive behind the name: of the persons whom
// editors mark, one of 600 stands so.
var (
	locative = words("in at near")
	trusting = words("confidence faith trust belief believe believes believed slap interest change")
)

// What places are called by: with “of” before their names, and behind them.
var (
	settlement = words("island islands town city village port province district river valley bay harbor harbour")
	terrain    = words(`island islands river valley province prefecture peninsula airfield airport harbor harbour region
 district county strait straits bay canal`)
)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// placed reports whether the words before and behind a name tell that it is a place; last
// is the last word before it.
func placed(before, last, behind string) bool {
	if terrain[firstWord(behind)] {
		return true
	}
	if strings.HasPrefix(behind, "'") || strings.HasPrefix(behind, "’") || strings.HasPrefix(behind, "-") || strings.HasPrefix(behind, "–") {
		return false // in Holm's view, in Holm–Brandt talks
	}
	switch {
	case locative[last]:
		return !trusting[wordBefore(before, last)]
	case last == "of":
		return settlement[wordBefore(before, last)]
	}
	return false
}

// wordBefore is the last word but one of a text.
func wordBefore(text, last string) string {
	text = strings.TrimRight(text, " \n")
	return lastWord(text[:max(0, len(text)-len(last))])
}

// firstWord is the word behind a blank at which a text begins, in small letters.
func firstWord(text string) string {
	text, ok := strings.CutPrefix(text[:min(len(text), 24)], " ")
	if !ok {
		return ""
	}
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		text = text[:end]
	}
	return strings.ToLower(text)
}
