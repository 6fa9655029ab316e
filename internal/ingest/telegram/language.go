package telegram

import (
	"math/bits"
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

// A stopSlot is the letters of a stop word as a number, and its bits. Words are looked
// up in a table of them, which takes a third of the time that a map takes.
type stopSlot struct {
	letters uint64
	bits    uint8
}

var stopSlots = func() (t [512]stopSlot) {
	for w, bits := range stopIn {
		var letters uint64
		for i := range len(w) {
			letters |= uint64(w[i]) << (8 * i)
		}
		i := stopHash(letters)
		for t[i].bits != 0 {
			i = (i + 1) % uint64(len(t))
		}
		t[i] = stopSlot{letters, bits}
	}
	return t
}()

// stopLengths are the lengths of the stop words that begin with a letter, one bit for
// each.
var stopLengths = func() (t [256]uint16) {
	for w := range stopIn {
		t[w[0]] |= 1 << len(w)
	}
	return t
}()

// stopLength is 1 where a stop word begins so and has the length, else 0: the letters of a
// word do not tell how many NUL are behind them.
func stopLength(first byte, n int) uint8 { return uint8(stopLengths[first|0x20] >> n & 1) }

func stopHash(letters uint64) uint64 { return letters * 0x9e3779b97f4a7c15 >> 55 }

// stopBits looks a word up without regard to case.
func stopBits(w string) uint8 {
	if len(w) > maxStopWord {
		return 0
	}
	var letters uint64
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return stopIn[strings.ToLower(w)]
		}
		if isUpper(c) {
			c |= 0x20
		}
		letters |= uint64(c) << (8 * i)
	}
	return stopAt(letters)
}

// stopAt looks the letters of a word up.
func stopAt(letters uint64) uint8 {
	for i := stopHash(letters); ; i = (i + 1) % uint64(len(stopSlots)) {
		if s := &stopSlots[i]; s.letters == letters || s.bits == 0 {
			return s.bits
		}
	}
}

// lettersAt are the letters of a word of ASCII of up to eight bytes as a number, small.
// Where a capital letter has it the bit of a small one is set, and where other signs have
// it too nothing is that stands in a stop word.
func lettersAt(t string, start, end int) uint64 {
	if start+8 <= len(t) {
		all := eight(t, start)
		return (all | all&(0x40*each)>>1) & (1<<(8*(end-start)) - 1)
	}
	var letters uint64
	for i := start; i < end; i++ {
		letters |= uint64(t[i]|t[i]&0x40>>1) << (8 * (i - start))
	}
	return letters
}

// bareWord is a word without the marks round it.
func bareWord(w string) string {
	for w != "" && wordMarks[w[0]] {
		w = w[1:]
	}
	for w != "" && wordMarks[w[len(w)-1]] {
		w = w[:len(w)-1]
	}
	return w
}

var wordMarks = [256]bool{'.': true, ',': true, ';': true, ':': true, '(': true, ')': true, '"': true, '\'': true}

// A stopCount counts the words of texts, and its stop words by the languages that have
// them.
type stopCount struct {
	words int
	by    [1 << len(languages)]int // for each set of languages; no stop word is in none
}

// The signs of a text for stopCount.
const (
	inWord uint8 = iota
	space
	notASCII
)

var wordSigns = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c == ' ' || '\t' <= c && c <= '\r':
			t[c] = space
		case c >= utf8.RuneSelf:
			t[c] = notASCII
		}
	}
	return t
}()

// text counts the words of a text: first those before its first sign that is not of
// ASCII, at blanks that are.
func (n *stopCount) text(t string) {
	for i := 0; i < len(t); {
		if wordSigns[t[i]] == space {
			i++
			continue
		}
		start := i
		i = endOfWord(t, i)
		if i < len(t) && wordSigns[t[i]] == notASCII {
			for w := range strings.FieldsSeq(t[start:]) {
				n.words++
				n.by[stopBits(bareWord(w))]++
			}
			return
		}
		n.words++
		end := i
		for start < end && wordMarks[t[start]] {
			start++
		}
		for start < end && wordMarks[t[end-1]] {
			end--
		}
		if start < end && end-start <= maxStopWord {
			n.by[stopAt(lettersAt(t, start, end))*stopLength(t[start], end-start)]++
		}
	}
}

// endOfWord is where a word ends that goes on at t[i]: before the next blank or sign that
// is not of ASCII. Of eight bytes together it is told which are no more than a blank or
// have the highest bit.
func endOfWord(t string, i int) int {
	for i < len(t) {
		if i+8 <= len(t) {
			all := eight(t, i)
			above := all&(0x7f*each) + (0x7f-' ')*each
			n := bits.TrailingZeros64((^above|all)&(0x80*each)) / 8 // 8 where there is none
			if i += n; n == 8 {
				continue
			}
		}
		if wordSigns[t[i]] != inWord {
			break
		}
		i++
	}
	return i
}

// seen are the stop words that were counted, of each language.
func (n *stopCount) seen() (out [len(languages)]int) {
	for bits, times := range n.by {
		for i := range out {
			out[i] += times * (bits >> i & 1)
		}
	}
	return out
}

// Language guesses the language of a text by its stop words: an ISO 639-1
// code, or "" when too few were seen.
func Language(texts ...string) string {
	var n stopCount
	for _, t := range texts {
		n.text(t[:min(len(t), 4000)])
		if n.words > 600 {
			break
		}
	}
	seen := n.seen()
	best, second := 0, -1
	for i := 1; i < len(languages); i++ {
		switch {
		case seen[i] > seen[best]:
			best, second = i, best
		case second < 0 || seen[i] > seen[second]:
			second = i
		}
	}
	if seen[best] < 3 || seen[best]*20 < n.words || seen[best] == seen[second] {
		return ""
	}
	return languages[best]
}
