package cable

import (
	"regexp"
	"strings"
)

// A Mention is a message reference number in running text.
type Mention struct {
	Start, End int    // bytes of the text, a version left out
	Post       string // as it is written: Port-au-Prince
}

// mention is a number as text has it: the year, the post in one to three words,
// the serial. Its ends tell it from a part of something longer.
var mention = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(19[0-9]{2}|20[0-9]{2}|[0-9]{2})[ _-]{0,2}([a-z]{2}[a-z.']*(?:[ _-][a-z.']+){0,2}?)[ _-]{0,2}0*([0-9]{1,7})(?:_[a-z])?(?:$|[^a-z0-9])`)

// FindMRN finds the first message reference number in running text, such as
// "see ref A (09 MEXICO 2676)". What lies between Start and End is for ParseMRN,
// or better for the tables of posts to read. The sign after a number may stand
// before another: look further from End.
func FindMRN(text string) (Mention, bool) {
	m := mention.FindStringSubmatchIndex(text)
	if m == nil {
		return Mention{}, false
	}
	return Mention{Start: m[2], End: m[7], Post: text[m[4]:m[5]]}, true
}

// A Serial is a serial number in running text without a year, and the words
// before it, of which the last may name the post: "told Mexico 2676".
type Serial struct {
	Words  []string // one to three
	Digits string
}

var serial = regexp.MustCompile(`(?i)((?:[a-z][a-z.']*[ -]{1,2}){0,2}[a-z][a-z.']*)[ -]{0,2}(0*[1-9][0-9]{0,6})(?:[^a-z0-9_]|$)`)

// FindSerials finds at most n serial numbers that stand behind words.
func FindSerials(text string, n int) []Serial {
	var out []Serial
	for _, m := range serial.FindAllStringSubmatch(text, n) {
		words := strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == '-' })
		out = append(out, Serial{words, m[2]})
	}
	return out
}
