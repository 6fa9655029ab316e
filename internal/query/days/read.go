package days

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"reftel/internal/cable"
)

// Read puts one to three words in their places. With slashes a day and a
// month in figures could stand either way round, and so are not read unless
// the year comes first.
func Read(words []string, slashes bool) (d cable.Date, ok bool) {
	month := -1
	for i, w := range words {
		if m := cable.ParseMonth(w); m > 0 {
			if month >= 0 {
				return d, false
			}
			month, d.Month = i, int(m)
		}
	}
	year := func(s string) bool { d.Year = Figure(s, 4, 4); return d.Year >= 0 }
	mon := func(s string) bool { d.Month = Figure(s, 1, 2); return d.Month > 0 }
	day := func(s string) bool { d.Day = Figure(ordinal(s), 1, 2); return d.Day > 0 }
	ok = false
	switch {
	case len(words) == 1:
		ok = month < 0 && year(words[0])
	case len(words) == 2 && month == 0: // May 1974
		ok = year(words[1])
	case len(words) == 2 && month == 1: // 1974 May
		ok = year(words[0])
	case len(words) == 2: // 1974-05, 5.1974
		if len(words[0]) == 4 {
			ok = year(words[0]) && mon(words[1])
		} else {
			ok = mon(words[0]) && year(words[1])
		}
	case month == 0: // May 18, 1974
		ok = day(words[1]) && year(words[2])
	case month == 1 && Figure(words[0], 4, 4) >= 0: // 1974 May 18
		ok = year(words[0]) && day(words[2])
	case month == 1: // 18 May 1974
		ok = day(words[0]) && year(words[2])
	case month < 0 && len(words[0]) == 4: // 1974-05-18
		ok = year(words[0]) && mon(words[1]) && day(words[2])
	case month < 0 && !slashes: // 18.5.1974
		ok = day(words[0]) && mon(words[1]) && year(words[2])
	}
	if !ok {
		return cable.Date{}, false
	}
	return d, true
}

// Figure reads a number of so many ASCII digits, or -1.
func Figure(s string, least, most int) int {
	if len(s) < least || len(s) > most {
		return -1
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
	}
	n, _ := strconv.Atoi(s)
	return n
}

// ordinal drops the ending of 1st, 2nd, 3rd, 4th.
func ordinal(s string) string {
	if len(s) > 2 {
		switch strings.ToLower(s[len(s)-2:]) {
		case "st", "nd", "rd", "th":
			return s[:len(s)-2]
		}
	}
	return s
}

// dayNames are the days of a month in words, those behind the twentieth by two words.
var (
	dayNames = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
		"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
		"twentieth": 20, "thirtieth": 30, "primero": 1, "premier": 1}
	tenNames = map[string]int{"twenty": 20, "thirty": 30}
)

// counted puts a day in words into figures: twenty fourth becomes 24.
func counted(words []string) []string {
	for i, w := range words {
		w = strings.ToLower(w)
		if n := dayNames[w]; n > 0 {
			words[i] = strconv.Itoa(n)
		} else if ten := tenNames[w]; ten > 0 && i+1 < len(words) {
			if n := dayNames[strings.ToLower(words[i+1])]; n > 0 && n < 10 {
				words[i] = strconv.Itoa(ten + n)
				return slices.Delete(words, i+1, i+2)
			}
		}
	}
	return words
}

// Step moves a date by one of its own unit: a year, a month or a day.
func Step(d cable.Date, n int) cable.Date {
	t := time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
	switch {
	case d.Month == 0:
		t = t.AddDate(n, 0, 0)
	case d.Day == 0:
		t = t.AddDate(0, n, 0)
	default:
		t = t.AddDate(0, 0, n)
	}
	out := cable.Date{Year: t.Year()}
	if d.Month > 0 {
		out.Month = int(t.Month())
	}
	if d.Day > 0 {
		out.Day = t.Day()
	}
	return out
}

// Reversed reports whether a range ends before it begins. A month or a year
// begins on its first day and ends on its last.
func Reversed(from, to cable.Date) bool {
	if from.IsZero() || to.IsZero() {
		return false
	}
	end := to.Key()
	if to.Month == 0 {
		end += 1299
	}
	if to.Day == 0 {
		end += 99
	}
	return from.Key() > end
}
