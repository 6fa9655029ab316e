package gather

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A gloss is an abbreviation that a text explains: Central Intelligence Agency
// (CIA), or CIA (Central Intelligence Agency).
type gloss struct{ kind, short, long string }

// maxShort is how long an abbreviation may be, in bytes.
const maxShort = 10

// glosses finds what a text explains. The letters of the abbreviation must be
// those of the words, in their order; each word but the little ones has one.
func glosses(text string, es []cable.Entity) []gloss {
	var out []gloss
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '(')
		if i < 0 {
			return out
		}
		at := from + i
		from = at + 1
		end := strings.IndexByte(text[from:min(len(text), from+120)], ')')
		if end < 1 {
			continue
		}
		inner, before := strings.Trim(text[from:from+end], " \"“”"), strings.TrimRight(text[:at], " ")
		g := gloss{}
		if abbreviation(inner) && letters(inner) {
			g.short, g.long = inner, explained(before, inner)
		} else if word := before[strings.LastIndexAny(before, " \n(,")+1:]; abbreviation(word) && letters(word) && len(inner) > len(word)+4 {
			if words := strings.Fields(inner); spells(words, strings.ToLower(word)) && unicode.IsUpper(first(words[0])) {
				g.short, g.long = word, strings.Join(words, " ")
			}
		}
		if g.long == "" {
			continue
		}
		if g.kind = kindOf(g, es); g.kind != "" {
			out = append(out, g)
		}
	}
}

func letters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsUpper(r) })
}

// explained are the last words before an abbreviation that spell it.
func explained(before, short string) string {
	before = before[max(0, len(before)-160):]
	if i := strings.LastIndexAny(before, ".;:()\n"); i >= 0 {
		before = before[i+1:]
	}
	words := strings.Fields(strings.Trim(before, "\"“” "))
	lower := strings.ToLower(short)
	for n := 2; n <= min(len(words), 2*len(short)+2); n++ {
		tail := words[len(words)-n:]
		if !unicode.IsUpper(first(tail[0])) || little[strings.ToLower(tail[0])] {
			continue
		}
		if spells(tail, lower) {
			return strings.Trim(strings.Join(tail, " "), ",\"“”")
		}
	}
	return ""
}

// little are words that need not have a letter in an abbreviation.
var little = set("of the and for in on to de la del las los le les des du da do dos das di der die das und von et y e a")

// spells reports whether the letters stand at the beginnings of the words: up to
// four of each, one at least of each but the little ones.
func spells(words []string, short string) bool {
	if len(words) == 0 {
		return short == ""
	}
	w := strings.ToLower(strings.Trim(words[0], ",\"“”"))
	w = cable.NameKey(w)
	if i := strings.IndexByte(w, ' '); i > 0 { // Inter-American
		return spells(append(strings.Fields(w), words[1:]...), short)
	}
	if little[w] && spells(words[1:], short) {
		return true
	}
	for n := 1; n <= 4 && n <= len(w) && n <= len(short); n++ {
		if w[n-1] != short[n-1] {
			return false
		}
		if spells(words[1:], short[n:]) {
			return true
		}
	}
	return false
}

// organised are words of names of organisations.
var organised = set(`agency department office bureau council committee commission organization organisation ministry party union board forces command
 corporation association federation bank fund league front mission administration institute congress parliament army navy corps nations service company
 community assembly authority secretariat center centre group university foundation society movement confederation directorate front staff treaty`)

// kindOf is the kind of a gloss: that with which one of its names is marked, or
// an organisation where a word of it says so.
func kindOf(g gloss, es []cable.Entity) string {
	for i := range es {
		t := es[i].Text
		if t == g.short || t == g.long || strings.HasPrefix(t, g.long) && utf8.RuneCountInString(t) < len(g.long)+maxShort+4 {
			if es[i].Kind == cable.PER {
				return ""
			}
			return es[i].Kind
		}
	}
	for w := range strings.FieldsSeq(g.long) {
		if organised[strings.ToLower(w)] {
			return cable.ORG
		}
	}
	return ""
}
