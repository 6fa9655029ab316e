package text

import "strings"

// endings are those of words that are written in two ways, as in London and as in
// Washington.
var endings = [][2]string{
	{"our", "or"}, {"ours", "ors"}, {"oured", "ored"}, {"ouring", "oring"}, {"ourable", "orable"}, {"ourably", "orably"}, {"ourite", "orite"},
	{"ourer", "orer"}, {"ourers", "orers"}, {"ourhood", "orhood"},
	{"ise", "ize"}, {"ises", "izes"}, {"ised", "ized"}, {"ising", "izing"}, {"isation", "ization"}, {"isations", "izations"},
	{"ence", "ense"}, {"ences", "enses"}, {"tre", "ter"}, {"tres", "ters"}, {"bre", "ber"},
	{"lled", "led"}, {"lling", "ling"}, {"ller", "ler"}, {"llers", "lers"}, {"llor", "lor"}, {"llors", "lors"},
	{"ogue", "og"}, {"ogues", "ogs"}, {"mme", "m"}, {"mmes", "ms"}, {"oeuvre", "euver"}, {"oeuvres", "euvers"},
}

// minBefore is how many letters stand before such an ending at least: four is not for.
const minBefore = 3

// OtherEnglish are the ways in which the English of the other shore may write a
// folded word: favoured, favored. Some of them are no words.
func OtherEnglish(w string) []string {
	var out []string
	for _, pair := range endings {
		for i, end := range pair {
			if before, ok := strings.CutSuffix(w, end); ok && len(before) >= minBefore {
				out = append(out, before+pair[1-i])
			}
		}
	}
	return out
}
