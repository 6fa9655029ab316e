// Package beside turns two texts of a cable that were set beside each other into
// their page. Values in, a view out.
package beside

import (
	"fmt"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/compare"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	pages "reftel/web/templates/beside"
	"reftel/web/templates/words"
)

// A Page is two cables, or two versions of one, beside each other.
type Page struct {
	Words         *words.Speaker
	First, Second *cable.Cable
	Version       int // of the second text, from 2; 0 where it is another cable
	Rows          *compare.Rows
}

// The most characters of text that a page shows: of what differs, and of what is the
// same and folded away.
const (
	mostText = 150_000
	mostSame = 60_000
)

// View shapes the page.
func (x *Page) View(p templates.Page) pages.View {
	a, b, say := x.First, x.Second, x.Words
	v := pages.View{
		Title: a.Title(), Lang: or(a.Language, "en"),
		First:  pages.Side{Name: a.ID, Href: shape.CablePath(a.ID), About: x.about(a)},
		Second: pages.Side{Name: b.ID, Href: shape.CablePath(b.ID), About: x.about(b)},
		Crumbs: []templates.Link{shape.HomeLink(say), {Label: a.ID, Href: shape.CablePath(a.ID)}},
		Lead:   x.lead(),
		Fields: x.fields(),
		Alike:  x.alike(),
	}
	if x.Version > 0 {
		v.Kicker = say.Say("Two versions of %s", a.ID)
		v.First.Name = say.Say("the version shown")
		v.Second.Name = say.Say("version %s", strconv.Itoa(x.Version))
		v.Second.Href = fmt.Sprintf("%s/raw?version=%d", shape.CablePath(a.ID), x.Version)
	} else {
		v.Kicker = say.Say("Two cables beside each other")
		v.Swap = shape.BesidePath(b.ID, a.ID)
	}
	p.Title = say.Say("%s and %s compared", a.ID, v.Second.Name)
	p.Description = x.lead()
	p.NoIndex = true
	v.Page = p
	v.Cuts = x.cuts(v.First.Name, v.Second.Name)
	if x.Rows.NoCase {
		v.Notes = append(v.Notes, say.Say("One text is in capitals and the other is not, so capitals and small letters are taken for the same."))
	}
	v.Rows = x.rows(v.First.Name, v.Second.Name)
	return v
}

// about is when and from where a text was sent, and how it came.
func (x *Page) about(c *cable.Cable) string {
	var parts []string
	for _, s := range []string{shape.Long(x.Words, c.Date), cite.Sender(c), c.Collection, c.Source.Format} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// lead counts the paragraphs.
func (x *Page) lead() string {
	same, differ, first, second := 0, 0, 0, 0
	for _, r := range x.Rows.Rows {
		switch {
		case r.Second < 0:
			first++
		case r.First < 0:
			second++
		case r.Same():
			same++
		default:
			differ++
		}
	}
	say := x.Words
	if differ+first+second == 0 {
		if same == 0 {
			return say.Say("No text on either side")
		}
		return say.Say("The same text, word by word")
	}
	s := say.Count(same, "%d paragraph is the same", "%d paragraphs are the same") + ", " + say.Count(differ, "%d differs ‹paragraph›", "%d differ ‹paragraphs›")
	if first > 0 {
		s += ", " + say.Count(first, "%d in the first alone ‹paragraph›", "%d in the first alone ‹paragraphs›")
	}
	if second > 0 {
		s += ", " + say.Count(second, "%d in the second alone ‹paragraph›", "%d in the second alone ‹paragraphs›")
	}
	return s
}

// cuts says what was removed on one side alone.
func (x *Page) cuts(first, second string) []string {
	var n [3]int
	for _, r := range x.Rows.Rows {
		for _, p := range r.Parts {
			if p.Cut {
				n[p.Side]++
			}
		}
	}
	var out []string
	say := func(n int, cut, read string) {
		if n > 0 {
			out = append(out, x.Words.Count(n, "%d place is cut in %s and not in %s.", "%d places are cut in %s and not in %s.", cut, read))
		}
	}
	say(n[compare.First], first, second)
	say(n[compare.Second], second, first)
	return out
}

func or(s, other string) string {
	if s != "" {
		return s
	}
	return other
}
