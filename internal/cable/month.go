package cable

import (
	"strings"
	"time"
)

// MonthOf reads a month by its first three letters, in any case: MAR, March,
// MARHC. It is 0 for what begins like none; what follows is not looked at.
func MonthOf(name string) time.Month {
	if len(name) < 3 {
		return 0
	}
	first := [3]byte{name[0] | 0x20, name[1] | 0x20, name[2] | 0x20}
	switch string(first[:]) {
	case "jan":
		return time.January
	case "feb":
		return time.February
	case "mar":
		return time.March
	case "apr":
		return time.April
	case "may":
		return time.May
	case "jun":
		return time.June
	case "jul":
		return time.July
	case "aug":
		return time.August
	case "sep":
		return time.September
	case "oct":
		return time.October
	case "nov":
		return time.November
	case "dec":
		return time.December
	}
	return 0
}

// ParseMonth reads the name of a month, whole or cut after three letters or
// more (Sep, SEPT, September); 0 for anything else.
func ParseMonth(name string) time.Month {
	m := MonthOf(name)
	if m == 0 {
		return 0
	}
	whole := m.String()
	if len(name) > len(whole) || !strings.EqualFold(name, whole[:len(name)]) {
		return 0
	}
	return m
}

// FullYear completes a year of two digits in a date: up to 35 it is of this
// century. (In a number of a message the century changes with 10, see ParseMRN:
// dates go on where known numbers end.) Any other year stays as it is.
func FullYear(year int) int {
	switch {
	case year < 0 || year > 99:
		return year
	case year <= maxYear%100:
		return 2000 + year
	}
	return 1900 + year
}
