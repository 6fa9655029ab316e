package names

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/cable"
)

// settle makes places of the countries and regions that the editors of a printed
// volume marked as abbreviations: UK, GDR, and GOI, which is marked as its
// country. The list of the volume says what each is short for. What is short for
// words of the trade alone is no name.
func (s *setting) settle(es []cable.Entity, known []*dictionary) []cable.Entity {
	out := es[:0]
	for _, e := range es {
		if e.Kind == cable.MISC && trade.MatchString(e.Name) {
			continue
		}
		if name, ok := s.meant(&e, known); ok && e.Kind != cable.PER {
			e.Kind, e.Name = cable.LOC, name
		}
		out = append(out, e)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// settleCounts does the same for what the reader counted in the whole of a document:
// else a country would be counted among the other things too.
func (s *setting) settleCounts(c *cable.Cable, known []*dictionary) {
	c.Entities = slices.DeleteFunc(c.Entities, func(e cable.EntityCount) bool { return e.Kind == cable.MISC && trade.MatchString(e.Name) })
	for i := range c.Entities {
		e := &c.Entities[i]
		if e.Kind == cable.PER {
			continue
		}
		if name, ok := s.meant(&cable.Entity{Kind: e.Kind, Text: e.Name, Name: e.Name}, known); ok {
			e.Kind, e.Name = cable.LOC, name
		}
	}
}

// trade are the meanings of abbreviations that name no thing.
var trade = regexp.MustCompile(`(?i)\b(?:telegrams?|airgrams?|despatch(?:es)?|infotel|fiscal year|for your information|not otherwise specified|reference is made)\b`)

// meant is the place that a marked abbreviation stands for.
func (s *setting) meant(e *cable.Entity, known []*dictionary) (string, bool) {
	if !strings.ContainsFunc(e.Text, unicode.IsUpper) {
		return "", false // fr, from: also France
	}
	name := strings.TrimPrefix(e.Name, "the ")
	if of, ok := strings.CutPrefix(name, "Government of "); ok {
		name = strings.TrimPrefix(of, "the ")
	}
	if name != "" {
		if place, ok := s.place(name, known); ok || !strings.Contains(name, "Government") {
			return place, ok
		}
	}
	return s.place(e.Text, known)
}

// place is the place that the whole of a text names.
func (s *setting) place(text string, known []*dictionary) (string, bool) {
	found := s.mentions(text, known)
	if len(found) != 1 || found[0].Kind != cable.LOC || found[0].Text != text {
		return "", false
	}
	return found[0].Name, true
}
