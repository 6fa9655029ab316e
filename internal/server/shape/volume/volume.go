// Package volume shapes the pages of printed volumes. Like package shape it is handed
// what the archive answered and asks nobody.
package volume

import (
	"net/url"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	view "reftel/web/templates/volume"
	"reftel/web/templates/words"
)

const (
	// contentsShown is up to how many documents the page of a volume lists itself; of a
	// larger one each chapter does.
	contentsShown = 200
	// Size is how many documents, or names, a page of a list has.
	Size = 100
)

// A Volume is one volume with what its pages show.
type Volume struct {
	*archive.Volume
	Base  string // of absolute URLs, may be empty
	Words *words.Speaker
}

// View shapes the page of the volume.
func (x Volume) View(p templates.Page) view.Volume {
	h, say := &x.VolumeHead, x.Words
	v := view.Volume{Head: x.head(p, shape.VolumePath(h.ID)), Facts: x.facts(), Chapters: x.contents()}
	v.Page.JSONLD = x.jsonLD()
	v.Page.Metas = []templates.Meta{
		{Name: "citation_title", Content: fullName(nil, h)}, {Name: "citation_public_url", Content: v.Canonical}, {Name: "DC.type", Content: "book"},
	}
	for _, e := range h.Editors {
		v.Page.Metas = append(v.Page.Metas, templates.Meta{Name: "citation_editor", Content: e})
	}
	v.Title, v.Lead = titleOf(say, h), holds(say, h)
	if h.Title != "" {
		v.Kicker = nameOf(say, h)
	}
	v.Page.Title = fullName(say, h)
	v.Description = say.Say("%s: %s. ‹volume, what it holds›", fullName(say, h), v.Lead)
	if h.Within != "" {
		v.Hidden = []templates.Hidden{{Name: string(query.Collection), Value: h.Within}}
	}
	if q, ok := x.search(); ok {
		v.Page.Alternates, v.Forms = append(v.Page.Alternates, shape.FeedOf(say.Say("Its documents, newest first"), q)), shape.TakenOut(say, q)
	}
	if n := len(x.Persons); n > 0 {
		v.Lists = append(v.Lists, templates.Link{Label: say.Tell(personsTitle), Href: shape.ChapterPath(h.ID, Persons), Count: n})
	}
	if n := len(x.Terms); n > 0 {
		v.Lists = append(v.Lists, templates.Link{Label: say.Tell(termsTitle), Href: shape.ChapterPath(h.ID, Terms), Count: n})
	}
	return v
}

// search is the query of a search that finds the documents of the volume and no others:
// those whose ids begin as its own. ok is false where an id does not.
func (x Volume) search() (query string, ok bool) {
	before := x.ID + "-d"
	for i := range x.Chapters {
		for _, d := range x.Chapters[i].Documents {
			if !strings.HasPrefix(d.ID, before) {
				return "", false
			}
		}
	}
	return url.Values{"q": {"id:" + before + "*"}}.Encode(), true
}

// head is what the pages of the volume have in common.
func (x Volume) head(p templates.Page, path string) view.Head {
	p.Canonical, p.OGType = x.Base+path, "book"
	return view.Head{Page: p, Crumbs: []templates.Link{shape.HomeLink(x.Words), {Label: x.Words.Say("Volumes"), Href: ListPath}}}
}

// below is head for a page below the one of the volume.
func (x Volume) below(p templates.Page, path, title string) view.Head {
	v := x.head(p, path)
	v.Crumbs = append(v.Crumbs, templates.Link{Label: shape.Cut(nameOf(x.Words, &x.VolumeHead), 80), Href: shape.VolumePath(x.ID)})
	v.Title = title
	v.Page.Title = shape.Cut(title, 120) + ", " + fullName(x.Words, &x.VolumeHead)
	v.Description = v.Page.Title
	return v
}

func (x Volume) facts() []templates.Fact {
	h := &x.VolumeHead
	var fs []templates.Fact
	add := func(term string, vs ...templates.FactValue) {
		if len(vs) > 0 && vs[0].Text != "" {
			fs = append(fs, templates.Fact{Term: term, Values: vs})
		}
	}
	var editors []templates.FactValue
	for _, e := range h.Editors {
		editors = append(editors, templates.FactValue{Text: e})
	}
	add(x.Words.Say("Editors"), editors...)
	add(x.Words.Say("Published"), templates.FactValue{Text: h.Imprint})
	add(x.Words.Say("Volume"), templates.FactValue{Text: h.ID, Mono: true})
	if u, err := url.Parse(h.URL); err == nil {
		add(x.Words.Say("Online edition"), templates.FactValue{Text: u.Host, Href: h.URL})
	}
	return fs
}

// A book is a volume in the vocabulary of schema.org.
type book struct {
	Context string   `json:"@context"`
	Type    string   `json:"@type"`
	Name    string   `json:"name"`
	Editor  []string `json:"editor,omitempty"`
	URL     string   `json:"url,omitempty"`
	SameAs  string   `json:"sameAs,omitempty"`
}

func (x Volume) jsonLD() book {
	h := &x.VolumeHead
	return book{"https://schema.org", "Book", fullName(nil, h), h.Editors, x.Base + shape.VolumePath(h.ID), h.URL}
}

// documents shapes lines of the contents.
func documents(say *words.Speaker, ds []archive.Document) []view.Document {
	out := make([]view.Document, len(ds))
	for i, d := range ds {
		out[i] = view.Document{
			Number: d.Number, Title: d.Head, Href: shape.CablePath(d.ID), Date: shape.DateOf(say, d.Date, d.DateInferred), Note: shape.DocumentKind(say, d.Kind, d.NotPrinted),
		}
	}
	return out
}
