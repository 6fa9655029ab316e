package compare

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a blank, a sign, or what stands for removed text.
type token struct {
	text string
	kind kind
}

type kind int

const (
	sign kind = iota
	word
	blank
	cut
)

// key is what of a token is compared. How long the mark of a cut is does not count.
func (t token) key(noCase bool) string {
	switch {
	case t.kind == blank:
		return " "
	case t.kind == cut && strings.Trim(t.text, "Xx█■▇ \n") == "":
		return "XXXX"
	case noCase:
		return strings.ToLower(t.text)
	}
	return t.text
}

// cutShape is how releases mark removed text: a row of X or of black boxes, or a note
// of the editors in brackets.
var cutShape = regexp.MustCompile(`X{4,}(?:[ \n]+X{4,})*|x{4,}|[█■▇]+(?:[ \n]+[█■▇]+)*|` +
	`\[[^\[\]]{0,80}?(?i:not declassified|declassification withheld|excised|redacted|blacked out|withheld|deleted)[^\[\]]{0,80}\]`)

// tokens divide a text. Joined they are the text.
func tokens(s string) []token {
	var out []token
	at := 0
	for _, m := range cutShape.FindAllStringIndex(s, -1) {
		if isPartOfWord(s, m[0], m[1]) {
			continue
		}
		out = append(plain(out, s[at:m[0]]), token{s[m[0]:m[1]], cut})
		at = m[1]
	}
	return plain(out, s[at:])
}

// isPartOfWord reports whether a row of X goes on as a word.
func isPartOfWord(s string, from, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[end:])
	inside, _ := utf8.DecodeRuneInString(s[from:])
	return wordy(inside) && (wordy(before) || wordy(after))
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func plain(out []token, s string) []token {
	for s != "" {
		first, n := utf8.DecodeRuneInString(s)
		k := sign
		is := func(rune) bool { return false }
		switch {
		case unicode.IsSpace(first):
			k, is = blank, unicode.IsSpace
		case wordy(first):
			k, is = word, wordy
		}
		for n < len(s) {
			r, size := utf8.DecodeRuneInString(s[n:])
			if !is(r) {
				break
			}
			n += size
		}
		out = append(out, token{s[:n], k})
		s = s[n:]
	}
	return out
}

// words compares two texts word by word. It is nil where they are the same.
func words(first, second string, noCase bool) []Part {
	a, b := tokens(first), tokens(second)
	var parts []Part
	same := true
	for _, e := range settled(a, b, edits(keyed(a, noCase), keyed(b, noCase))) {
		if e.same {
			parts = told(parts, Both, a[e.fromA:e.endA])
			continue
		}
		same = same && onlyBlanks(a[e.fromA:e.endA]) && onlyBlanks(b[e.fromB:e.endB])
		parts = told(told(parts, First, a[e.fromA:e.endA]), Second, b[e.fromB:e.endB])
	}
	if same {
		return nil
	}
	return parts
}

func keyed(ts []token, noCase bool) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.key(noCase)
	}
	return out
}

// told adds tokens of a side, as one part where they are of one kind.
func told(parts []Part, side Side, ts []token) []Part {
	from := 0
	for i := range ts {
		if i+1 < len(ts) && (ts[i+1].kind == cut) == (ts[i].kind == cut) && ts[i].kind != cut {
			continue
		}
		parts = append(parts, Part{side, ts[i].kind == cut, joined(ts[from : i+1])})
		from = i + 1
	}
	return parts
}

func joined(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(t.text)
	}
	return b.String()
}

func onlyBlanks(ts []token) bool {
	for _, t := range ts {
		if t.kind != blank {
			return false
		}
	}
	return true
}

func countWords(ts []token) int {
	n := 0
	for _, t := range ts {
		if t.kind == word || t.kind == cut {
			n++
		}
	}
	return n
}

// settled makes edits fit to be read: what is the same by chance between two
// differences, a blank or one or two words in the midst of many others, is taken into
// them.
func settled(a, b []token, es []edit) []edit {
	size := func(e edit) int { return max(countWords(a[e.fromA:e.endA]), countWords(b[e.fromB:e.endB])) }
	var out []edit
	for i, e := range es {
		last := len(out) - 1
		switch {
		case last >= 0 && !e.same && !out[last].same:
			out[last].endA, out[last].endB = e.endA, e.endB
		case e.same && last >= 0 && i+1 < len(es) && byChance(size(e), size(out[last]), size(es[i+1])):
			out[last].endA, out[last].endB = e.endA, e.endB
		default:
			out = append(out, e)
		}
	}
	return out
}

// byChance reports whether so many equal words between so many others are none that
// a reader would see as the same.
func byChance(equal, before, after int) bool {
	return equal == 0 && before > 0 && after > 0 || equal <= 2 && min(before, after) > 2*equal && before+after >= 6
}
