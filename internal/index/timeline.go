package index

import (
	"sort"

	"reftel/internal/cable"
)

// maxYears is how many years a timeline shows without a gap. Where one wrong
// date makes the span longer, years in which no cable of the archive was sent
// are left out.
const maxYears = 400

// A Timeline counts cables by date: those that a request would find if it chose
// no dates and no years. Each of them is in one bucket, in Vague, in Undated or
// outside of the period.
type Timeline struct {
	Period  cable.Date   // what is divided: nothing known for all time, a year, or a month
	Buckets []DateBucket // each year of the archive, month of the year or day of the month, empty ones too
	Vague   int          // cables of the period that tell no month, or no day
	Undated int
}

// A DateBucket is one year, month or day.
type DateBucket struct {
	Date  cable.Date
	Count int
}

// timeline divides a period. The cables of any year, month or day stand side by
// side in the archive, the less precise before the others, so that a count is
// one over a range of ordinals.
func (s *selection) timeline(period cable.Date) Timeline {
	a, set := s.a, s.anyDate()
	t := Timeline{Period: cable.Date{Year: period.Year, Month: period.Month}, Undated: set.countRange(a.dated, a.n)}
	add := func(d cable.Date, after int) {
		t.Buckets = append(t.Buckets, DateBucket{d, set.countRange(a.firstAt(d.Key()), a.firstAt(after))})
	}
	switch p := t.Period; {
	case a.dated == 0:
	case p.Year == 0:
		first, last := a.date(0).Year, a.date(uint32(a.dated-1)).Year
		for y := first; y <= last; y++ {
			d := cable.Date{Year: y}
			if next := a.firstAt(d.Key()); last-first < maxYears || a.date(uint32(next)).Year == y {
				add(d, d.Key()+10000)
			}
		}
	case p.Month == 0:
		for m := 1; m <= 12; m++ {
			d := cable.Date{Year: p.Year, Month: m}
			add(d, d.Key()+100)
		}
		t.Vague = set.countRange(a.firstAt(p.Key()), a.firstAt(p.Key()+100))
	default:
		for d := (cable.Date{Year: p.Year, Month: p.Month, Day: 1}); d.Valid(); d.Day++ {
			add(d, d.Key()+1)
		}
		t.Vague = set.countRange(a.firstAt(p.Key()), a.firstAt(p.Key()+1))
	}
	return t
}

// firstAt is the first cable whose date has a key so high, or the first of the
// undated.
func (a *Archive) firstAt(key int) int {
	return sort.Search(a.dated, func(i int) bool { return a.date(uint32(i)).Key() >= key })
}

// Busiest is the year of most of the cables, 0 where no year has any.
func (t *Timeline) Busiest() int {
	var year, most int
	for _, b := range t.Buckets {
		if b.Count > most {
			year, most = b.Date.Year, b.Count
		}
	}
	return year
}
