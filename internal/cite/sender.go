package cite

import (
	"strings"
	"unicode"

	"reftel/internal/cable"
)

// senders are how the kinds of offices are written in an address line.
var senders = []struct{ prefix, name string }{
	{"AMEMBASSY ", "Embassy "}, {"EMBASSY ", "Embassy "}, {"AMCONSUL ", "Consulate "}, {"CONSULATE ", "Consulate "},
	{"USMISSION ", "Mission "}, {"USINT ", "Interests Section "}, {"USLO ", "Liaison Office "}, {"USOFFICE ", "Office "},
}

// Sender names the office that sent a cable, for readers: Embassy Mexico.
func Sender(c *cable.Cable) string { return SenderName(c.From, c.Origin) }

// SenderName is that name by the line From and the post.
func SenderName(from string, origin cable.Post) string {
	from = OneLine(from)
	if origin.Name != "" && !anotherOffice(from, origin.Name) {
		return origin.Name
	}
	upper := strings.ToUpper(from)
	if strings.HasPrefix(upper, "SECSTATE") {
		return "Department of State"
	}
	for _, s := range senders {
		if strings.HasPrefix(upper, s.prefix) {
			return s.name + titleCase(from[len(s.prefix):])
		}
	}
	switch {
	case from != "" && from != upper:
		return from
	case from != "":
		return titleCase(from)
	}
	return origin.Code
}

// anotherOffice reports whether the line From names an office that the post was not yet or
// no longer when its name was noted: a legation or an interests section at what is called an embassy.
func anotherOffice(from, post string) bool {
	for _, s := range []struct{ prefix, kind string }{{"USINT ", "Interests Section"}, {"Interests Section", "Interests Section"}, {"Legation", "Legation"}} {
		if strings.HasPrefix(from, s.prefix) {
			return strings.HasPrefix(post, "Embassy") && !strings.Contains(post, s.kind)
		}
	}
	return false
}

// titleCase writes words in capitals with a first capital alone. Words of up
// to two letters, and those with digits, may be abbreviations and stay.
func titleCase(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		rs := []rune(w)
		if (len(rs) <= 2 && len(words) > 1 && !smallWords[w]) || strings.ContainsAny(w, "0123456789") || w != strings.ToUpper(w) {
			continue
		}
		if i > 0 && smallWords[w] {
			words[i] = strings.ToLower(w)
			continue
		}
		up := true
		for j, r := range rs {
			if !up {
				rs[j] = unicode.ToLower(r)
			}
			up = !unicode.IsLetter(r) && r != '\'' && r != '’'
		}
		words[i] = string(rs)
	}
	return strings.Join(words, " ")
}

var smallWords = map[string]bool{"OF": true, "THE": true, "AND": true, "FOR": true, "TO": true, "IN": true, "DE": true, "ON": true, "AT": true}
