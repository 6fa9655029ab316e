package shape

import (
	"cmp"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Home shapes the first page.
func Home(p templates.Page, terms Terms, res *archive.Result, st archive.Stats) templates.Home {
	say := terms.Words
	p.Title = ""
	p.Description = say.Say("A searchable archive of diplomatic cables: full text, TAGS, posts, people and places, with a link to every paragraph.")
	v := templates.Home{
		Page: p, Lead: homeLead(say, st), Lines: []string{
			say.Say("Cables are the telegrams that embassies and their ministry wrote to each other. Here are those that were released or published, as their sources have them: nothing is left out, and what was inferred is marked."),
			say.Say("What is absent is told too. A cable that is cited and not held has a page, and each post has a list of the numbers that are missing."),
		},
		More: []templates.Link{
			{Label: say.Say("About this archive"), Href: templates.RouteAbout}, {Label: say.Say("What was doubted and what is missing"), Href: templates.RouteQuality},
			{Label: say.Say("Search help"), Href: templates.RouteHelp},
		},
		CablesTitle: say.Say("Latest cables"), CablesAll: &templates.Link{Label: say.Say("All cables"), Href: "/search", Count: st.Cables},
	}
	for _, t := range totals(say, st) {
		if t.Count > 0 {
			v.Totals = append(v.Totals, t)
		}
	}
	if !st.First.IsZero() {
		v.Span = say.Say("from %s to %s", Long(say, st.First), Long(say, st.Last))
	}
	v.Years = calendar(say, res.Timeline)
	for _, f := range []query.Facet{query.Tags, query.Country, query.Persons, query.Organisations, query.Places} {
		if w, ok := way(say, facetOf(res, f), 10, IndexPaths[f]); ok {
			v.Ways = append(v.Ways, w)
		}
	}
	for _, h := range res.Hits[:min(len(res.Hits), 5)] {
		v.Cables = append(v.Cables, terms.hit(h, v.Base))
	}
	return v
}

// homeLead says in a sentence what the archive is.
func homeLead(say *words.Speaker, st archive.Stats) string {
	first, last := strconv.Itoa(st.First.Year), strconv.Itoa(st.Last.Year)
	switch {
	case st.First.Year <= 0:
		return say.Say("Diplomatic cables in full text. Search every word, and cite any paragraph by its address.")
	case st.First.Year < st.Last.Year:
		return say.Say("Diplomatic cables in full text, %s to %s. Search every word, and cite any paragraph by its address.", first, last)
	}
	return say.Say("Diplomatic cables in full text, %s. Search every word, and cite any paragraph by its address.", first)
}

// totals are what an archive holds. The number stands before the noun, apart.
func totals(say *words.Speaker, st archive.Stats) []templates.Total {
	return []templates.Total{
		{Count: st.Cables, Label: say.Count(st.Cables, "cable ‹noun›", "cables ‹noun›"), Href: "/search"},
		{Count: st.Paragraphs, Label: say.Count(st.Paragraphs, "paragraph ‹noun›", "paragraphs ‹noun›")},
		{Count: st.Posts, Label: say.Count(st.Posts, "post ‹noun›", "posts ‹noun›"), Href: "/posts"},
		{Count: st.Entities, Label: say.Count(st.Entities, "name ‹noun›", "names ‹noun›"), Href: "/people"},
	}
}

// About says what this archive is and what it holds.
func About(say *words.Speaker, p templates.Page, st archive.Stats, g archive.Generation) templates.About {
	p.Title = say.Say("About this archive")
	v := templates.About{
		Page:   p,
		Lead:   say.Say("%s is a searchable archive of diplomatic cables. Every paragraph has an address that can be cited.", cmp.Or(p.Operator.Name, templates.Site)),
		Totals: append(totals(say, st), templates.Total{Count: st.References, Label: say.Count(st.References, "reference ‹noun›", "references ‹noun›")}),
		More: []templates.Link{
			{Label: say.Say("What was doubted, refused and is missing"), Href: templates.RouteQuality},
			{Label: say.Say("How programs ask: the API"), Href: templates.RouteAPI},
		},
	}
	for _, s := range aboutSections {
		told := templates.Section{ID: s.id, Title: say.Tell(s.title)}
		for _, t := range s.texts {
			told.Paragraphs = append(told.Paragraphs, say.Tell(t))
		}
		v.Sections = append(v.Sections, told)
	}
	fact := func(term, text string, mono bool) {
		if text != "" {
			v.Facts = append(v.Facts, templates.Fact{Term: term, Values: []templates.FactValue{{Text: text, Mono: mono}}})
		}
	}
	fact(say.Say("Version"), p.Version, false)
	fact(say.Say("Generation"), g.ID, true)
	fact(say.Say("Published"), p.Updated.Text, false)
	fact(say.Say("Manifest, SHA-256"), g.ManifestHash, true)
	if !st.First.IsZero() {
		fact(say.Say("Period"), say.Say("%s to %s", Long(say, st.First), Long(say, st.Last)), false)
	}
	if st.References > 0 {
		fact(say.Say("References that lead to a cable here"), say.Say("%d of %d", st.Resolved, st.References), false)
	}
	return v
}

var aboutSections = []struct {
	id    string
	title words.Message
	texts []words.Message
}{
	{"links", words.Later("Links that last"), []words.Message{
		words.Later("Each cable has one address, made of its reference number. Other spellings of the number lead to it, and so do the addresses that earlier sites used."),
		words.Later("Each paragraph has an address too. A copied link carries a fingerprint of the text: should the text move or change, the page finds it again or says so."),
	}},
	{"absent", words.Later("What is not here"), []words.Message{
		words.Later("A cable that is cited but not held has a page that lists who cites it. That a cable is absent does not mean that an event did not happen."),
	}},
	{"source", words.Later("Sources"), []words.Message{
		words.Later("The source of every cable is kept byte for byte and can be downloaded from its page, with its SHA-256. What was inferred rather than read is marked."),
	}},
	{"privacy", words.Later("Privacy"), []words.Message{
		words.Later("There are no cookies, no accounts and nothing from other sites. No log holds what you read or search, your address or the name of your browser."),
	}},
}

// Stub is the page of a cable that is cited here but not held.
func Stub(p templates.Page, t Terms, id string, citing archive.Related, tr Trail) templates.Stub {
	say := t.Words
	p.Title, p.NoIndex = say.Say("Cable %s", id), true
	v := templates.Stub{Page: p, ID: id, SearchHref: TextSearch(`"` + id + `"`), Total: citing.Total}
	if m, err := cable.ParseMRN(id); err == nil {
		if p, ok := t.Post(m.Origin); ok {
			v.Facts = append(v.Facts, templates.Fact{Term: say.Say("From ‹sender›"), Values: []templates.FactValue{{Text: p.Name, Detail: p.Country, Href: PostPath(p.Code)}}})
		}
		number := templates.FactValue{Text: strconv.Itoa(m.Serial)}
		if m.String() == id {
			number.Href, number.Detail = NumberPath(m), say.Say("which numbers of %s are held round it", strconv.Itoa(m.Year))
		}
		v.Facts = append(v.Facts, templates.Fact{Term: say.Say("Number"), Values: []templates.FactValue{number}})
	}
	v.CitedBy = t.citing(id, citing, tr)
	v.Trail = tr.View(say, id, Stand{}, CablePath)
	return v
}

// citing are the rows of cables that cite one which cannot be read here.
func (t Terms) citing(id string, citing archive.Related, tr Trail) []templates.CableItem {
	var items []templates.CableItem
	for _, sum := range citing.Cables {
		item := t.Item(sum)
		item.Href, item.NoFollow = tr.Follow(id, sum.ID), tr.Given()
		item.Note = called(t.Words, sum, id)
		items = append(items, item)
	}
	return items
}

// Gone is the page of a cable that was published once and is not there now.
func Gone(p templates.Page, t Terms, f archive.Found, citing archive.Related, tr Trail) templates.Gone {
	p.Title, p.NoIndex = t.Words.Say("Cable %s", f.ID), true
	v := templates.Gone{Page: p, ID: f.ID, CitedBy: t.citing(f.ID, citing, tr), Total: citing.Total, Trail: tr.View(t.Words, f.ID, Stand{}, CablePath)}
	if w := f.Withdrawn; w != nil {
		v.Reason = w.Reason
		if d, err := cable.ParseDate(w.Date); err == nil {
			v.Since = t.date(d, false)
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
	here, say := x.Long.Parts[x.Part], x.Terms.Words
	v.Parts = &templates.Parts{
		Where: say.Say("Part %d of %d: paragraphs %d to %d of %d", x.Part+1, n, here.From+1, here.To, all),
		Pages: pagination(say, x.Part+1, 1, n, 0, path),
		About: path(1),
	}
	v.Parts.Pages.Total, v.Parts.Pages.From, v.Parts.Pages.To = 0, 0, 0
	v.PrevURL, v.NextURL = v.Parts.Pages.Prev, v.Parts.Pages.Next
	for i, hits := range x.Hits {
		if hits > 0 && i != x.Part {
			v.Parts.Matches = append(v.Parts.Matches, templates.Link{Label: say.Num(i + 1), Href: path(i+1) + "#text", Count: hits})
		}
	}
	if x.Part > 0 {
		v.Title = say.Say("Part %s of %s ‹title›", strconv.Itoa(x.Part+1), v.Title)
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
func Versions(say *words.Speaker, p templates.Page, c *cable.Cable, total, page int, shown archive.Version, vs []archive.Version) templates.VersionsView {
	p.Title = say.Say("Versions of %s", c.ID)
	p.NoIndex = true
	v := templates.VersionsView{
		ID: c.ID, Title: c.Title(), Href: CablePath(c.ID), Total: total,
		Crumbs:     []templates.Link{HomeLink(say), {Label: c.ID, Href: CablePath(c.ID)}},
		Versions:   versions(say, c.ID, shown, vs, (page-1)*VersionsShown),
		Pagination: pagination(say, page, VersionsShown, total, 0, func(n int) string { return VersionsPath(c.ID, n) }),
	}
	p.PrevURL, p.NextURL = v.Pagination.Prev, v.Pagination.Next
	v.Page = p
	return v
}

// VersionsShown is how many versions of a cable a page lists, and VersionBytes how many
// bytes of them it compares with the one that is shown.
const (
	VersionsShown = 50
	VersionBytes  = 8 << 20
)

// versions are the first sources of a cable that was read more than once.
func (x *Cable) versions() []templates.Version {
	if len(x.Versions) < 2 {
		return nil
	}
	return versions(x.Terms.Words, x.Cable.ID, x.Versions[0], x.Versions, 0)
}

// versions are sources of a cable behind the first from; shown is the one of the text
// that is shown.
func versions(say *words.Speaker, id string, shown archive.Version, vs []archive.Version, from int) []templates.Version {
	out := make([]templates.Version, len(vs))
	for k, v := range vs {
		i := from + k
		out[k] = templates.Version{Path: versionName(say, i, v.Source), Format: v.Source.Format, Bytes: len(v.Raw), Href: rawPath(id, i)}
		switch {
		case i == 0:
			out[k].Difference = say.Say("The version that is shown here.")
			continue
		case v.Raw == nil && v.Source.Bytes > 0:
			out[k].Bytes, out[k].Difference = v.Source.Bytes, say.Say("Not compared here: these versions are too long together.")
		default:
			out[k].Difference = difference(say, shown, v)
		}
		if v.Cable != nil || v.Raw == nil {
			out[k].Compare = BesidePath(id, VersionName(i+1))
		}
	}
	return out
}

// versionName names a version by its number and its place in its source.
func versionName(say *words.Speaker, i int, s cable.Source) string {
	return joined(", ", say.Say("Version %s", strconv.Itoa(i+1)), placeIn(say, s))
}

// difference tells in words how far a version is from the one that is shown.
func difference(say *words.Speaker, shown, other archive.Version) string {
	if shown.Source.Format != other.Source.Format {
		return say.Say("Another format.")
	}
	less, more := lineDifference(string(shown.Raw), string(other.Raw))
	switch {
	case string(shown.Raw) == string(other.Raw):
		return say.Say("The same, byte for byte.")
	case less+more == 0:
		return say.Say("The same lines, spaced or ordered otherwise.")
	}
	return say.Count(less, "%d line of the version that is shown is missing, %s.", "%d lines of the version that is shown are missing, %s.",
		say.Count(more, "%d is other ‹line›", "%d are other ‹line›"))
}

// lineDifference counts the lines of a that are not in b, and those of b that
// are not in a. Spaces around and between words do not matter.
func lineDifference(a, b string) (less, more int) {
	counts := map[string]int{}
	add := func(text string, n int) {
		for line := range strings.Lines(text) {
			if l := cite.OneLine(line); l != "" {
				counts[l] += n
			}
		}
	}
	add(a, 1)
	add(b, -1)
	for _, n := range counts {
		less, more = less+max(0, n), more+max(0, -n)
	}
	return less, more
}
