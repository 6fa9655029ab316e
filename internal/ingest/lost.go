package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/telegram"
)

// wordsLost is the kind of doubt that names them.
const wordsLost = "words lost"

// formWords are the words of the form itself, which a cable does not keep: its
// labels and the ends of messages.
var formWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("subject subj tags refs reftel reference references retel retels reftel reftels reason reasons decl declas classified derived action info origin originally drafted approved page section sections nnnn unclas for official use only eeee quote unquote from under pursuant accordance authority paragraph paragraphs") {
		m[w] = true
	}
	return m
}()

// formSet is the set that each cable begins with.
var formSet = func() (s wordSet) {
	for w := range formWords {
		s.add(wordSum(w))
	}
	return s
}()

var route = regexp.MustCompile(`\bR[A-Z]{3,7}/`)

// A lostLine is a line of a source with words that its cable does not have.
type lostLine struct {
	text  string
	words []string
}

// lostLines are the lines of a text with words of four letters or more that
// stand nowhere in its cable, in their order, each word once. The lines of the
// form do not count: pages, routing, the distribution among offices,
// classifications. A word that was broken at the end of a line is found in the
// cable without its break.
func lostLines(text string, c *cable.Cable) []lostLine {
	have := wordSet{slices.Clone(formSet.slots), formSet.n}
	eachField(c, have.addAll)
	whole := false // the paragraphs are in the set as well
	var out []lostLine
	letters := "" // of all that was kept, where a broken word is looked for
	above := ""
	for line := range strings.Lines(text) {
		before := above
		above = line
		if line = strings.TrimSpace(line); !have.lacks(line) || telegram.IsForm(line) {
			continue
		}
		if !whole {
			eachParagraph(c, have.addAll)
			whole = true
			if !have.lacks(line) {
				continue
			}
		}
		lost := lostLine{text: line}
		before = lastLetters(before) // REA/SONS is a label as well
		eachWord(route.ReplaceAllString(line, " "), func(w string) {
			sum := wordSum(w)
			if have.has(sum) {
				return
			}
			have.add(sum)
			w = strings.ToLower(w)
			if formWords[before+w] && strings.HasPrefix(strings.ToLower(line), w) {
				return
			}
			if letters == "" {
				letters = lettersOf(c)
			}
			if !strings.Contains(letters, w) {
				lost.words = append(lost.words, w)
			}
		})
		if lost.words != nil {
			out = append(out, lost)
		}
	}
	return out
}

// lastLetters are the letters that a line ends with, small.
func lastLetters(line string) string {
	line = strings.TrimRight(line, " \t\r\n")
	i := len(line)
	for i > 0 && isLetter(line[i-1]) {
		i--
	}
	return strings.ToLower(line[i:])
}

// eachField calls f for the texts of a cable in which a word of its source may
// stand, but for those of its paragraphs.
func eachField(c *cable.Cable, f func(text string)) {
	for _, s := range [...]string{c.ID, c.Origin.Code, c.Origin.Name, c.Classification, c.Precedence, c.From, c.Subject, c.DeclassifyOn, c.ClassifiedBy} {
		f(s)
	}
	for _, list := range [...][]string{c.Aliases, c.Captions, c.To, c.Info, c.Reasons, c.Passing, c.Signers, c.Warnings} {
		for _, s := range list {
			f(s)
		}
	}
	for _, t := range c.Tags {
		f(t.Code)
	}
	for _, x := range c.References {
		f(x.Text)
	}
	for _, n := range c.Notes {
		f(n.Text)
	}
	for _, a := range c.Addressees {
		f(a.Route)
		f(a.Precedence)
	}
	if c.CorrectedCopy {
		f("corrected copy")
	}
	if c.PartialExtract {
		f("This record is a partial extract of the original cable. The full text of the original cable is not available.")
	}
	for _, d := range c.Doubts { // a line that could not be read
		f(d.Detail)
	}
}

func eachParagraph(c *cable.Cable, f func(text string)) {
	for i := range c.Paragraphs {
		f(c.Paragraphs[i].Mark)
		f(c.Paragraphs[i].Heading)
		f(c.Paragraphs[i].Text)
	}
}

// lettersOf are the letters of all texts of a cable, small and without anything
// between.
func lettersOf(c *cable.Cable) string {
	var b strings.Builder
	add := func(t string) {
		for i := range len(t) {
			if isLetter(t[i]) {
				b.WriteByte(t[i] | 0x20)
			}
		}
	}
	eachField(c, add)
	eachParagraph(c, add)
	return b.String()
}

// A wordSet holds the sums of words. It is a plain table of them: one is made for
// each cable, and a map would take a tenth of the time of parsing.
type wordSet struct {
	slots []uint64 // a power of two of them; 0 where there is none
	n     int
}

// slot is where a sum stands or would stand.
func (s *wordSet) slot(sum uint64) *uint64 {
	for i := sum >> 7; ; i++ {
		if at := &s.slots[i&uint64(len(s.slots)-1)]; *at == sum || *at == 0 {
			return at
		}
	}
}

func (s *wordSet) has(sum uint64) bool { return s.n > 0 && *s.slot(sum) == sum }

func (s *wordSet) add(sum uint64) {
	if s.n*2 >= len(s.slots) {
		old := s.slots
		s.slots = make([]uint64, max(256, 2*len(old)))
		for _, sum := range old {
			if sum != 0 {
				*s.slot(sum) = sum
			}
		}
	}
	if at := s.slot(sum); *at == 0 {
		*at = sum
		s.n++
	}
}

// addAll adds the words of a text.
func (s *wordSet) addAll(text string) { eachWord(text, func(w string) { s.add(wordSum(w)) }) }

// lacks reports whether a word of a text is not in the set.
func (s *wordSet) lacks(text string) bool {
	lacks := false
	eachWord(text, func(w string) { lacks = lacks || !s.has(wordSum(w)) })
	return lacks
}

// wordSum is the same for words that differ in case alone, and never 0.
func wordSum(w string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(offset)
	for i := range len(w) {
		h = (h ^ uint64(w[i]|0x20)) * prime
	}
	return h | 1
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// eachWord calls f for each run of four letters of ASCII or more.
func eachWord(s string, f func(w string)) {
	start := -1
	for i := 0; i <= len(s); i++ {
		letter := i < len(s) && isLetter(s[i])
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			if i-start > 3 {
				f(s[start:i])
			}
			start = -1
		}
	}
}

// keepLost keeps the lines with words that a cable lost as a note, so that
// nothing of a source is out of reach, and counts them as a doubt.
func keepLost(c *cable.Cable) {
	if c.Unplaced == "" {
		return
	}
	lost := lostLines(c.Unplaced, c)
	if len(lost) == 0 {
		return
	}
	var words, lines []string
	for _, l := range lost {
		words, lines = append(words, l.words...), append(lines, cable.OneLine(l.text))
	}
	c.Notes = append(c.Notes, cable.Note{Text: "Lines that belong to no part of the cable: " + strings.Join(lines, " / ")})
	detail := fmt.Sprintf("%d: %s", len(words), strings.Join(words, " "))
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: wordsLost, Detail: detail})
}
