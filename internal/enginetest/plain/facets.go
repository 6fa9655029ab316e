package plain

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

const topValues = 10

// facet counts the values of some cables: those that pass all filters of the
// request but its own. The hits pass all.
func (r *Reading) facet(cs, hits []*one, req query.Request, f query.Facet) archive.FacetCounts {
	out := archive.FacetCounts{Facet: f}
	counts, missing := valueCounts(cs, f)
	within, missingWithin := valueCounts(hits, f)
	out.Missing = missing
	out.Distinct = len(counts)
	shown := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	if f != query.Year {
		shown = shown[:min(topValues, len(shown))]
	}
	for _, exclude := range []bool{false, true} {
		for _, x := range req.Filters {
			if x.Facet != f || x.Exclude != exclude {
				continue
			}
			if !slices.Contains(shown, x.Value) {
				shown = append(shown, x.Value)
			}
		}
	}
	if f == query.Year {
		slices.Sort(shown)
	}
	for _, v := range shown {
		b := archive.Bucket{
			Value: v, Label: r.label(f, v), Count: counts[v], Within: within[v],
			Selected: req.Has(query.Filter{Facet: f, Value: v}), Excluded: req.Has(query.Filter{Facet: f, Value: v, Exclude: true}),
		}
		if v == query.None {
			b.Count, b.Within, b.Label = missing, missingWithin, ""
		}
		out.Buckets = append(out.Buckets, b)
	}
	return out
}

// valueCounts are how many of some cables have each value of a facet, and none.
func valueCounts(cs []*one, f query.Facet) (counts map[string]int, missing int) {
	counts = map[string]int{}
	for _, c := range cs {
		if len(c.values[f]) == 0 {
			missing++
		}
		for _, v := range c.values[f] {
			counts[v]++
		}
	}
	return counts, missing
}

// timeline divides a period, and counts some cables in it.
func (r *Reading) timeline(cs []*one, period cable.Date) archive.Timeline {
	out := archive.Timeline{Period: period}
	count := func(cs []*one) map[cable.Date]int {
		counts := map[cable.Date]int{}
		for _, c := range cs {
			d := cable.Date{Year: c.Date.Year}
			if period.Year > 0 {
				d.Month = c.Date.Month
			}
			if period.Month > 0 {
				d.Day = c.Date.Day
			}
			counts[d]++
		}
		return counts
	}
	counts, held := count(cs), count(r.cables)
	out.Undated = counts[cable.Date{}]
	add := func(d cable.Date) {
		out.Buckets = append(out.Buckets, archive.DateBucket{Date: d, Count: counts[d], Held: held[d]})
	}
	switch {
	case period.Year == 0:
		first, last := r.years()
		for y := first; y <= last && y > 0; y++ {
			add(cable.Date{Year: y})
		}
	case period.Month == 0:
		for m := 1; m <= 12; m++ {
			add(cable.Date{Year: period.Year, Month: m})
		}
		out.Vague = counts[period]
	default:
		for d := (cable.Date{Year: period.Year, Month: period.Month, Day: 1}); d.Valid(); d.Day++ {
			add(d)
		}
		out.Vague = counts[period]
	}
	return out
}

func (r *Reading) years() (first, last int) {
	for _, c := range r.cables {
		if y := c.Date.Year; y > 0 {
			last = max(last, y)
			if first == 0 {
				first = y
			}
		}
	}
	return first, last
}
