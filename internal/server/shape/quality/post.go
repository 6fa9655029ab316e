package quality

import (
	"slices"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/things"
	"reftel/web/templates"
	"reftel/web/templates/quality"
)

// A Post is what the page of a post month by month is made of.
type Post struct {
	Terms  shape.Terms
	Code   string
	Line   Line
	Months map[int]archive.Timeline // of the years of the page
	Page   int
}

// years are those of which the post has cables or numbers, the latest first.
func (l Line) years() (years []int) {
	for _, b := range l.Timeline.Buckets {
		if b.Count > 0 {
			years = append(years, b.Date.Year)
		}
	}
	for _, n := range l.Numbers {
		if !slices.Contains(years, n.Year) {
			years = append(years, n.Year)
		}
	}
	slices.Sort(years)
	slices.Reverse(years)
	return years
}

// Last is the last page, 0 where nothing is known of the post.
func (x *Post) Last() int { return (len(x.Line.years()) + YearsShown - 1) / YearsShown }

// Years are the years of the page.
func (x *Post) Years() []int {
	all := x.Line.years()
	from := min((x.Page-1)*YearsShown, len(all))
	return all[from:min(from+YearsShown, len(all))]
}

// View shapes the page.
func (x *Post) View(p templates.Page) quality.Post {
	name, say := x.Code, x.Terms.Words
	if post, ok := x.Terms.Post(x.Code); ok && post.Name != "" {
		name = post.LongName()
	}
	p.Title = say.Say("Coverage of %s", name)
	p.Description = say.Say("Which months of %s are held here, and which of its numbers are missing.", name)
	p.NoIndex = x.Page > 1
	v := quality.Post{
		Kicker: say.Say("Quality and gaps"), Heading: name, Lead: say.Say("What is held of it month by month, and which numbers are missing."),
		Crumbs: []templates.Link{shape.HomeLink(say), {Label: say.Say("Quality and gaps"), Href: templates.RouteQuality}},
		Links:  []templates.Link{{Label: say.Say("About this post"), Href: shape.PostPath(x.Code)}},
		Notes:  []string{say.Tell(things.NumbersNote), say.Tell(things.AbsentNote)},
	}
	if n := x.Line.Timeline.Undated; n > 0 {
		v.Notes = append(v.Notes, say.Count(n, "%d cable without a date.", "%d cables without a date."))
	}
	numbers := map[int]archive.Numbers{}
	for _, n := range x.Line.Numbers {
		numbers[n.Year] = n
	}
	for _, year := range x.Years() {
		v.Years = append(v.Years, x.year(year, numbers[year]))
	}
	v.Pages = shape.Pages(say, x.Page, YearsShown, len(x.Line.years()), func(n int) string { return PostPath(x.Code, n) })
	p.PrevURL, p.NextURL = v.Pages.Prev, v.Pages.Next
	v.Page = p
	return v
}

// year is a year of the post with its months.
func (x *Post) year(year int, n archive.Numbers) quality.Row {
	t, req, say := x.Months[year], Of(x.Code), x.Terms.Words
	r := quality.Row{Label: strconv.Itoa(year)}
	total := t.Vague
	for _, b := range t.Buckets {
		total += b.Count
		cell := quality.Cell{Label: say.ShortMonth(b.Date.Month), Rest: " " + r.Label, Count: b.Count}
		if b.Count > 0 {
			cell.Href = req.WithPeriod(cable.Date{Year: year, Month: b.Date.Month}).URL("/search")
		}
		r.Cells = append(r.Cells, cell)
	}
	shade(r.Cells)
	r.Said = cables(say, total)
	if t.Vague > 0 {
		r.Said = say.Say("%s, of which %d without a month", r.Said, t.Vague)
	}
	if len(n.Held)+len(n.Cited) > 0 {
		r.Said = say.Say("%s; %s", r.Said, things.HeldOf(say, len(n.Held), things.Highest(n)))
		r.More = &templates.Link{Label: say.Say("Numbers held and missing"), Href: shape.SeriesPath(x.Code, year, 1)}
	}
	return r
}
