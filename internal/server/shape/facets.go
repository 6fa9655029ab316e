package shape

import (
	"fmt"
	"strconv"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

// facetShown is how many values of a facet the panel shows when there are more
// than facetAll; openFacets is how many facets are drawn open.
const (
	facetAll   = 10
	facetShown = 8
	openFacets = 4
)

// Titles name the facets for readers.
var Titles = map[query.Facet]string{
	query.Tags: "TAGS", query.Persons: "People", query.Organisations: "Organisations", query.Places: "Places",
	query.Misc: "Other names", query.Origin: "Posts", query.Country: "Countries", query.Classification: "Classification",
	query.Captions: "Captions", query.Language: "Language", query.Collection: "Collection", query.Year: "Year",
}

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

// selection is a filter that is applied.
func selection(f query.Filter, labels map[query.Filter]string, remove string, count int) templates.Selection {
	value := f.Value
	if f.Value == query.None {
		value = "none"
	} else if l := labels[query.Filter{Facet: f.Facet, Value: f.Value}]; l != "" && l != f.Value {
		value = f.Value + " " + l
	}
	return templates.Selection{Label: Titles[f.Facet], Value: value, Exclude: f.Exclude, Remove: remove, Count: count}
}

// facetView shapes one group of the filter panel; false leaves it out.
func facetView(r query.Request, fc archive.FacetCounts, open bool) (templates.Facet, bool) {
	f := templates.Facet{Title: Titles[fc.Facet], Open: open}
	shown := len(fc.Buckets)
	if fc.Distinct > facetAll {
		shown = facetShown
	}
	for i, b := range fc.Buckets {
		chosen := b.Selected || b.Excluded
		f.Open = f.Open || chosen
		if i < shown || chosen {
			f.Values = append(f.Values, facetValue(r, fc.Facet, b))
		}
	}
	none := query.Filter{Facet: fc.Facet, Value: query.None}
	if fc.Missing > 0 && !r.Has(none) && !hasBucket(fc, query.None) {
		f.Values = append(f.Values, facetValue(r, fc.Facet, archive.Bucket{Value: query.None, Count: fc.Missing}))
	}
	if fc.Distinct > facetAll {
		f.All = &templates.Link{Label: fmt.Sprintf("Show all %d", fc.Distinct), Href: r.WithPage(1).URL("/search/values/" + string(fc.Facet)), Count: fc.Distinct}
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
func facetValue(r query.Request, f query.Facet, b archive.Bucket) templates.FacetValue {
	in := query.Filter{Facet: f, Value: b.Value}
	out := in
	out.Exclude = true
	v := templates.FacetValue{
		Label: b.Label, Count: b.Count, Selected: r.Has(in), Excluded: r.Has(out), Missing: b.Value == query.None,
		Href: r.WithFilter(in).URL("/search"),
	}
	switch {
	case v.Missing:
		v.Label = "None"
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
	}
	return v
}

// timeline shows the cables of a search by year, month or day. Its bars choose
// their dates, the path above them leads out again.
func timeline(t archive.Timeline, r query.Request) templates.Histogram {
	h := bars(t, func(d cable.Date) string { return r.WithPeriod(d).URL("/search") })
	narrowed := !r.Since.IsZero() || !r.Until.IsZero() || len(r.Selected(query.Year)) > 0
	for i, b := range t.Buckets {
		h.Bars[i].Selected = narrowed && r.Covers(b.Date)
	}
	if narrowed {
		h.Path = periodPath(t.Period, func(d cable.Date) string { return r.WithPeriod(d).URL("/search") })
		if onlyDay(r) {
			h.Path[len(h.Path)-1].Href = r.WithPeriod(t.Period).URL("/search")
			h.Path = append(h.Path, templates.Link{Label: strconv.Itoa(r.Since.Day)})
		}
	}
	undated := query.Filter{Facet: query.Year, Value: query.None}
	if t.Undated > 0 {
		h.Undated = &templates.Link{
			Label: "Undated", Count: t.Undated, Current: r.Has(undated),
			Href: r.WithPeriod(cable.Date{}).WithFilter(undated).URL("/search"),
		}
	}
	return h
}

// onlyDay reports whether one day is chosen.
func onlyDay(r query.Request) bool { return r.Since.Day != 0 && r.Since == r.Until }

// calendar shows all cables by year, month or day, and leads to the pages of
// years and months.
func calendar(t archive.Timeline) templates.Histogram {
	h := bars(t, datePath)
	if t.Period.Year != 0 {
		h.Path = periodPath(t.Period, datePath)
	}
	if t.Undated > 0 && t.Period.Year == 0 {
		h.Undated = &templates.Link{Label: "Undated", Count: t.Undated, Href: FacetSearch(query.Year, query.None)}
	}
	return h
}

// bars are one bar a year, month or day. What has no cables has no link.
func bars(t archive.Timeline, url func(cable.Date) string) templates.Histogram {
	h := templates.Histogram{Title: "Cables by year"}
	whole, part := t.Period.Long(), "month"
	switch {
	case t.Period.Month != 0:
		h.Title, part = "Cables of "+whole+" by day", "day"
	case t.Period.Year != 0:
		h.Title = "Cables of " + whole + " by month"
	}
	for _, b := range t.Buckets {
		bar := templates.Bar{Label: b.Date.Long(), Tick: tick(b.Date), Count: b.Count}
		if b.Count > 0 {
			bar.Href = url(b.Date)
		}
		h.Bars = append(h.Bars, bar)
	}
	if t.Vague > 0 {
		h.Note = num(t.Vague) + " more of " + whole + plural(t.Vague, " does", " do") + " not tell the " + part + "."
	}
	return h
}

// tick is a date as it stands under the axis.
func tick(d cable.Date) string {
	switch {
	case d.Day != 0:
		return strconv.Itoa(d.Day)
	case d.Month != 0:
		return d.Long()[:3]
	}
	return d.Long()
}

// periodPath leads from all years down to a period, which is where the reader
// is.
func periodPath(period cable.Date, url func(cable.Date) string) []templates.Link {
	path := []templates.Link{{Label: "All years", Href: url(cable.Date{})}}
	if period.Year == 0 {
		return path
	}
	year := cable.Date{Year: period.Year}
	if period.Month == 0 {
		return append(path, templates.Link{Label: year.Long()})
	}
	month := cable.Date{Year: period.Year, Month: period.Month}
	return append(path, templates.Link{Label: year.Long(), Href: url(year)}, templates.Link{Label: monthName(month)})
}

func monthName(d cable.Date) string { return time.Month(d.Month).String() }
