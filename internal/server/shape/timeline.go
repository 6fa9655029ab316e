package shape

import (
	"strconv"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
)

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
