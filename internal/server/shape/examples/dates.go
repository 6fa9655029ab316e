package examples

import (
	"fmt"
	"strings"
	"time"

	"reftel/internal/cable"
)

// lastOfAll is a day that every month has two days after.
const lastOfAll = 26

// putDates puts in the date of a cable, in all its forms.
func (s *Sample) putDates(put func(was, is string)) {
	d := s.day()
	if d.IsZero() {
		return
	}
	year, month := fmt.Sprintf("%04d", d.Year), time.Month(d.Month).String()
	first := max(1, d.Month-2)
	numeric := fmt.Sprintf("%s-%02d", year, d.Month)
	put("12-14 June 1979", fmt.Sprintf("%d-%d %s %s", d.Day, d.Day+2, month, year))
	put("12 June 1979", fmt.Sprintf("%d %s %s", d.Day, month, year))
	put("June 12, 1979", fmt.Sprintf("%s %d, %s", month, d.Day, year))
	put("12.6.1979", fmt.Sprintf("%d.%d.%s", d.Day, d.Month, year))
	put("12 Jun 79", fmt.Sprintf("%d %s %02d", d.Day, month[:3], d.Year%100))
	put("121530Z JUN 79", fmt.Sprintf("%02d1530Z %s %02d", d.Day, strings.ToUpper(month[:3]), d.Year%100))
	put("June to August 1979", fmt.Sprintf("%s to %s %s", time.Month(first), time.Month(max(d.Month, first+1)), year))
	put("June 1979", month+" "+year)
	put("Jun 1979", month[:3]+" "+year)
	put("1979-06..1979-12", fmt.Sprintf("%s-06..%s-12", year, year))
	put("1979-06-12", fmt.Sprintf("%s-%02d", numeric, d.Day))
	put("1979-06", numeric)
	put("1979-81", fmt.Sprintf("%s-%02d", year, (d.Year+2)%100))
	put("1970s", year[:3]+"0s")
	put("year:197*", "year:"+year[:3]+"*")
	put("1975", fmt.Sprintf("%04d", d.Year-4))
	put("1980", fmt.Sprintf("%04d", d.Year+1))
	put("1979", year)
}

// day is a date of the sample in the month that most of its cables are of.
func (s *Sample) day() cable.Date {
	months := s.months()
	for _, m := range months {
		for _, c := range s.Cables {
			if d := c.Date; d.Year == m.Year && d.Month == m.Month && d.Day > 0 && d.Day <= lastOfAll {
				return cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}
			}
		}
	}
	return cable.Date{}
}
