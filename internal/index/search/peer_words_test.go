package search_test

import (
	"regexp"
	"strings"
	"unicode"

	banalysis "github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"golang.org/x/text/unicode/norm"

	"reftel/internal/cable"
)

// The words of a text by the rule of docs/query.md and scanTokens, found a
// second time: the whole text is rewritten step by step with regular
// expressions, where the index scans it once. Nothing of text.go is used.

// lowered folds letters and leaves all other characters.
func lowered(text string) string {
	var b strings.Builder
	for _, r := range text {
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
	return peerLetters.Replace(b.String())
}

var peerLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "",
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

var peerRewritings = []rewriting{
	{regexp.MustCompile(`([\pL\p{Nd}])'s([^\pL\p{Nd}]|$)`), "$1$2"}, // a possessive
	{regexp.MustCompile(`([\pL\p{Nd}])'(\pL)`), "$1$2"},             // o'neill
}

var mayBeAcronym = regexp.MustCompile(`\pL\.\pL`)

// Letters with full stops: u.s and u.s. are both us; i.a.smith is ia smith.
var peerAcronyms = []rewriting{
	{regexp.MustCompile(`(^|[^\pL\p{Nd}])((?:\pL\.)+\pL)($|[^\pL\p{Nd}'.])`), "$1$2$3"},
	{regexp.MustCompile(`(^|[^\pL\p{Nd}])((?:\pL\.){2,})(\pL)`), "$1$2 $3"},
	{regexp.MustCompile(`(^|[^\pL\p{Nd}])((?:\pL\.){2,})()`), "$1$2$3"},
}

// peerWords are the words of a text in a row, and the compounds among them, of
// two to four words, with their hyphens.
func peerWords(text string) (ws, compounds []string) {
	s := lowered(text)
	stops, signs := peerAcronyms, peerRewritings
	if !mayBeAcronym.MatchString(s) {
		stops = nil
	}
	if !strings.Contains(s, "'") {
		signs = nil
	}
	for _, a := range stops {
		for range 2 {
			s = a.of.ReplaceAllStringFunc(s, func(m string) string {
				p := a.of.FindStringSubmatch(m)
				gap := ""
				if strings.Contains(a.to, " ") {
					gap = " "
				}
				return p[1] + strings.ReplaceAll(p[2], ".", "") + gap + p[3]
			})
		}
	}
	for _, x := range signs {
		s = x.of.ReplaceAllString(x.of.ReplaceAllString(s, x.to), x.to)
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

// peerStem is the stem that Bleve's English filter gives. Words with digits and
// of other alphabets have no English stem, and those of two letters neither.
func peerStem(w string) string {
	if len(w) < 3 || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
		return w
	}
	out := en.NewEnglishStemmerFilter().Filter(banalysis.TokenStream{{Term: []byte(w)}})
	return string(out[0].Term)
}

func peerStems(ws []string) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = peerStem(w)
	}
	return out
}

// A peerText is a text between breaks, which no phrase goes across.
type peerText struct {
	subject   bool
	words     []string
	compounds []string // co-operation
	joined    []string // the same as one word: cooperation
}

// peerTexts are the texts of a cable that are searched: subject, headings,
// paragraphs, editors' notes, signers and the classifying officer.
func peerTexts(c *cable.Cable) []peerText {
	var out []peerText
	add := func(text string, subject bool) {
		x := peerText{subject: subject}
		x.words, x.compounds = peerWords(text)
		for _, c := range x.compounds {
			x.joined = append(x.joined, strings.ReplaceAll(c, "-", ""))
		}
		out = append(out, x)
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
