package reference

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// addPlaces keeps the longer words of a place's name: they are no
// abbreviations even where one is spelt alike (CHAD, LIMA).
func (t *Tables) addPlaces(name string) {
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r < utf8.RuneSelf && !unicode.IsLetter(r) }) {
		if upper := strings.ToUpper(w); len(w) >= 4 && upper != w {
			t.places[upper] = true
		}
	}
}

// TitleCase makes a subject in capitals readable: "VISIT OF THE IMF TO RIO DE
// JANEIRO" becomes "Visit of the IMF to Rio de Janeiro". Abbreviations of the
// tables, Roman numerals, words with digits and words without a vowel keep
// their capitals; words of plain English never do, however they are listed. A
// text with small letters is returned as it is: someone has chosen its case. Texts
// in large and small letters that the title belongs to say how its words are
// written.
func (t *Tables) TitleCase(s string, texts ...string) string {
	if strings.ContainsFunc(s, unicode.IsLower) || !strings.ContainsFunc(s, unicode.IsUpper) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	w := word{start: true, written: writingOf(s, texts)}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			b.WriteRune(r)
			w.start = w.start || beginsTitle(s, i, size, w.text)
			w.before = r
			i += size
			continue
		}
		end := wordEnd(s, i)
		w.previous, w.text = w.text, s[i:end]
		w.after, _ = utf8.DecodeRuneInString(s[end:])
		w.last = !strings.ContainsFunc(s[end:], unicode.IsLetter)
		w.head, w.beside = s[:i], beside(s, i, end, w)
		t.writeCased(&b, w)
		w.start, w.before = false, 0
		i = end
	}
	return b.String()
}

// A word is a word of a subject and what stands around it.
type word struct {
	text          string
	previous      string // the word before it
	head          string // what stands before it
	beside        string // the word that a hyphen or a slash joins it to
	before, after rune   // the signs next to it, 0 or RuneError for none
	start, last   bool   // first of a title or of the part after a colon; last of the text
	written       writing
}

// beside is the word to which a hyphen or a slash joins the word s[i:end]: the one
// before it, or else the one behind it.
func beside(s string, i, end int, w word) string {
	switch {
	case w.before == '-' || w.before == '/':
		return w.previous
	case w.after == '-' || w.after == '/':
		return s[end+1 : wordEnd(s, end+1)]
	}
	return ""
}

// joined reports whether the word is a part of one with hyphens or slashes.
func (w word) joined() bool {
	return w.before == '-' || w.before == '/' || w.after == '-' || w.after == '/'
}

// beginsTitle reports whether the sign at s[i] makes the next word a first one.
func beginsTitle(s string, i, size int, previous string) bool {
	atSpace := i == 0 || s[i-1] == ' '
	spaceAfter := i+size >= len(s) || s[i+size] == ' '
	switch s[i : i+size] {
	case ":", ";", "?", "!", "—":
		return true
	case ".":
		return spaceAfter && utf8.RuneCountInString(previous) > 1 && fixedCase(previous) == ""
	case "-", "–":
		return atSpace && spaceAfter || i > 0 && s[i-1] == '-'
	case `"`, "“", "'", "‘", "(", "[":
		return atSpace
	}
	return false
}

// wordEnd finds the end of the word that begins at s[i]. Within it may stand an
// apostrophe (BOLIVIA'S), an ampersand (R&D), and the dots of U.S. and J.J.
func wordEnd(s string, i int) int {
	if end := dottedEnd(s, i); end > i {
		return end
	}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			next, _ := utf8.DecodeRuneInString(s[i+size:])
			if r != '\'' && r != '’' && r != '&' || !unicode.IsLetter(next) {
				return i
			}
		}
		i += size
	}
	return i
}

// dottedEnd is the end of letters that each have a dot behind them, or i where
// there are none.
func dottedEnd(s string, i int) int {
	end := i
	for end+1 < len(s) && 'A' <= s[end] && s[end] <= 'Z' && s[end+1] == '.' {
		end += 2
	}
	if end == i {
		return i
	}
	// U.S.A without its last dot.
	if end < len(s) && 'A' <= s[end] && s[end] <= 'Z' {
		if next, _ := utf8.DecodeRuneInString(s[end+1:]); !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return end + 1
		}
	}
	return end
}

// smallWord reports whether the word stays small within a title. Particles of
// names are among them.
func smallWord(text string) bool {
	switch text {
	case "A", "AN", "AND", "AS", "AT", "BUT", "BY", "FOR", "FROM", "IN", "INTO", "NOR", "OF", "ON", "OR", "PER", "THE", "TO",
		"VIA", "VS", "WITH", "AU", "AUX", "BIN", "DA", "DE", "DEL", "DES", "DI", "DO", "DOS", "DU", "EN", "ES", "ET", "SUR", "VON":
		return true
	}
	return false
}

// smallBehind reports whether the word stays small behind the one before it: de la
// Paz, van der Stoel, et al.
func smallBehind(previous, text string) bool {
	switch text {
	case "LA", "LAS", "LOS":
		return previous == "DE"
	case "DER", "DEN", "TER":
		return previous == "VAN" || previous == "VON"
	case "AL":
		return previous == "ET"
	}
	return false
}

// fixedCase is the case of short forms that neither capitals nor a capital
// alone would fit, and of forms of address without a vowel; else it is empty. A
// dot behind one ends no sentence.
func fixedCase(text string) string {
	switch text {
	case "JAN", "FEB", "APR", "AUG", "SEPT", "OCT", "NOV", "DEC":
		return capitalised(text)
	case "AMB", "AMBS", "BRIG", "CAPT", "CMDR", "COL", "CORP", "DEPT", "DR", "ETC", "GEN", "GOVT", "INC", "JR", "LT", "LTD", "LTDA",
		"MAJ", "MGMT", "MR", "MRS", "MS", "MSGR", "MT", "MTG", "MTGS", "NO", "NOS", "PRES", "REP", "REPS", "SEN", "SGT", "SR", "ST":
		return capitalised(text)
	case "US", "GOT", "GOV":
		return text
	case "DEFMIN", "FONMIN", "PRIMIN":
		return capitalised(text[:3]) + "Min"
	case "IDPS", "MPS":
		return text[:len(text)-1] + "s"
	case "PHD":
		return "PhD"
	case "MACARTHUR", "MACDONALD", "MACMURRAY":
		return "Mac" + capitalised(text[3:])
	}
	return ""
}

// writeCased writes the word in its case.
func (t *Tables) writeCased(b *strings.Builder, w word) {
	text := w.text
	fixed := fixedCase(text)
	form, plain := w.written.of(text)
	capitals := allCapitals(text)
	switch {
	case form != "":
		b.WriteString(form)
	case !capitals && strings.ContainsAny(text, ".&"):
		b.WriteString(text)
	case !capitals && strings.ContainsFunc(text, unicode.IsDigit):
		b.WriteString(withDigits(text))
	case !capitals && strings.ContainsAny(text, "'’"):
		t.writeApostrophe(b, w)
	case utf8.RuneCountInString(text) == 1:
		if text == "A" && !w.start && !w.joined() || text == "S" && w.before == ',' {
			text = strings.ToLower(text)
		}
		b.WriteString(text)
	case text == "AL" && w.after == '-' && !w.start:
		b.WriteString("al")
	case smallWord(text) && !w.start && !w.last && (!w.joined() || w.before == '-' && w.after == '-'):
		b.WriteString(strings.ToLower(text))
	case smallBehind(w.previous, text) && !w.start && !w.joined():
		b.WriteString(strings.ToLower(text))
	case fixed != "":
		b.WriteString(fixed)
	case plain && !isRoman(text):
		b.WriteString(capitalised(text))
	case t.ordinary[text] || t.places[text]:
		b.WriteString(capitalised(text))
	case isRoman(text) || t.capital(text):
		b.WriteString(text)
	case t.pluralAcronym(text):
		b.WriteString(text[:len(text)-1] + "s")
	case !strings.ContainsFunc(text, isVowel) || t.abbreviation(w):
		b.WriteString(text)
	default:
		b.WriteString(capitalised(text))
	}
}

// allCapitals reports whether a word is of A to Z alone, as nearly all of a title are.
func allCapitals(text string) bool {
	for i := range len(text) {
		if text[i] < 'A' || text[i] > 'Z' {
			return false
		}
	}
	return true
}

// writeApostrophe writes BOLIVIA'S, DON'T, O'BRIEN, N'DJAMENA and SANA'A.
func (t *Tables) writeApostrophe(b *strings.Builder, w word) {
	i := strings.LastIndexAny(w.text, "'’")
	_, size := utf8.DecodeRuneInString(w.text[i:])
	sign, tail := w.text[i:i+size], w.text[i+size:]
	head := w
	head.text, head.after, head.last = w.text[:i], 0, false
	switch tail {
	case "S", "T", "RE", "LL", "VE", "D", "M":
		head.last = w.last || tail != "S"
		if head.text == "DON" || head.text == "WON" || head.text == "CAN" {
			b.WriteString(capitalised(head.text))
		} else {
			t.writeCased(b, head)
		}
		b.WriteString(sign + strings.ToLower(tail))
		return
	}
	switch {
	case head.text == "D" && !w.start: // chargé d'affaires
		b.WriteString("d" + sign + capitalised(tail))
	case utf8.RuneCountInString(head.text) == 1:
		b.WriteString(head.text + sign + capitalised(tail))
	default:
		b.WriteString(capitalised(head.text) + sign + strings.ToLower(tail))
	}
}

// withDigits writes the endings of 1ST and 1990S small and leaves all other
// words with digits alone: they are codes.
func withDigits(text string) string {
	digits := strings.TrimRightFunc(text, unicode.IsLetter)
	if strings.ContainsFunc(digits, unicode.IsLetter) {
		return text
	}
	switch ending := text[len(digits):]; ending {
	case "ST", "ND", "RD", "TH", "S":
		return digits + strings.ToLower(ending)
	}
	return text
}

// capitalised writes the first letter as a capital and the rest small, and the
// names with Mac's short form in their two parts: McNamara.
func capitalised(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	rest := text[size:]
	if strings.HasPrefix(text, "MC") && len(text) >= 5 {
		return "Mc" + capitalised(text[2:])
	}
	return string(r) + strings.ToLower(rest)
}

// isRoman reports whether the word is a numeral up to XXXIX of two letters or
// more, in its proper form.
func isRoman(text string) bool {
	tens := strings.TrimLeft(text, "X")
	if len(text)-len(tens) > 3 {
		return false
	}
	return slices.Contains([]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}, tens)
}

// organization reports whether the word is a TAGS code of an organisation, of
// any time.
func (t *Tables) organization(text string) bool {
	if len(text) < 3 {
		return false
	}
	for i := range t.tags {
		if row, ok := t.tags[i][text]; ok && row.Kind == kindOrganization {
			return true
		}
	}
	return false
}

// pluralAcronym reports whether the word is an abbreviation of three letters or
// more with the s of the plural: NGOS, PRTS.
func (t *Tables) pluralAcronym(text string) bool {
	base, ok := strings.CutSuffix(text, "S")
	return ok && len(base) >= 3 && t.acronyms[base] && !t.ordinary[base]
}

func isVowel(r rune) bool {
	return r >= utf8.RuneSelf || strings.ContainsRune("AEIOUY", r)
}
