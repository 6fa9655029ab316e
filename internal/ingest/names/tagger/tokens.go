package tagger

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Token is a word or a mark of a text, as the features see it: without
// regard to capitals, accents and which digits a number has.
type Token struct {
	Start, End int32 // bytes of the text
	Closed     bool  // never part of a name: a bracket, a quote, a blank line
	Small      bool  // begins with a small letter

	foreign  bool // a small word of another language
	capitals bool // two letters or more, no small one
	opens    bool // a bracket
	closes   bool
	joins    bool // a hyphen
	word     uint64
	head     uint64 // the first letters, a byte each from the lowest on
	tail     uint64 // the last ones, from the last one on
	suffix   uint32 // affix of the last two
	length   uint8  // letters and digits
	shape    uint8
	bucket   uint8  // of the lexicon
	lists    uint32 // the lists that it stands in: first word of an entry, and inside of one
	titled   uint8  // how far behind a title
	headed   uint8  // how far before or behind the head of an organisation
}

const affixes = 5

// parts of a shape
const (
	hasLetter = 1 << iota
	hasDigit
	hasStop
	hasVowel
	isMark
	hasQuote
)

// pad stands before the first and behind the last token of a text.
const pad = 2

// mix spreads the bits of a hash.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9e3779b97f4a7c15
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

func join(a, b uint64) uint64 { return a*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(b, 23) }

// A word and its affixes are known by FNV-1a of their letters.
const beginning = uint64(14695981039346656037)

func further(h uint64, c byte) uint64 { return (h ^ uint64(c)) * 1099511628211 }

// affix is how features know letters with a hash.
func affix(h uint64) uint32 { return uint32(mix(h)) }

// tokens reads a text into a row of tokens, with the pads.
func tokens(text string, out []Token) []Token {
	out = append(out[:0], border(1), border(2))
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\n':
			j := i + 1
			for j < len(text) && (text[j] == ' ' || text[j] == '\r') {
				j++
			}
			if j < len(text) && text[j] == '\n' {
				out = append(out, mark(text, i, j+1))
				j++
			}
			i = j
		case c <= ' ':
			i++
		case wordBegins(text, i):
			out = append(out, Token{})
			t := &out[len(out)-1]
			i = t.read(text, i)
			// The dollars of $US 50 and US$ 50 are no country.
			t.Closed = t.Start > 0 && text[t.Start-1] == '$' || i < len(text) && text[i] == '$' || redacted(text[t.Start:t.End])
		default:
			_, n := utf8.DecodeRuneInString(text[i:])
			j := i + n
			if end, inside := possessive(text, i, n); end > 0 {
				t := mark(text, i, end)
				t.Closed, t.word = !inside, possessiveWord
				out = append(out, t)
				i = end
				continue
			}
			for n == 1 && j < len(text) && text[j] == c {
				j++
			}
			out = append(out, mark(text, i, j))
			i = j
		}
	}
	return append(out, border(3), border(4))
}

func border(n uint64) Token { return Token{Closed: true, word: mix(n), shape: isMark} }

// mark is a token of no letters. Only those that stand inside of names are open.
func mark(text string, i, j int) Token {
	h := further(beginning, text[i])
	if text[i] >= utf8.RuneSelf {
		for k := i + 1; k < j; k++ {
			h = further(h, text[k])
		}
	}
	t := Token{Start: int32(i), End: int32(j), word: mix(h), shape: isMark, opens: text[i] == '(', closes: text[i] == ')', joins: text[i] == '-' && j == i+1}
	switch text[i] {
	case '-', '/', '&', '.', ',':
		t.Closed = j-i > 1
	default:
		t.Closed = true
	}
	return t
}

// possessiveWord is the word of all possessive endings, however they are written.
var possessiveWord = mix(5)

// possessive is where the possessive ending that stands at i ends, 0 where there is
// none, and whether it may stand inside of a name: Hudson's Bay Company, Workers' Union.
func possessive(s string, i, n int) (end int, inside bool) {
	if i == 0 || s[i] != '\'' && s[i:i+n] != "’" || !letterOrDigit(s[i-1]) && s[i-1] < utf8.RuneSelf {
		return 0, false
	}
	switch end = i + n; {
	case end < len(s) && (s[end] == 's' || s[end] == 'S') && (end+1 == len(s) || !wordBegins(s, end+1)):
		end++
	case s[i-1] != 's' && s[i-1] != 'S' || end < len(s) && wordBegins(s, end):
		return 0, false
	}
	return end, end+1 < len(s) && (s[end] == ' ' || s[end] == '\n') && wordBegins(s, end+1)
}

// redacted reports whether a word stands for one that was taken out.
func redacted(word string) bool { return len(word) >= 4 && strings.Trim(word, "X") == "" }

func wordBegins(s string, i int) bool {
	if c := s[i]; c < utf8.RuneSelf {
		return letterOrDigit(c)
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func letterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// read reads the word at i, and returns where it ends. Stops belong to it in
// abbreviations (U.S., J., Mr.), apostrophes between letters, but the possessive is a
// token of its own.
func (t *Token) read(s string, i int) int {
	w := reading{h: beginning}
	j, single := i, 0 // letters since the last stop
	first, n := utf8.DecodeRuneInString(s[i:])
	small := n > 0 && unicode.IsLower(first)
loop:
	for j < len(s) {
		c := s[j]
		switch {
		case c < utf8.RuneSelf && letters[c].as != 0:
			n := w.addPlain(s[j:])
			j += n
			single += n
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[j:])
			if r == '’' {
				if !apostrophe(s, i, j, n) {
					break loop
				}
				w.shape |= hasQuote
				j += n
				continue
			}
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				break loop
			}
			w.addRune(s[j : j+n])
			j += n
			single++
		case c == '\'' && apostrophe(s, i, j, 1):
			w.shape |= hasQuote
			j++
		case c == '.' && single == 1 && w.shape&hasDigit == 0 && j+1 < len(s) && wordBegins(s, j+1) && letterAlone(s, j+1):
			w.shape |= hasStop
			j++
			single = 0
		default:
			break loop
		}
	}
	if j < len(s) && s[j] == '.' && w.shape&hasDigit == 0 && (w.shape&hasStop != 0 || w.n == 1 && j+1 < len(s) && s[j+1] == ' ' || abbreviations[w.h]) {
		if w.n == 1 || w.shape&hasStop != 0 {
			w.shape |= hasStop
		}
		j++
	}
	w.token(t, i, j, small)
	return j
}

// apostrophe reports whether the one at j is inside of a word: O'Rourke, but
// not the possessive.
func apostrophe(s string, i, j, n int) bool {
	k := j + n
	if j == i || k >= len(s) || !wordBegins(s, k) {
		return false
	}
	if s[k] == 's' || s[k] == 'S' {
		return k+1 < len(s) && wordBegins(s, k+1)
	}
	return true
}

// letterAlone reports whether one letter stands at i, with a stop or no letter
// behind it.
func letterAlone(s string, i int) bool {
	_, n := utf8.DecodeRuneInString(s[i:])
	return i+n >= len(s) || !wordBegins(s, i+n)
}

// abbreviations are written with a stop that belongs to them.
var abbreviations = func() map[uint64]bool {
	out := map[uint64]bool{}
	for _, a := range []string{"MR", "MRS", "MS", "DR", "GEN", "COL", "LT", "MAJ", "CAPT", "CMDR", "ADM", "SEN", "REP", "GOV", "PROF", "ST", "JR", "SR", "AMB", "REV", "HON", "SGT", "BRIG"} {
		h := beginning
		for i := range len(a) {
			h = further(h, a[i])
		}
		out[h] = true
	}
	return out
}()

// A reading is a word so far.
type reading struct {
	h     uint64
	head  uint64 // the first bytes
	tail  uint64 // the last bytes
	n     int
	shape uint8
	small bool // a letter of it is small
}

// addPlain adds the letters and digits of ASCII that s begins with and returns how many
// they are. Nearly all of a text are such.
func (w *reading) addPlain(s string) int {
	h, head, tail, n, shape, small := w.h, w.head, w.tail, w.n, w.shape, w.small
	i := 0
	for ; i < len(s) && s[i] < utf8.RuneSelf; i++ {
		l := letters[s[i]]
		if l.as == 0 {
			break
		}
		h = further(h, l.as)
		if n < affixes {
			head |= uint64(l.as) << (8 * n)
		}
		tail = tail<<8 | uint64(l.as)
		n++
		shape |= l.shape
		small = small || l.small
	}
	w.h, w.head, w.tail, w.n, w.shape, w.small = h, head, tail, n, shape, small
	return i
}

// letters are the letters and digits of ASCII: how they count, and what they say of
// the shape of a word.
var letters = func() (t [utf8.RuneSelf]letter) {
	for c := range t {
		l := letter{as: byte(c), shape: hasLetter, small: c >= 'a' && c <= 'z'}
		switch {
		case !letterOrDigit(byte(c)):
			continue
		case c <= '9':
			l = letter{as: '0', shape: hasDigit}
		case l.small:
			l.as -= 'a' - 'A'
		}
		if strings.IndexByte("AEIOUY", l.as) >= 0 {
			l.shape |= hasVowel
		}
		t[c] = l
	}
	return t
}()

type letter struct {
	as, shape byte
	small     bool
}

func (w *reading) put(c byte) {
	w.h = further(w.h, c)
	if w.n < affixes {
		w.head |= uint64(c) << (8 * w.n)
	}
	w.tail = w.tail<<8 | uint64(c)
	w.n++
}

// addRune adds a letter that is not ASCII as its base letter, if it has one.
func (w *reading) addRune(s string) {
	d := norm.NFD.PropertiesString(s).Decomposition()
	if len(d) > 0 && d[0] < utf8.RuneSelf {
		w.addPlain(string(d[:1]))
		return
	}
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsMark(r) {
		return
	}
	w.shape |= hasLetter | hasVowel
	w.small = w.small || unicode.IsLower(r)
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], unicode.ToUpper(r))] {
		w.put(c)
	}
}

// token makes t of the word, which stands at [i, j).
func (w *reading) token(t *Token, i, j int, small bool) {
	t.Start, t.End, t.Small = int32(i), int32(j), small
	t.head, t.tail, t.shape, t.length = w.head, w.tail, w.shape, uint8(min(w.n, 15))
	if w.n > 1 {
		t.suffix = affix(further(further(beginning, byte(w.tail)), byte(w.tail>>8)))
	}
	if w.shape&hasStop != 0 {
		w.h ^= 0x5555 // U.S. is not the pronoun
	}
	t.word = mix(w.h)
	t.capitals = !w.small && w.n > 1 && w.shape&hasStop == 0
}
