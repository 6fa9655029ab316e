package telegram

import (
	"strings"

	"reftel/internal/reference"
)

// keepHyphens marks the lines before which a hyphen is that of a compound word
// and not one of the line's end: MILITARY-/CAMPESINO PACT. What the telegram
// says elsewhere tells, and the words in use: the compound itself, or both words
// but not the whole.
func keepHyphens(ls []line, tables *reference.Tables) {
	var words map[string]bool
	for i := 0; i+1 < len(ls); i++ {
		t := ls[i].t
		if len(t) < 3 || t[len(t)-1] != '-' || !isUpper(t[len(t)-2]) {
			continue
		}
		n := nextText(ls, i+1)
		if n == len(ls) {
			return
		}
		before := t[:len(t)-1]
		first := before[strings.LastIndexFunc(before, func(r rune) bool { return r < 'A' || r > 'Z' })+1:]
		second := ls[n].t
		if k := strings.IndexFunc(second, func(r rune) bool { return r < 'A' || r > 'Z' }); k >= 0 {
			second = second[:k]
		}
		if second == "" {
			continue
		}
		if words == nil {
			words = wholeWords(ls)
		}
		switch {
		case words[first+"-"+second]:
			ls[n].hyphen = true
		case words[first+second] || tables.IsWord(first+second): // INSTRU-/MENT
		case tables.IsWord(first + "-" + second):
			ls[n].hyphen = true
		case len(first) < 4 || len(second) < 4 || prefixWords[first]:
		case (words[first] || tables.IsWord(first)) && (words[second] || tables.IsWord(second)):
			ls[n].hyphen = true
		}
	}
}

// findBroken marks the lines before which a hyphen broke a word in a text whose
// typists broke none as a rule: the word in one is in use, the compound is not.
func findBroken(ls []line, tables *reference.Tables) {
	for i := 0; i+1 < len(ls); i++ {
		t := ls[i].t
		if len(t) < 3 || t[len(t)-1] != '-' || !isLower(t[len(t)-2]) || ls[i+1].blank() || !isLower(ls[i+1].t[0]) {
			continue
		}
		first := t[:len(t)-1]
		first = first[strings.LastIndexFunc(first, notLetter)+1:]
		second := ls[i+1].t
		if k := strings.IndexFunc(second, notLetter); k >= 0 {
			if second[k] == '-' {
				continue // day-/to-day
			}
			second = second[:k]
		}
		ls[i+1].broken = tables.IsWord(first+second) && !tables.IsWord(first+"-"+second)
	}
}

func notLetter(r rune) bool { return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }

// prefixWords are words that begin others: OVER-/THROW.
var prefixWords = set("OVER UNDER WITH SOME EVERY AFTER THERE WHERE HERE MORE MEAN FORE BACK HEAD SHORT LIKE OTHER NEVER WHAT WHEN THROUGH")

func set(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

// wholeWords are the words of the lines, compounds with their hyphen; the two
// parts of a word that a line end broke are left out.
func wholeWords(ls []line) map[string]bool {
	out := make(map[string]bool, 8*len(ls))
	broken := false
	for i := range ls {
		t := ls[i].t
		for at := 0; at < len(t); {
			if !isUpper(t[at]) && t[at] != '-' {
				at++
				continue
			}
			end := at
			for end < len(t) && (isUpper(t[end]) || t[end] == '-') {
				end++
			}
			if !(broken && at == 0) && !(end == len(t) && t[end-1] == '-') {
				out[t[at:end]] = true
			}
			at = end
		}
		if t != "" {
			broken = t[len(t)-1] == '-'
		}
	}
	return out
}
