package things

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/web/templates"
)

func TestRuns(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		held, cited []int
		want        string
	}{
		{nil, nil, ""},
		{[]int{1}, nil, "1 held"},
		{[]int{3}, nil, "1-2 gap, 3 held"},
		{[]int{2}, nil, "1 gap, 2 held"},
		{[]int{1, 2, 5}, nil, "1 held, 2 held, 3-4 gap, 5 held"},
		{nil, []int{4}, "1-3 gap, 4 cited"},
		{[]int{4, 9}, []int{2, 5, 12}, "1 gap, 2 cited, 3 gap, 4 held, 5 cited, 6-8 gap, 9 held, 10-11 gap, 12 cited"},
		{[]int{9999999}, nil, "1-9999998 gap, 9999999 held"},
	} {
		var got []string
		for _, r := range runs(archive.Numbers{Held: x.held, Cited: x.cited}) {
			s := fmt.Sprint(r.from)
			if r.to != r.from {
				s += fmt.Sprint("-", r.to)
			}
			got = append(got, s+map[archive.State]string{archive.Held: " held", archive.Absent: " cited", archive.Unknown: " gap"}[r.state])
		}
		if strings.Join(got, ", ") != x.want {
			t.Errorf("%v, %v: %s, want %s", x.held, x.cited, strings.Join(got, ", "), x.want)
		}
	}
}

// FuzzRuns holds that each number up to the last is in one run, and in the right one.
func FuzzRuns(f *testing.F) {
	f.Add([]byte{3, 1, 200}, []byte{7})
	f.Add([]byte{}, []byte{0, 0, 1})
	f.Fuzz(func(t *testing.T, held, cited []byte) {
		var n archive.Numbers
		at := 0
		for _, d := range held {
			at += int(d) + 1
			n.Held = append(n.Held, at)
		}
		at = 0
		for _, d := range cited {
			at += int(d) + 1
			if _, ok := slices.BinarySearch(n.Held, at); !ok {
				n.Cited = append(n.Cited, at)
			}
		}
		next := 1
		for _, r := range runs(n) {
			if r.from != next || r.to < r.from || r.state != archive.Unknown && r.to != r.from {
				t.Fatalf("%+v where %d is next", r, next)
			}
			_, isHeld := slices.BinarySearch(n.Held, r.from)
			_, isCited := slices.BinarySearch(n.Cited, r.from)
			if isHeld != (r.state == archive.Held) || isCited != (r.state == archive.Absent) {
				t.Fatalf("%+v: held %v, cited %v", r, isHeld, isCited)
			}
			next = r.to + 1
		}
		if last := slices.Max(append([]int{0}, slices.Concat(n.Held, n.Cited)...)); next != last+1 {
			t.Fatalf("runs end before %d, the last is %d", next, last)
		}
	})
}

func TestShare(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		part, whole int
		want        string
	}{{0, 0, "none"}, {0, 10, "none"}, {10, 10, "all"}, {1, 3, "33.3%"}, {72, 5828, "1.2%"}, {1, 100000, "< 0.1%"}, {99999, 100000, "> 99.9%"}, {1, 1000, "0.1%"}, {5, 0, "none"}} {
		if got := share(nil, x.part, x.whole); got != x.want {
			t.Errorf("%d of %d: %s, want %s", x.part, x.whole, got, x.want)
		}
	}
}

// oslo is a year of a post, with so many numbers held beside two cited ones.
func oslo(held int) *Series {
	x := &Series{Code: "OSLO", Numbers: archive.Numbers{Year: 1974, Cited: []int{7, 9000}}, Years: []int{1973, 1974, 1977}, Page: 1, Found: map[int]archive.Found{}}
	for i := range held {
		n := 10 + 2*i
		x.Numbers.Held = append(x.Numbers.Held, n)
		id := fmt.Sprintf("74OSLO%d", n)
		x.Found[n] = archive.Found{State: archive.Held, ID: id, Summary: &archive.Summary{ID: id, Title: "Herring prices", Date: cable.Date{Year: 1974, Month: 3, Day: 5}}}
	}
	return x
}

func TestSeries(t *testing.T) {
	t.Parallel()
	x := oslo(2)
	x.Found[12] = archive.Found{State: archive.Alias, ID: "74OSLO44", Summary: &archive.Summary{ID: "74OSLO44", Title: "Nets"}}
	serials, ids := x.IDs()
	if !slices.Equal(serials, []int{10, 12}) || !slices.Equal(ids, []string{"74OSLO10", "74OSLO12"}) {
		t.Errorf("asked for %v, %v", serials, ids)
	}
	v := x.View(templates.Page{})
	var got []string
	for _, r := range v.Runs {
		s := r.ID + " " + r.Label + ":"
		if r.Link != nil {
			s += " " + r.Link.Label + " " + r.Link.Href
		}
		got = append(got, s+" "+r.Date.Text+" "+r.Note)
	}
	want := []string{
		"n1 1 to 6:  6 numbers not held", "n7 7: 74OSLO7 /cable/74OSLO7  cited, not held", "n8 8 to 9:  2 numbers not held",
		"n10 10: Herring prices /cable/74OSLO10 5 March 1974 ", "n11 11:  not held", "n12 12: Nets /cable/74OSLO44  as 74OSLO44",
		"n13 13 to 8,999:  8,987 numbers not held", "n9000 9,000: 74OSLO9000 /cable/74OSLO9000  cited, not held",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if v.Lead != "2 of the numbers from 1 to 12 are held here (16.7%). 2 more are cited by cables here." || v.Prev.Href != "/post/OSLO/1973" || v.Next.Href != "/post/OSLO/1977" ||
		v.Search.Href != "/search?from=OSLO&year=1974" && v.Search.Href != "/search?post=OSLO&since=1974&until=1974" {
		t.Errorf("%q, %+v, %+v, %s", v.Lead, v.Prev, v.Next, v.Search.Href)
	}
	for number, want := range map[int]string{1: "#n1", 7: "#n7", 9: "#n8", 12: "#n12", 4000: "#n13", 9999999: "#n9000"} {
		if got := x.Place(number); got != "/post/OSLO/1974"+want {
			t.Errorf("%d stands at %s", number, got)
		}
	}
	for lead, n := range map[string]archive.Numbers{
		"No number of this year is held here. 1 more is cited by cables here.": {Cited: []int{5}},
		"1 of the numbers from 1 to 1 is held here.":                           {Held: []int{1}},
	} {
		if got := held(nil, n); got != lead {
			t.Errorf("%q, want %q", got, lead)
		}
	}
}

func TestSeriesPages(t *testing.T) {
	t.Parallel()
	x := oslo(300)
	all := len(runs(x.Numbers))
	seen := 0
	for x.Page = 1; x.Page <= x.Last(); x.Page++ {
		v := x.View(templates.Page{})
		seen += len(v.Runs)
		if (x.Page > 1) != v.NoIndex || (x.Page > 1) != (v.PrevURL != "") || (x.Page < x.Last()) != (v.NextURL != "") {
			t.Errorf("page %d: %+v", x.Page, v.Page)
		}
	}
	if seen != all || x.Last() != (all+99)/100 {
		t.Errorf("%d of %d are on %d pages", seen, all, x.Last())
	}
	if at := x.Place(600); at != shape.SeriesPath("OSLO", 1974, 6)+"#n600" {
		t.Errorf("600 stands at %s", at)
	}
}
