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
	if d, ok := readDate(s); ok {
		return d, nil
	}
	return Date{}, fmt.Errorf("cable: date %q is not YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM", s)
}

// readDate goes by the length of s. It takes the year 0000, which is unknown.
func readDate(s string) (d Date, ok bool) {
	const form = "0000-00-00T00:00"
	if len(s) > len(form) {
		return d, false
	}
	for i := range len(s) {
		if c := s[i]; c != form[i] && (form[i] != '0' || c < '0' || c > '9') {
			return d, false
		}
	}
	number := func(from, to int) (n int) {
		for _, c := range []byte(s[from:to]) {
			n = n*10 + int(c-'0')
		}
		return n
	}
	switch len(s) {
	case 16:
		d.Hour, d.Minute, d.HasTime = number(11, 13), number(14, 16), true
		fallthrough
	case 10:
		d.Day = number(8, 10)
		fallthrough
	case 7:
		d.Month = number(5, 7)
		fallthrough
	case 4:
		d.Year = number(0, 4)
	default:
		return d, false
	}
	if len(s) >= 7 && d.Month == 0 || len(s) >= 10 && d.Day == 0 || !d.inCalendar() {
		return Date{}, false
	}
	return d, true
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d.Year == 0 }

// Valid reports whether the known parts name a day, month or year that exists.
func (d Date) Valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.inCalendar()
}

// inCalendar is Valid for any year.
func (d Date) inCalendar() bool {
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
	if d.Year == 0 {
		return ""
	}
	var room [20]byte
	b := figures(room[:0], d.Year, 1000)
	if d.Month != 0 {
		b = figures(append(b, '-'), d.Month, 10)
	}
	if d.Month != 0 && d.Day != 0 {
		b = figures(append(b, '-'), d.Day, 10)
		if d.HasTime {
			b = figures(append(b, 'T'), d.Hour, 10)
			b = figures(append(b, ':'), d.Minute, 10)
		}
	}
	return string(b)
}

// figures appends a number with as many signs as least has, or more.
func figures(b []byte, n, least int) []byte {
	if n < 0 {
		b, n, least = append(b, '-'), -n, least/10
	}
	for ; n < least && least > 1; least /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
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
