package telegram

import (
	"strings"
	"unicode/utf8"
)

// stopWords tell the languages of the archive apart: words that are frequent
// in one and absent from the others.
var stopWords = map[string]string{
	"en": "the of and to that with for was were has have had not this from by which would their are been will its he his on at",
	"es": "el los las del que y en un una por con para se su al es lo como más fue sus ha este esta pero",
	"fr": "le les des du et est que qui dans pour une au aux sur avec ce cette ont été par pas son ses nous il la",
	"pt": "os das dos que e em um uma para com não ao por se na no mais foi sua seu pela pelo ele são",
	"de": "der die das und ist den dem nicht mit von ein eine auf für sich des zu auch wurde werden im",
}

// languages are those that are told apart, in the order in which a tie is
// broken.
var languages = [...]string{"en", "es", "fr", "pt", "de"}

// stopIn gives for a stop word one bit for each of the languages that have it.
var stopIn = func() map[string]uint8 {
	out := map[string]uint8{}
	for i, lang := range languages {
		for w := range strings.FieldsSeq(stopWords[lang]) {
			out[w] |= 1 << i
		}
	}
	return out
}()

// maxStopWord is longer than all stop words, in bytes.
const maxStopWord = 8

// stopBits looks a word up without regard to case.
func stopBits(w string) uint8 {
	if len(w) > maxStopWord {
		return 0
	}
	var b [maxStopWord]byte
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return stopIn[strings.ToLower(w)]
		}
		if isUpper(c) {
			c |= 0x20
		}
		b[i] = c
	}
	return stopIn[string(b[:len(w)])]
}

// bareWord is a word without the marks round it.
func bareWord(w string) string {
	const marks = `.,;:()"'`
	for w != "" && strings.IndexByte(marks, w[0]) >= 0 {
		w = w[1:]
	}
	for w != "" && strings.IndexByte(marks, w[len(w)-1]) >= 0 {
		w = w[:len(w)-1]
	}
	return w
}

// Language guesses the language of a text by its stop words: an ISO 639-1
// code, or "" when too few were seen.
func Language(texts ...string) string {
	counts := map[string]int{}
	var seen [len(languages)]int
	words := 0
	for _, t := range texts {
		for w := range strings.FieldsSeq(t[:min(len(t), 4000)]) {
			words++
			bits := stopBits(bareWord(w))
			for i := 0; bits != 0; i, bits = i+1, bits>>1 {
				seen[i] += int(bits & 1)
			}
		}
		if words > 600 {
			break
		}
	}
	for i, lang := range languages {
		counts[lang] = seen[i]
	}
	best, second := "", ""
	for _, lang := range languages {
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
