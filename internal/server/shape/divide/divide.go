// Package divide divides the text of a long cable into pages of about the same weight.
// A page is paragraphs that follow one another; a paragraph that is too long for a
// page stands in pieces, each an own paragraph with an anchor of its own. It is
// handed a cable, which it does not change.
package divide

import (
	"slices"

	"reftel/internal/cable"
	"reftel/web/templates/words"
)

// What a page weighs is about the bytes of its text in HTML.
const (
	most       = 512 << 10 // of the text of one page
	ofPiece    = most / 4  // of a piece of a paragraph
	ofOne      = 900       // of a paragraph besides its text: its number, its links
	ofEntity   = 200       // of a name that is marked
	ofNote     = 600       // of a note besides its text
	mostListed = 300       // references, and other values of the head
	mostNames  = 1000      // names of the whole cable
)

// A Long is a cable whose text has several pages.
type Long struct {
	Whole *cable.Cable // with its paragraphs in pieces where they are too long
	Parts []Part
}

// A Part is the paragraphs of a page: those from From, without To.
type Part struct{ From, To int }

// Divided divides the text of a cable. It is nil where the cable fits one page.
func Divided(c *cable.Cable) *Long {
	total := 0
	notes := weightOfNotes(c)
	for i := range c.Paragraphs {
		total += weight(&c.Paragraphs[i], notes)
	}
	if total <= most && listed(c) {
		return nil
	}
	l := &Long{Whole: pieces(c)}
	count := (total + most - 1) / most
	share := total/max(count, 1) + ofPiece // pages of about the same length
	notes = weightOfNotes(l.Whole)
	at, room := 0, min(share, most)
	for i := range l.Whole.Paragraphs {
		w := weight(&l.Whole.Paragraphs[i], notes)
		if room < w && i > at {
			l.Parts = append(l.Parts, Part{at, i})
			at, room = i, min(share, most)
		}
		room -= w
	}
	l.Parts = append(l.Parts, Part{at, len(l.Whole.Paragraphs)})
	return l
}

// listed reports whether the lists of the head are of a length that a page shows.
func listed(c *cable.Cable) bool {
	return max(len(c.References), len(c.To), len(c.Info), len(c.Tags), len(c.Passing), len(c.Signers), len(c.Warnings)) <= mostListed && len(c.Entities) <= mostNames
}

// weightOfNotes is what the notes on each paragraph weigh.
func weightOfNotes(c *cable.Cable) map[string]int {
	if len(c.Notes) == 0 {
		return nil
	}
	out := map[string]int{}
	for i := range c.Notes {
		out[c.Notes[i].Anchor] += ofNote + len(c.Notes[i].Text)
	}
	return out
}

func weight(p *cable.Paragraph, notes map[string]int) int {
	return ofOne + len(p.Heading) + len(p.Text) + ofEntity*len(p.Entities) + notes[p.Anchor]
}

// Holding is the part in which a paragraph of the whole stands.
func (l *Long) Holding(paragraph int) int {
	i, _ := slices.BinarySearchFunc(l.Parts, paragraph, func(p Part, at int) int {
		if p.To <= at {
			return -1
		}
		return 1
	})
	return min(i, len(l.Parts)-1)
}

// Part is the cable with the text of one part alone and the notes on it.
func (l *Long) Part(i int) *cable.Cable { return l.Window(l.Parts[i]) }

// Window is the cable with some of its paragraphs and the notes on these; with the
// first one, also those on its head. Of long lists of its head it has what a page
// shows, which Cuts tell of.
func (l *Long) Window(w Part) *cable.Cable {
	c := *l.Whole
	c.Paragraphs = c.Paragraphs[w.From:w.To]
	here := make(map[string]bool, len(c.Paragraphs))
	for i := range c.Paragraphs {
		here[c.Paragraphs[i].Anchor] = true
	}
	c.Notes = nil
	for _, n := range l.Whole.Notes {
		if here[n.Anchor] || n.Anchor == "" && w.From == 0 {
			c.Notes = append(c.Notes, n)
		}
	}
	c.Warnings = slices.Clone(c.Warnings[:min(len(c.Warnings), mostListed)])
	cut(&c.References, mostListed)
	cut(&c.To, mostListed)
	cut(&c.Info, mostListed)
	cut(&c.Tags, mostListed)
	cut(&c.Passing, mostListed)
	cut(&c.Signers, mostListed)
	cut(&c.Entities, mostNames)
	return &c
}

// Near is the cable with a paragraph of the whole and those beside it alone, and the
// place of the first of them.
func (l *Long) Near(paragraph int) (c *cable.Cable, first int) {
	first = max(paragraph-1, 0)
	return l.Window(Part{first, min(paragraph+2, len(l.Whole.Paragraphs))}), first
}

// cut leaves of a list what a page shows.
func cut[T any](list *[]T, n int) {
	if len(*list) > n {
		*list = (*list)[:n:n]
	}
}

// Cuts say which lists of the head a page shows the first entries of alone.
func (l *Long) Cuts() (said []words.Message) {
	c := l.Whole
	for _, list := range []struct {
		of            words.Message
		length, shown int
	}{
		{words.Later("The cable has %d references; the page shows the first %d, its JSON form all."), len(c.References), mostListed},
		{words.Later("The cable has %d addressees; the page shows the first %d, its JSON form all."), len(c.To), mostListed},
		{words.Later("The cable has %d addressees for information; the page shows the first %d, its JSON form all."), len(c.Info), mostListed},
		{words.Later("The cable has %d TAGS; the page shows the first %d, its JSON form all."), len(c.Tags), mostListed},
		{words.Later("The cable has %d passing instructions; the page shows the first %d, its JSON form all."), len(c.Passing), mostListed},
		{words.Later("The cable has %d signers; the page shows the first %d, its JSON form all."), len(c.Signers), mostListed},
		{words.Later("The cable has %d names; the page shows the first %d, its JSON form all."), len(c.Entities), mostNames},
	} {
		if list.length > list.shown {
			said = append(said, words.Message{Key: list.of.Key, Args: []any{list.length, list.shown}})
		}
	}
	return said
}
