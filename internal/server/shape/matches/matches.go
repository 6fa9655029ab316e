// Package matches numbers what a search found in a cable, in the order in which the
// page shows it, and makes the ways from match to match. It is handed what was found
// and asks nobody.
package matches

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/web/templates"
	"reftel/web/templates/trail"
	"reftel/web/templates/words"
)

// Most is how many matches have a number. A page with more says how many there are
// and leads through the first ones.
const Most = 200

// A Text is a text of a cable in which something may have been found.
type Text struct {
	Key   string // of what was found
	Label string // how the list of matches calls it: ¶ 3
	Name  string // in words: Paragraph 3
}

// Numbers are the matches of a cable.
type Numbers struct {
	texts []Text // with matches
	first []int  // number of the first match in each
	count []int
	found map[string][]archive.Span
	at    map[string]int // place of a text by its key
	Total int
}

// Of numbers what was found in texts, which stand in the order of the page.
func Of(texts []Text, found map[string][]archive.Span) *Numbers {
	n := &Numbers{found: found, at: map[string]int{}}
	for _, t := range texts {
		k := len(found[t.Key])
		if k == 0 {
			continue
		}
		n.at[t.Key] = len(n.texts)
		n.texts, n.first, n.count = append(n.texts, t), append(n.first, n.Total+1), append(n.count, k)
		n.Total += k
	}
	return n
}

// First is the number of the first match of a text, 0 where it has none that is
// numbered.
func (n *Numbers) First(key string) int {
	if n == nil {
		return 0
	}
	if i, ok := n.at[key]; ok && n.first[i] <= Most {
		return n.first[i]
	}
	return 0
}

// id is the id of the element of a match.
func id(number int) string { return "match-" + strconv.Itoa(number) }

func href(number int) string { return "#" + id(number) }

// Name gives each match of a text, which was cut into runs, its id. A match that was
// cut has it at its beginning.
func (n *Numbers) Name(key string, rs []templates.Run) {
	k := n.First(key)
	if k == 0 {
		return
	}
	left := n.found[key]
	at := 0
	for _, r := range rs {
		for i := range r.Parts {
			p := &r.Parts[i]
			for len(left) > 0 && left[0].Start < at {
				left, k = left[1:], k+1
			}
			if p.Match && len(left) > 0 && left[0].Start == at && k <= Most {
				p.ID = id(k)
			}
			at += utf8.RuneCountInString(p.Text)
		}
	}
}

// View is the line that says how much was found, and where; fields are matches
// outside of the texts. It is nil where nothing was found.
func (n *Numbers) View(say *words.Speaker, fields []trail.Place) *trail.Matches {
	if n.Total == 0 && len(fields) == 0 {
		return nil
	}
	m := &trail.Matches{Of: min(n.Total, Most)}
	if n.Total > 0 {
		m.Label, m.First = count(say, n.Total), href(1)
	}
	for i, t := range n.texts {
		if n.first[i] > Most {
			break
		}
		m.Places = append(m.Places, trail.Place{Label: t.Label, Name: t.Name, Count: n.count[i], Href: href(n.first[i])})
	}
	m.Places = append(m.Places, fields...)
	m.Where = n.where(say, m.Places)
	return m
}

// placesNamed is how many places the line names; more are counted.
const placesNamed = 3

// where is the line itself: 3 matches: Subject, ¶ 1, ¶ 3.
func (n *Numbers) where(say *words.Speaker, places []trail.Place) string {
	s := count(say, n.Total)
	switch {
	case n.Total == 0:
		s = say.Say("Matches outside of the text")
	case n.Total > Most:
		s = say.Say("%s, the first %d of them numbered ‹matches›", s, Most)
	}
	if len(places) > placesNamed {
		return say.Say("%s, in %d places ‹matches›", s, len(places))
	}
	if len(places) == 0 {
		return s
	}
	var labels []string
	for _, p := range places {
		labels = append(labels, p.Label)
	}
	return say.Say("%s: %s", s, strings.Join(labels, ", "))
}

func count(say *words.Speaker, n int) string { return say.Count(n, "%d match", "%d matches") }
