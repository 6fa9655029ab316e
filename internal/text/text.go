// Package text says what a word is: how texts part into words, in which folded
// form words are compared, and which words are forms of one another. Whatever
// searches, marks or compares texts does it by these rules. It knows strings
// alone.
package text

import "strings"

// MaxTerm is the most bytes of a word that are looked at.
const MaxTerm = 64

// A Token is one word of a text in its folded form: small letters without
// accents or apostrophes. The words of a compound (co-operation) are tokens of
// their own; one more, joined, follows them and stands for the whole.
type Token struct {
	Term       string
	Start, End int // bytes of the text
	Kind       Kind
}

// A Kind says where a token stands.
type Kind uint8

// The kinds. Words make the row of a text; the others stand beside it.
const (
	Plain   Kind = iota // a word in its place
	Joined              // a compound, or a number with its thousands marked, as one word
	Written             // a word that is not its folded form: see IsWritten
)

// Scan calls emit for each token of s. The term is valid during the call.
//
//   - Letters, digits and marks make a word; everything else parts words.
//   - An apostrophe within a word is left out (O'Neill is oneill), a final 's
//     too (Castro's is castro).
//   - Letters with full stops are one word (U.S. is us, U.N.E.S.C.O. unesco).
//   - Words tied by hyphens are a compound.
//   - So are the groups of a number with its thousands marked (25,000).
//   - A word with accents stands beside its folded form as it was written, and
//     what follows an elided article (d'Estaing) with an apostrophe before it.
func Scan(s string, emit func(term []byte, start, end int, kind Kind)) {
	ScanFor(s, &everything, func(int) {}, emit)
}

// ScanFor is Scan for somebody who looks for certain words: of the tokens that are not
// wanted most are left out. It calls passed with how many plain ones were, before it emits
// the next.
func ScanFor(s string, wanted *Wanted, passed func(n int), emit func(term []byte, start, end int, kind Kind)) {
	var buf, whole []byte
	var room [MaxTerm + 8]byte
	parts, wholeStart := 0, 0
	for i := 0; i < len(s); {
		if parts == 0 {
			start, end, n, plain := nextPlain(s, i, wanted)
			if n > 0 {
				passed(n)
			}
			if i = end; plain {
				emitNumber(s, start, emit)
				emit(foldPlain(&room, s, start, end), start, end, Plain)
				continue
			}
		}
		r, n := decode(s, i)
		if !IsWord(r) {
			i += n
			continue
		}
		emitNumber(s, i, emit)
		var w wordRead
		buf, w = readWord(s, i, buf[:0])
		end, next := w.end, w.next
		if len(buf) == 0 { // marks alone
			i = next
			continue
		}
		if len(buf) > MaxTerm {
			buf = cutRune(buf, MaxTerm)
		}
		emit(buf, i, end, Plain)
		emitWritten(s, i, buf, w, emit)
		if parts == 0 {
			whole, wholeStart = whole[:0], i
		}
		parts++
		whole = append(whole, buf...)
		after, tied := pastHyphen(s, next)
		if !tied {
			if parts > 1 && parts <= 4 && len(whole) <= MaxTerm {
				emit(whole, wholeStart, end, Joined)
			}
			parts = 0
		}
		i = after
	}
}

// Tokens collects the tokens of a short text.
func Tokens(s string) []Token {
	var ts []Token
	Scan(s, func(term []byte, start, end int, kind Kind) {
		ts = append(ts, Token{string(term), start, end, kind})
	})
	return ts
}

// Words are the folded words of a short text, compounds in their parts.
func Words(s string) []string {
	var ws []string
	Scan(s, func(term []byte, _, _ int, kind Kind) {
		if kind == Plain {
			ws = append(ws, string(term))
		}
	})
	return ws
}

// Fold is the form in which names and other values are compared: folded words
// with one space between.
func Fold(s string) string { return strings.Join(Words(s), " ") }

// Squeeze is the form in which codes are compared: folded, without spaces.
func Squeeze(s string) string { return strings.ReplaceAll(Fold(s), " ", "") }
