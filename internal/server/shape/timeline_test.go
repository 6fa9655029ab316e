package shape

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// span is a timeline of years with so many cables each.
func span(first, last int, held func(y int) int) archive.Timeline {
	var t archive.Timeline
	for y := first; y <= last; y++ {
		n := held(y)
		t.Buckets = append(t.Buckets, archive.DateBucket{Date: cable.Date{Year: y}, Count: n, Held: n})
	}
	return t
}

// seventies are 1973 to 1979, and one cable of 1807.
func seventies() archive.Timeline {
	return span(1807, 1979, func(y int) int {
		switch {
		case y == 1807:
			return 1
		case y >= 1973:
			return 100
		}
		return 0
	})
}

// century is 1861 to 1979, with two cables of 1810 and 1812.
func century() archive.Timeline {
	return span(1810, 1979, func(y int) int {
		switch {
		case y == 1810, y == 1812:
			return 1
		case y >= 1861:
			return 10
		}
		return 0
	})
}

func TestTimelineSpans(t *testing.T) {
	day := func(s string) cable.Date {
		d, err := cable.ParseDate(s)
		if err != nil && s != "" {
			t.Fatal(err)
		}
		return d
	}
	for _, tt := range []struct {
		name, since, until string
		of                 archive.Timeline
		n                  int
		first, last, path  string
	}{
		{"near years", "", "", seventies(), 8, "1972 and earlier /search?since=1807&until=1972", "1979 /search?since=1979&until=1979", ""},
		{"some near years keep their neighbours", "1974", "1976", seventies(), 8, "1972 and earlier /search?since=1807&until=1972", "1979 /search?since=1979&until=1979", "All years"},
		{"far years", "1807", "1972", seventies(), 1, "1807 /search?since=1807&until=1807", "", "All years > 1807 to 1972"},
		{"decades", "", "", century(), 13, "1859 and earlier /search?since=1810&until=1859", "The 1970s /search?since=1970&until=1979", ""},
		{"one decade", "1970", "1979", century(), 10, "1970 /search?since=1970&until=1970", "1979 /search?since=1979&until=1979", "All years > 1970 to 1979"},
		{"from some year on", "1940", "", century(), 40, "1940 /search?since=1940&until=1940", "1979 /search?since=1979&until=1979", "All years > 1940 to 1979"},
		{"where nothing is", "2000", "2005", century(), 13, "1859 and earlier /search?since=1810&until=1859", "The 1970s /search?since=1970&until=1979", "All years"},
	} {
		r := query.Request{Sort: query.Newest, Page: 1}.WithDates(day(tt.since), day(tt.until))
		h := timeline(nil, tt.of, r)
		said := func(i int) string { return h.Bars[i].Label + " " + h.Bars[i].Href }
		var path []string
		for _, l := range h.Path {
			path = append(path, l.Label)
		}
		if len(h.Bars) != tt.n || said(0) != tt.first || tt.last != "" && said(tt.n-1) != tt.last || strings.Join(path, " > ") != tt.path {
			t.Errorf("%s: %d bars from %s to %s, path %v", tt.name, len(h.Bars), said(0), said(len(h.Bars)-1), path)
		}
	}
	chosen := timeline(nil, century(), query.Request{}.WithFilter(query.Filter{Facet: query.Year, Value: "1874"}).WithFilter(query.Filter{Facet: query.Year, Value: "1975"}))
	for i, b := range chosen.Bars {
		if b.Selected != (b.Label == "The 1870s" || b.Label == "The 1970s") {
			t.Errorf("bar %d, %s: selected %v", i, b.Label, b.Selected)
		}
	}
	h := timeline(nil, seventies(), query.Request{})
	if len(h.Far) != 1 || h.Far[0].Label != "Earlier" || h.Far[0].Count != 1 || !h.Bars[0].Far {
		t.Errorf("far years: %+v", h.Far)
	}
	if h := calendar(nil, century()); h.Title != "Cables by decade" || h.Bars[1].Href != "/search?since=1860&until=1869" {
		t.Errorf("%s: %+v", h.Title, h.Bars[1])
	}
	if h := calendar(nil, seventies()); h.Bars[1].Href != "/year/1973" {
		t.Errorf("a year leads to %s", h.Bars[1].Href)
	}
}

// TestSubjectSpans holds that the page of a subject shows the years in which it lies.
func TestSubjectSpans(t *testing.T) {
	of := century()
	for i := range of.Buckets {
		if y := of.Buckets[i].Date.Year; y < 1961 || y > 1963 {
			of.Buckets[i].Count = 0
		}
	}
	h := timelineBy(nil, of, query.Request{}, searchFinds)
	if len(h.Bars) != 3 || h.Bars[0].Label != "1961" {
		t.Errorf("%d bars from %s", len(h.Bars), h.Bars[0].Label)
	}
}

func TestMonthOf(t *testing.T) {
	of := archive.Timeline{Period: cable.Date{Year: 1974, Month: 5}, Vague: 2}
	for d := 1; d <= 31; d++ {
		of.Buckets = append(of.Buckets, archive.DateBucket{Date: cable.Date{Year: 1974, Month: 5, Day: d}, Count: max(0, d-20)})
	}
	c := monthOf(nil, of)
	if len(c.Weeks) != 5 || c.Weeks[0][2].Day != 1 || c.Weeks[4][4].Day != 31 || c.Weeks[0][1].Day != 0 || c.Note == "" {
		t.Errorf("1 May 1974 was a Wednesday: %+v", c.Weeks)
	}
	if d := c.Weeks[4][4]; d.Href != "/year/1974/05/31" || d.Shade != 3 || c.Weeks[2][6].Href != "" || c.Weeks[3][1].Shade != 1 {
		t.Errorf("days: %+v, %+v", d, c.Weeks[3])
	}
}

func TestChosenWords(t *testing.T) {
	r := query.Request{Text: "lens"}
	for _, f := range []query.Filter{
		{Facet: query.Tags, Value: "EFIS"}, {Facet: query.Tags, Value: "PREL", All: true}, {Facet: query.Tags, Value: "OVIP", Exclude: true},
		{Facet: query.Origin, Value: "LISBON"}, {Facet: query.Origin, Value: "LIMA"}, {Facet: query.Captions, Value: query.None},
	} {
		r = r.WithFilter(f)
	}
	r = r.WithDates(cable.Date{Year: 1974}, cable.Date{Year: 1974})
	if got, want := SearchTitle(nil, r.WithPage(2)), "lens: EFIS and PREL, not OVIP, LIMA or LISBON, no captions, 1974 - page 2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var joins []string
	for _, s := range selections(nil, r, nil, "/search") {
		joins = append(joins, fmt.Sprintf("%s%s %v", s.Join, s.Value, s.Switch != nil))
	}
	if got := strings.Join(joins, ", "); got != "EFIS false, andPREL true, OVIP false, LIMA false, orLISBON false, none false" {
		t.Error(got)
	}
}
