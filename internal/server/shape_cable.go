package server

import (
	"fmt"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/web/templates"
)

// citedShown and similarShown are how many citing and how many similar cables
// a page lists.
const (
	citedShown   = 20
	similarShown = 6
)

// A shownCable is a cable with all that its pages show of it. Its methods are
// pure: they ask nobody.
type shownCable struct {
	terms    terms
	base     string // of absolute URLs, may be empty
	cable    *cable.Cable
	targets  []index.RefTarget
	cited    []index.Summary
	similar  []index.Likeness
	copies   []index.Summary
	versions []index.Version
	matches  map[string][]index.Span // by anchor, or index.TitleKey
	prev     *index.Summary
	next     *index.Summary
	summary  func(index.Summary) templates.CableItem
}

// view shapes the page of the cable.
func (x *shownCable) view(p templates.Page) templates.Cable {
	c := x.cable
	x.head(&p)
	v := templates.Cable{
		Page:            p,
		Crumbs:          x.crumbs(),
		ID:              c.ID,
		IDInferred:      c.IDInferred,
		Subject:         c.Title(),
		SubjectInferred: c.SubjectInferred,
		Lang:            c.Language,
		Date:            viewDate(c.Date, c.DateInferred),
		Classification:  x.terms.classified(c.Classification),
		From:            sender(c),
		To:              c.To,
		Facts:           x.facts(),
		Warnings:        x.warnings(),
		References:      references(x.targets),
		CitedCount:      len(x.cited),
		CopyCount:       len(x.copies),
		Versions:        versions(c.ID, x.versions),
		Paragraphs:      make([]templates.Paragraph, 0, len(c.Paragraphs)),
		Names:           names(c.Entities),
		Earlier:         neighbour(x.prev),
		Later:           neighbour(x.next),
		Raw:             cablePath(c.ID) + "/raw",
		Forms: []templates.Link{
			{Label: "Plain text", Href: cablePath(c.ID) + ".txt"},
			{Label: "JSON", Href: cablePath(c.ID) + ".json"},
		},
		Source:   x.source(),
		Citation: citation(cited{Cable: c, URL: x.absolute(cablePath(c.ID))}),
	}
	if c.Subject != "" && c.Subject != v.Subject {
		v.SubjectSent = c.Subject
	}
	if m := x.matches[index.TitleKey]; len(m) > 0 {
		v.SubjectParts = subjectParts(v.Subject, m)
	}
	for _, code := range c.Captions {
		v.Captions = append(v.Captions, x.terms.captionBadge(code))
	}
	for i := range c.Paragraphs {
		sp := x.paragraph(i)
		v.Paragraphs = append(v.Paragraphs, sp)
		if found := x.matches[sp.Anchor]; len(found) > 0 {
			label := sp.Label
			if label == "" {
				label = sp.Name
			}
			v.Matches = append(v.Matches, templates.Link{Label: label, Href: "#" + sp.Anchor})
			v.MatchCount += len(found)
		}
	}
	for _, n := range c.Notes {
		v.Footnotes = append(v.Footnotes, templates.Footnote{Number: n.Number, Anchor: n.Anchor, Text: n.Text})
	}
	for _, sum := range x.cited[:min(len(x.cited), citedShown)] {
		v.CitedBy = append(v.CitedBy, x.summary(sum))
	}
	for _, sum := range x.copies[:min(len(x.copies), citedShown)] {
		v.Copies = append(v.Copies, x.summary(sum))
	}
	if len(x.copies) > 0 {
		v.CopiesAll = copiesPath(c.ID)
	}
	if len(x.cited) > citedShown {
		v.CitedByAll = &templates.Link{Label: "All cables that cite it", Href: "/search?q=" + escapeQuery("ref:"+c.ID), Count: len(x.cited)}
	}
	for _, l := range x.similar {
		item := x.summary(l.Summary)
		item.Note = likeness(l)
		v.Similar = append(v.Similar, item)
	}
	return v
}

// likeness says what two cables share: "Shares TAGS PREL; lens, prisms".
func likeness(l index.Likeness) string {
	shared := strings.Join(l.Words, ", ")
	if len(l.Tags) > 0 {
		shared = "TAGS " + strings.Join(l.Tags[:min(len(l.Tags), 4)], ", ") + "; " + shared
	}
	return "Shares " + shared
}

// absolute is the whole URL of a path, or the path where the address of the
// site is not known.
func (x *shownCable) absolute(path string) string { return x.base + path }

// paragraph shapes one paragraph.
func (x *shownCable) paragraph(i int) templates.Paragraph {
	p := &x.cable.Paragraphs[i]
	marks := append(reftelMarks(p.Text, x.targets), entityMarks(p.Entities)...)
	label, name := paragraphNames(p)
	return templates.Paragraph{
		Anchor:      p.Anchor,
		Label:       label,
		Name:        name,
		Mark:        p.Mark,
		MarkMeaning: x.terms.markedAs(p),
		Heading:     p.Heading,
		Role:        x.role(p.Anchor),
		Runs:        runs(p.Text, marks, x.matches[p.Anchor]),
		Pre:         columns(p.Text),
		Href:        paragraphPath(x.cable.ID, p.Anchor),
		Link:        x.absolute(lastingPath(x.cable.ID, p)),
	}
}

// role says what a paragraph is in the cable.
func (x *shownCable) role(anchor string) string {
	for _, a := range x.cable.Summary {
		if a == anchor {
			return "Summary"
		}
	}
	for _, a := range x.cable.Comment {
		if a == anchor {
			return "Comment"
		}
	}
	return ""
}

// paragraphNames are the visible number of a paragraph and its name in words.
func paragraphNames(p *cable.Paragraph) (label, name string) {
	if p.Number == 0 {
		return "", "unnumbered paragraph " + strings.TrimPrefix(p.Anchor, "p")
	}
	label = strconv.Itoa(p.Number)
	if _, again, ok := strings.Cut(p.Anchor, "."); ok {
		label += " (" + ordinal(again) + ")"
	}
	return label, "paragraph " + label
}

// columns reports whether a text is laid out in columns: two lines at least in
// which three spaces in a row stand between words.
func columns(text string) bool {
	n := 0
	for line := range strings.Lines(text) {
		if strings.Contains(strings.TrimSpace(line), "   ") {
			n++
		}
	}
	return n >= 2
}

// crumbs lead from the home page to the cable, by its date.
func (x *shownCable) crumbs() []templates.Link {
	ls := []templates.Link{{Label: "Home", Href: "/"}}
	d := x.cable.Date
	if d.Year != 0 {
		ls = append(ls, templates.Link{Label: strconv.Itoa(d.Year), Href: yearPath(d.Year)})
	}
	if d.Month != 0 {
		ls = append(ls, templates.Link{Label: cable.Date{Year: d.Year, Month: d.Month}.Long(), Href: monthPath(d.Year, d.Month)})
	}
	return ls
}

// warnings are the notes on the text.
func (x *shownCable) warnings() []string {
	c := x.cable
	var ws []string
	if c.PartialExtract {
		ws = append(ws, "This is an extract: the source holds a part of the cable only.")
	}
	if c.Redactions > 0 {
		ws = append(ws, fmt.Sprintf("The released text was cut in %d %s.", c.Redactions, plural(c.Redactions, "place", "places")))
	}
	if c.CorrectedCopy {
		ws = append(ws, "This is a corrected copy.")
	}
	return append(ws, c.Warnings...)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// names are the entities of a cable by kind.
func names(es []cable.EntityCount) []templates.Way {
	ways := []templates.Way{
		{ID: "people", Title: "People"}, {ID: "organisations", Title: "Organisations"},
		{ID: "places", Title: "Places"}, {ID: "names", Title: "Other names"},
	}
	place := map[string]int{cable.PER: 0, cable.ORG: 1, cable.LOC: 2, cable.MISC: 3}
	for _, e := range es {
		if i, ok := place[e.Kind]; ok {
			ways[i].Items = append(ways[i].Items, templates.Item{Label: e.Name, Href: entityPath(e.Kind, e.Name), Count: e.Count})
		}
	}
	var out []templates.Way
	for _, w := range ways {
		if len(w.Items) > 0 {
			out = append(out, w)
		}
	}
	return out
}

// neighbour shapes the cable before or after.
func neighbour(s *index.Summary) *templates.Neighbour {
	if s == nil {
		return nil
	}
	return &templates.Neighbour{ID: s.ID, IDInferred: s.IDInferred, Title: s.Title, Href: cablePath(s.ID), Date: viewDate(s.Date, s.DateInferred)}
}

// referenceKinds are the kinds of references in words.
var referenceKinds = map[string]string{
	"cable": "Cable", "email": "E-mail", "phone": "Telephone call", "fax": "Fax", "memo": "Memorandum", "report": "Report",
	"osc": "Open source report", "fam": "Foreign Affairs Manual", "meeting": "Meeting", "web": "Web page", "dtg": "Date-time group",
}

// references shapes the list of references.
func references(ts []index.RefTarget) []templates.Reference {
	var out []templates.Reference
	for _, t := range ts {
		r := templates.Reference{Letter: t.Letter, Kind: referenceKinds[t.Kind], Text: t.Text, ID: t.Canonical, IDInferred: t.IDInferred, Title: t.Title}
		if r.Kind == "" {
			r.Kind = "Other"
		}
		switch {
		case t.Canonical != "":
			r.Href = cablePath(t.Canonical)
			r.Held = t.State == index.Held || t.State == index.Alias
		case t.ID != "":
			r.ID, r.Href = t.ID, cablePath(t.ID)
		}
		out = append(out, r)
	}
	return out
}
