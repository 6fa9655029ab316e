// Package beside turns two texts of a cable that were set beside each other into
// their page. Values in, a view out.
package beside

import (
	"fmt"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/compare"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	pages "reftel/web/templates/beside"
)

// A Page is two cables, or two versions of one, beside each other.
type Page struct {
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
	a, b := x.First, x.Second
	v := pages.View{
		Title: a.Title(), Lang: or(a.Language, "en"),
		First:  pages.Side{Name: a.ID, Href: shape.CablePath(a.ID), About: about(a)},
		Second: pages.Side{Name: b.ID, Href: shape.CablePath(b.ID), About: about(b)},
		Crumbs: []templates.Link{{Label: "Home", Href: "/"}, {Label: a.ID, Href: shape.CablePath(a.ID)}},
		Lead:   x.lead(),
		Fields: x.fields(),
		Alike:  x.alike(),
	}
	if x.Version > 0 {
		v.Kicker = "Two versions of " + a.ID
		v.First.Name = "the version shown"
		v.Second.Name = fmt.Sprintf("version %d", x.Version)
		v.Second.Href = fmt.Sprintf("%s/raw?version=%d", shape.CablePath(a.ID), x.Version)
	} else {
		v.Kicker = "Two cables beside each other"
		v.Swap = shape.BesidePath(b.ID, a.ID)
	}
	p.Title = a.ID + " and " + v.Second.Name + " compared"
	p.Description = x.lead()
	p.NoIndex = true
	v.Page = p
	v.Cuts = x.cuts(v.First.Name, v.Second.Name)
	if x.Rows.NoCase {
		v.Notes = append(v.Notes, "One text is in capitals and the other is not, so capitals and small letters are taken for the same.")
	}
	v.Rows = x.rows(v.First.Name, v.Second.Name)
	return v
}

// about is when and from where a text was sent, and how it came.
func about(c *cable.Cable) string {
	var parts []string
	for _, s := range []string{c.Date.Long(), cite.Sender(c), c.Collection, c.Source.Format} {
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
	if differ+first+second == 0 {
		if same == 0 {
			return "No text on either side"
		}
		return "The same text, word by word"
	}
	s := fmt.Sprintf("%d %s the same, %d %s", same, plural(same, "paragraph is", "paragraphs are"), differ, plural(differ, "differs", "differ"))
	if first > 0 {
		s += fmt.Sprintf(", %d in the first alone", first)
	}
	if second > 0 {
		s += fmt.Sprintf(", %d in the second alone", second)
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
			out = append(out, fmt.Sprintf("%d %s cut in %s and not in %s.", n, plural(n, "place is", "places are"), cut, read))
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

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
