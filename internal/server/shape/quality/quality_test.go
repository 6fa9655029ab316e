package quality

import (
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/quality"
)

// timeline has cables in some years.
func timeline(counts map[int]int) (t archive.Timeline) {
	for y := 1800; y <= 2010; y++ {
		if n, ok := counts[y]; ok {
			t.Buckets = append(t.Buckets, archive.DateBucket{Date: cable.Date{Year: y}, Count: n, Held: n})
		}
	}
	return t
}

func TestSpans(t *testing.T) {
	t.Parallel()
	many := map[int]int{1807: 1}
	for y := 1950; y < 1980; y++ {
		many[y] = 2
	}
	for _, x := range []struct {
		counts map[int]int
		want   string
	}{
		{nil, ""}, {map[int]int{1974: 3, 1975: 0, 1979: 1}, "1974 1979"}, {many, "1800s 1950s 1960s 1970s"},
	} {
		var got []string
		for _, s := range spansOf(timeline(x.counts)) {
			got = append(got, s.label(nil))
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%v, want %s", got, x.want)
		}
	}
}

func overview() *Overview {
	return &Overview{
		Stats: archive.Stats{Cables: 1300, Undated: 4, References: 10, Resolved: 7},
		Account: &archive.Account{
			Doubts:  []archive.Doubted{{Kind: "date inferred", Count: 12, Cases: []archive.DoubtCase{{ID: "74OSLO1", Detail: "1974-03"}, {ID: "74OSLO9"}}}},
			Refused: []archive.Refused{{Kind: "empty file", Count: 2}},
		},
		Found: map[string]archive.Found{"74OSLO1": {State: archive.Alias, ID: "74OSLO2"}, "74OSLO9": {State: archive.Absent, ID: "74OSLO9"}},
		All:   timeline(map[int]int{1974: 9, 1975: 2}),
		Posts: &archive.FacetPage{Total: 40, FacetCounts: archive.FacetCounts{Missing: 3, Buckets: []archive.Bucket{{Value: query.None, Count: 3}, {Value: "OSLO", Label: "Embassy Oslo", Count: 10}}}},
		Page:  1,
		Lines: []Line{{Timeline: timeline(map[int]int{1974: 9, 1975: 0}), Numbers: []archive.Numbers{{Year: 1974, Held: []int{1, 9}, Cited: []int{4}}, {Year: 1976, Cited: []int{8}}}}},
	}
}

func TestOverview(t *testing.T) {
	t.Parallel()
	x := overview()
	v := x.View(templates.Page{})
	if got := v.Doubts[0]; got.Kind != "Date inferred" || got.Cases[0].Href != "/cable/74OSLO2" || got.Cases[0].Detail != "1974-03" || got.Cases[1].Href != "" {
		t.Errorf("%+v", got)
	}
	if v.None != "" || v.Certain != "" || v.Untold != "" || v.Refused[0].Kind != "Empty file" || len(v.Figures) != 4 {
		t.Errorf("%+v", v)
	}
	if len(v.Posts) != 1 {
		t.Fatalf("%+v", v.Posts)
	}
	r := v.Posts[0]
	if r.Label != "Embassy Oslo" || r.Href != "/quality/OSLO" || r.Said != "9 cables; 2 of 9 numbers held (22.2%)" {
		t.Errorf("%+v", r)
	}
	want := []quality.Cell{{Label: "1974", Count: 9, Shade: 4, Href: "/search?post=OSLO&since=1974&until=1974"}, {Label: "1975"}}
	for i, c := range r.Cells {
		if c != want[i] {
			t.Errorf("%+v, want %+v", c, want[i])
		}
	}
	if v.NextURL != "/quality?page=2" || v.NoIndex {
		t.Errorf("next %q", v.NextURL)
	}
	x.Account, x.Page = nil, 2
	if v = x.View(templates.Page{}); v.Untold != "" || v.Figures != nil || !v.NoIndex {
		t.Errorf("on page 2 %+v", v)
	}
	x.Page = 1
	if v = x.View(templates.Page{}); v.Untold == "" || v.None != "" {
		t.Error("it is not said that nothing is known of the ingest")
	}
	x.Lines = []Line{{Timeline: archive.Timeline{Undated: 2}}}
	if r := x.View(templates.Page{}).Posts[0]; r.Href != "/post/OSLO" || r.Said != "2 cables" {
		t.Errorf("undated cables alone: %+v", r)
	}
	x.Account = &archive.Account{}
	if v = x.View(templates.Page{}); v.Certain == "" || v.None == "" {
		t.Errorf("nothing was doubted or refused: %+v", v)
	}
}

func TestPost(t *testing.T) {
	t.Parallel()
	x := overview()
	months := archive.Timeline{Period: cable.Date{Year: 1974}, Vague: 1}
	for m := 1; m <= 12; m++ {
		months.Buckets = append(months.Buckets, archive.DateBucket{Date: cable.Date{Year: 1974, Month: m}, Count: m % 3})
	}
	p := &Post{Code: "OSLO", Line: x.Lines[0], Page: 1, Months: map[int]archive.Timeline{1974: months}}
	v := p.View(templates.Page{})
	if p.Last() != 1 || len(v.Years) != 2 || v.Years[0].Label != "1976" || v.Years[1].More.Href != "/post/OSLO/1974" {
		t.Fatalf("%+v", v.Years)
	}
	if y := v.Years[1]; y.Said != "13 cables, of which 1 without a month; 2 of 9 numbers held (22.2%)" || len(y.Cells) != 12 || y.Cells[2].Href != "" || y.Cells[1].Label+y.Cells[1].Rest != "Feb 1974" || y.Cells[1].Shade != 3 {
		t.Errorf("%+v", y)
	}
	if v.Years[0].Said != "0 cables; 0 of 8 numbers held" {
		t.Errorf("%+v", v.Years[0])
	}
	if n := (&Post{Page: 3}); n.Last() != 0 || len(n.Years()) != 0 {
		t.Error("an unknown post has years")
	}
}
