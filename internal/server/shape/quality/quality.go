// Package quality shapes the pages that tell what was doubted, what was refused and
// what is missing. It is handed answers and asks nobody.
package quality

import (
	"cmp"
	"slices"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/quality"
	"reftel/web/templates/words"
)

// PostsShown is how many posts a page has, and YearsShown how many years of one.
const (
	PostsShown = 15
	YearsShown = 30
)

// kindsShown is how many kinds of doubts, and of refusals, are told.
const kindsShown = 60

// manyYears is from how many years on the posts are told by decades.
const manyYears = 24

// PostPath is the page of a post month by month.
func PostPath(code string, page int) string { return paged(path(code), page) }

// OverviewPath is a page of the overview.
func OverviewPath(page int) string { return paged(templates.RouteQuality, page) }

func path(code string) string {
	return templates.RouteQuality + shape.PostPath(code)[len("/post"):]
}

func paged(path string, page int) string {
	if page > 1 {
		path += "?page=" + strconv.Itoa(page)
	}
	return path
}

// Of is the request for the cables of a post.
func Of(code string) query.Request {
	return query.Request{Filters: []query.Filter{{Facet: query.Origin, Value: code}}, Sort: query.Newest, Page: 1, Size: query.DefaultSize}
}

// A Line is what is known of a post.
type Line struct {
	Timeline archive.Timeline
	Numbers  []archive.Numbers
}

// An Overview is all that the first page is made of.
type Overview struct {
	Words   *words.Speaker
	Account *archive.Account // nil where nothing was told
	Stats   archive.Stats
	Found   map[string]archive.Found // cables in doubt, by their ids
	All     archive.Timeline         // of all cables
	Posts   *archive.FacetPage
	Lines   []Line // of these posts
	Page    int    // of them
}

// Doubted are the ids that an account tells of.
func Doubted(a *archive.Account) (ids []string) {
	if a == nil {
		return nil
	}
	for _, d := range a.Doubts[:min(len(a.Doubts), kindsShown)] {
		for _, c := range d.Cases {
			if !slices.Contains(ids, c.ID) {
				ids = append(ids, c.ID)
			}
		}
	}
	return ids
}

// Codes are the posts of a page of them.
func Codes(p *archive.FacetPage) (codes []string) {
	for _, b := range p.Buckets {
		if b.Value != query.None && b.Count > 0 {
			codes = append(codes, b.Value)
		}
	}
	return codes
}

// View shapes the page.
func (x *Overview) View(p templates.Page) quality.View {
	say := x.Words
	p.Title = say.Say("Quality and gaps")
	p.Description = say.Say("What the reading of the sources doubted and refused, which posts are held for which time, and which numbers are missing.")
	p.NoIndex = x.Page > 1
	v := quality.View{
		Title: p.Title, Lead: say.Say("What the reading of the sources doubted, what it refused, and what is not here."),
		Crumbs: []templates.Link{shape.HomeLink(say), {Label: say.Say("About"), Href: templates.RouteAbout}},
	}
	if x.Page > 1 {
		v.Lead = say.Say("Which posts are held for which time, continued.")
	} else {
		x.figures(&v)
		x.told(&v)
	}
	spans := spansOf(x.All)
	codes := Codes(x.Posts)
	for i, code := range codes {
		label := code
		for _, b := range x.Posts.Buckets {
			if b.Value == code {
				label = cmp.Or(b.Label, code)
			}
		}
		v.Posts = append(v.Posts, x.Lines[i].row(say, code, label, spans))
	}
	v.Note = say.Say("The stronger the colour, the more cables of the post. A post leads to its months and to the numbers that are missing; a field to its cables. That nothing is held does not mean that nothing was sent.")
	v.Pages = shape.Pages(say, x.Page, PostsShown, x.Posts.Total, OverviewPath)
	p.PrevURL, p.NextURL = v.Pages.Prev, v.Pages.Next
	v.Page = p
	return v
}

// figures tell of the archive as a whole.
func (x *Overview) figures(v *quality.View) {
	figure := func(term, text string) {
		v.Figures = append(v.Figures, templates.Fact{Term: term, Values: []templates.FactValue{{Text: text}}})
	}
	say := x.Words
	figure(say.Say("Cables"), say.Num(x.Stats.Cables))
	if x.Stats.Undated > 0 {
		figure(say.Say("Without a date"), say.Num(x.Stats.Undated))
	}
	if x.Posts.Missing > 0 {
		figure(say.Say("Without a known post"), say.Num(x.Posts.Missing))
	}
	if x.Stats.References > 0 {
		figure(say.Say("References that lead to a cable here"), say.Say("%d of %d", x.Stats.Resolved, x.Stats.References))
	}
}

// told tells what the ingest doubted and refused.
func (x *Overview) told(v *quality.View) {
	if x.Account == nil {
		v.Untold = x.Words.Say("Nothing is known of it: this archive was published by a program that did not keep what was doubted and refused.")
		return
	}
	for _, d := range x.Account.Doubts[:min(len(x.Account.Doubts), kindsShown)] {
		y := quality.Doubt{Count: d.Count}
		y.Kind, y.English = kind(x.Words, d.Kind)
		for _, c := range d.Cases {
			link := templates.Link{Label: c.ID}
			if f := x.Found[c.ID]; f.State.Here() {
				link.Href = shape.CablePath(f.ID)
			}
			y.Cases = append(y.Cases, quality.Case{Link: link, Detail: c.Detail})
		}
		v.Doubts = append(v.Doubts, y)
	}
	for _, r := range x.Account.Refused[:min(len(x.Account.Refused), kindsShown)] {
		v.Refused = append(v.Refused, quality.Refused{Kind: capital(r.Kind), Count: r.Count})
	}
	if len(v.Doubts) == 0 {
		v.Certain = x.Words.Say("Nothing.")
	}
	if len(v.Refused) == 0 {
		v.None = x.Words.Say("Nothing: every file became cables.")
	}
}

func cables(say *words.Speaker, n int) string { return say.Count(n, "%d cable", "%d cables") }
