package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What stands beside the words of a text, found a second time as well: words with
// their accents, words after an elided article, numbers with their thousands
// marked.

// small is a text in small letters with its accents.
func small(s string) string {
	return marks.Replace(norm.NFC.String(strings.Map(unicode.ToLower, s)))
}

// written are the words of a text with their accents, in the order of ws.
func written(s string, ws []string) []string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return ws
	}
	s = small(s)
	if mayBeAcronym.MatchString(s) {
		s = withoutStops(s)
	}
	for _, x := range apostrophes {
		s = x.of.ReplaceAllString(x.of.ReplaceAllString(s, x.to), x.to)
	}
	if out := wordsInside.FindAllString(s, -1); len(out) == len(ws) {
		return out
	}
	return ws
}

// An Elision is a word after an elided article, folded and as it was written.
type Elision struct{ Word, Written string }

var (
	mayBeElided = regexp.MustCompile(`(?:^|[^\pL\p{Nd}'])(\pL+)'(\pL(?:'?[\pL\p{Nd}])*)`)
	beforeAll   = []string{"d"}
	beforeVowel = strings.Fields("l qu c j m n s t jusqu lorsqu puisqu quoiqu dell all dall nell sull coll un quell")
)

func elisions(s string) []Elision {
	var out []Elision
	if s = small(s); !strings.Contains(s, "'") {
		return nil
	}
	s = apostrophes[0].of.ReplaceAllString(s, apostrophes[0].to)
	for _, m := range mayBeElided.FindAllStringSubmatch(s, -1) {
		article, w := lowered(m[1]), strings.ReplaceAll(m[2], "'", "")
		word := lowered(w)
		vowel := strings.ContainsAny(word[:1], "aeiouyh")
		if len(word) > 2 && (slices.Contains(beforeAll, article) || vowel && slices.Contains(beforeVowel, article)) {
			out = append(out, Elision{word, w})
		}
	}
	return out
}

// number is one with its thousands marked, between what may stand around it.
var number = func() (all []*regexp.Regexp) {
	for _, m := range []string{",", `\.`, " ", "\u00a0", "\u2009", "\u202f", "'"} {
		all = append(all, regexp.MustCompile(`[1-9][0-9]{0,2}(?:`+m+`[0-9]{3})+`))
	}
	return all
}()

var mayBeNumber = regexp.MustCompile(`[0-9][^\pL\p{Nd}][0-9]{3}`)

// numbers are where they stand in a text.
func numbers(s string) [][]int {
	var out [][]int
	if !mayBeNumber.MatchString(s) {
		return nil
	}
	for _, re := range number {
		for _, at := range re.FindAllStringIndex(s, -1) {
			before, after := []rune(s[:at[0]]), []rune(s[at[1]:])
			mark := []rune(strings.TrimLeft(s[at[0]:at[1]], "0123456789"))[0]
			isMark := func(r rune) bool { return r == mark }
			inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
			n := len(before)
			switch {
			case n > 0 && inWord(before[n-1]), n > 1 && isMark(before[n-1]) && unicode.IsDigit(before[n-2]):
			case len(after) > 0 && inWord(after[0]), len(after) > 1 && isMark(after[0]) && unicode.IsDigit(after[1]):
			default:
				out = append(out, at)
			}
		}
	}
	return out
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// numbersParted and numbersWhole are the words of a phrase with the thousands of
// its numbers parted, and not.
func numbersParted(ws []string) []string {
	var out []string
	for _, w := range ws {
		if w[0] == '0' || digits(w) != w || len(w) > 15 {
			out = append(out, w)
			continue
		}
		first := (len(w)-1)%3 + 1
		out = append(out, w[:first])
		for i := first; i < len(w); i += 3 {
			out = append(out, w[i:i+3])
		}
	}
	return out
}

func numbersWhole(s string) string {
	s = small(s)
	at := numbers(s)
	slices.SortFunc(at, func(a, b []int) int { return b[0] - a[0] })
	for _, x := range at {
		s = s[:x[0]] + digits(s[x[0]:x[1]]) + s[x[1]:]
	}
	return s
}

// two are the letters that telegrams write as two.
var two = map[rune]string{'ä': "ae", 'ö': "oe", 'ø': "oe", 'ü': "ue", 'å': "aa", 'đ': "dj"}

// spellings are the folded words that a written one may be in telegrams.
func spellings(written string) []string {
	letters := []rune(written)
	for i, r := range letters {
		if two[r] == "" {
			continue
		}
		var out []string
		for _, rest := range spellings(string(letters[i+1:])) {
			before := lowered(string(letters[:i]))
			out = append(out, before+lowered(string(r))+rest, before+two[r]+rest)
		}
		return out
	}
	return []string{lowered(written)}
}

// learn notes the spellings of the words of a passage that are not their folded
// form.
func (r *Reading) learn(p *Passage) {
	note := func(word, written string) {
		if word == written {
			return
		}
		all := spellings(written)
		for _, s := range all {
			for _, o := range all {
				if !slices.Contains(r.spelt[s], o) {
					r.spelt[s] = append(r.spelt[s], o)
				}
			}
		}
	}
	for i, w := range p.Words {
		note(w, p.Written[i])
	}
	for _, e := range p.Elided {
		note(e.Word, e.Written)
	}
}

// terms are the folded words that a typed one stands for.
func (r *Reading) terms(written string, sign bool) []string {
	out := spellings(written)
	if sign {
		return out
	}
	for _, s := range spellings(written) {
		out = append(out, r.spelt[s]...)
	}
	return out
}
