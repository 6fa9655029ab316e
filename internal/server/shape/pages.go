package shape

import (
	"cmp"
	"fmt"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// Home shapes the first page.
func Home(p templates.Page, terms Terms, res *archive.Result, st archive.Stats) templates.Home {
	p.Title = ""
	p.Description = "A searchable archive of diplomatic cables: full text, TAGS, posts, people and places, with a link to every paragraph."
	v := templates.Home{
		Page: p, Lead: homeLead(st), Lines: homeLines, More: []templates.Link{
			{Label: "About this archive", Href: templates.RouteAbout}, {Label: "What was doubted and what is missing", Href: templates.RouteQuality}, {Label: "Search help", Href: templates.RouteHelp},
		},
		CablesTitle: "Latest cables", CablesAll: &templates.Link{Label: "All cables", Href: "/search", Count: st.Cables},
	}
	for _, t := range []templates.Total{
		{Count: st.Cables, Label: plural(st.Cables, "cable", "cables"), Href: "/search"},
		{Count: st.Paragraphs, Label: plural(st.Paragraphs, "paragraph", "paragraphs")},
		{Count: st.Posts, Label: plural(st.Posts, "post", "posts"), Href: "/posts"},
		{Count: st.Entities, Label: plural(st.Entities, "name", "names"), Href: "/people"},
	} {
		if t.Count > 0 {
			v.Totals = append(v.Totals, t)
		}
	}
	if !st.First.IsZero() {
		v.Span = "from " + st.First.Long() + " to " + st.Last.Long()
	}
	v.Years = calendar(res.Timeline)
	for _, f := range []query.Facet{query.Tags, query.Country, query.Persons, query.Organisations, query.Places} {
		if w, ok := way(facetOf(res, f), 10, IndexPaths[f]); ok {
			v.Ways = append(v.Ways, w)
		}
	}
	for _, h := range res.Hits[:min(len(res.Hits), 5)] {
		v.Cables = append(v.Cables, terms.hit(h, v.Base))
	}
	return v
}

// homeLead says in a sentence what the archive is.
func homeLead(st archive.Stats) string {
	s := "Diplomatic cables in full text"
	if first, last := st.First.Year, st.Last.Year; first > 0 && first < last {
		s += fmt.Sprintf(", %d to %d", first, last)
	} else if first > 0 {
		s += fmt.Sprintf(", %d", first)
	}
	return s + ". Search every word, and cite any paragraph by its address."
}

var homeLines = []string{
	"Cables are the telegrams that embassies and their ministry wrote to each other. Here are those that were released or published, as their sources have them: nothing is left out, and what was inferred is marked.",
	"What is absent is told too. A cable that is cited and not held has a page, and each post has a list of the numbers that are missing.",
}

// About says what this archive is and what it holds.
func About(p templates.Page, st archive.Stats, g archive.Generation) templates.About {
	p.Title = "About this archive"
	v := templates.About{
		Page: p,
		Lead: cmp.Or(p.Operator.Name, templates.Site) + " is a searchable archive of diplomatic cables. Every paragraph has an address that can be cited.",
		Totals: []templates.Total{
			{Count: st.Cables, Label: plural(st.Cables, "cable", "cables"), Href: "/search"},
			{Count: st.Paragraphs, Label: plural(st.Paragraphs, "paragraph", "paragraphs")},
			{Count: st.Posts, Label: plural(st.Posts, "post", "posts"), Href: "/posts"},
			{Count: st.Entities, Label: plural(st.Entities, "name", "names"), Href: "/people"},
			{Count: st.References, Label: plural(st.References, "reference", "references")},
		},
		Sections: aboutSections,
		More: []templates.Link{
			{Label: "What was doubted, refused and is missing", Href: templates.RouteQuality},
			{Label: "How programs ask: the API", Href: templates.RouteAPI},
		},
	}
	fact := func(term, text string, mono bool) {
		if text != "" {
			v.Facts = append(v.Facts, templates.Fact{Term: term, Values: []templates.FactValue{{Text: text, Mono: mono}}})
		}
	}
	fact("Version", p.Version, false)
	fact("Generation", g.ID, true)
	fact("Published", p.Updated.Text, false)
	fact("Manifest, SHA-256", g.ManifestHash, true)
	if !st.First.IsZero() {
		fact("Period", st.First.Long()+" to "+st.Last.Long(), false)
	}
	if st.References > 0 {
		fact("References that lead to a cable here", num(st.Resolved)+" of "+num(st.References), false)
	}
	return v
}

var aboutSections = []templates.Section{
	{ID: "links", Title: "Links that last", Paragraphs: []string{
		"Each cable has one address, made of its reference number. Other spellings of the number lead to it, and so do the addresses that earlier sites used.",
		"Each paragraph has an address too. A copied link carries a fingerprint of the text: should the text move or change, the page finds it again or says so.",
	}},
	{ID: "absent", Title: "What is not here", Paragraphs: []string{
		"A cable that is cited but not held has a page that lists who cites it. That a cable is absent does not mean that an event did not happen.",
	}},
	{ID: "source", Title: "Sources", Paragraphs: []string{
		"The source of every cable is kept byte for byte and can be downloaded from its page, with its SHA-256. What was inferred rather than read is marked.",
	}},
	{ID: "privacy", Title: "Privacy", Paragraphs: []string{
		"There are no cookies, no accounts and nothing from other sites. No log holds what you read or search, your address or the name of your browser.",
	}},
}

// Stub is the page of a cable that is cited here but not held.
func Stub(p templates.Page, t Terms, id string, citing archive.Related, tr Trail) templates.Stub {
	p.Title, p.NoIndex = "Cable "+id, true
	v := templates.Stub{Page: p, ID: id, SearchHref: TextSearch(`"` + id + `"`), Total: citing.Total}
	if m, err := cable.ParseMRN(id); err == nil {
		if p, ok := t.Post(m.Origin); ok {
			v.Facts = append(v.Facts, templates.Fact{Term: "From", Values: []templates.FactValue{{Text: p.Name, Detail: p.Country, Href: PostPath(p.Code)}}})
		}
		number := templates.FactValue{Text: strconv.Itoa(m.Serial)}
		if m.String() == id {
			number.Href, number.Detail = NumberPath(m), "which numbers of "+strconv.Itoa(m.Year)+" are held round it"
		}
		v.Facts = append(v.Facts, templates.Fact{Term: "Number", Values: []templates.FactValue{number}})
	}
	v.CitedBy = t.citing(id, citing, tr)
	v.Trail = tr.View(id, Stand{}, CablePath)
	return v
}

// citing are the rows of cables that cite one which cannot be read here.
func (t Terms) citing(id string, citing archive.Related, tr Trail) []templates.CableItem {
	var items []templates.CableItem
	for _, sum := range citing.Cables {
		item := t.Item(sum)
		item.Href, item.NoFollow = tr.Follow(id, sum.ID), tr.Given()
		item.Note = called(sum, id)
		items = append(items, item)
	}
	return items
}

// Gone is the page of a cable that was published once and is not there now.
func Gone(p templates.Page, t Terms, f archive.Found, citing archive.Related, tr Trail) templates.Gone {
	p.Title, p.NoIndex = "Cable "+f.ID, true
	v := templates.Gone{Page: p, ID: f.ID, CitedBy: t.citing(f.ID, citing, tr), Total: citing.Total, Trail: tr.View(f.ID, Stand{}, CablePath)}
	if w := f.Withdrawn; w != nil {
		v.Reason = w.Reason
		if d, err := cable.ParseDate(w.Date); err == nil {
			v.Since = viewDate(d, false)
		}
	}
	return v
}

// PartPath is a page of the text of a long cable, from 1.
func PartPath(id string, part int) string {
	if part <= 1 {
		return CablePath(id)
	}
	return CablePath(id) + "/part/" + strconv.Itoa(part)
}

// partPath is the page of the text on which a paragraph of the whole stands.
func (x *Cable) partPath(paragraph int) string {
	if x.Long == nil {
		return CablePath(x.Cable.ID)
	}
	return PartPath(x.Cable.ID, x.Long.Holding(paragraph)+1)
}

// count is how many paragraphs the whole text has.
func (x *Cable) count() int {
	if x.Long == nil {
		return len(x.Cable.Paragraphs)
	}
	return len(x.Long.Whole.Paragraphs)
}

// elsewhereShown is of how many paragraphs in other parts the first one has the anchors.
const elsewhereShown = 4000

// divided leads from the page of a part to the others.
func (x *Cable) divided(v *templates.Cable) {
	if x.Long == nil || len(x.Long.Parts) < 2 {
		return
	}
	id, n, all := x.Cable.ID, len(x.Long.Parts), len(x.Long.Whole.Paragraphs)
	path := func(part int) string { return x.Trail.Address(PartPath(id, part)) }
	here := x.Long.Parts[x.Part]
	v.Parts = &templates.Parts{
		Where: fmt.Sprintf("Part %s of %s: paragraphs %s to %s of %s", num(x.Part+1), num(n), num(here.From+1), num(here.To), num(all)),
		Pages: pagination(x.Part+1, 1, n, 0, path),
		About: path(1),
	}
	v.Parts.Pages.Total, v.Parts.Pages.From, v.Parts.Pages.To = 0, 0, 0
	v.PrevURL, v.NextURL = v.Parts.Pages.Prev, v.Parts.Pages.Next
	for i, hits := range x.Hits {
		if hits > 0 && i != x.Part {
			v.Parts.Matches = append(v.Parts.Matches, templates.Link{Label: num(i + 1), Href: path(i+1) + "#text", Count: hits})
		}
	}
	if x.Part > 0 {
		v.Title = fmt.Sprintf("Part %d of %s", x.Part+1, v.Title)
		v.Canonical, v.JSONLD = x.absolute(PartPath(id, x.Part+1)), nil
		return
	}
	if all-here.To > elsewhereShown {
		return
	}
	for i := here.To; i < all; i++ {
		anchor := x.Long.Whole.Paragraphs[i].Anchor
		v.Parts.Elsewhere = append(v.Parts.Elsewhere, templates.Link{Label: anchor, Href: path(x.Long.Holding(i)+1) + "#" + anchor})
	}
}

// VersionsPath is a page of the versions of a cable.
func VersionsPath(id string, page int) string {
	path := CablePath(id) + "/versions"
	if page > 1 {
		return path + "?page=" + strconv.Itoa(page)
	}
	return path
}

// Versions shapes a page of the versions of a cable: vs are those of the page, from 1.
func Versions(p templates.Page, c *cable.Cable, total, page int, shown archive.Version, vs []archive.Version) templates.VersionsView {
	p.Title = "Versions of " + c.ID
	p.NoIndex = true
	v := templates.VersionsView{
		ID: c.ID, Title: c.Title(), Href: CablePath(c.ID), Total: total,
		Crumbs:     []templates.Link{{Label: "Home", Href: "/"}, {Label: c.ID, Href: CablePath(c.ID)}},
		Versions:   versions(c.ID, shown, vs, (page-1)*VersionsShown),
		Pagination: pagination(page, VersionsShown, total, 0, func(n int) string { return VersionsPath(c.ID, n) }),
	}
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Page = p
	return v
}
