// Package person reads names of persons and says whether two of them can be,
// or must be, one. It knows names alone: no cable, no table, no corpus.
package person

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A Name is a name in its words, as keys (cable.NameKey). Initials are words of
// one letter, whether they are written H. A., H.A. or H A.
type Name struct {
	Words  []string // from the first to the last; the last one is the surname, or its end
	Suffix string   // jr, sr, ii, iii …, which keeps father and son apart
	Wife   bool     // Mrs. John Holm is not John Holm
}

// suffixes by their ways of writing.
var suffixes = map[string]string{
	"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "2d": "ii", "2nd": "ii",
	"iii": "iii", "3d": "iii", "3rd": "iii", "iv": "iv", "4th": "iv",
}

// written are first names as they are shortened in writing.
var written = map[string]string{
	"wm": "william", "geo": "george", "chas": "charles", "jas": "james", "thos": "thomas",
	"robt": "robert", "jno": "john", "benj": "benjamin", "saml": "samuel",
}

// Parse reads a name without titles, in either order: Henry A. Kissinger, or
// Kissinger, Henry A.
func Parse(s string) Name {
	var n Name
	if rest, ok := strings.CutPrefix(s, "Mrs. "); ok {
		s, n.Wife = rest, true
	}
	s = Bare(s)
	if strings.IndexByte(s, ',') < 0 {
		n.Words = words(s)
		return n.suffixed()
	}
	parts := strings.Split(s, ",")
	for len(parts) > 1 {
		last := suffixes[cable.NameKey(parts[len(parts)-1])]
		if last == "" {
			break
		}
		n.Suffix, parts = last, parts[:len(parts)-1]
	}
	if len(parts) == 2 && turned(parts[0]) {
		n.Words = append(words(parts[1]), words(parts[0])...)
		// Kissinger Jr., Henry
		return n.suffixed()
	}
	n.Words = words(strings.Join(parts, " "))
	return n.suffixed()
}

// turned reports whether what stands before a comma may be a surname. Who is
// called by initials is somebody, and somebody else stands behind the comma.
func turned(s string) bool {
	for i, w := range strings.Fields(s) {
		if len(w) == 2 && w[1] == '.' && i == 0 {
			return false
		}
	}
	return cable.NameKey(s) != ""
}

// Straight is a name in the order in which it is read: Henry A. Kissinger for
// Kissinger, Henry A.
func Straight(s string) string {
	s = Bare(s)
	last, first, ok := strings.Cut(s, ", ")
	if !ok || strings.Contains(first, ",") || suffixes[cable.NameKey(first)] != "" || !turned(last) {
		return s
	}
	return first + " " + last
}

// Bare is a name without the office or the rank that stands behind it: Ostrand,
// Consular Agent.
func Bare(s string) string {
	for {
		i := strings.LastIndexByte(s, ',')
		if i <= 0 {
			return s
		}
		held := false
		for w := range strings.FieldsSeq(strings.ToLower(s[i+1:])) {
			held = held || offices[strings.Trim(w, ".")]
		}
		if !held {
			return s
		}
		s = strings.TrimRight(s[:i], " ,")
	}
}

// offices are words of which one says that an office or a rank is named.
var offices = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`secretary minister ambassador consul consular chargé charge agent commissioner president chairman director governor
 senator general brigadier-general major-general lieutenant-general attorney-general rear-admiral vice-admiral admiral colonel lieutenant captain major
 commander commanding officer interpreter attorney counsel counselor chief representative baron count viscount marquis duke lord sir usa usn usaf usmc
 esq m.d ph.d mp king queen prince princess bishop archbishop cardinal professor`) {
		out[w] = true
	}
	return out
}()

// suffixed takes the suffix off the end of the words and the article out of
// Anwar el-Sadat, which is left out as often, and writes Wm. out.
func (n Name) suffixed() Name {
	if i := len(n.Words) - 1; i > 0 && n.Suffix == "" && suffixes[n.Words[i]] != "" {
		n.Suffix, n.Words = suffixes[n.Words[i]], n.Words[:i]
	}
	for i := len(n.Words) - 2; i >= 0; i-- {
		if w := n.Words[i]; i > 0 && (w == "al" || w == "el") {
			n.Words = append(n.Words[:i:i], n.Words[i+1:]...)
		} else if long := written[w]; long != "" {
			n.Words[i] = long
		}
	}
	return n
}

// words are the keys of the words of a name. A full stop ends an initial, also
// where no blank stands behind it.
func words(s string) []string {
	out := make([]string, 0, 3)
	for w := range strings.FieldsSeq(s) {
		for w != "" {
			if plain := strings.TrimSuffix(w, "."); plain != "" && isPlain(plain) {
				out = append(out, strings.ToLower(plain))
				break
			}
			r, n := utf8.DecodeRuneInString(w)
			if unicode.IsLetter(r) && n < len(w)-1 && w[n] == '.' {
				out = append(out, strings.Fields(cable.NameKey(w[:n]))...)
				w = w[n+1:]
				continue
			}
			out = append(out, strings.Fields(cable.NameKey(w))...)
			break
		}
	}
	return out
}

// isPlain reports whether a word is letters and digits of ASCII alone, so that its key
// is itself in small letters.
func isPlain(w string) bool {
	for i := range len(w) {
		if c := w[i]; !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return true
}

// Key is the same for names that differ in order, case, accents and
// punctuation alone.
func (n Name) Key() string {
	key := strings.Join(n.Words, " ")
	if n.Suffix != "" {
		key += ", " + n.Suffix
	}
	if n.Wife {
		key = "mrs. " + key
	}
	return key
}

// Last is the last word: the surname, or the end of it.
func (n Name) Last() string {
	if len(n.Words) == 0 {
		return ""
	}
	return n.Words[len(n.Words)-1]
}

// Full reports whether the name has more than a surname: two words at least, of
// which the last is no initial and one before it neither.
func (n Name) Full() bool {
	if len(n.Words) < 2 || len(n.Last()) < 2 {
		return false
	}
	for _, w := range n.Words[:len(n.Words)-1] {
		if len(w) > 1 {
			return true
		}
	}
	return false
}
