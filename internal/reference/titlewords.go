package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a word of a title is where no table names it: how the text writes it, or
// else how its letters stand.

// alphabet is the number of letters, with the edge of a word.
const alphabet = 27

// rows are the rows of three letters, with the edges of words, that stand in words
// and names in use.
type rows [alphabet * alphabet * alphabet]bool

// place is the number of a letter; 0 is the edge of a word. ok is false for what is
// no plain letter.
func place(s string, i int) (n int, ok bool) {
	if i < 0 || i == len(s) {
		return 0, true
	}
	c := s[i] | 0x20
	return int(c-'a') + 1, 'a' <= c && c <= 'z'
}

// each calls row for each row of letters of a word, and whether it has no vowel,
// until row says that it is enough.
func each(s string, row func(n int, bare bool) bool) {
	for i := range len(s) {
		n, bare, plain := 0, true, true
		for j := i - 1; j <= i+1; j++ {
			p, ok := place(s, j)
			n, plain = n*alphabet+p, plain && ok
			bare = bare && (p == 0 || !isVowel(rune(s[j]&^0x20)))
		}
		if plain && !row(n, bare) {
			return
		}
	}
}

func (r *rows) add(word string) {
	each(word, func(n int, _ bool) bool { r[n] = true; return true })
}

// lettered reports whether a short word has a row of consonants that no word and no
// name in use has: USDP, MNRI. Of unknown names of up to five letters one in fifty
// has such a row, of abbreviations every second one.
func (r *rows) lettered(text string) bool {
	if len(text) < 3 || len(text) > 5 {
		return false
	}
	strange := false
	each(text, func(n int, bare bool) bool {
		strange = strange || bare && !r[n]
		return !strange
	})
	return strange
}

func loadTitles(t *Tables) error {
	t.capitals = make(map[string]bool, 500)
	if err := readWords("title-capitals.txt", func(w string) { t.capitals[w] = true }); err != nil {
		return err
	}
	for w := range t.words {
		if upper := strings.ToUpper(w); !t.acronyms[upper] && !t.capitals[upper] {
			t.rows.add(w)
		}
	}
	for _, names := range []map[string]bool{t.givenNames, t.surnames} {
		for w := range names {
			t.rows.add(w)
		}
	}
	for w := range t.places {
		t.rows.add(w)
	}
	return nil
}

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

// writing is how a text in large and small letters writes words: each by its
// capitals, "" where it is written in several ways.
type writing map[string]string

// writingOf reads how texts write the words of a title in capitals. A word among
// others in capitals tells nothing, but where it stands in brackets behind what it
// stands for.
func writingOf(title string, texts []string) writing {
	if len(texts) == 0 {
		return nil
	}
	out := writing{}
	for start, end := nextWord(title, 0); start < end; start, end = nextWord(title, end) {
		if end-start > 1 {
			out[title[start:end]] = unread
		}
	}
	for _, text := range texts {
		if strings.ContainsFunc(text, unicode.IsLower) {
			out.read(text)
		} else {
			out.readBrackets(text)
		}
	}
	return out
}

func (o writing) readBrackets(text string) {
	for word := range o {
		if at := strings.Index(text, "("+word+")"); at > 0 && len(word) > 2 && standsFor(word, lastWords(text[:at])) {
			o[word] = word
		}
	}
}

// lastWords is the end of a text, in which what an abbreviation stands for would be.
func lastWords(text string) string {
	return text[strings.LastIndexAny(text[max(0, len(text)-120):], ".;:(")+1+max(0, len(text)-120):]
}

// unread stands for a word that no text has.
const unread = "?"

func (o writing) read(text string) {
	before := true // whether the word before has small letters, or begins the text
	start, end := nextWord(text, 0)
	for start < end {
		next, nextEnd := nextWord(text, end)
		word := text[start:end]
		small := strings.ContainsFunc(word, unicode.IsLower)
		if small || before && (next == nextEnd || strings.ContainsFunc(text[next:nextEnd], unicode.IsLower)) {
			key := strings.ToUpper(word)
			switch was, ok := o[key]; {
			case !ok:
			case was == unread:
				o[key] = word
			case was != word:
				o[key] = ""
			}
		}
		before = small
		start, end = next, nextEnd
	}
}

// nextWord is where the next word from s[i] stands; start is end where there is none.
func nextWord(s string, i int) (start, end int) {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if letter(r) {
			break
		}
		i += size
	}
	start = i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !letter(r) {
			break
		}
		i += size
	}
	return start, i
}

// of is the form that the text gives to a word in its own right: in capitals, or
// with capitals in it (McGuire, FonMin). A plain capital at the front, or none, says
// that it is no abbreviation: plain is true then.
func (o writing) of(text string) (form string, plain bool) {
	form = o[text]
	if form == "" || form == unread {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(form)
	if !strings.ContainsFunc(form[size:], unicode.IsUpper) {
		return "", true
	}
	return form, false
}
