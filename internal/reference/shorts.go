package reference

import (
	"slices"
	"strings"
	"unicode"
)

// A Setting is where and when an abbreviation was written: it says which of several
// meanings is the one.
type Setting struct {
	Countries []string // of the post, then those that the TAGS name
	Named     []string // places that the text names, most often first
	Volume    bool     // it is a volume's own document, whose lists the tables were made of
	Year      int      // 0 for not known
}

const (
	meaningsTold    = 3 // of an abbreviation that has several
	governmentsTold = 6
	volumesSure     = 3    // that give an abbreviation which is also in the list of words
	volumesFar      = 5    // that give a meaning which is known far from its own country and time
	lastVolumes     = 1990 // year up to which they are near enough
)

// witnesses is how many volumes must give a meaning for it to hold here: the lists are
// of documents up to 1980, and short words mean much. Only tells that the word has one
// meaning.
func (s Setting) witnesses(key string, only bool) int {
	later := s.Year > lastVolumes
	switch {
	case s.Volume, only && !later && len(key) > 2:
		return 1
	case later && !only, len(key) == 2:
		return volumesFar
	}
	return 2
}

// Short tells what an abbreviation is short for in its setting: the government of
// the post's country for GOI, else the meaning that names this country, else the
// one that most lists of abbreviations give. Where these are equal it tells all, up
// to a few. It is empty for a word that is no abbreviation of the tables. Inferred
// says that the one of several was chosen because the text names its country.
func (t *Tables) Short(s string, at Setting) (meaning string, inferred bool) {
	key := acronymKey(s)
	states := t.statesOf(at.Countries, at.Year)
	if g, sure := t.governmentOf(key, at.Year, states); sure {
		return g, false
	} else if g != "" {
		if h, ok := t.governmentOf(key, at.Year, t.statesOf(at.Named, at.Year)); ok {
			return h, true
		}
		return g, false
	}
	if c, ok := t.Caption(key); ok && c.Kind == "series" {
		return c.Meaning, false
	}
	ms := distinct(t.witnessed[key])
	least := at.witnesses(key, len(ms) == 1)
	for _, state := range states {
		for _, m := range ms {
			if slices.Contains(t.statesIn(m.text), state.Name) && m.volumes >= min(least, 2) {
				return m.text, false
			}
		}
	}
	ms = slices.DeleteFunc(ms, func(m shortMeaning) bool {
		return m.volumes < least || !at.Volume && m.volumes < volumesFar && len(t.statesIn(m.text)) > 0
	})
	var told []string
	for _, m := range ms {
		if 2*m.volumes >= ms[0].volumes && len(told) < meaningsTold {
			told = append(told, m.text)
		}
	}
	return strings.Join(told, "; or "), false
}

// statesOf are the states of a year that have one of the names.
func (t *Tables) statesOf(names []string, year int) []State {
	var out []State
	for _, c := range names {
		s, ok := t.StateNamed(c, year)
		if ok && !slices.ContainsFunc(out, func(o State) bool { return o.Name == s.Name }) {
			out = append(out, s)
		}
	}
	return out
}

// governmentOf is the government that an abbreviation stands for: of the first state
// of those given that has it, or of the only one that has; sure is false where it is
// that of one of several.
func (t *Tables) governmentOf(key string, year int, states []State) (government string, sure bool) {
	var named []string
	for _, g := range t.governments {
		if g.Abbreviation == key && (StateName{From: g.From, To: g.To}).in(year) {
			named = append(named, g.State)
		}
	}
	for _, s := range states {
		if slices.Contains(named, s.Name) {
			return "Government of " + withArticle(s.Name), true
		}
	}
	switch n := len(named); {
	case n == 0:
		return "", false
	case n == 1:
		return "Government of " + withArticle(named[0]), true
	case n > governmentsTold:
		return "a government: the text does not say which of " + strings.Join(named[:governmentsTold], ", ") + " or others", false
	}
	return "Government of " + strings.Join(named[:len(named)-1], ", ") + " or " + named[len(named)-1], false
}

// withArticle is the name of a state as it stands within a sentence.
func withArticle(state string) string {
	for _, start := range []string{"United", "Soviet", "Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles", "Dominican Republic", "Central African", "Czech Republic", "Gambia", "Ivory Coast", "Holy See"} {
		if strings.HasPrefix(state, start) {
			return "the " + state
		}
	}
	return state
}

// statesIn are the states that a meaning names, by a word of theirs or of their
// people. The United States, whose offices most abbreviations are, is none of them.
func (t *Tables) statesIn(meaning string) []string {
	var out []string
	for start, end := nextWord(meaning, 0); start < end; start, end = nextWord(meaning, end) {
		if state, ok := t.stateWords[meaning[start:end]]; ok && !slices.Contains(out, state) {
			out = append(out, state)
		}
	}
	return out
}

// loadStateWords keeps the single words that are the name of a state or of its people.
func loadStateWords(t *Tables) error {
	t.stateWords = make(map[string]string, 1000)
	for _, s := range t.states {
		for _, w := range append([]string{s.Name}, s.People...) {
			if start, end := nextWord(w, 0); start == 0 && end == len(w) && len(w) > 3 && s.Name != "United States" {
				t.stateWords[w] = s.Name
			}
		}
	}
	return nil
}

// distinct are meanings without those that are lists of several, or say the same in
// nearly the same words, the most witnessed first.
func distinct(ms []shortMeaning) []shortMeaning {
	var out []shortMeaning
	var plain []string
	for _, m := range ms {
		if strings.ContainsRune(m.text, ';') || strings.Contains(m.text, "also") || strings.Contains(m.text, "(see") {
			continue
		}
		p := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, m.text)
		if !slices.ContainsFunc(plain, func(q string) bool { return strings.Contains(p, q) || strings.Contains(q, p) }) {
			out, plain = append(out, m), append(plain, p)
		}
	}
	if len(out) == 0 && len(ms) > 0 {
		return ms[:1]
	}
	return out
}

// ShortsIn finds the abbreviations of a text that have a meaning, in their order. In
// a text in capitals a word in use, of English or of a name, is none. Found is called
// with the bytes of each.
func (t *Tables) ShortsIn(text string, found func(start, end int)) {
	small, large := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z':
			small++
		case 'A' <= c && c <= 'Z':
			large++
		}
	}
	capitals := large > small
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		for end+1 < len(text) && text[end] == '&' && 'A' <= text[end+1] && text[end+1] <= 'Z' {
			_, end = nextWord(text, end+1)
		}
		if s := text[start:end]; t.isShort(s, capitals) {
			found(start, end)
		}
	}
}

// isShort reports whether a word of a text is an abbreviation with a meaning.
func (t *Tables) isShort(s string, capitals bool) bool {
	if len(s) < 2 || len(s) > 12 || s == "US" || !('A' <= s[0] && s[0] <= 'Z') || strings.ContainsFunc(s, unicode.IsLower) {
		return false
	}
	if c, ok := t.Caption(s); ok && c.Kind == "series" {
		return true
	}
	ms := t.witnessed[s]
	switch small := strings.ToLower(s); {
	case len(ms) == 0 && !t.governs[s]:
		return false
	case smallWord(s) || len(s) == 2 && t.ordinary[s]:
		return false
	case !capitals:
		return true
	case len(s) < 3, t.ordinary[s], t.places[s], t.givenNames[small], t.surnames[small]:
		return false
	case t.words[small]: // the texts that this list was counted in have abbreviations too
		return t.governs[s] || ms[0].volumes >= volumesSure
	}
	return true
}
