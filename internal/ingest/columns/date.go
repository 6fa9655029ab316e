package columns

import (
	"strconv"
	"strings"
	"time"

	"reftel/internal/cable"
)

// An Order says which of two numbers in a date is the day.
type Order struct {
	DayFirst bool
	Told     bool // by a date, or known of the format; else the order is a guess
}

// ParseDate reads the ways in which tables write a date: 5/3/2008 15:05 in
// either order, with points or hyphens, seconds, AM and PM; 2008-05-03T15:05:00Z
// and its kin; 3 May 2008; May 3, 2008. doubt is not empty where the order was
// guessed, or is not that of the others.
func ParseDate(s string, o Order) (d cable.Date, doubt string, ok bool) {
	s = strings.TrimSpace(s)
	if day, rest, found := strings.Cut(s, ", "); found && len(day) <= 9 && !strings.ContainsAny(day, "0123456789 ") {
		s = rest // the day of the week
	}
	day, clock := cutClock(s)
	p := strings.FieldsFunc(day, func(r rune) bool { return strings.ContainsRune("/.- ,", r) })
	switch {
	case len(p) == 1 && len(day) == 8 && digits(day) > 0:
		p = []string{day[:4], day[4:6], day[6:]}
	case len(p) != 3:
		if d, err := cable.ParseDate(day); err == nil && clock == "" && d.Valid() {
			return d, "", true
		}
		return d, "", false
	}
	a, b, c := digits(p[0]), digits(p[1]), digits(p[2])
	switch {
	case len(p[0]) == 4 && a > 0 && b > 0 && c > 0:
		d = cable.Date{Year: a, Month: b, Day: c}
	case a > 0 && b == 0 && c > 0 && len(p[1]) >= 3: // 3 May 2008
		d = cable.Date{Year: year(p[2]), Month: int(cable.ParseMonth(p[1])), Day: a}
	case a == 0 && b > 0 && c > 0 && len(p[0]) >= 3: // May 3, 2008
		d = cable.Date{Year: year(p[2]), Month: int(cable.ParseMonth(p[0])), Day: b}
	case a > 0 && b > 0 && c > 0:
		if o.DayFirst || !o.Told && strings.Contains(day, ".") {
			a, b = b, a
		}
		swapped := false
		if a > 12 && b <= 12 {
			a, b, swapped = b, a, true
		}
		d = cable.Date{Year: year(p[2]), Month: a, Day: b}
		switch {
		case swapped:
			doubt = s + ": day and month stand in another order than in the other dates"
		case !o.Told && a <= 12 && b <= 12 && a != b && !strings.Contains(day, "."):
			doubt = s + ": nothing tells whether day or month stands first"
		}
	}
	if d.Year == 0 || d.Month == 0 || d.Day == 0 || !d.Valid() {
		return cable.Date{}, "", false
	}
	if clock != "" && !setClock(&d, clock) {
		return cable.Date{}, "", false
	}
	return d, doubt, true
}

// year is a year of four digits, or the full one of two.
func year(s string) int {
	switch n := digits(s); len(s) {
	case 4:
		return n
	case 2:
		return cable.FullYear(n)
	}
	return 0
}

// digits is the number that a text of digits alone is, else 0.
func digits(s string) int {
	if s == "" || len(s) > 8 || strings.Trim(s, "0123456789") != "" {
		return 0
	}
	n, _ := strconv.Atoi(s)
	return n
}

// cutClock parts a date from its time of day.
func cutClock(s string) (day, clock string) {
	i := strings.IndexByte(s, ':')
	if i < 0 {
		return s, ""
	}
	if i = strings.LastIndexAny(s[:i], "T "); i < 0 {
		return s, ""
	}
	return strings.TrimRight(s[:i], " ,"), s[i+1:]
}

// clocks are the ways in which times are written.
var clocks = []string{"15:04", "15:04:05", "15:04Z07:00", "15:04:05Z07:00", "15:04:05Z0700", "15:04:05Z07", "3:04 PM", "3:04:05 PM", "3:04PM", "3:04:05PM", "15:04:05 -0700", "15:04:05 MST", "15:04 MST"}

// setClock puts the time of day into a date, in UTC where it says how far it is
// from that. Noughts to the second are how a database writes a day.
func setClock(d *cable.Date, clock string) bool {
	clock = strings.ToUpper(strings.TrimSpace(clock))
	if strings.HasPrefix(clock, "00:00:00") && strings.Trim(clock, "0:.Z+ UTC") == "" {
		return true
	}
	for _, form := range clocks {
		t, err := time.Parse(form, clock)
		if err != nil {
			continue
		}
		_, away := t.Zone()
		if name := t.Location().String(); strings.HasSuffix(form, "MST") && name != "UTC" && name != "GMT" {
			return false
		}
		at := time.Date(d.Year, time.Month(d.Month), d.Day, t.Hour(), t.Minute(), 0, 0, time.FixedZone("", away)).UTC()
		*d = cable.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day(), Hour: at.Hour(), Minute: at.Minute(), HasTime: true}
		return true
	}
	return false
}
