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
)

// A Page is the thread of a cable.
type Page struct {
	Start  *cable.Cable
	Thread *thread.Thread
}

// View shapes the page.
func (x *Page) View(p templates.Page) pages.View {
	c := x.Start
	p.Title = "Thread of " + c.Title() + " (" + c.ID + ")"
	p.Description = "The cables that " + c.ID + " cites, those that cite it, and on from there: " + x.lead() + "."
	p.NoIndex = true
	v := pages.View{
		Page: p, ID: c.ID, Start: pages.Start{Title: c.Title(), Href: shape.CablePath(c.ID)}, Lead: x.lead(),
		Crumbs:  []templates.Link{{Label: "Home", Href: "/"}, {Label: c.ID, Href: shape.CablePath(c.ID)}},
		Drawing: x.drawing(),
	}
	if x.Thread.Cut {
		v.Notes = append(v.Notes, fmt.Sprintf("The thread goes on: these are the %d cables that are the fewest references away.", len(x.Thread.Cables)))
	}
	places := map[*thread.Cable]string{}
	for i, c := range x.Thread.Cables {
		places[c] = "c" + strconv.Itoa(i+1)
	}
	for _, t := range x.Thread.Cables {
		item := pages.Cable{
			Anchor: places[t], ID: t.ID, Date: date(t), Href: shape.CablePath(t.ID), Status: status(t), Current: t.ID == c.ID,
			Cites: citations(t.Cites, places), CitedBy: citations(t.CitedBy, places),
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
	s := count(len(x.Thread.Cables), "cable", "cables")
	if first != 0 {
		s += ", " + span(first, last)
	}
	if absent > 0 {
		s += fmt.Sprintf("; %d of them %s not in this archive", absent, plural(absent, "is", "are"))
	}
	return s
}

func span(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d to %d", first, last)
}

func count(n int, one, many string) string { return strconv.Itoa(n) + " " + plural(n, one, many) }

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// year is that in which a cable was sent, 0 where it is not known.
func year(c *thread.Cable) int {
	if c.Summary != nil {
		return c.Summary.Date.Year
	}
	return c.Year
}

// date is when a cable was sent. Of one that is not held its number tells the year.
func date(c *thread.Cable) templates.Date {
	if s := c.Summary; s != nil {
		if s.Date.IsZero() {
			return templates.Date{}
		}
		return templates.Date{Text: s.Date.Long(), ISO: s.Date.String(), Inferred: s.DateInferred}
	}
	if c.Year == 0 {
		return templates.Date{}
	}
	y := fmt.Sprintf("%04d", c.Year)
	return templates.Date{Text: y, ISO: y}
}

// status says why a cable cannot be read.
func status(c *thread.Cable) string {
	switch c.State {
	case archive.Held, archive.Alias:
		return ""
	case archive.Gone:
		return "No longer in this archive"
	}
	return "Not in this archive"
}

func citations(cs []thread.Citation, places map[*thread.Cable]string) []pages.Citation {
	var out []pages.Citation
	for _, c := range cs {
		v := pages.Citation{ID: c.Cable.ID, Href: "#" + places[c.Cable], Inferred: c.Inferred}
		if n := len(c.Letters); n > 0 {
			v.Letters = plural(n, "ref ", "refs ") + strings.Join(c.Letters, ", ")
		}
		out = append(out, v)
	}
	return out
}
