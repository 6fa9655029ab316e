package plain

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"reftel/internal/cable"
)

// The words of a text by the rule of docs/query.md, found a second time: the whole
// text is rewritten step by step with regular expressions, where package text
// scans it once.

// lowered folds letters and leaves all other characters.
func lowered(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			for _, d := range norm.NFKD.String(string(r)) {
				if unicode.IsLetter(d) || unicode.IsDigit(d) {
					b.WriteRune(unicode.ToLower(d))
				}
			}
			continue
		}
		b.WriteRune(r)
	}
	return letters.Replace(marks.Replace(b.String()))
}

var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

var marks = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "",
	"’", "'", "‘", "'", "ʼ", "'", "′", "'", "`", "'", "´", "'", "＇", "'")

var (
	wordsTied   = regexp.MustCompile(`[\pL\p{Nd}]+(?:[-‐‑–](?:[\r\n][ \t\r\n]*)?[\pL\p{Nd}]+)*`)
	wordsInside = regexp.MustCompile(`[\pL\p{Nd}]+`)
)

// A rewriting is applied twice, because two places may share a character.
type rewriting struct {
	of *regexp.Regexp
	to string
}

var apostrophes = []rewriting{
	{regexp.MustCompile(`([\pL\p{Nd}])'s([^\pL\p{Nd}]|$)`), "$1$2"}, // a possessive
	{regexp.MustCompile(`([\pL\p{Nd}])'(\pL)`), "$1$2"},             // o'neill
}

var mayBeAcronym = regexp.MustCompile(`\pL\.\pL`)

// Letters with full stops: u.s and u.s. are both us, u.n.e.s.c.o. unesco; i.a.smith is ia
// smith.
var acronyms = []rewriting{
	{regexp.MustCompile(`(^|[^\pL\p{Nd}])((?:\pL\.)+\pL)($|[^\pL\p{Nd}'.])`), "$1$2$3"},
	{regexp.MustCompile(`(^|[^\pL\p{Nd}])((?:\pL\.){2,})(\pL[^.]|\pL$)`), "$1$2 $3"},
	{regexp.MustCompile(`(^|[^\pL\p{Nd}])((?:\pL\.){2,})()`), "$1$2$3"},
}

// Words are the words of a text in a row, and the compounds among them, of two
// to four words, with their hyphens.
func Words(s string) (ws, compounds []string) {
	s = lowered(s)
	if mayBeAcronym.MatchString(s) {
		s = withoutStops(s)
	}
	if strings.Contains(s, "'") {
		for _, x := range apostrophes {
			s = x.of.ReplaceAllString(x.of.ReplaceAllString(s, x.to), x.to)
		}
	}
	for _, tied := range wordsTied.FindAllString(s, -1) {
		parts := wordsInside.FindAllString(tied, -1)
		ws = append(ws, parts...)
		if len(parts) > 1 && len(parts) <= 4 {
			compounds = append(compounds, strings.Join(parts, "-"))
		}
	}
	return ws, compounds
}

// withoutStops takes the full stops out of acronyms.
func withoutStops(s string) string {
	for _, a := range acronyms {
		gap := ""
		if strings.Contains(a.to, " ") {
			gap = " "
		}
		for range 2 {
			s = a.of.ReplaceAllStringFunc(s, func(m string) string {
				p := a.of.FindStringSubmatch(m)
				return p[1] + strings.ReplaceAll(p[2], ".", "") + gap + p[3]
			})
		}
	}
	return s
}

// A Passage is a text between breaks, which no phrase goes across.
type Passage struct {
	Subject   bool
	Words     []string
	Compounds []string // co-operation
	Joined    []string // the same as one word: cooperation; and numbers without their marks
	Written   []string // the words with their accents
	Elided    []Elision
}

// Passages are the texts of a cable that are searched: subject, headings,
// paragraphs, editors' notes, signers and the classifying officer.
func Passages(c *cable.Cable) []Passage {
	var out []Passage
	add := func(s string, subject bool) {
		x := Passage{Subject: subject}
		x.Words, x.Compounds = Words(s)
		for _, c := range x.Compounds {
			x.Joined = append(x.Joined, strings.ReplaceAll(c, "-", ""))
		}
		for _, at := range numbers(small(s)) {
			x.Joined = append(x.Joined, digits(small(s)[at[0]:at[1]]))
		}
		x.Written, x.Elided = written(s, x.Words), elisions(s)
		if len(x.Words) > 0 {
			out = append(out, x)
		}
	}
	add(c.Subject, true)
	for _, p := range c.Paragraphs {
		add(p.Heading, false)
		add(p.Text, false)
	}
	for _, n := range c.Notes {
		add(n.Text, false)
	}
	for _, s := range c.Signers {
		add(s, false)
	}
	add(c.ClassifiedBy, false)
	return out
}
