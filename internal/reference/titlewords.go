package reference

import (
	"strings"
	"unicode"
)

// inUse reports whether a word in capitals is one of English, of a place or of a
// person.
func (t *Tables) inUse(text string) bool {
	small := strings.ToLower(text)
	return t.words[small] || t.places[text] || t.ordinary[text] || t.givenNames[small] || t.surnames[small] || smallWord(text)
}

// abbreviation reports whether a word that no table has is one by the look of it:
// two letters that nobody could say, an unusual row of letters, a short word in
// brackets behind what it stands for, or one that a hyphen or a slash joins to an
// abbreviation (PDC-PRA).
func (t *Tables) abbreviation(w word) bool {
	n := len(w.text)
	switch {
	case n > 8 || t.inUse(w.text):
		return false
	case n <= 4 && w.beside != "" && t.capital(w.beside), w.before == '(' && w.after == ')' && standsFor(w.text, w.head):
		return true
	case n == 2 && w.beside == "":
		return w.text != "ED" && (isVowel(rune(w.text[0])) || !isVowel(rune(w.text[1])))
	}
	return t.rows.lettered(w.text)
}

// standsFor reports whether the words before an abbreviation in brackets are what
// it stands for: they begin with its letters, or name a body.
func standsFor(text, head string) bool {
	all := strings.FieldsFunc(head, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(all) == 0 {
		return false
	}
	switch all[len(all)-1] {
	case "AGENCY", "ASSOCIATION", "AUTHORITY", "BANK", "BOARD", "BUREAU", "CENTER", "CENTRE", "COMMISSION", "COMMITTEE", "COMPANY",
		"CONFEDERATION", "CONGRESS", "CORPORATION", "COUNCIL", "FEDERATION", "FOUNDATION", "FRONT", "FUND", "GROUP", "INSTITUTE", "LEAGUE", "MINISTRY",
		"MOVEMENT", "OFFICE", "ORGANISATION", "ORGANIZATION", "PARTY", "PROGRAM", "PROJECT", "SERVICE", "SOCIETY", "UNION", "UNIVERSITY":
		return true
	}
	at := len(text)
	for i := len(all) - 1; i >= 0 && at > 0; i-- {
		if all[i][0] == text[at-1] {
			at--
		} else if !smallWord(all[i]) {
			return false
		}
	}
	return at == 0
}

// capital reports whether a word is an abbreviation of the tables.
func (t *Tables) capital(text string) bool {
	return !t.ordinary[text] && !t.places[text] && (t.acronyms[text] || t.capitals[text] || t.organization(text))
}
