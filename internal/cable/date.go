package cable

import (
	"fmt"
	"strconv"
	"time"
)

// A Date is a day, a month or a year, and with a day perhaps a time of day:
// only as much as the source tells. Zero parts are unknown. Times are as
// printed, mostly in UTC (Zulu).
type Date struct {
	Year, Month, Day int
	Hour, Minute     int
	HasTime          bool
}

// ParseDate reads YYYY, YYYY-MM, YYYY-MM-DD and YYYY-MM-DDTHH:MM, every part
// with all its digits.
func ParseDate(s string) (Date, error) {
	var d Date
	for _, layout := range []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04"} {
		t, err := time.Parse(layout, s)
		// The library takes an hour of one digit too.
		if err != nil || t.Format(layout) != s {
			continue
		}
		d.Year = t.Year()
		if len(layout) >= 7 {
			d.Month = int(t.Month())
		}
		if len(layout) >= 10 {
			d.Day = t.Day()
		}
		if len(layout) > 10 {
			d.Hour, d.Minute, d.HasTime = t.Hour(), t.Minute(), true
		}
		return d, nil
	}
	return d, fmt.Errorf("cable: date %q is not YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM", s)
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Year == 0 }

// Valid reports whether the known parts name a day, month or year that exists.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 {
		return false
	}
	if d.Month == 0 {
		return d.Day == 0
	}
	if d.Month < 1 || d.Month > 12 || d.Hour < 0 || d.Hour > 23 || d.Minute < 0 || d.Minute > 59 {
		return false
	}
	if d.Day == 0 {
		return true
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.Day && int(t.Month()) == d.Month
}

// String is the ISO form, as precise as known: 1974, 1974-03, 1974-03-08,
// 1974-03-08T16:05.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case !d.HasTime:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d", d.Year, d.Month, d.Day, d.Hour, d.Minute)
}

// Long is the form for readers: "18 May 1974", "May 1974", "1974".
func (d Date) Long() string {
	switch {
	case d.Year == 0:
		return "undated"
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return time.Month(d.Month).String() + " " + strconv.Itoa(d.Year)
	}
	return strconv.Itoa(d.Day) + " " + time.Month(d.Month).String() + " " + strconv.Itoa(d.Year)
}

// Key is a number that sorts dates, YYYYMMDD with zeros for what is unknown;
// an unknown date is 0.
func (d Date) Key() int { return d.Year*10000 + d.Month*100 + d.Day }

// Compare orders dates, the less precise first, the undated last.
func (d Date) Compare(o Date) int {
	if d.IsZero() != o.IsZero() {
		if d.IsZero() {
			return 1
		}
		return -1
	}
	a := int64(d.Key())*10000 + int64(d.Hour*100+d.Minute)
	b := int64(o.Key())*10000 + int64(o.Hour*100+o.Minute)
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
