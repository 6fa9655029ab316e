package cable

import "time"

// monthLetters are the first three letters of the months, which tell them apart.
const monthLetters = "janfebmaraprmayjunjulaugsepoctnovdec"

// MonthOf reads a month by its first three letters, in any case: MAR, March,
// MARHC. It is 0 for what begins like none; what follows is not looked at.
func MonthOf(name string) time.Month {
	if len(name) < 3 {
		return 0
	}
	a, b, c := name[0]|0x20, name[1]|0x20, name[2]|0x20
	for i := 0; i < len(monthLetters); i += 3 {
		if monthLetters[i] == a && monthLetters[i+1] == b && monthLetters[i+2] == c {
			return time.Month(i/3 + 1)
		}
	}
	return 0
}

// ParseMonth reads the name of a month, whole or cut after three letters or
// more (Sep, SEPT, September); 0 for anything else.
func ParseMonth(name string) time.Month {
	m := MonthOf(name)
	if m == 0 || len(name) > len(m.String()) {
		return 0
	}
	for i := 3; i < len(name); i++ {
		if name[i]|0x20 != m.String()[i] {
			return 0
		}
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
