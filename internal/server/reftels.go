package server

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"reftel/internal/index"
	"reftel/web/templates"
)

// A cable speaks of its references as "ref A", "refs A and B", "reftel" or
// "reftels". These mentions become links where the letter, or for "reftel" the
// only cable in the list, is known.

var refLetters = regexp.MustCompile(`^(?i:refs?|reftels?)?[ \n]*[("]?([A-Z])\b[)"]?(?:(?:[ \n]*(?:,|and|AND|&|/|-)[ \n]*)+[("]?([A-Z])\b[)"]?)?(?:(?:[ \n]*(?:,|and|AND|&|/|-)[ \n]*)+[("]?([A-Z])\b[)"]?)?`)

// refWords are the words ref, refs, reftel and reftels of a text, in any case:
// where they begin and end. Every paragraph of a page is looked through, for
// which a regular expression took a tenth of the time of the whole page.
func refWords(text string) [][2]int {
	var found [][2]int
	for i := 0; i < len(text); i++ {
		if text[i] != 'r' && text[i] != 'R' || i > 0 && isWordByte(text[i-1]) {
			continue
		}
		end := i + 1
		for end < len(text) && isWordByte(text[end]) {
			end++
		}
		for _, w := range [...]string{"ref", "refs", "reftel", "reftels"} {
			if strings.EqualFold(text[i:end], w) {
				found = append(found, [2]int{i, end})
			}
		}
		i = end
	}
	return found
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// reftelMarks finds the mentions of references in a text.
func reftelMarks(text string, refs []index.RefTarget) []mark {
	byLetter := map[string]*index.RefTarget{}
	var only *index.RefTarget
	cables := 0
	for i := range refs {
		t := &refs[i]
		if t.Kind != "cable" || t.Canonical == "" {
			continue
		}
		cables++
		only = t
		if t.Letter != "" {
			byLetter[strings.ToUpper(t.Letter)] = t
		}
	}
	if cables == 0 {
		return nil
	}
	var ms []mark
	add := func(from, to int, t *index.RefTarget) {
		m := mark{Start: utf8.RuneCountInString(text[:from]), Kind: templates.CableRef, Href: cablePath(t.Canonical), Name: t.Canonical}
		m.End = m.Start + utf8.RuneCountInString(text[from:to])
		if t.State != index.Held && t.State != index.Alias {
			m.Kind = templates.AbsentRef
		}
		ms = append(ms, m)
	}
	for _, w := range refWords(text) {
		found := false
		if l := refLetters.FindStringSubmatchIndex(text[w[0]:]); l != nil {
			for g := 1; g <= 3; g++ {
				if l[2*g] < 0 {
					continue
				}
				from, to := w[0]+l[2*g], w[0]+l[2*g+1]
				t := byLetter[text[from:to]]
				if t == nil {
					continue
				}
				if !found { // the first letter takes the word along: "ref A"
					from = w[0]
				}
				found = true
				add(from, to, t)
			}
		}
		if !found && cables == 1 && strings.HasPrefix(strings.ToLower(text[w[0]:w[1]]), "reftel") {
			add(w[0], w[1], only)
		}
	}
	return ms
}
