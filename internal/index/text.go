package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// maxTerm is the most bytes of a word that are looked at.
const maxTerm = 64

// A token is one word of a text in its folded form: small letters without
// accents or apostrophes. The words of a compound (co-operation) are tokens of
// their own; one more, joined, follows them and stands for the whole.
type token struct {
	term       string
	start, end int // bytes of the text
	joined     bool
}

// scanTokens calls emit for each token of s. The term is valid during the call.
//
//   - Letters, digits and marks make a word; everything else parts words.
//   - An apostrophe within a word is left out (O'Neill is oneill), a final 's
//     too (Castro's is castro).
//   - Letters with full stops are one word (U.S. is us, U.N.E.S.C.O. unesco).
//   - Words tied by hyphens are a compound.
func scanTokens(s string, emit func(term []byte, start, end int, joined bool)) {
	var buf, whole []byte
	parts, wholeStart := 0, 0
	for i := 0; i < len(s); {
		if parts == 0 {
			var plain bool
			from := i
			if buf, from, i, plain = readPlain(s, i, buf[:0]); plain {
				emit(buf, from, i, false)
				continue
			}
		}
		r, n := decode(s, i)
		if !isWord(r) {
			i += n
			continue
		}
		var end, next int
		buf, end, next = readWord(s, i, buf[:0])
		if len(buf) == 0 { // marks alone
			i = next
			continue
		}
		if len(buf) > maxTerm {
			buf = cutRune(buf, maxTerm)
		}
		emit(buf, i, end, false)
		if parts == 0 {
			whole, wholeStart = whole[:0], i
		}
		parts++
		whole = append(whole, buf...)
		after, tied := pastHyphen(s, next)
		if !tied {
			if parts > 1 && parts <= 4 && len(whole) <= maxTerm {
				emit(whole, wholeStart, end, true)
			}
			parts = 0
		}
		i = after
	}
}

// tokens collects the tokens of a short text.
func tokens(s string) []token {
	var ts []token
	scanTokens(s, func(term []byte, start, end int, joined bool) {
		ts = append(ts, token{string(term), start, end, joined})
	})
	return ts
}

// words are the folded words of a short text, compounds in their parts.
func words(s string) []string {
	var ws []string
	scanTokens(s, func(term []byte, _, _ int, joined bool) {
		if !joined {
			ws = append(ws, string(term))
		}
	})
	return ws
}

// fold is the form in which names and other values are compared: folded words
// with one space between.
func fold(s string) string { return strings.Join(words(s), " ") }

// plainByte are the letters and digits of ASCII in their folded form, 0 for all
// other bytes.
var plainByte = func() (t [256]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c+'A'-'a'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	return t
}()

// readPlain reads the next word where it is as most are: two letters or digits
// or more, and after them neither an apostrophe nor a hyphen nor anything beyond
// ASCII. Where it is not, the scan goes on at next as for any word.
func readPlain(s string, i int, buf []byte) (_ []byte, start, next int, plain bool) {
	for i < len(s) && s[i] < utf8.RuneSelf && plainByte[s[i]] == 0 {
		i++
	}
	start = i
	for i < len(s) && plainByte[s[i]] != 0 {
		buf = append(buf, plainByte[s[i]])
		i++
	}
	if n := i - start; n < 2 || n > maxTerm || i < len(s) && (s[i] >= utf8.RuneSelf || s[i] == '\'' || s[i] == '`' || s[i] == '-') {
		return buf[:0], start, start, false
	}
	return buf, start, i, true
}

// readWord appends the folded word at i to buf. The word ends before end; the
// scan goes on at next, which differs after a possessive.
func readWord(s string, i int, buf []byte) (_ []byte, end, next int) {
	if b, e, ok := readAcronym(s, i, buf); ok {
		return b, e, pastPossessive(s, e)
	}
	for i < len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			buf = append(buf, c)
			i++
			continue
		case 'A' <= c && c <= 'Z':
			buf = append(buf, c+'a'-'A')
			i++
			continue
		}
		r, n := decode(s, i)
		switch {
		case isWord(r):
			buf = appendFolded(buf, r)
			i += n
		case isInvisible(r):
			i += n
		case isApostrophe(r):
			if p := pastPossessive(s, i); p > i {
				return buf, i, p
			}
			if a, _ := decode(s, i+n); !unicode.IsLetter(a) {
				return buf, i, i
			}
			i += n
		default:
			return buf, i, i
		}
	}
	return buf, i, i
}

// readAcronym reads letters with full stops between them.
func readAcronym(s string, i int, buf []byte) (_ []byte, end int, ok bool) {
	count, from := 0, len(buf)
	for {
		r, n := decode(s, i)
		if !unicode.IsLetter(r) {
			break
		}
		after, m := decode(s, i+n)
		if after != '.' {
			if count > 0 && !isWord(after) && !isApostrophe(after) {
				buf = appendFolded(buf, r)
				count++
				i += n
			}
			break
		}
		buf = appendFolded(buf, r)
		count++
		i += n + m
	}
	if count < 2 {
		return buf[:from], 0, false
	}
	return buf, i, true
}

// pastPossessive is the place after 's at i, or i where there is none.
func pastPossessive(s string, i int) int {
	r, n := decode(s, i)
	if !isApostrophe(r) || i+n >= len(s) || s[i+n] != 's' && s[i+n] != 'S' {
		return i
	}
	if a, _ := decode(s, i+n+1); isWord(a) {
		return i
	}
	return i + n + 1
}

// pastHyphen reports whether a hyphen at i ties the word before it to one after
// it, which may stand on the next line.
func pastHyphen(s string, i int) (int, bool) {
	r, n := decode(s, i)
	switch r {
	case '-', '\u2010', '\u2011', '\u2013':
	default:
		return i, false
	}
	j := i + n
	if j < len(s) && (s[j] == '\n' || s[j] == '\r') {
		j += len(s[j:]) - len(strings.TrimLeft(s[j:], " \t\r\n"))
	}
	a, _ := decode(s, j)
	return j, isWord(a)
}

func decode(s string, i int) (rune, int) {
	if i >= len(s) {
		return -1, 0
	}
	if s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func isInvisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '\u02bc', '\u2032', '`', '\u00b4', '\uff07':
		return true
	}
	return false
}

// appendFolded appends r as a small letter without its accent.
func appendFolded(buf []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(buf, byte(unicode.ToLower(r)))
	}
	for _, d := range norm.NFKD.String(string(r)) {
		if !unicode.IsLetter(d) && !unicode.IsDigit(d) {
			continue // an accent, or a sign that was part of the letter
		}
		switch d = unicode.ToLower(d); d {
		case 'ß':
			buf = append(buf, "ss"...)
		case 'æ':
			buf = append(buf, "ae"...)
		case 'œ':
			buf = append(buf, "oe"...)
		case 'ø':
			buf = append(buf, 'o')
		case 'ł':
			buf = append(buf, 'l')
		case 'đ', 'ð':
			buf = append(buf, 'd')
		case 'þ':
			buf = append(buf, "th"...)
		case 'ı':
			buf = append(buf, 'i')
		default:
			buf = utf8.AppendRune(buf, d)
		}
	}
	return buf
}

func cutRune(b []byte, n int) []byte {
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// stem is the English stem of a folded word.
func stem(w string) string {
	if len(w) < 3 {
		return w
	}
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// isStop reports whether a folded word is so common that a search for several
// words leaves it out. Phrases keep it.
func isStop(w string) bool {
	switch w {
	case "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into", "is", "it", "its",
		"no", "not", "of", "on", "or", "s", "such", "t", "that", "the", "their", "then", "there", "these", "they",
		"this", "to", "was", "were", "will", "with", "has", "have", "had", "he", "she", "his", "her", "which", "would":
		return true
	}
	return false
}
