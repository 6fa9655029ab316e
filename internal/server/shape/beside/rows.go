package beside

import (
	"strconv"

	"reftel/internal/cable"
	"reftel/internal/compare"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	pages "reftel/web/templates/beside"
)

// rows are the paragraphs. Those that are the same, one behind another, are one row.
func (x *Page) rows(first, second string) []pages.Row {
	var out []pages.Row
	room, sameRoom := mostText, mostSame
	rs := x.Rows.Rows
	for i := 0; i < len(rs); i++ {
		if rs[i].Same() {
			from := i
			for i+1 < len(rs) && rs[i+1].Same() {
				i++
			}
			out = append(out, x.same(rs[from:i+1], &sameRoom))
			continue
		}
		out = append(out, x.row(rs[i], first, second, &room))
	}
	return out
}

// same is a row of paragraphs that are the same.
func (x *Page) same(rs []compare.Row, room *int) pages.Row {
	ps := x.First.Paragraphs
	name, heading := x.name(&ps[rs[0].First])
	v := pages.Row{Look: "same", Status: x.Words.Say("the same ‹paragraph›"), Name: heading, Links: x.links(rs[0])}
	if n := len(rs); n > 1 {
		v.Name = x.Words.Say("%s paragraphs, from %s", strconv.Itoa(n), name)
	}
	size := 0
	for _, r := range rs {
		size += len(ps[r.First].Text)
	}
	if *room -= size; *room < 0 {
		return v
	}
	for _, r := range rs {
		p := &ps[r.First]
		text := p.Text
		if p.Heading != "" {
			text = p.Heading + "\n" + text
		}
		v.Same = append(v.Same, []pages.Part{{Text: text}})
	}
	return v
}

// row is a paragraph that differs, or that stands on one side alone.
func (x *Page) row(r compare.Row, first, second string, room *int) pages.Row {
	v, say := pages.Row{Links: x.links(r)}, x.Words
	size := 0
	cut := [3]bool{}
	for _, p := range r.Parts {
		size += len(p.Text)
		cut[p.Side] = cut[p.Side] || p.Cut
	}
	switch {
	case r.Second < 0:
		v.Look, v.Status = "first", say.Say("in %s alone", first)
		_, v.Name = x.name(&x.First.Paragraphs[r.First])
	case r.First < 0:
		v.Look, v.Status = "second", say.Say("in %s alone", second)
		_, v.Name = x.name(&x.Second.Paragraphs[r.Second])
	default:
		one, heading := x.name(&x.First.Paragraphs[r.First])
		other, _ := x.name(&x.Second.Paragraphs[r.Second])
		if v.Name = heading; one != other {
			v.Name = say.Say("%s, %s of %s ‹paragraph, paragraph, cable›", heading, other, second)
		}
		v.Look, v.Status = "changed", say.Say("differs ‹paragraph›")
		if cut[compare.First] {
			v.Status = say.Say("%s, cut in %s", v.Status, first)
		}
		if cut[compare.Second] {
			v.Status = say.Say("%s, cut in %s", v.Status, second)
		}
	}
	if *room -= size; *room < 0 {
		v.Long = say.Say("The text of this paragraph is left out here: what differs is too long for one page.")
		return v
	}
	v.Parts = parts(r.Parts)
	return v
}

// links lead to the paragraph where it can be read.
func (x *Page) links(r compare.Row) []templates.Link {
	var ls []templates.Link
	if r.First >= 0 {
		where := x.Words.Say("In %s ‹cable›", x.First.ID)
		if x.Version > 0 {
			where = x.Words.Say("In the cable")
		}
		ls = append(ls, templates.Link{Label: where, Href: shape.CablePath(x.First.ID) + "#" + x.First.Paragraphs[r.First].Anchor})
	}
	if r.Second >= 0 && x.Version == 0 {
		ls = append(ls, templates.Link{Label: x.Words.Say("In %s ‹cable›", x.Second.ID), Href: shape.CablePath(x.Second.ID) + "#" + x.Second.Paragraphs[r.Second].Anchor})
	}
	return ls
}

func parts(ps []compare.Part) []pages.Part {
	out := make([]pages.Part, len(ps))
	for i, p := range ps {
		out[i] = pages.Part{Text: p.Text, Cut: p.Cut, Side: sides[p.Side]}
	}
	return out
}

var sides = map[compare.Side]string{compare.First: "first", compare.Second: "second"}

// name is a paragraph in words, within a sentence and at the beginning of one.
func (x *Page) name(p *cable.Paragraph) (name, heading string) {
	_, name, heading = shape.ParagraphNames(x.Words, p)
	return name, heading
}
