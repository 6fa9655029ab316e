package telegram

import "strings"

// stopWords tell the languages of the archive apart: words that are frequent
// in one and absent from the others.
var stopWords = map[string]map[string]bool{
	"en": set("the of and to that with for was were has have had not this from by which would their are been will its he his on at"),
	"es": set("el los las del que y en un una por con para se su al es lo como más fue sus ha este esta pero"),
	"fr": set("le les des du et est que qui dans pour une au aux sur avec ce cette ont été par pas son ses nous il la"),
	"pt": set("os das dos que e em um uma para com não ao por se na no mais foi sua seu pela pelo ele são"),
	"de": set("der die das und ist den dem nicht mit von ein eine auf für sich des zu auch wurde werden im"),
}

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// Language guesses the language of a text by its stop words: an ISO 639-1
// code, or "" when too few were seen.
func Language(texts ...string) string {
	counts := map[string]int{}
	words := 0
	for _, t := range texts {
		for _, w := range strings.Fields(strings.ToLower(t[:min(len(t), 4000)])) {
			w = strings.Trim(w, `.,;:()"'`)
			words++
			for lang, list := range stopWords {
				if list[w] {
					counts[lang]++
				}
			}
		}
		if words > 600 {
			break
		}
	}
	best, second := "", ""
	for _, lang := range []string{"en", "es", "fr", "pt", "de"} {
		switch {
		case best == "" || counts[lang] > counts[best]:
			best, second = lang, best
		case second == "" || counts[lang] > counts[second]:
			second = lang
		}
	}
	if counts[best] < 3 || counts[best]*20 < words || counts[best] == counts[second] {
		return ""
	}
	return best
}
