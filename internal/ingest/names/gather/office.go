package gather

import (
	"strings"
	"unicode"
)

// heads are offices and ranks that say who somebody is.
var heads = set(`president premier minister chancellor secretary undersecretary ambassador charge chargé consul counselor counsellor attache attaché
 director chairman chairwoman chief commander governor senator congressman congresswoman representative mayor judge justice king queen prince princess
 sheikh shaykh sultan emir amir shah emperor pope cardinal bishop archbishop patriarch metropolitan general admiral marshal colonel brigadier
 spokesman spokeswoman speaker commissioner administrator envoy delegate advisor adviser premier-designate leader general-secretary secretary-general
 prosecutor inspector superintendent treasurer comptroller rector dean president-elect vice-president`)

// before heads, and between them.
var qualifiers = set(`prime foreign defense defence interior finance deputy vice assistant under acting former first second third political economic
 military naval air army navy labor labour commercial cultural agricultural press public affairs permanent special national security state attorney
 lieutenant lt major maj brig rear senior executive general internal external trade justice education health agriculture planning information
 communications transport commerce industry energy oil petroleum mines housing education chief managing royal crown central bank party opposition
 parliamentary inter-american american presidential staff joint ambassador-at-large designate provincial regional district federal supreme`)

var connectors = set("of for the and to in at on de")

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// maxOffice is how long the words of an office may be, in bytes.
const maxOffice = 80

// officeBefore is the office whose words stand before a person's name, or at the
// front of the mention: Norwegian Foreign Minister [Lars Holm].
func officeBefore(before, mention string) string {
	// Nearly no name has an office before it, which must cost nothing.
	if !isOffice(lastWord(before)) && !isOffice(firstWord(mention)) {
		return ""
	}
	before = before[max(0, len(before)-maxOffice):]
	if i := strings.LastIndexAny(before, ".,;:()\"”\n"); i >= 0 {
		before = before[i+1:]
	}
	words := strings.Fields(before)
	if before != "" && before[len(before)-1] != ' ' {
		words = nil // the name is the end of a longer word
	}
	from := len(words)
	for from > 0 && isOffice(words[from-1]) && !parts(words[:from]) {
		from--
	}
	if from > 0 && from < len(words) && people(words[from-1]) {
		from--
	}
	words = words[from:]
	for _, w := range strings.Fields(mention) {
		if !isOffice(w) {
			break
		}
		words = append(words, w)
	}
	return officeOf(words)
}

// parts reports whether the last of some words parts what is before an office
// from it: the Department to Secretary Holm. An assistant to somebody holds one
// office.
func parts(words []string) bool {
	switch strings.ToLower(words[len(words)-1]) {
	case "and", "in", "at", "on", "de":
		return true
	case "to":
		if len(words) < 2 {
			return true
		}
		before := strings.ToLower(words[len(words)-2])
		return before != "assistant" && before != "adviser" && before != "advisor" && before != "deputy" && before != "counselor" && before != "ambassador"
	}
	return false
}

// officeAfter is the office that is told behind a name: [Lars Holm], Foreign
// Minister of Norway, …
func officeAfter(after string) string {
	after, ok := strings.CutPrefix(after[:min(len(after), maxOffice)], ", ")
	if w := firstWord(after); !ok || !isOffice(w) && !people(w) {
		return ""
	}
	end := strings.IndexAny(after, ",.;:()\"”\n")
	if end < 0 {
		return ""
	}
	words := strings.Fields(after[:end])
	of := len(words)
	for i, w := range words {
		lower := strings.ToLower(w)
		if i > 0 && (lower == "of" || lower == "to" || lower == "for") && of == len(words) {
			of = i
		}
		if i < of && !isOffice(w) && !(i < 2 && people(w)) || i > of && !unicode.IsUpper(first(w)) && !connectors[lower] {
			return ""
		}
	}
	if len(words) > of+7 {
		return ""
	}
	return officeOf(words)
}

func first(w string) rune {
	for _, r := range w {
		return r
	}
	return 0
}

// lastWord is the last word of a text that ends with a blank.
func lastWord(s string) string {
	if s == "" || s[len(s)-1] != ' ' {
		return ""
	}
	s = s[:len(s)-1]
	return s[strings.LastIndexByte(s, ' ')+1:]
}

func firstWord(s string) string {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[:i]
	}
	return s
}

// offices are all words of offices.
var offices = func() map[string]bool {
	out := map[string]bool{}
	for _, m := range [...]map[string]bool{heads, qualifiers, connectors} {
		for w := range m {
			out[w] = true
		}
	}
	return out
}()

func isOffice(w string) bool {
	for len(w) > 0 && w[len(w)-1] == '.' {
		w = w[:len(w)-1]
	}
	var lower [24]byte
	if len(w) == 0 || len(w) > len(lower) {
		return false
	}
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	return offices[string(lower[:len(w)])]
}

// people reports whether a word looks like that of a people: Norwegian.
func people(w string) bool {
	if len(w) < 5 || !unicode.IsUpper(first(w)) {
		return false
	}
	w = strings.ToLower(w)
	for _, tail := range [...]string{"ian", "ean", "ish", "ese", "ani", "aqi", "eli"} {
		if strings.HasSuffix(w, tail) {
			return true
		}
	}
	return w == "french" || w == "dutch" || w == "greek" || w == "german" || w == "mexican" || w == "soviet" || w == "swiss" || w == "american"
}

// officeOf writes the words of an office as names are written; "" where none of
// them says who somebody is.
func officeOf(words []string) string {
	for len(words) > 0 && connectors[strings.ToLower(words[0])] {
		words = words[1:]
	}
	if n := len(words); n == 0 || connectors[strings.ToLower(words[n-1])] || len(words[n-1]) == 1 {
		return "" // or cut off at a full stop: Ambassador to the U
	}
	said := false
	out := make([]string, len(words))
	for i, w := range words {
		lower := strings.ToLower(strings.TrimRight(w, "."))
		said = said || heads[lower]
		switch {
		case connectors[lower]:
			out[i] = lower
		case len(w) > 3 && !strings.ContainsFunc(w, unicode.IsLower), !unicode.IsUpper(first(w)):
			rs := []rune(lower)
			out[i] = string(unicode.ToUpper(rs[0])) + string(rs[1:])
		default:
			out[i] = w
		}
	}
	if s := strings.Join(out, " "); said && len(s) <= maxOffice {
		return s
	}
	return ""
}
