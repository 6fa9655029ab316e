package compare

import (
	"context"
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

// key is what of a token is compared. How long the mark of a cut is does not count, nor
// how wide the blanks in it are.
func (t token) key(noCase bool) string {
	key := t.text
	switch {
	case t.kind == blank:
		return " "
	case t.kind == cut && t.text[0] != '[':
		return "XXXX"
	case t.kind == cut:
		key = strings.Join(strings.Fields(t.text), " ")
	}
	if noCase {
		return strings.ToLower(key)
	}
	return key
}

// tokens divide a text. Joined they are the text.
func tokens(s string) []token {
	out := make([]token, 0, len(s)/4+1)
	at := 0
	for i := 0; i < len(s); {
		n := cutAt(s, i)
		if n == 0 {
			i++
			continue
		}
		out = append(plain(out, s[at:i]), token{s[i : i+n], cut})
		i += n
		at = i
	}
	return plain(out, s[at:])
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

// words compares two texts word by word, and before that sentence by sentence, so that
// words of one sentence are not found again in another by chance. It is nil where they
// are the same.
func words(ctx context.Context, first, second string, noCase bool) ([]Part, error) {
	a, b := tokens(first), tokens(second)
	es, err := bySentence(ctx, a, b, noCase)
	if err != nil {
		return nil, err
	}
	var parts []Part
	same, i := true, 0
	for _, e := range settled(a, b, es) {
		same = same && onlyBlanks(a[e.fromA:e.endA]) && onlyBlanks(b[e.fromB:e.endB])
		parts = told(parts, Both, a[i:e.fromA])
		parts = told(told(parts, First, a[e.fromA:e.endA]), Second, b[e.fromB:e.endB])
		i = e.endA
	}
	if same {
		return nil, nil
	}
	return told(parts, Both, a[i:]), nil
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
