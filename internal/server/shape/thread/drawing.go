package thread

import (
	"fmt"
	"math"
	"strconv"

	"reftel/internal/server/shape"
	"reftel/internal/thread"
	pages "reftel/web/templates/thread"
	"reftel/web/templates/words"
)

// The measures of the drawing, which fits a screen of 320 pixels.
const (
	width   = 288
	axis    = 104 // where the line stands; the arcs are to its left
	row     = 26  // of a cable, which is large enough for a finger
	heading = 24  // of a year
	widest  = 92  // reach of an arc
	label   = 21  // characters that fit beside the line
)

// drawing is the thread as a line of time.
func (x *Page) drawing() pages.Drawing {
	d := pages.Drawing{Width: width, Axis: axis, Top: row / 2}
	y, heads := 0, headings(x.Words, x.Thread.Cables)
	at := map[*thread.Cable]int{}
	refs := 0
	for i, c := range x.Thread.Cables {
		if heads[i] != "" {
			y += heading
			d.Years = append(d.Years, pages.Year{Y: y - heading/2, Label: heads[i]})
		}
		y += row
		at[c] = y - row/2
		d.Points = append(d.Points, x.point(c, at[c]))
		refs += len(c.Cites)
	}
	d.Height = y + row/4
	farthest := 1
	for _, c := range x.Thread.Cables {
		for _, r := range c.Cites {
			farthest = max(farthest, at[c]-at[r.Cable], at[r.Cable]-at[c])
		}
	}
	for _, c := range x.Thread.Cables {
		for _, r := range c.Cites {
			own := c.ID == x.Start.ID || r.Cable.ID == x.Start.ID
			d.Arcs = append(d.Arcs, pages.Arc{Path: arc(at[c], at[r.Cable], farthest), Own: own, Absent: r.Cable.Summary == nil})
		}
	}
	d.Text = x.Words.Say("Time runs down. Each arc is a reference, from the cable that cites to the cited one: %s. Those of this cable are stronger; a hollow point is a cable that is not held.", strconv.Itoa(refs))
	return d
}

// point is a cable on the line.
func (x *Page) point(c *thread.Cable, y int) pages.Point {
	p := pages.Point{Y: y, Label: cut(c.ID, label), Name: c.ID, Href: shape.CablePath(c.ID), Current: c.ID == x.Start.ID, Absent: c.Summary == nil}
	if t := date(x.Words, c).Text; t != "" {
		p.Name += ", " + t
	}
	if c.Summary != nil {
		p.Name = x.Words.Say("%s: %s", p.Name, shape.Cut(c.Summary.Title, 120))
	} else {
		p.Name = x.Words.Say("%s: %s", p.Name, status(x.Words, c))
	}
	return p
}

// arc is the way from one place on the line to another: the farther, the wider.
func arc(from, to, farthest int) string {
	reach := 10 + (widest-10)*math.Sqrt(math.Abs(float64(from-to))/float64(farthest))
	x := axis - int(math.Round(reach/.75)) // a curve reaches three quarters of the way to its handles
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", axis, from, x, from, x, to, axis, to)
}

// headings are the years, each before its first cable. A cable that is not held and
// whose id tells no year stands with those about it.
func headings(say *words.Speaker, cs []*thread.Cable) []string {
	out := make([]string, len(cs))
	before := ""
	for i, c := range cs {
		now := before
		switch y := year(c); {
		case y != 0:
			now = strconv.Itoa(y)
		case c.Summary != nil:
			now = say.Say("No date")
		}
		if now != before {
			out[i], before = now, now
		}
	}
	return out
}

func cut(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n-1]) + "…"
	}
	return s
}
