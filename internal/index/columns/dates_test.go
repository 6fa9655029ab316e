package columns

import (
	"math/rand/v2"
	"slices"
	"testing"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// TestInRange compares the cables of ranges of dates, of all precisions, with a look at
// each cable.
func TestInRange(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	date := func() cable.Date {
		d := cable.Date{Year: 1973 + r.IntN(4)}
		if r.IntN(4) > 0 {
			d.Month = 1 + r.IntN(12)
		}
		if d.Month > 0 && r.IntN(4) > 0 {
			d.Day = 1 + r.IntN(31)
			for !d.Valid() {
				d.Day--
			}
		}
		return d
	}
	dates := make([]cable.Date, 400)
	for i := range dates[:380] {
		dates[i] = date()
	}
	slices.SortFunc(dates, cable.Date.Compare)
	s := &Set{N: len(dates)}
	for _, d := range dates {
		s.dates = values.AppendDate(s.dates, d)
	}
	if err := s.checkDates(); err != nil || s.Dated != 380 {
		t.Fatal(s.Dated, err)
	}
	asked := []query.Dates{{}, {None: true}}
	for range 3000 {
		d := query.Dates{From: date(), To: date()}
		switch r.IntN(6) {
		case 0:
			d.From = cable.Date{}
		case 1:
			d.To = cable.Date{}
		}
		asked = append(asked, d)
	}
	for _, d := range asked {
		var want, got []uint32
		for i, of := range dates {
			from, to := values.DaySpan(of)
			in := !of.IsZero()
			if !d.From.IsZero() {
				lo, _ := values.DaySpan(d.From)
				in = in && from >= lo
			}
			if !d.To.IsZero() {
				_, hi := values.DaySpan(d.To)
				in = in && to <= hi
			}
			if d.None {
				in = of.IsZero()
			}
			if in {
				want = append(want, uint32(i))
			}
		}
		s.InRange(d).Each(func(ord uint32) bool { got = append(got, ord); return true })
		if !slices.Equal(got, want) {
			t.Errorf("%v: %d, want %d of %v", d, got, want, dates)
		}
	}
	for i, wrong := range [][]cable.Date{{{Year: 1975}, {Year: 1974}}, {{}, {Year: 1974}}} {
		s := &Set{N: len(wrong)}
		for _, d := range wrong {
			s.dates = values.AppendDate(s.dates, d)
		}
		if s.checkDates() == nil {
			t.Errorf("the dates of %d are in no order and are taken", i)
		}
	}
}
