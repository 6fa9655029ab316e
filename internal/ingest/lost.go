package ingest

import (
	"fmt"
	"regexp"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/telegram"
	"reftel/internal/marking"
)

// formWords are the words of the form itself, which a cable does not keep: its
// labels and the ends of messages.
var formWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("subject subj tags refs reftel reference references reason reasons decl declas classified derived action info origin originally drafted approved page section sections nnnn unclas for official use only eeee quote unquote") {
		m[w] = true
	}
	return m
}()

var (
	sender = regexp.MustCompile(`(?m)^[ \t]*FM[ \t]`)
	route  = regexp.MustCompile(`\bR[A-Z]{3,7}/`)
)

// lostWords are the words of four letters or more of a source that stand
// nowhere in the cable that was made of it, in their order, each once. Routing,
// page and classification lines and the stamps of a release do not count. A word that was broken at the end of a line
// is found in the cable without its break.
func lostWords(text string, c *cable.Cable) []string {
	have := map[string]bool{}
	var all strings.Builder // letters alone
	keep := func(list ...string) {
		for _, s := range list {
			eachWord(s, func(w string) { have[w] = true; all.WriteString(w) })
		}
	}
	keep(c.ID, c.Origin.Code, c.Origin.Name, c.Classification, c.Precedence, c.From, c.Subject, c.DeclassifyOn, c.ClassifiedBy)
	for _, list := range [][]string{c.Aliases, c.Captions, c.To, c.Info, c.Reasons, c.Passing, c.Signers} {
		keep(list...)
	}
	for _, t := range c.Tags {
		keep(t.Code)
	}
	for _, x := range c.References {
		keep(x.Text)
	}
	for i := range c.Paragraphs {
		keep(c.Paragraphs[i].Heading, c.Paragraphs[i].Text)
	}
	for _, n := range c.Notes {
		keep(n.Text)
	}
	for _, a := range c.Addressees {
		keep(a.Route, a.Precedence)
	}
	var out []string
	letters := ""
	if at := sender.FindStringIndex(text); at != nil {
		text = text[at[0]:] // what stands in front is routing and distribution
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "EO Systematic Review") { // the stamp of a release
			continue
		}
		line = route.ReplaceAllString(line, " ")
		missing := false
		eachWord(line, func(w string) { missing = missing || len(w) > 3 && !have[w] && !formWords[w] })
		if !missing || telegram.IsPageLine(strings.TrimSpace(line)) || marking.IsLine(strings.TrimSpace(line)) {
			continue
		}
		if letters == "" {
			letters = all.String()
		}
		eachWord(line, func(w string) {
			if len(w) > 3 && !have[w] && !formWords[w] && !strings.Contains(letters, w) {
				have[w] = true
				out = append(out, w)
			}
		})
	}
	return out
}

// eachWord calls f for each run of letters of ASCII, in small letters.
func eachWord(s string, f func(w string)) {
	s = strings.ToLower(s)
	start := -1
	for i := 0; i <= len(s); i++ {
		letter := i < len(s) && s[i] >= 'a' && s[i] <= 'z'
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
	detail := fmt.Sprintf("%d: %s", len(lost), strings.Join(lost[:min(len(lost), 5)], " "))
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: "words lost", Detail: detail})
}
