// Package compare shapes a comparison of searches over time. It is handed what was
// counted, and asks nobody.
package compare

import (
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/axis"
	"reftel/web/templates"
	"reftel/web/templates/compare"
	"reftel/web/templates/words"
)

// A Comparison is what was compared, with the cables of each search over time.
type Comparison struct {
	Words     *words.Speaker
	Asked     query.Comparison
	Totals    []int
	Timelines []archive.Timeline // of each search, all of the same time
	Problem   string
}

// View shapes the page.
func (x *Comparison) View(p templates.Page) compare.View {
	say := x.Words
	p.Title, p.NoIndex = say.Say("Compare searches over time"), true
	v := compare.View{
		Crumbs: []templates.Link{shape.HomeLink(say), {Label: say.Say("Years"), Href: "/years"}}, Title: p.Title,
		Problem: x.Problem, Share: x.Asked.Share, Unit: say.Say("Year"),
	}
	var names []string
	for i, r := range x.Asked.Searches {
		names = append(names, r.Text)
		v.Inputs = append(v.Inputs, r.Text)
		if x.Timelines != nil {
			v.Series = append(v.Series, compare.Series{
				Number: i + 1, Query: r.Text, Href: search(r).URL("/search"), Total: x.Totals[i], Remove: x.Asked.Without(i).URL(shape.ComparePath),
			})
		}
	}
	for len(v.Inputs) < query.MaxCompared && (len(v.Inputs) < 3 || len(v.Inputs) == len(names)) {
		v.Inputs = append(v.Inputs, "")
	}
	if len(names) > 0 {
		p.Title = say.Say("%s over time", shape.Cut(strings.Join(names, ", "), 100))
	}
	if x.Asked.Year > 0 {
		x.within(&v)
	}
	count, share := x.Asked, x.Asked
	count.Share, share.Share = false, true
	v.Measures = []templates.Link{
		{Label: say.Say("By number"), Href: count.URL(shape.ComparePath), Current: !x.Asked.Share},
		{Label: say.Say("By share of all cables"), Href: share.URL(shape.ComparePath), Current: x.Asked.Share},
	}
	if v.Page = p; len(v.Series) == 0 {
		return v
	}
	x.fill(&v)
	return v
}

// within leads from the year or the decade that is compared back to all years.
func (x *Comparison) within(v *compare.View) {
	say := x.Words
	v.Year = x.time(x.Asked)
	decade, all := x.Asked, x.Asked
	decade.Year, decade.Decade = x.Asked.Year-x.Asked.Year%10, true
	all.Year, all.Decade = 0, false
	v.Path = []templates.Link{{Label: say.Say("All years"), Href: all.URL(shape.ComparePath)}}
	if !x.Asked.Decade {
		v.Unit = say.Say("Month")
		v.Path = append(v.Path, templates.Link{Label: x.time(decade), Href: decade.URL(shape.ComparePath)})
	}
	v.Path = append(v.Path, templates.Link{Label: v.Year})
}

// time is the year or the decade of a comparison.
func (x *Comparison) time(c query.Comparison) string {
	year := strconv.Itoa(c.Year)
	if c.Decade {
		return x.Words.Say("%ss ‹decade›", year)
	}
	return year
}

// search is the page of the results of one search.
func search(r query.Request) query.Request { return query.Request{}.WithText(r.Text) }

// A stretch is some time with the cables of each search.
type stretch struct {
	label, tick  string
	since, until cable.Date
	held         int
	counts       []int
	far          bool
}

// stretches are the years, decades or months that are compared.
func (x *Comparison) stretches() []stretch {
	var out []stretch
	for i, t := range x.Timelines {
		var of []stretch
		if x.Asked.Year > 0 && !x.Asked.Decade {
			for _, b := range t.Buckets {
				of = append(of, stretch{label: x.Words.ShortMonth(b.Date.Month), tick: x.Words.ShortMonth(b.Date.Month), since: b.Date, until: b.Date, held: b.Held, counts: []int{b.Count}})
			}
		} else {
			years := t.Buckets
			if x.Asked.Decade {
				years = slices.DeleteFunc(slices.Clone(years), func(b archive.DateBucket) bool { return b.Date.Year/10 != x.Asked.Year/10 })
			}
			bars := axis.Of(years, func(b archive.DateBucket) int { return b.Held })
			for k, b := range bars {
				label, tick := axis.Name(x.Words, b, k == 0)
				if !b.Far {
					label = tick
				}
				of = append(of, stretch{label: label, tick: tick, since: cable.Date{Year: b.First}, until: cable.Date{Year: b.Last}, held: b.Held, counts: []int{b.Count}, far: b.Far})
			}
		}
		if i == 0 {
			out = of
			continue
		}
		for k := range min(len(out), len(of)) {
			out[k].counts = append(out[k].counts, of[k].counts...)
		}
	}
	return out
}

// fill adds the drawing and the table.
func (x *Comparison) fill(v *compare.View) {
	all := x.stretches()
	for _, s := range all {
		if s.held == 0 {
			continue
		}
		row := compare.Row{Label: s.label, Held: s.held}
		if s.since.Month == 0 && !s.far {
			in := x.Asked
			in.Year, in.Decade = s.since.Year, s.since != s.until
			row.Href = in.URL(shape.ComparePath)
		}
		for i, n := range s.counts {
			c := compare.Cell{Count: n, Share: percent(x.Words, n, s.held)}
			if n > 0 {
				c.Href = x.found(i, s)
			}
			row.Cells = append(row.Cells, c)
		}
		v.Rows = append(v.Rows, row)
	}
	near := slices.DeleteFunc(slices.Clone(all), func(s stretch) bool { return s.far })
	v.Chart = x.draw(near)
	undated := 0
	for _, t := range x.Timelines {
		undated = max(undated, t.Undated, t.Vague)
	}
	if undated > 0 {
		v.Note = x.Words.Say("Cables without a date, or whose date is not so precise, are not counted here.")
	}
	if len(v.Rows) == 0 {
		v.Note = x.Words.Say("No cable here is of this time.")
	}
}

// found is the search for the cables of one search and one stretch of time.
func (x *Comparison) found(i int, s stretch) string {
	return search(x.Asked.Searches[i]).WithDates(s.since, s.until).URL("/search")
}

// percent is a share with a digit that tells something.
func percent(say *words.Speaker, n, of int) string {
	if of == 0 {
		return ""
	}
	p := 100 * float64(n) / float64(of)
	if p > 0 && p < 0.05 {
		return say.Say("<%s%%", say.Decimal(0.1, 1))
	}
	digits := 1
	if p >= 10 {
		digits = 0
	}
	return say.Say("%s%%", say.Decimal(p, digits))
}
