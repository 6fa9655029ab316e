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
	var want wanted
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

// wanted tells by its first letter and its length that a word is none of the title, as
// nearly all of a text are.
type wanted [utf8.RuneSelf]uint64

func (w *wanted) add(word string) {
	if c := word[0]; c < utf8.RuneSelf {
		w[c] |= 1 << min(len(word), 63)
	}
}

// may reports whether a word can be one of the title in other letters. Of those with
// others than a to z, which may have another length in capitals, any can.
func (w *wanted) may(word string, plain bool) bool {
	return !plain || w[capital(word[0])]>>min(len(word), 63)&1 != 0
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

func (o writing) read(text string, want *wanted) {
	before := true // whether the word before has small letters, or begins the text
	start, end, plain := nextPlain(text, 0)
	for start < end {
		next, nextEnd, plainNext := nextPlain(text, end)
		word := text[start:end]
		small := hasSmall(word)
		if (small || before && (next == nextEnd || hasSmall(text[next:nextEnd]))) && want.may(word, plain) {
			key := strings.ToUpper(word)
			switch was, ok := o[key]; {
			case !ok:
			case was == unread:
				o[key] = word
			case was != word:
				o[key] = ""
			}
		}
		before = small
		start, end, plain = next, nextEnd, plainNext
	}
}

func hasSmall(word string) bool {
	for i := range len(word) {
		switch c := word[i]; {
		case 'a' <= c && c <= 'z':
			return true
		case c >= utf8.RuneSelf:
			return strings.ContainsFunc(word[i:], unicode.IsLower)
		}
	}
	return false
}

// nextWord is where the next word from s[i] stands; start is end where there is none.
func nextWord(s string, i int) (start, end int) {
	start, end, _ = nextPlain(s, i)
	return start, end
}

// nextPlain is nextWord, and whether the word is all of ASCII.
func nextPlain(s string, i int) (start, end int, plain bool) {
	for i < len(s) {
		size := letterAt(s, i)
		if size > 0 {
			break
		}
		i -= size
	}
	start, plain = i, true
	for i < len(s) {
		size := letterAt(s, i)
		if size < 0 {
			break
		}
		plain = plain && size == 1
		i += size
	}
	return start, i, plain
}

// letterAt is the size of the character at s[i], negative where it is no letter or digit.
func letterAt(s string, i int) int {
	if c := s[i]; c < utf8.RuneSelf {
		return int(asciiLetters[c])
	}
	return otherLetter(s[i:])
}

// asciiLetters are 1 for letters and digits, else -1.
var asciiLetters = func() (t [utf8.RuneSelf]int8) {
	for c := range t {
		t[c] = -1
		if r := rune(c); unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[c] = 1
		}
	}
	return t
}()

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
