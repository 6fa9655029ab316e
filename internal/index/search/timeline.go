package search

import (
	"context"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// maxYears is how many years a timeline shows without a gap. Where one wrong
// date makes the span longer, years in which no cable of the archive was sent
// are left out.
const maxYears = 400

// Timeline is the timeline of a request alone.
func (a *Archive) Timeline(ctx context.Context, req query.Request) (archive.Timeline, error) {
	sel, err := a.newRun(ctx).selection(req)
	if err != nil {
		return archive.Timeline{}, fmt.Errorf("timeline: %w", err)
	}
	return sel.timeline(req.Period()), nil
}

// Around are the nearest dates of its precision before and after a date.
func (a *Archive) Around(_ context.Context, d cable.Date) (before, after cable.Date, err error) {
	if !d.Valid() {
		return before, after, fmt.Errorf("around: %w: %s is no date", archive.ErrBadRequest, d)
	}
	at, end := d.Key(), d.Key()+1
	switch {
	case d.Month == 0:
		end = at + 10000
	case d.Day == 0:
		end = at + 100
	}
	cut := func(o cable.Date) cable.Date {
		switch {
		case d.Month == 0:
			return cable.Date{Year: o.Year}
		case o.Month == 0:
			return cable.Date{}
		case d.Day == 0:
			return cable.Date{Year: o.Year, Month: o.Month}
		case o.Day == 0:
			return cable.Date{}
		}
		return cable.Date{Year: o.Year, Month: o.Month, Day: o.Day}
	}
	for i := a.columns.FirstAt(at) - 1; i >= 0 && before.IsZero(); i-- {
		before = cut(a.columns.Date(uint32(i)))
	}
	for i := a.columns.FirstAt(end); i < a.columns.Dated && after.IsZero(); i++ {
		after = cut(a.columns.Date(uint32(i)))
	}
	return before, after, nil
}

// timeline divides a period. The cables of any year, month or day stand side by
// side in the archive, the less precise before the others, so that a count is
// one over a range of ordinals.
func (s *selection) timeline(period cable.Date) archive.Timeline {
	a, set := s.a, s.anyDate()
	t := archive.Timeline{Period: cable.Date{Year: period.Year, Month: period.Month}, Undated: set.CountRange(a.columns.Dated, a.n)}
	add := func(d cable.Date, after int) {
		lo, hi := a.columns.FirstAt(d.Key()), a.columns.FirstAt(after)
		t.Buckets = append(t.Buckets, archive.DateBucket{Date: d, Count: set.CountRange(lo, hi), Held: hi - lo})
	}
	switch p := t.Period; {
	case a.columns.Dated == 0:
	case p.Year == 0:
		first, last := a.columns.Date(0).Year, a.columns.Date(uint32(a.columns.Dated-1)).Year
		for y := first; y <= last; y++ {
			d := cable.Date{Year: y}
			if next := a.columns.FirstAt(d.Key()); last-first < maxYears || a.columns.Date(uint32(next)).Year == y {
				add(d, d.Key()+10000)
			}
		}
	case p.Month == 0:
		for m := 1; m <= 12; m++ {
			d := cable.Date{Year: p.Year, Month: m}
			add(d, d.Key()+100)
		}
		t.Vague = set.CountRange(a.columns.FirstAt(p.Key()), a.columns.FirstAt(p.Key()+100))
	default:
		for d := (cable.Date{Year: p.Year, Month: p.Month, Day: 1}); d.Valid(); d.Day++ {
			add(d, d.Key()+1)
		}
		t.Vague = set.CountRange(a.columns.FirstAt(p.Key()), a.columns.FirstAt(p.Key()+1))
	}
	return t
}
