package search_test

import (
	"math/rand/v2"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/query"
	"reftel/internal/sharedtest"
)

// plainTimeline divides a period one cable at a time.
func plainTimeline(cs []*cable.Cable, fs []query.Filter, period cable.Date) archive.Timeline {
	t := archive.Timeline{Period: period}
	counts, held := map[cable.Date]int{}, map[cable.Date]int{}
	first, last := 9999, 0
	for _, c := range cs {
		d := c.Date
		for _, of := range []cable.Date{{Year: d.Year}, {Year: d.Year, Month: d.Month}, {Year: d.Year, Month: d.Month, Day: d.Day}} {
			held[of]++
			if of == d {
				break
			}
		}
		if !d.IsZero() {
			first, last = min(first, d.Year), max(last, d.Year)
		}
		switch {
		case !passes(c, fs, query.Year):
		case d.IsZero():
			t.Undated++
		case period.Year == 0:
			counts[cable.Date{Year: d.Year}]++
		case d.Year != period.Year || period.Month != 0 && d.Month != 0 && d.Month != period.Month:
		case period.Month == 0 && d.Month == 0 || period.Month == d.Month && d.Day == 0 && period.Month != 0:
			t.Vague++
		case period.Month == 0:
			counts[cable.Date{Year: d.Year, Month: d.Month}]++
		case d.Month == period.Month:
			counts[cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}]++
		}
	}
	add := func(d cable.Date) {
		t.Buckets = append(t.Buckets, archive.DateBucket{Date: d, Count: counts[d], Held: held[d]})
	}
	switch {
	case period.Year == 0:
		for y := first; y <= last; y++ {
			add(cable.Date{Year: y})
		}
	case period.Month == 0:
		for m := 1; m <= 12; m++ {
			add(cable.Date{Year: period.Year, Month: m})
		}
	default:
		for d := 1; d <= 31; d++ {
			if x := (cable.Date{Year: period.Year, Month: period.Month, Day: d}); x.Valid() {
				add(x)
			}
		}
	}
	return t
}

func TestTimeline(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(sharedtest.Size(100, 250, 500))
	rnd := rand.New(rand.NewPCG(3, 3))
	for _, c := range cs { // only as precise as known
		switch rnd.IntN(6) {
		case 0:
			c.Date.Month, c.Date.Day = 0, 0
		case 1:
			c.Date.Day = 0
		}
	}
	a := indextest.Open(t, cs)
	for _, period := range []cable.Date{{}, {Year: 1972}, {Year: 1972, Month: 2}, {Year: 1973, Month: 2}, {Year: 1975, Month: 12}, {Year: 1999}} {
		for _, fs := range [][]query.Filter{
			nil,
			{{Facet: query.Tags, Value: "PREL"}},
			{{Facet: query.Classification, Value: query.None, Exclude: true}, {Facet: query.Tags, Value: "KDEM", Exclude: true}},
			{{Facet: query.Year, Value: "1974"}, {Facet: query.Captions, Value: query.None}},
		} {
			req := indextest.Request(t, "").WithDates(period, period)
			req.Filters = fs
			want := plainTimeline(cs, fs, req.Period())
			if diff := gocmp.Diff(want, indextest.Search(t, a, req).Timeline); diff != "" {
				t.Errorf("%v %v (-want +got):\n%s", period, fs, diff)
			}
		}
	}
}

// TestTimelineFilters holds that a bar counts what its link finds.
func TestTimelineFilters(t *testing.T) {
	t.Parallel()
	a := indextest.Open(t, indextest.Invent(sharedtest.Size(100, 150, 300)))
	req := indextest.Request(t, "tag:prel").WithFilter(query.Filter{Facet: query.Captions, Value: "NODIS"})
	var walk func(r query.Request)
	walk = func(r query.Request) {
		for _, b := range indextest.Search(t, a, r).Timeline.Buckets {
			if b.Count == 0 {
				continue
			}
			in := r.WithPeriod(b.Date)
			if n := indextest.Search(t, a, in).Total; n != b.Count {
				t.Errorf("%s: %d cables, the bar says %d", b.Date, n, b.Count)
			}
			if b.Date.Day == 0 && (b.Date.Month != 0 || b.Date.Year == 1971) {
				walk(in)
			}
		}
	}
	walk(req)
	undated := indextest.Search(t, a, req.WithPeriod(cable.Date{}).WithFilter(query.Filter{Facet: query.Year, Value: query.None}))
	if n := indextest.Search(t, a, req).Timeline.Undated; n == 0 || n != undated.Total {
		t.Errorf("%d undated, the filter finds %d", n, undated.Total)
	}
}

// TestTimelineSpan holds that one wrong date does not make a bar a year of two
// thousand years.
func TestTimelineSpan(t *testing.T) {
	t.Parallel()
	a := indextest.Open(t, []*cable.Cable{
		indextest.Simple("A1", "0197", "A", "a"), indextest.Simple("A2", "1974", "B", "b"), indextest.Simple("A3", "1976", "C", "c"), indextest.Simple("A4", "", "D", "d"),
	})
	want := []archive.DateBucket{{Date: cable.Date{Year: 197}, Count: 1, Held: 1}, {Date: cable.Date{Year: 1974}, Count: 1, Held: 1}, {Date: cable.Date{Year: 1976}, Count: 1, Held: 1}}
	got := indextest.Search(t, a, indextest.Request(t, "")).Timeline
	if diff := gocmp.Diff(want, got.Buckets); diff != "" || got.Undated != 1 {
		t.Errorf("%d undated (-want +got):\n%s", got.Undated, diff)
	}
	only := indextest.Search(t, indextest.Open(t, []*cable.Cable{indextest.Simple("A1", "", "A", "a")}), indextest.Request(t, "")).Timeline
	if len(only.Buckets) != 0 || only.Undated != 1 {
		t.Errorf("without any date: %+v", only)
	}
}
