package names

import (
	"unicode/utf8"

	"reftel/internal/cable"
)

// EachIn calls do for each mention of a cable with the text in which it stands
// and the byte at which it begins there.
func EachIn(c *cable.Cable, do func(text string, at int, e *cable.Entity)) {
	eachOf(c.Subject, c.SubjectEntities, do)
	for i := range c.Paragraphs {
		eachOf(c.Paragraphs[i].Text, c.Paragraphs[i].Entities, do)
	}
}

// eachOf goes through a text once, since mentions stand in their order.
func eachOf(text string, es []cable.Entity, do func(string, int, *cable.Entity)) {
	at, chars := 0, 0 // a byte of the text and the characters before it
	for i := range es {
		if es[i].Start < chars {
			at, chars = 0, 0
		}
		for chars < es[i].Start && at < len(text) {
			if es[i].Start-chars >= stride && oneByteEach(text[at:]) {
				at, chars = at+stride, chars+stride
				continue
			}
			_, n := utf8.DecodeRuneInString(text[at:])
			at, chars = at+n, chars+1
		}
		do(text, at, &es[i])
	}
}

// stride is how many characters are passed over at once where each is a byte, as nearly
// all are.
const stride = 16

// oneByteEach reports whether a text begins with so many characters of one byte.
func oneByteEach(text string) bool {
	if len(text) < stride {
		return false
	}
	t := text[:stride]
	all := t[0] | t[1] | t[2] | t[3] | t[4] | t[5] | t[6] | t[7] |
		t[8] | t[9] | t[10] | t[11] | t[12] | t[13] | t[14] | t[15]
	return all < utf8.RuneSelf
}
