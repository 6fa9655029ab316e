// Package thread turns a thread of cables into its page: a list and a drawing. Values
// in, a view out.
package thread

import (
	"fmt"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/shape"
	"reftel/internal/thread"
	"reftel/web/templates"
	pages "reftel/web/templates/thread"
	"reftel/web/templates/words"
)

// A Page is the thread of a cable.
type Page struct {
	Words  *words.Speaker
	Start  *cable.Cable
	Thread *thread.Thread
}

// View shapes the page.
func (x *Page) View(p templates.Page) pages.View {
	c, say := x.Start, x.Words
	p.Title = say.Say("Thread of %s (%s)", c.Title(), c.ID)
	p.Description = say.Say("The cables that %s cites, those that cite it, and on from there: %s.", c.ID, x.lead())
	p.NoIndex = true
	v := pages.View{
		Page: p, ID: c.ID, Start: pages.Start{Title: c.Title(), Href: shape.CablePath(c.ID)}, Lead: x.lead(),
		Crumbs:  []templates.Link{shape.HomeLink(say), {Label: c.ID, Href: shape.CablePath(c.ID)}},
		Drawing: x.drawing(),
	}
	if x.Thread.Cut {
		v.Notes = append(v.Notes, say.Say("The thread goes on: these are the %s cables that are the fewest references away.", strconv.Itoa(len(x.Thread.Cables))))
	}
	places := map[*thread.Cable]string{}
	for i, c := range x.Thread.Cables {
		places[c] = "c" + strconv.Itoa(i+1)
	}
	for _, t := range x.Thread.Cables {
		item := pages.Cable{
			Anchor: places[t], ID: t.ID, Date: date(say, t), Href: shape.CablePath(t.ID), Status: status(say, t), Current: t.ID == c.ID,
			Cites: citations(say, t.Cites, places), CitedBy: citations(say, t.CitedBy, places),
		}
		if item.Current {
			v.Start.Anchor = item.Anchor
		}
		if s := t.Summary; s != nil {
			item.IDInferred, item.Title, item.From = s.IDInferred, s.Title, cite.SenderName(s.From, s.Origin)
		}
		v.Cables = append(v.Cables, item)
	}
	return v
}

// lead is "12 cables, 1974 to 1976; 3 of them are not in this archive".
func (x *Page) lead() string {
	first, last, absent := 0, 0, 0
	for _, c := range x.Thread.Cables {
		if y := year(c); y != 0 {
			if first == 0 {
				first = y
			}
			first, last = min(first, y), max(last, y)
		}
		if c.Summary == nil {
			absent++
		}
	}
	s := x.Words.Count(len(x.Thread.Cables), "%d cable", "%d cables")
	if first != 0 {
		s += ", " + span(x.Words, first, last)
	}
	if absent > 0 {
		s = x.Words.Say("%s; %s", s, x.Words.Count(absent, "%d of them is not in this archive", "%d of them are not in this archive"))
	}
	return s
}

func span(say *words.Speaker, first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return say.Say("%s to %s", strconv.Itoa(first), strconv.Itoa(last))
}

// year is that in which a cable was sent, 0 where it is not known.
func year(c *thread.Cable) int {
	if c.Summary != nil {
		return c.Summary.Date.Year
	}
	return c.Year
}

// date is when a cable was sent. Of one that is not held its number tells the year.
func date(say *words.Speaker, c *thread.Cable) templates.Date {
	if s := c.Summary; s != nil {
		return shape.DateOf(say, s.Date, s.DateInferred)
	}
	if c.Year == 0 {
		return templates.Date{}
	}
	y := fmt.Sprintf("%04d", c.Year)
	return templates.Date{Text: y, ISO: y}
}

// status says why a cable cannot be read.
func status(say *words.Speaker, c *thread.Cable) string {
	switch c.State {
	case archive.Held, archive.Alias:
		return ""
	case archive.Gone:
		return say.Say("No longer in this archive")
	}
	return say.Say("Not in this archive")
}

func citations(say *words.Speaker, cs []thread.Citation, places map[*thread.Cable]string) []pages.Citation {
	var out []pages.Citation
	for _, c := range cs {
		v := pages.Citation{ID: c.Cable.ID, Href: "#" + places[c.Cable], Inferred: c.Inferred}
		switch len(c.Letters) {
		case 0:
		case 1:
			v.Letters = say.Say("ref %s", c.Letters[0])
		default:
			v.Letters = say.Say("refs %s", strings.Join(c.Letters, ", "))
		}
		out = append(out, v)
	}
	return out
}
