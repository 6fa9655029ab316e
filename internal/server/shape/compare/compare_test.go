package compare

import (
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/compare"
)

func asked(texts ...string) query.Comparison {
	var c query.Comparison
	for _, t := range texts {
		c.Searches = append(c.Searches, query.Request{}.WithText(t))
	}
	return c
}

// years are a timeline from 1973 on, of each year what is held and what is found.
func years(counts ...[2]int) archive.Timeline {
	var t archive.Timeline
	for i, n := range counts {
		t.Buckets = append(t.Buckets, archive.DateBucket{Date: cable.Date{Year: 1973 + i}, Held: n[0], Count: n[1]})
	}
	return t
}

func TestView(t *testing.T) {
	x := Comparison{Asked: asked("lens", "honey"), Totals: []int{30, 4}, Timelines: []archive.Timeline{
		years([2]int{100, 10}, [2]int{0, 0}, [2]int{50, 20}), years([2]int{100, 1}, [2]int{0, 0}, [2]int{50, 3}),
	}}
	v := x.View(templates.Page{})
	if v.Page.Title != "lens, honey over time" || len(v.Series) != 2 || len(v.Inputs) != 3 || v.Series[0].Remove != "/compare?q=honey" {
		t.Errorf("%+v", v)
	}
	if v.Chart.Top != "20" || v.Chart.Half != "10" || strings.Join(v.Chart.Ticks, " ") != "1973 1974 1975" {
		t.Errorf("the scale: %+v", v.Chart)
	}
	if p := v.Chart.Lines[0].Path; p != "M8 130L305 250L602 10" {
		t.Errorf("by number: %s", p)
	}
	if m := v.Chart.Lines[1].Marks; len(m) != 2 || m[1].Href != "/search?q=honey&since=1975&until=1975" || m[1].Title != "2, 1975: 3 of 50, 6.0%" {
		t.Errorf("marks: %+v", m)
	}
	// A year without any cable is no row, and breaks a line of shares.
	if len(v.Rows) != 2 || v.Rows[1].Label != "1975" || v.Rows[1].Href != "/compare?q=lens&q=honey&year=1975" || v.Rows[1].Cells[0] != (compare.Cell{Count: 20, Share: "40%", Href: "/search?q=lens&since=1975&until=1975"}) {
		t.Errorf("rows: %+v", v.Rows)
	}
	x.Asked.Share = true
	if c := x.View(templates.Page{}).Chart; c.Top != "50%" || c.Lines[0].Path != "M8 202M602 58" {
		t.Errorf("by share: %+v", c)
	}
}

func TestEmptyView(t *testing.T) {
	x := Comparison{Problem: "no"}
	if v := x.View(templates.Page{}); len(v.Inputs) != 3 || v.Title == "" || len(v.Rows) > 0 || v.Problem != "no" {
		t.Errorf("%+v", v)
	}
	x = Comparison{Asked: asked("a", "b", "c", "d", "e"), Problem: "no"}
	if v := x.View(templates.Page{}); len(v.Inputs) != 5 || len(v.Series) != 0 {
		t.Errorf("%+v", v)
	}
}

func TestNice(t *testing.T) {
	for v, want := range map[float64]float64{0: 1, 0.4: 1, 1: 1, 1.5: 2, 3: 5, 5: 5, 6: 10, 12: 20, 49: 50, 51: 100, 1001: 2000} {
		if got := nice(v); got != want {
			t.Errorf("nice(%v) = %v, want %v", v, got, want)
		}
	}
	for _, tt := range []struct {
		n, of int
		want  string
	}{{0, 10, "0.0%"}, {1, 10, "10%"}, {1, 3, "33%"}, {1, 30, "3.3%"}, {1, 100000, "<0.1%"}, {1, 0, ""}} {
		if got := percent(nil, tt.n, tt.of); got != tt.want {
			t.Errorf("%d of %d: %s, want %s", tt.n, tt.of, got, tt.want)
		}
	}
}

// TestSpread holds that the numbers at the ends of lines stand apart and inside.
func TestSpread(t *testing.T) {
	for _, ends := range [][]int{{250, 250, 250, 250, 250}, {10, 10, 10, 10, 10}, {130}, {10, 250, 12, 248, 100}} {
		var ls []compare.Line
		for _, y := range ends {
			ls = append(ls, compare.Line{LabelY: y})
		}
		spread(ls)
		for i, a := range ls {
			if a.LabelY < 10 || a.LabelY > compare.Height {
				t.Errorf("%v: one at %d", ends, a.LabelY)
			}
			for _, b := range ls[i+1:] {
				if d := a.LabelY - b.LabelY; d < labelGap && d > -labelGap {
					t.Errorf("%v: at %d and %d", ends, a.LabelY, b.LabelY)
				}
			}
		}
	}
}
