package shape

import (
	"slices"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/shape/axis"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// facetShown is how many values of a facet the panel shows when there are more
// than facetAll; openFacets is how many facets are drawn open.
const (
	facetAll   = 10
	facetShown = 8
	openFacets = 4
)

// BucketsOf are the counted values of a facet of a result.
func BucketsOf(res *archive.Result, f query.Facet) []archive.Bucket { return facetOf(res, f).Buckets }

// facetOf finds the counts of a facet in a result.
func facetOf(res *archive.Result, f query.Facet) archive.FacetCounts {
	for _, fc := range res.Facets {
		if fc.Facet == f {
			return fc
		}
	}
	return archive.FacetCounts{Facet: f}
}

// labelsOf finds the labels of filters among the values that a result counts.
func labelsOf(res *archive.Result, filters []query.Filter) map[query.Filter]string {
	labels := map[query.Filter]string{}
	if res == nil {
		return labels
	}
	for _, f := range filters {
		for _, b := range facetOf(res, f.Facet).Buckets {
			if b.Value == f.Value {
				labels[query.Filter{Facet: f.Facet, Value: b.Value}] = b.Label
			}
		}
	}
	return labels
}

// several are the facets of which a cable may have more than one value.
var several = []query.Facet{query.Tags, query.Persons, query.Organisations, query.Places, query.Misc, query.Captions}

// chosenSaid says which cables the chosen values of a facet and another one give, and
// leads from any of them to all of them, or back.
func chosenSaid(say *words.Speaker, r query.Request, f query.Facet, path string) (said string, other *templates.Link) {
	switch n := len(r.Included(f)); {
	case n == 0:
		return "", nil
	case n == 1 && slices.Contains(several, f):
		return say.Say("Another value adds its cables; “and” keeps those with both."), nil
	case n == 1:
		return say.Say("Another value adds its cables."), nil
	case r.AllOf(f):
		return say.Say("Cables with all of these; another value narrows further."), switchLink(say, r, f, path)
	}
	return say.Say("Cables with any of these; another value adds its own."), switchLink(say, r, f, path)
}

// switchLink leads from any of the chosen values of a facet to all of them, or back.
func switchLink(say *words.Speaker, r query.Request, f query.Facet, path string) *templates.Link {
	all := r.AllOf(f)
	switch {
	case len(r.Included(f)) < 2, !all && !slices.Contains(several, f):
		return nil
	case all:
		return &templates.Link{Label: say.Say("Any of them instead"), Href: r.WithAll(f, false).URL(path)}
	}
	return &templates.Link{Label: say.Say("All of them instead"), Href: r.WithAll(f, true).URL(path)}
}

// selections are the filters of a request, each with the way to take it off.
func selections(say *words.Speaker, r query.Request, labels map[query.Filter]string, path string) []templates.Selection {
	var out []templates.Selection
	for i, f := range r.Filters {
		s := selection(say, f, labels, r.WithoutFilter(f).URL(path), 0)
		joins := func(j int) bool {
			return j >= 0 && j < len(r.Filters) && r.Filters[j].Facet == f.Facet && !r.Filters[j].Exclude && !f.Exclude
		}
		if joins(i - 1) {
			s.Join = say.Say("or ‹values›")
			if f.All {
				s.Join = say.Say("and ‹values›")
			}
			if !joins(i + 1) {
				s.Switch = switchLink(say, r, f.Facet, path)
			}
		}
		out = append(out, s)
	}
	return out
}

// both leads to the cables that have a value beside the one that is chosen of its
// facet. There is no way where there are none.
func both(say *words.Speaker, r query.Request, f query.Facet, b archive.Bucket, path string) *templates.Link {
	if !slices.Contains(several, f) || len(r.Included(f)) != 1 || b.Within == 0 {
		return nil
	}
	r = r.WithFilter(query.Filter{Facet: f, Value: b.Value, All: true})
	return &templates.Link{Label: say.Say("and ‹values›"), Href: r.URL(path), Count: b.Within}
}

// selection is a filter that is applied.
func selection(say *words.Speaker, f query.Filter, labels map[query.Filter]string, remove string, count int) templates.Selection {
	value := f.Value
	if f.Value == query.None {
		value = say.Say("none ‹value›")
	} else if l := labels[query.Filter{Facet: f.Facet, Value: f.Value}]; l != "" && f.Facet == query.Collection {
		value = l
	} else if l != "" && l != f.Value {
		value = f.Value + " " + l
	}
	return templates.Selection{Label: Title(say, f.Facet), Value: value, Exclude: f.Exclude, Remove: remove, Count: count}
}

// facetView shapes one group of the filter panel; false leaves it out.
func facetView(say *words.Speaker, r query.Request, fc archive.FacetCounts, open bool) (templates.Facet, bool) {
	f := templates.Facet{Title: Title(say, fc.Facet), Open: open}
	f.Said, f.Switch = chosenSaid(say, r, fc.Facet, "/search")
	shown := len(fc.Buckets)
	if fc.Distinct > facetAll {
		shown = facetShown
	}
	for i, b := range fc.Buckets {
		chosen := b.Selected || b.Excluded
		f.Open = f.Open || chosen
		if i < shown || chosen {
			f.Values = append(f.Values, facetValue(say, r, fc.Facet, b))
		}
	}
	none := query.Filter{Facet: fc.Facet, Value: query.None}
	if fc.Missing > 0 && !r.Has(none) && !hasBucket(fc, query.None) {
		f.Values = append(f.Values, facetValue(say, r, fc.Facet, archive.Bucket{Value: query.None, Count: fc.Missing}))
	}
	if fc.Distinct > facetAll {
		f.AllAt = "/search/values/" + string(fc.Facet)
		label := say.Say("Show all %s", strconv.Itoa(fc.Distinct))
		if fc.About {
			label = say.Say("Show all, about %s", strconv.Itoa(fc.Distinct))
		}
		f.All = &templates.Link{Label: label, Href: r.WithPage(1).URL(f.AllAt), Count: fc.Distinct}
	}
	// Where all that is left is "none", there is nothing to choose.
	return f, fc.Distinct > 0 || len(fc.Buckets) > 0
}

func hasBucket(fc archive.FacetCounts, value string) bool {
	for _, b := range fc.Buckets {
		if b.Value == value {
			return true
		}
	}
	return false
}

// facetValue is one value with the links that add it and exclude it.
func facetValue(say *words.Speaker, r query.Request, f query.Facet, b archive.Bucket) templates.FacetValue {
	in := query.Filter{Facet: f, Value: b.Value}
	out := in
	out.Exclude = true
	chosen := in
	chosen.All = r.AllOf(f)
	v := templates.FacetValue{
		Label: b.Label, Count: b.Count, Selected: r.Has(in), Excluded: r.Has(out), Missing: b.Value == query.None,
		Href:   r.WithFilter(in).URL("/search"),
		Choose: templates.Hidden{Name: chosen.Param(), Value: b.Value}, Leave: templates.Hidden{Name: out.Param(), Value: b.Value},
	}
	switch {
	case v.Missing:
		v.Label = say.Say("None ‹value›")
	case v.Label == "":
		v.Label = b.Value
	case v.Label != b.Value && (f == query.Tags || f == query.Captions):
		v.Code = b.Value
	}
	switch {
	case v.Selected:
		v.Href = r.WithoutFilter(in).URL("/search")
	case v.Excluded:
		v.Href = r.WithoutFilter(out).URL("/search")
	default:
		v.Exclude = r.WithFilter(out).URL("/search")
		v.Both = both(say, r, f, b, "/search")
	}
	return v
}

// timeline shows the cables of a search by year, month or day. Its bars choose
// their dates, the path above them leads out again. Years span where the archive lies.
func timeline(say *words.Speaker, t archive.Timeline, r query.Request) templates.Histogram {
	return timelineBy(say, t, r, archiveHolds)
}

func archiveHolds(b archive.DateBucket) int { return b.Held }
func searchFinds(b archive.DateBucket) int  { return b.Count }

// timelineBy shows years where the weight of theirs lies.
func timelineBy(say *words.Speaker, t archive.Timeline, r query.Request, weight func(archive.DateBucket) int) templates.Histogram {
	narrowed := !r.Since.IsZero() || !r.Until.IsZero() || len(r.Selected(query.Year)) > 0
	var h templates.Histogram
	if t.Period.Year != 0 {
		h = bars(say, t, func(d cable.Date) string { return r.WithPeriod(d).URL("/search") })
		for i, b := range t.Buckets {
			h.Bars[i].Selected = narrowed && r.Covers(b.Date)
		}
	} else {
		years, part := spanOf(say, t, r, weight)
		h = yearBars(say, years, func(since, until cable.Date) string {
			return r.WithoutFacet(query.Year).WithDates(since, until).URL("/search")
		})
		for i, b := range years {
			h.Bars[i].Selected = narrowed && slices.ContainsFunc(t.Buckets, func(y archive.DateBucket) bool {
				return b.First <= y.Date.Year && y.Date.Year <= b.Last && r.Covers(y.Date)
			})
		}
		if part != "" {
			h.Path = append(periodPath(say, cable.Date{}, func(d cable.Date) string { return r.WithPeriod(d).URL("/search") }), templates.Link{Label: part})
		}
	}
	if narrowed && h.Path == nil {
		h.Path = periodPath(say, t.Period, func(d cable.Date) string { return r.WithPeriod(d).URL("/search") })
		if onlyDay(r) {
			h.Path[len(h.Path)-1].Href = r.WithPeriod(t.Period).URL("/search")
			h.Path = append(h.Path, templates.Link{Label: strconv.Itoa(r.Since.Day)})
		}
	}
	undated := query.Filter{Facet: query.Year, Value: query.None}
	if t.Undated > 0 {
		h.Undated = &templates.Link{
			Label: say.Say("Undated"), Count: t.Undated, Current: r.Has(undated),
			Href: r.WithPeriod(cable.Date{}).WithFilter(undated).URL("/search"),
		}
	}
	return h
}

// spanOf are the bars of all years, or of those that are chosen where these are a
// decade or lie far from the others. Part names them then.
func spanOf(say *words.Speaker, t archive.Timeline, r query.Request, weight func(archive.DateBucket) int) (years []axis.Bar, part string) {
	years = axis.Of(t.Buckets, weight)
	if r.Since.IsZero() && r.Until.IsZero() || len(years) == 0 {
		return years, ""
	}
	within := slices.DeleteFunc(slices.Clone(t.Buckets), func(b archive.DateBucket) bool { return !r.Covers(b.Date) })
	chosen := axis.Of(within, weight)
	near := slices.ContainsFunc(years, func(b axis.Bar) bool { return !b.Far && r.Covers(cable.Date{Year: b.First}) })
	decades := slices.ContainsFunc(years, func(b axis.Bar) bool { return !b.Far && b.First != b.Last })
	if len(chosen) == 0 || len(chosen) == len(years) || near && !decades {
		return years, ""
	}
	part = Long(say, within[0].Date)
	if last := Long(say, within[len(within)-1].Date); last != part {
		part = say.Say("%s to %s", part, last)
	}
	return chosen, part
}

// yearBars are one bar a year or decade. What has no cables has no link.
func yearBars(say *words.Speaker, years []axis.Bar, url func(since, until cable.Date) string) templates.Histogram {
	h := templates.Histogram{Title: say.Say("Cables by year")}
	for i, y := range years {
		since, until := cable.Date{Year: y.First}, cable.Date{Year: y.Last}
		b := templates.Bar{Count: y.Count, Far: y.Far}
		b.Label, b.Tick = axis.Name(say, y, i == 0)
		if !y.Far && y.First != y.Last {
			h.Title = say.Say("Cables by decade")
		}
		if y.Count > 0 {
			b.Href = url(since, until)
		}
		if y.Far && y.Count > 0 {
			far := say.Say("Later ‹years›")
			if i == 0 {
				far = say.Say("Earlier ‹years›")
			}
			h.Far = append(h.Far, templates.Link{Label: far, Href: b.Href, Count: y.Count})
		}
		h.Bars = append(h.Bars, b)
	}
	return h
}

// onlyDay reports whether one day is chosen.
func onlyDay(r query.Request) bool { return r.Since.Day != 0 && r.Since == r.Until }

// calendar shows all cables by year, month or day, and leads to the pages of
// years, months and days.
func calendar(say *words.Speaker, t archive.Timeline) templates.Histogram {
	if t.Period.Year != 0 {
		h := bars(say, t, DatePath)
		h.Path = periodPath(say, t.Period, DatePath)
		return h
	}
	h := yearBars(say, axis.Of(t.Buckets, archiveHolds), func(since, until cable.Date) string {
		if since == until {
			return DatePath(since)
		}
		return query.Request{}.WithDates(since, until).URL("/search")
	})
	if t.Undated > 0 {
		h.Undated = &templates.Link{Label: say.Say("Undated"), Count: t.Undated, Href: FacetSearch(query.Year, query.None)}
	}
	return h
}

// bars are one bar a month or day. What has no cables has no link.
func bars(say *words.Speaker, t archive.Timeline, url func(cable.Date) string) templates.Histogram {
	h := templates.Histogram{Title: say.Say("Cables by year")}
	whole := Long(say, t.Period)
	switch {
	case t.Period.Month != 0:
		h.Title = say.Say("Cables of %s by day", whole)
		h.Note = say.Count(t.Vague, "%d more of %s does not tell the day.", "%d more of %s do not tell the day.", whole)
	case t.Period.Year != 0:
		h.Title = say.Say("Cables of %s by month", whole)
		h.Note = say.Count(t.Vague, "%d more of %s does not tell the month.", "%d more of %s do not tell the month.", whole)
	}
	if t.Vague == 0 {
		h.Note = ""
	}
	for _, b := range t.Buckets {
		bar := templates.Bar{Label: Long(say, b.Date), Tick: tick(say, b.Date), Count: b.Count}
		if b.Count > 0 {
			bar.Href = url(b.Date)
		}
		h.Bars = append(h.Bars, bar)
	}

	return h
}

// tick is a date as it stands under the axis.
func tick(say *words.Speaker, d cable.Date) string {
	switch {
	case d.Day != 0:
		return strconv.Itoa(d.Day)
	case d.Month != 0:
		return say.ShortMonth(d.Month)
	}
	return Long(say, d)
}

// periodPath leads from all years down to a period, which is where the reader
// is.
func periodPath(say *words.Speaker, period cable.Date, url func(cable.Date) string) []templates.Link {
	path := []templates.Link{{Label: say.Say("All years"), Href: url(cable.Date{})}}
	if period.Year == 0 {
		return path
	}
	year := cable.Date{Year: period.Year}
	if period.Month == 0 {
		return append(path, templates.Link{Label: Long(say, year)})
	}
	month := cable.Date{Year: period.Year, Month: period.Month}
	return append(path, templates.Link{Label: Long(say, year), Href: url(year)}, templates.Link{Label: say.Month(month.Month)})
}
