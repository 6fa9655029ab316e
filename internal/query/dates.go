package query

import (
	"strconv"
	"strings"
	"time"

	"reftel/internal/cable"
)

// A DateError says why a text is no date. Reason is for readers.
type DateError struct {
	Reason Message
}

func (e *DateError) Error() string { return "query: " + e.Reason.String() }

// ParseDateInput reads a date as people write it: 1974, 1974-05, 1974-05-18,
// 18 May 1974, May 18, 1974, May 1974, 18.5.1974. An error is a *DateError.
func ParseDateInput(s string) (cable.Date, error) {
	words := strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case ' ', '\t', '\n', '\r', '\u00a0', '\u202f', ',', '-', '/', '‐', '‑', '–', '.':
			return true
		}
		return false
	})
	bad := &DateError{Later("“%s” is not a date. Write a year, a month or a day, for example 1974, 1974-05 or 18 May 1974.", short(clean(s)))}
	if len(words) == 0 || len(words) > 3 {
		return cable.Date{}, bad
	}
	d, ok := readDate(words, strings.Contains(s, "/"))
	if !ok {
		return cable.Date{}, bad
	}
	if !d.Valid() {
		return cable.Date{}, &DateError{Later("“%s” is not in the calendar.", short(clean(s)))}
	}
	return d, nil
}

// readDate puts one to three words in their places. With slashes a day and a
// month in figures could stand either way round, and so are not read unless
// the year comes first.
func readDate(words []string, slashes bool) (d cable.Date, ok bool) {
	month := -1
	for i, w := range words {
		if m := cable.ParseMonth(w); m > 0 {
			if month >= 0 {
				return d, false
			}
			month, d.Month = i, int(m)
		}
	}
	year := func(s string) bool { d.Year = figure(s, 4, 4); return d.Year >= 0 }
	mon := func(s string) bool { d.Month = figure(s, 1, 2); return d.Month > 0 }
	day := func(s string) bool { d.Day = figure(ordinal(s), 1, 2); return d.Day > 0 }
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
	case month == 1 && figure(words[0], 4, 4) >= 0: // 1974 May 18
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

// figure reads a number of so many ASCII digits, or -1.
func figure(s string, least, most int) int {
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

// readDates reads what may stand after "date:". Notes are sentences about
// what was repaired.
func readDates(s string) (e Dates, note Message, ok bool) {
	s = strings.TrimSpace(s)
	switch strings.ToLower(trim(s)) {
	case "none", "undated", "unknown":
		return Dates{None: true}, Message{}, true
	}
	for _, op := range []string{">=", "<=", ">", "<", "="} {
		rest, found := strings.CutPrefix(s, op)
		if !found {
			continue
		}
		d, ok := readEnd(rest)
		if !ok {
			return e, Message{}, false
		}
		switch op {
		case ">=":
			return Dates{From: d}, Message{}, true
		case "<=":
			return Dates{To: d}, Message{}, true
		case ">":
			d = step(d, 1)
			return Dates{From: d}, Message{}, d.Valid()
		case "<":
			d = step(d, -1)
			return Dates{To: d}, Message{}, d.Valid()
		}
		return Dates{From: d, To: d}, Message{}, true
	}
	from, to, isRange := cutRange(s)
	if !isRange {
		d, ok := readEnd(s)
		return Dates{From: d, To: d}, Message{}, ok
	}
	if from != "" {
		if e.From, ok = readEnd(from); !ok {
			return Dates{}, Message{}, false
		}
	}
	if to != "" {
		if e.To, ok = readEnd(to); !ok {
			return Dates{}, Message{}, false
		}
	}
	if e.From.IsZero() && e.To.IsZero() {
		return Dates{}, Message{}, false
	}
	if reversed(e.From, e.To) {
		e.From, e.To = e.To, e.From
		note = Later("The range of dates was the wrong way round; it was read as %s to %s.", e.From.String(), e.To.String())
	}
	return e, note, true
}

// cutRange splits A..B and A…B, years with a hyphen, 1975-1979, and ISO dates
// with a long dash, 1975-03–1975-05.
func cutRange(s string) (from, to string, ok bool) {
	for _, sep := range []string{"..", "…"} {
		if from, to, ok = strings.Cut(s, sep); ok {
			return strings.TrimSpace(strings.TrimRight(from, ".")), strings.TrimSpace(strings.TrimLeft(to, ".")), true
		}
	}
	from, to, ok = strings.Cut(s, "-")
	if ok && figure(from, 4, 4) > 0 && figure(strings.TrimRight(to, ".,;:"), 4, 4) > 0 {
		return from, to, true
	}
	from, to, ok = strings.Cut(s, "–")
	if ok && startsYear(from) && startsYear(to) {
		return from, to, true
	}
	return "", "", false
}

func startsYear(s string) bool { return len(s) >= 4 && figure(s[:4], 4, 4) > 0 }

// readEnd reads one end of a range, with punctuation after it.
func readEnd(s string) (cable.Date, bool) {
	d, err := ParseDateInput(strings.TrimRight(s, ".,;:!?"))
	return d, err == nil
}

// step moves a date by one of its own unit: a year, a month or a day.
func step(d cable.Date, n int) cable.Date {
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

// reversed reports whether a range ends before it begins. A month or a year
// begins on its first day and ends on its last.
func reversed(from, to cable.Date) bool {
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

// dayOnly drops a time of day.
func dayOnly(d cable.Date) cable.Date {
	return cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}
}
