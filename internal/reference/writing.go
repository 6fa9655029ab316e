package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// writing is how a text in large and small letters writes words: each by its
// capitals, "" where it is written in several ways.
type writing map[string]string

// writingOf reads how texts write the words of a title in capitals. A word among
// others in capitals tells nothing, but where it stands in brackets behind what it
// stands for.
func writingOf(title string, texts []string) writing {
	if len(texts) == 0 {
		return nil
	}
	out := writing{}
	want := wanted{firsts: notASCII}
	for start, end := nextWord(title, 0); start < end; start, end = nextWord(title, end) {
		if end-start > 1 {
			out[title[start:end]] = unread
			want.add(title[start:end])
		}
	}
	for _, text := range texts {
		if strings.ContainsFunc(text, unicode.IsLower) {
			out.read(text, &want)
		} else {
			out.readBrackets(text)
		}
	}
	return out
}

// wanted tells by its first two letters and its length that a word is none of the title,
// as nearly all of a text are.
type wanted struct {
	lengths [utf8.RuneSelf]uint64
	firsts  [256]uint8 // 1 for the bytes with which one may begin
	seconds [32]uint32 // for the last five bits of the first byte those of the second, one bit each
}

// notASCII has 1 for the bytes of characters that are not of ASCII.
var notASCII = func() (t [256]uint8) {
	for c := utf8.RuneSelf; c < len(t); c++ {
		t[c] = 1
	}
	return t
}()

func (w *wanted) add(word string) {
	if c := word[0]; c < utf8.RuneSelf {
		w.lengths[c] |= 1 << min(len(word), 63)
		w.firsts[c] = 1
		if 'A' <= c && c <= 'Z' {
			w.firsts[c-'A'+'a'] = 1
		}
		if len(word) > 1 && word[1] < utf8.RuneSelf {
			w.seconds[c&31] |= 1 << (word[1] & 31)
		}
	}
}

// begins is where from s[i] on such a word may begin: behind what is no letter, or where
// what is not of ASCII stands, of which this does not tell.
func (w *wanted) begins(s string, i int) int {
	before := parts[' ']
	if i > 0 {
		before = parts[s[i-1]]
	}
	for ; i < len(s); i++ {
		if w.firsts[s[i]]&before != 0 && w.goesOn(s, i) {
			return i
		}
		before = parts[s[i]]
	}
	return i
}

// goesOn reports whether the byte behind s[i] can be the second of such a word; letters
// that differ in case alone have the same last five bits.
func (w *wanted) goesOn(s string, i int) bool {
	if s[i] >= utf8.RuneSelf {
		return true
	}
	return i+1 < len(s) && (s[i+1] >= utf8.RuneSelf || w.seconds[s[i]&31]>>(s[i+1]&31)&1 != 0)
}

// parts are the bytes behind which a word can begin.
var parts = func() (t [256]uint8) {
	for c := range t {
		if letters[c] == 0 || letters[c] == beyond {
			t[c] = 1
		}
	}
	return t
}()

// may reports whether a word can be one of the title in other letters. Of those with
// others than a to z, which may have another length in capitals, any can.
func (w *wanted) may(word string, plain bool) bool {
	return !plain || w.lengths[capital(word[0])]>>min(len(word), 63)&1 != 0
}

func capital(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

func (o writing) readBrackets(text string) {
	for word := range o {
		if at := strings.Index(text, "("+word+")"); at > 0 && len(word) > 2 && standsFor(word, lastWords(text[:at])) {
			o[word] = word
		}
	}
}

// lastWords is the end of a text, in which what an abbreviation stands for would be.
func lastWords(text string) string {
	return text[strings.LastIndexAny(text[max(0, len(text)-120):], ".;:(")+1+max(0, len(text)-120):]
}

// unread stands for a word that no text has.
const unread = "?"

// read reads how a text writes the words that the title can have.
func (o writing) read(text string, want *wanted) {
	var key [64]byte
	for i := want.begins(text, 0); i < len(text); {
		w := nextPlain(text, i)
		if w.start == w.end {
			return
		}
		if word := text[w.start:w.end]; want.may(word, w.plain) && !letterBefore(text, w.start) && (w.small || amongSmall(text, w)) {
			o.reads(word, w.plain, key[:0])
		}
		i = want.begins(text, w.end)
	}
}

// letterBefore reports whether a letter or digit stands before s[i].
func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// amongSmall reports whether the words beside a word have small letters, or there are none.
func amongSmall(s string, w span) bool {
	if next := nextPlain(s, w.end); next.start < next.end && !next.small {
		return false
	}
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	before := strings.TrimRightFunc(s[:w.start], other)
	return before == "" || strings.ContainsFunc(before[strings.LastIndexFunc(before, other)+1:], unicode.IsLower)
}

// reads takes how a text writes a word. key is room for its capitals.
func (o writing) reads(word string, plain bool, key []byte) {
	if plain {
		for i := range len(word) {
			key = append(key, capital(word[i]))
		}
	} else {
		key = append(key, strings.ToUpper(word)...)
	}
	switch was, ok := o[string(key)]; {
	case !ok:
	case was == unread:
		o[string(key)] = word
	case was != word:
		o[string(key)] = ""
	}
}

// A span is where a word of a text stands, whether it has a small letter and whether it
// is all of ASCII.
type span struct {
	start, end   int
	small, plain bool
}

// nextWord is where the next word from s[i] stands; start is end where there is none.
func nextWord(s string, i int) (start, end int) {
	w := nextPlain(s, i)
	return w.start, w.end
}

// nextPlain is nextWord with what the letters of the word are.
func nextPlain(s string, i int) span {
	for i < len(s) {
		if letters[s[i]] == 0 {
			i++
			continue
		}
		if letters[s[i]] != beyond {
			break
		}
		size := otherLetter(s[i:])
		if size > 0 {
			break
		}
		i -= size
	}
	w := span{start: i}
	seen := uint8(0)
	for i < len(s) && letters[s[i]] != 0 {
		size := 1
		if letters[s[i]] == beyond {
			if size = otherLetter(s[i:]); size < 0 {
				break
			}
		}
		seen |= letters[s[i]]
		i += size
	}
	w.end, w.plain = i, seen&beyond == 0
	w.small = seen&smallLetter != 0 || !w.plain && strings.ContainsFunc(s[w.start:i], unicode.IsLower)
	return w
}

// What the letters of a word are, of which it can have several.
const (
	smallLetter = 1 << iota
	otherCase   // capitals and digits
	beyond      // not of ASCII, where it is a letter or digit
)

// letters says what letters and digits are, of bytes that are not of ASCII no more than
// this; others are 0.
var letters = func() (t [256]uint8) {
	for c := range t {
		switch r := rune(c); {
		case r >= utf8.RuneSelf:
			t[c] = beyond
		case unicode.IsLower(r):
			t[c] = smallLetter
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			t[c] = otherCase
		}
	}
	return t
}()

// otherLetter is the size of the first character of s, negative where it is no letter or
// digit.
func otherLetter(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return size
	}
	return -size
}

// of is the form that the text gives to a word in its own right: in capitals, or
// with capitals in it (McGuire, FonMin). A plain capital at the front, or none, says
// that it is no abbreviation: plain is true then.
func (o writing) of(text string) (form string, plain bool) {
	form = o[text]
	if form == "" || form == unread {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(form)
	if !strings.ContainsFunc(form[size:], unicode.IsUpper) {
		return "", true
	}
	return form, false
}
