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
func (w *wanted) may(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return true
		}
	}
	return w[capital(word[0])]>>min(len(word), 63)&1 != 0
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
	start, end := nextWord(text, 0)
	for start < end {
		next, nextEnd := nextWord(text, end)
		word := text[start:end]
		small := hasSmall(word)
		if (small || before && (next == nextEnd || hasSmall(text[next:nextEnd]))) && want.may(word) {
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
		start, end = next, nextEnd
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
	for i < len(s) {
		size, in := letterAt(s, i)
		if in {
			break
		}
		i += size
	}
	start = i
	for i < len(s) {
		size, in := letterAt(s, i)
		if !in {
			break
		}
		i += size
	}
	return start, i
}

// letterAt is the size of the character at s[i], and whether it is a letter or digit.
func letterAt(s string, i int) (size int, in bool) {
	if c := s[i]; c < utf8.RuneSelf {
		return 1, 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return size, unicode.IsLetter(r) || unicode.IsDigit(r)
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
