package text

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The classes of bytes, by what they are to a plain word.
const (
	parting uint8 = iota // parts words
	within               // a letter or digit of ASCII, whose folded form has the bit 0x20
	tying                // what follows may be part of the word, or the byte is beyond ASCII
)

var byteClass = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c < utf8.RuneSelf && IsWord(rune(c)):
			t[c] = within
		case c >= utf8.RuneSelf || c == '\'' || c == '`' || c == '-':
			t[c] = tying
		}
	}
	return t
}()

const (
	folded = 0x20
	each   = 0x0101010101010101 // for all of eight bytes
)

// Wanted tells roughly which words somebody looks for: for the first byte of a folded
// word, a bit for each length.
type Wanted [256]uint64

// Add has a folded word wanted.
func (w *Wanted) Add(term string) { w[term[0]] |= 1 << (len(term) & 63) }

// Has reports whether a folded word may be wanted.
func (w *Wanted) Has(term []byte) bool { return w.has(term[0], len(term)) }

func (w *Wanted) has(first byte, length int) bool { return w[first]>>(length&63)&1 != 0 }

// everything wants all words.
var everything = func() (w Wanted) {
	for i := range w {
		w[i] = ^uint64(0)
	}
	return w
}()

// nextPlain is the next word that is as most are: letters or digits, and after them
// neither an apostrophe nor a hyphen nor anything beyond ASCII, nor a full stop after a
// single one. Words that are not wanted are passed over, but not numbers, whose thousands
// may be marked; passed is how many. Where a word is another the scan goes on at start as
// for any.
func nextPlain(s string, i int, wanted *Wanted) (start, end, passed int, plain bool) {
	for ; ; passed++ {
		for i < len(s) && byteClass[s[i]] == parting {
			i++
		}
		start = i
		i = pastWord(s, i)
		n := i - start
		if n == 0 || n > MaxTerm || i < len(s) && (byteClass[s[i]] == tying || n == 1 && s[i] == '.') {
			return start, start, passed, false
		}
		if c := s[start]; wanted.has(c|folded, n) || isDigit(c) {
			return start, i, passed, true
		}
	}
}

// pastWord is where the letters and digits of ASCII at i end. It looks at eight bytes at a
// time: words are of all lengths, and a processor that guesses them guesses wrong.
func pastWord(s string, i int) int {
	for i+8 <= len(s) {
		if end := others(eight(s, i)); end != 0 {
			return i + bits.TrailingZeros64(end)/8
		}
		i += 8
	}
	for i < len(s) && byteClass[s[i]] == within {
		i++
	}
	return i
}

// foldPlain writes the letters and digits of ASCII of s from start to end into buf, in
// their folded form: eight at a time as far as s goes on.
func foldPlain(buf *[MaxTerm + 8]byte, s string, start, end int) []byte {
	n := end - start
	k := 0
	for ; k < n && start+k+8 <= len(s); k += 8 {
		binary.LittleEndian.PutUint64(buf[k:], eight(s, start+k)|folded*each)
	}
	for ; k < n; k++ {
		buf[k] = s[start+k] | folded
	}
	return buf[:n]
}

// eight are the bytes of s at i, the first of them lowest.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// others has the highest bit of each byte set that is not a letter or digit of ASCII.
func others(x uint64) uint64 {
	const high = each << 7
	low := x &^ high
	// Added to a byte from c up, 0x80 - c sets its highest bit.
	letter := low | folded*each
	letters := (letter + (0x80-'a')*each) &^ (letter + (0x80-'z'-1)*each)
	digits := (low + (0x80-'0')*each) &^ (low + (0x80-'9'-1)*each)
	return high &^ ((letters | digits) &^ x)
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
