package locate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A NameSearch is a text that may be the name of a person as readers type it.
type NameSearch struct {
	Words []string // keys of its words (cable.NameKey), the surname last, initials left out
	Title string   // the key of what stood before it: foreign minister
}

// ReadName reads a text as a name: Henry Kissinger; Kissinger, Henry A.; Foreign
// Minister Gromyko. It has no words where nothing is left.
func ReadName(text string) NameSearch {
	text = strings.Trim(text, ` "“”'.,`)
	if surname, given, ok := strings.Cut(text, ","); ok && !strings.Contains(given, ",") {
		text = given + " " + surname
	}
	all := strings.Fields(cable.NameKey(text))
	cut := 0
	for cut < len(all)-1 && (titleWords[all[cut]] || cut > 0 && titleEnds[all[cut]]) {
		cut++
	}
	if cut > 0 && (titleWords[all[cut]] || titleEnds[all[cut]]) {
		cut = 0 // the Minister of Finance, whoever he is
	}
	n := NameSearch{Title: strings.Join(slices.DeleteFunc(slices.Clone(all[:cut]), func(w string) bool { return w == "the" }), " ")}
	for i, w := range all[cut:] {
		inside := i > 0 && cut+i < len(all)-1
		if utf8.RuneCountInString(w) > 1 && !(inside && articles[w]) {
			n.Words = append(n.Words, w)
		}
	}
	return n
}

// articles are the ways of writing the Arabic article inside of a name, which is
// left out as often: Anwar as-Sadat.
var articles = map[string]bool{"al": true, "el": true, "as": true, "ad": true, "ar": true, "ash": true, "az": true, "ul": true}

// Text is the name without what stood before it.
func (n NameSearch) Text() string { return strings.Join(n.Words, " ") }

// titleWords are the words of ranks and offices that stand before a name.
var titleWords = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`mr mrs ms miss dr prof professor sir dame lord lady general gen colonel col major maj captain capt
 commander admiral adm marshal lieutenant lt sergeant president vice prime premier minister foreign defense defence interior finance deputy assistant
 under acting former the secretary undersecretary ambassador amb consul charge counselor chancellor senator sen congressman representative governor gov mayor
 judge justice chairman director king queen prince princess shah sheikh sultan emir pope cardinal archbishop bishop patriarch comrade señor senor
 generalissimo brigadier commodore chief emperor empress tsar czar count countess baron viscount marquis ayatollah reverend rev`) {
		out[w] = true
	}
	return out
}()

// titleEnds are words of titles behind the first: Secretary of State.
var titleEnds = map[string]bool{"of": true, "the": true, "state": true, "treasury": true, "war": true, "navy": true, "army": true, "for": true, "affairs": true, "to": true}

// A Fit is how well a name is what was asked for.
type Fit int

// The fits, the better the higher.
const (
	NoFit    Fit = iota
	BareFit      // a surname that stands alone, and is his where nothing else is known
	PartFit      // the surname is a part of its surnames: Arbenz, of Jacobo Arbenz Guzman; or the name has one more
	LastFit      // the surname
	ShortFit     // without some of its names: Henry Kissinger, of Henry Alfred Kissinger
	ExactFit     // but for initials
)

// Of says how well the name of a person is what was asked for.
func (n NameSearch) Of(name string) Fit {
	have := ReadName(name).Words
	if len(have) > 0 && slices.Equal(n.Words, have) {
		return ExactFit // with what stands behind it: Makarios III
	}
	for len(have) > 1 && nameSuffixes[have[len(have)-1]] {
		have = have[:len(have)-1]
	}
	switch {
	case len(n.Words) == 0 || len(have) == 0:
		return NoFit
	case slices.Equal(n.Words, have):
		return ExactFit
	case len(n.Words) == 1:
		return surnameFit(n.Words[0], have, name)
	case len(have) == 1 && have[0] == n.Words[len(n.Words)-1]:
		return BareFit
	case len(n.Words) == 2 && len(have) == 2 && n.Words[0] == have[1] && n.Words[1] == have[0]:
		return ShortFit // the surname first, as in the East: Sato Eisaku
	case len(have) > 1 && len(n.Words) == len(have)+1 && within(have, n.Words) && n.Words[0] == have[0]:
		return PartFit // one more name than cables give him: Fidel Castro Ruz
	case !within(n.Words, have) || n.Words[0] != have[0] && n.Words[len(n.Words)-1] != have[len(have)-1]:
		return NoFit
	}
	return ShortFit
}

// Bears reports whether a name ends with the surname that was asked for.
func (n NameSearch) Bears(name string) bool {
	have := ReadName(name).Words
	return len(have) > 1 && len(n.Words) > 0 && have[len(have)-1] == n.Words[len(n.Words)-1]
}

// Shorter are a name of three or four words with one of them left out behind the
// first: the second surname, or one of the given names.
func (n NameSearch) Shorter() []string {
	if len(n.Words) < 3 || len(n.Words) > 4 {
		return nil
	}
	var out []string
	for i := len(n.Words) - 1; i > 0; i-- {
		out = append(out, strings.Join(slices.Delete(slices.Clone(n.Words), i, i+1), " "))
	}
	return out
}

// surnameFit says whether a word is the surname of a name: in the order of the
// East (Chou En-lai) its first word is.
func surnameFit(word string, have []string, name string) Fit {
	fields := strings.Fields(name)
	switch {
	case have[len(have)-1] == word, len(fields) == 2 && strings.Contains(fields[1], "-") && have[0] == word:
		return LastFit
	case len(have) > 2 && have[len(have)-2] == word:
		return PartFit
	}
	return NoFit
}

var nameSuffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// within reports whether words stand in others in their order.
func within(words, in []string) bool {
	i := 0
	for _, w := range in {
		if i < len(words) && words[i] == w {
			i++
		}
	}
	return i == len(words)
}
