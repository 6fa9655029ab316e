package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	if n := i - start; n < 2 || n > MaxTerm || i < len(s) && (s[i] >= utf8.RuneSelf || s[i] == '\'' || s[i] == '`' || s[i] == '-') {
		return buf[:0], start, start, false
	}
	return buf, start, i, true
}

// A wordRead is what was read of a word. The word ends before end; the scan goes
// on at next, which differs after a possessive.
type wordRead struct {
	end, next int
	elided    int // where the word after an elided article begins, 0 for none
	article   int // bytes of the folded article
	acronym   bool
}

// readWord appends the folded word at i to buf.
func readWord(s string, i int, buf []byte) ([]byte, wordRead) {
	if b, e, ok := readAcronym(s, i, buf); ok {
		return b, wordRead{end: e, next: pastPossessive(s, e), acronym: true}
	}
	var w wordRead
	done := func(next int) ([]byte, wordRead) {
		w.end, w.next = i, next
		return buf, w
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
		case IsWord(r):
			buf = appendFolded(buf, r)
			i += n
		case isInvisible(r):
			i += n
		case isApostrophe(r):
			if p := pastPossessive(s, i); p > i {
				return done(p)
			}
			a, _ := decode(s, i+n)
			if !unicode.IsLetter(a) {
				return done(i)
			}
			i += n
			if w.elided == 0 && isElided(buf, a) {
				w.elided, w.article = i, len(buf)
			}
		default:
			return done(i)
		}
	}
	return done(i)
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
			if count > 0 && !IsWord(after) && !isApostrophe(after) {
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
	if a, _ := decode(s, i+n+1); IsWord(a) {
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
	return j, IsWord(a)
}
