package ingest

import (
	"fmt"
	"regexp"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/telegram"
	"reftel/internal/marking"
)

// wordsLost is the kind of doubt that names them.
const wordsLost = "words lost"

// formWords are the words of the form itself, which a cable does not keep: its
// labels and the ends of messages.
var formWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("subject subj tags refs reftel reference references reason reasons decl declas classified derived action info origin originally drafted approved page section sections nnnn unclas for official use only eeee quote unquote") {
		m[w] = true
	}
	return m
}()

var route = regexp.MustCompile(`\bR[A-Z]{3,7}/`)

// lostWords are the words of four letters or more of a source that stand
// nowhere in the cable that was made of it, in their order, each once. Routing,
// page and classification lines and the stamps of a release do not count. A word that was broken at the end of a line
// is found in the cable without its break.
func lostWords(text string, c *cable.Cable) []string {
	kept := keptTexts(c)
	have := make(map[uint64]bool, 1024)
	for _, k := range kept {
		eachWord(k, func(w string) { have[wordSum(w)] = true })
	}
	if at := strings.Index(text, "\nFM "); at >= 0 {
		text = text[at+1:] // what stands in front is routing and distribution
	}
	var out []string
	letters := "" // of all that was kept, where a broken word is looked for
	for line := range strings.Lines(text) {
		missing := false
		eachWord(line, func(w string) { missing = missing || len(w) > 3 && !have[wordSum(w)] })
		if !missing || strings.Contains(line, "EO Systematic Review") { // the stamp of a release
			continue
		}
		if t := strings.TrimSpace(line); telegram.IsPageLine(t) || marking.IsLine(t) {
			continue
		}
		eachWord(route.ReplaceAllString(line, " "), func(w string) {
			sum := wordSum(w)
			w = strings.ToLower(w)
			if len(w) < 4 || have[sum] || formWords[w] {
				return
			}
			if letters == "" {
				letters = lettersOf(kept)
			}
			have[sum] = true
			if !strings.Contains(letters, w) {
				out = append(out, w)
			}
		})
	}
	return out
}

// keptTexts are all texts of a cable in which a word of its source may stand.
func keptTexts(c *cable.Cable) []string {
	kept := []string{c.ID, c.Origin.Code, c.Origin.Name, c.Classification, c.Precedence, c.From, c.Subject, c.DeclassifyOn, c.ClassifiedBy}
	for _, list := range [][]string{c.Aliases, c.Captions, c.To, c.Info, c.Reasons, c.Passing, c.Signers} {
		kept = append(kept, list...)
	}
	for _, t := range c.Tags {
		kept = append(kept, t.Code)
	}
	for _, x := range c.References {
		kept = append(kept, x.Text)
	}
	for i := range c.Paragraphs {
		kept = append(kept, c.Paragraphs[i].Heading, c.Paragraphs[i].Text)
	}
	for _, n := range c.Notes {
		kept = append(kept, n.Text)
	}
	for _, a := range c.Addressees {
		kept = append(kept, a.Route, a.Precedence)
	}
	return kept
}

// lettersOf are the letters of texts, small and without anything between.
func lettersOf(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		eachWord(t, func(w string) { b.WriteString(w) })
	}
	return strings.ToLower(b.String())
}

// wordSum is the same for words that differ in case alone.
func wordSum(w string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(offset)
	for i := range len(w) {
		h = (h ^ uint64(w[i]|0x20)) * prime
	}
	return h
}

// eachWord calls f for each run of letters of ASCII.
func eachWord(s string, f func(w string)) {
	start := -1
	for i := 0; i <= len(s); i++ {
		letter := i < len(s) && 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z'
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			f(s[start:i])
			start = -1
		}
	}
}

// tellLost notes the words that a cable lost.
func tellLost(text string, c *cable.Cable) {
	lost := lostWords(text, c)
	if len(lost) == 0 {
		return
	}
	detail := fmt.Sprintf("%d: %s", len(lost), strings.Join(lost, " "))
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: wordsLost, Detail: detail})
}
