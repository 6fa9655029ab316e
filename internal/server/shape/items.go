package shape

import (
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/web/templates"
)

// Item shapes a cable in a list.
func (t Terms) Item(sum archive.Summary) templates.CableItem {
	it := templates.CableItem{
		ID: sum.ID, IDInferred: sum.IDInferred, Title: sum.Title, Href: CablePath(sum.ID), Date: viewDate(sum.Date, sum.DateInferred),
		From: cite.SenderName(sum.From, sum.Origin), To: sum.To, Classification: t.classified(sum.Classification),
		COinS: cite.COinS(sum),
	}
	for _, code := range sum.Captions {
		it.Captions = append(it.Captions, t.captionBadge(code))
	}
	return it
}

// snippets link to the permalink pages of their paragraphs.
func snippets(h archive.Hit) []templates.Snippet {
	var out []templates.Snippet
	for _, sn := range h.Snippets {
		v := templates.Snippet{Href: ParagraphPath(h.ID, sn.Anchor), Mark: sn.Mark}
		if sn.Anchor == "" {
			v.Href = CablePath(h.ID)
		}
		if sn.Number > 0 {
			v.Paragraph = strconv.Itoa(sn.Number)
		}
		for _, part := range sn.Parts {
			v.Parts = append(v.Parts, templates.Part{Text: part.Text, Match: part.Match})
		}
		out = append(out, v)
	}
	return out
}

// hit shapes a cable that was found, with the way to its copies.
func (t Terms) hit(h archive.Hit) templates.CableItem {
	it := t.Item(h.Summary)
	if h.Copies > 0 {
		it.Copies = &templates.Link{Label: num(h.Copies) + plural(h.Copies, " near-identical cable", " near-identical cables"), Href: copiesPath(h.ID)}
	}
	return it
}

// classified is the badge of a classification.
func (t Terms) classified(name string) templates.Classification {
	if name == "" {
		return templates.Classification{}
	}
	return templates.Classification{Name: name, Meaning: t.classification(name), Href: FacetSearch(query.Classification, name)}
}

// captionBadge is a handling mark with its meaning.
func (t Terms) captionBadge(code string) templates.Caption {
	return templates.Caption{Code: code, Meaning: t.caption(code), Href: FacetSearch(query.Captions, code)}
}

// copiesLink tells how many cables of a result stand behind others, and leads
// to the list with each of them, or back.
func copiesLink(res *archive.Result, r query.Request) *templates.Link {
	switch {
	case r.Apart:
		return &templates.Link{Label: "Show near-identical cables as one", Href: r.WithApart(false).URL("/search")}
	case res.Folded > 0:
		n := res.Folded
		return &templates.Link{
			Label: num(n) + plural(n, " near-identical cable stands", " near-identical cables stand") + " behind another one: show each",
			Href:  r.WithApart(true).URL("/search"),
		}
	}
	return nil
}
