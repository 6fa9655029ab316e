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
	v := pages.Row{Look: "same", Status: "the same", Name: upper(name(&ps[rs[0].First])), Links: x.links(rs[0])}
	if n := len(rs); n > 1 {
		v.Name = fmt.Sprintf("%d paragraphs, from %s", n, name(&ps[rs[0].First]))
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
	v := pages.Row{Links: x.links(r)}
	size := 0
	cut := [3]bool{}
	for _, p := range r.Parts {
		size += len(p.Text)
		cut[p.Side] = cut[p.Side] || p.Cut
	}
	switch {
	case r.Second < 0:
		v.Name, v.Look, v.Status = upper(name(&x.First.Paragraphs[r.First])), "first", "in "+first+" alone"
	case r.First < 0:
		v.Name, v.Look, v.Status = upper(name(&x.Second.Paragraphs[r.Second])), "second", "in "+second+" alone"
	default:
		one, other := name(&x.First.Paragraphs[r.First]), name(&x.Second.Paragraphs[r.Second])
		if v.Name = upper(one); one != other {
			v.Name += ", " + other + " of " + second
		}
		v.Look, v.Status = "changed", "differs"
		if cut[compare.First] {
			v.Status += ", cut in " + first
		}
		if cut[compare.Second] {
			v.Status += ", cut in " + second
		}
	}
	if *room -= size; *room < 0 {
		v.Long = "The text of this paragraph is left out here: what differs is too long for one page."
		return v
	}
	v.Parts = parts(r.Parts)
	return v
}

// links lead to the paragraph where it can be read.
func (x *Page) links(r compare.Row) []templates.Link {
	var ls []templates.Link
	if r.First >= 0 {
		where := "In " + x.First.ID
		if x.Version > 0 {
			where = "In the cable"
		}
		ls = append(ls, templates.Link{Label: where, Href: shape.CablePath(x.First.ID) + "#" + x.First.Paragraphs[r.First].Anchor})
	}
	if r.Second >= 0 && x.Version == 0 {
		ls = append(ls, templates.Link{Label: "In " + x.Second.ID, Href: shape.CablePath(x.Second.ID) + "#" + x.Second.Paragraphs[r.Second].Anchor})
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

// name is a paragraph in words.
func name(p *cable.Paragraph) string {
	if p.Number == 0 {
		return "unnumbered paragraph " + strings.TrimPrefix(p.Anchor, "p")
	}
	s := "paragraph " + strconv.Itoa(p.Number)
	if _, again, ok := strings.Cut(p.Anchor, "."); ok {
		s += " (" + cite.Ordinal(again) + ")"
	}
	return s
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
