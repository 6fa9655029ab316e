// Package reading is how a reader has the text of a cable: set in paragraphs, or as
// the lines that were received, with names marked or without. The choice stands in
// the address and nowhere else. The lines are those of the kept source, without the
// markup or the table round them; each paragraph is found in them again.
package reading

import (
	"net/url"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A Choice is what a reader chose. The zero value is how a cable is shown to one
// who did not choose.
type Choice struct {
	Lines    bool // as received
	Unmarked bool // names and abbreviations are not marked
}

// Parse reads the choice in an address; what it does not know is left out.
func Parse(v url.Values) Choice {
	return Choice{Lines: v.Get("view") == "lines", Unmarked: v.Get("names") == "off"}
}

// Key is the choice as part of a query string.
func (c Choice) Key() string {
	var ps []string
	if c.Unmarked {
		ps = append(ps, "names=off")
	}
	if c.Lines {
		ps = append(ps, "view=lines")
	}
	return strings.Join(ps, "&")
}

// Address is an address, which may have a query string, with the choice.
func (c Choice) Address(address string) string {
	key := c.Key()
	switch {
	case key == "" || address == "":
		return address
	case strings.Contains(address, "?"):
		return address + "&" + key
	}
	return address + "?" + key
}

// HasLines reports whether sources of a format have lines as they were received.
func HasLines(format string) bool { return format != "frus" }

// View puts the choice into the page of a cable: the ways to change it, and the
// lines where they were chosen. Here is the address of the page without the choice;
// the record has its sources where lines were chosen.
func (c Choice) View(say *words.Speaker, v *templates.Cable, here string, rec *archive.Record, matches map[string][]archive.Span) {
	d := rec.Cable
	link := func(label string, to Choice) templates.Link {
		return templates.Link{Label: label, Href: to.Address(here), Current: c == to}
	}
	var received string
	if c.Lines && len(rec.Sources) > 0 {
		received = Received(rec.Sources[0].Raw, d.Source.Format)
	}
	c.Lines = received != ""
	r := &v.Reading
	if HasLines(d.Source.Format) && len(d.Paragraphs) > 0 {
		r.Ways = append(r.Ways, link(say.Say("For reading"), Choice{Unmarked: c.Unmarked}), link(say.Say("Lines as received"), Choice{Lines: true, Unmarked: c.Unmarked}))
	}
	if c.Lines {
		r.Lines = view(Align(received, d, matches), v.Paragraphs)
	} else if c.Unmarked || hasMarks(v.Paragraphs) {
		r.Marks = append(r.Marks, link(say.Say("Names marked"), Choice{}), link(say.Say("Names unmarked"), Choice{Unmarked: true}))
	}
	c.keep(v)
}

// ViewLong puts the choice into the page of a part of a long text. Its lines as received are
// a form of the whole, and not on offer.
func (c Choice) ViewLong(say *words.Speaker, v *templates.Cable, here string) {
	if c.Unmarked || hasMarks(v.Paragraphs) {
		marked, unmarked := Choice{}, Choice{Unmarked: true}
		v.Reading.Marks = append(v.Reading.Marks,
			templates.Link{Label: say.Say("Names marked"), Href: marked.Address(here), Current: c == marked},
			templates.Link{Label: say.Say("Names unmarked"), Href: unmarked.Address(here), Current: c == unmarked})
	}
	c.keep(v)
}

// keep lets the choice stand in the ways on from the page.
func (c Choice) keep(v *templates.Cable) {
	if v.Trail != nil {
		v.Trail.Prev, v.Trail.Next = c.Address(v.Trail.Prev), c.Address(v.Trail.Next)
	}
	if v.Parts != nil {
		p := &v.Parts.Pages
		p.Prev, p.Next = c.Address(p.Prev), c.Address(p.Next)
		for i := range p.Pages {
			p.Pages[i].Href = c.Address(p.Pages[i].Href)
		}
	}
	for _, n := range []*templates.Neighbour{v.Earlier, v.Later} {
		if n != nil {
			n.Href = c.Address(n.Href)
		}
	}
}

// hasMarks reports whether a name or an abbreviation is marked.
func hasMarks(ps []templates.Paragraph) bool {
	for _, p := range ps {
		for _, r := range p.Runs {
			if r.Kind.Name() {
				return true
			}
		}
	}
	return false
}

// view shapes the stretches of the lines.
func view(ss []Stretch, ps []templates.Paragraph) []templates.Stretch {
	out := make([]templates.Stretch, 0, len(ss))
	for _, s := range ss {
		t := templates.Stretch{Parts: shape.Marked(s.Text, s.Marks)}
		for i, p := range s.Paragraphs {
			if i == 0 {
				t.Anchor, t.Label, t.Name = ps[p].Anchor, ps[p].Label, ps[p].Name
			} else {
				t.Also = append(t.Also, ps[p].Anchor)
			}
		}
		out = append(out, t)
	}
	return out
}
