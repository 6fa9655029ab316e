package query

import (
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/query/days"
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
	d, ok := days.Read(words, strings.Contains(s, "/"))
	if !ok {
		return cable.Date{}, bad
	}
	if !d.Valid() {
		return cable.Date{}, &DateError{Later("“%s” is not in the calendar.", short(clean(s)))}
	}
	return d, nil
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
			d = days.Step(d, 1)
			return Dates{From: d}, Message{}, d.Valid()
		case "<":
			d = days.Step(d, -1)
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
	if days.Reversed(e.From, e.To) {
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
	if ok && days.Figure(from, 4, 4) > 0 && days.Figure(strings.TrimRight(to, ".,;:"), 4, 4) > 0 {
		return from, to, true
	}
	from, to, ok = strings.Cut(s, "–")
	if ok && startsYear(from) && startsYear(to) {
		return from, to, true
	}
	return "", "", false
}

func startsYear(s string) bool { return len(s) >= 4 && days.Figure(s[:4], 4, 4) > 0 }

// readEnd reads one end of a range, with punctuation after it.
func readEnd(s string) (cable.Date, bool) {
	d, err := ParseDateInput(strings.TrimRight(s, ".,;:!?"))
	return d, err == nil
}

// dayOnly drops a time of day.
func dayOnly(d cable.Date) cable.Date {
	return cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}
}

// BareDate reads a text that is a date and nothing else, or a span of time. The note
// is a sentence about what was completed, or empty. What can be read two ways, as
// 3/4/1974, is none: see EitherDate.
func BareDate(text string) (d Dates, note Message, ok bool) {
	s, read, ok := days.Whole(text)
	if read != (days.Completed{}) {
		note = Later("The year of “%s” was read as %s.", read.Text, read.Year)
	}
	return Dates{From: s.From, To: s.To}, note, ok
}

// EitherDate reads a day in figures that can be read two ways: 3/4/1974 is 3 April
// as most of the world writes and March 4 as Americans do.
func EitherDate(text string) (dayFirst, monthFirst cable.Date, ok bool) { return days.Either(text) }

// parseBox reads the text of the search box of a request: a date, a question, or the
// language of Parse.
func parseBox(text string) (Expr, []Message, error) {
	d, note, ok := BareDate(text)
	rest, left, asked := Asked(text)
	switch {
	case !ok && asked:
		return parseAsked(rest, left)
	case !ok:
		return Parse(text)
	case !note.IsZero():
		return d, []Message{note}, nil
	}
	return d, nil, nil
}

// CutDate parts a search of words and a date at its beginning or its end, or else
// within it: "Cyprus July 1974", "in 1974, Cyprus".
func CutDate(text string) (words string, d Dates, ok bool) {
	if strings.ContainsAny(text, `"“”()*~:=`) || !days.Has(text) {
		return "", Dates{}, false
	}
	if _, _, whole := BareDate(text); whole {
		return "", Dates{}, false
	}
	if rest, _, asked := Asked(text); asked {
		text = rest
	}
	fields := strings.Fields(text)
	for n := min(len(fields)-1, maxDateWords); n > 0; n-- {
		for _, end := range []bool{true, false} {
			date, rest := fields[:n], fields[n:]
			if end {
				rest, date = fields[:len(fields)-n], fields[len(fields)-n:]
			}
			if d, _, ok = BareDate(strings.Join(date, " ")); !ok {
				continue
			}
			for end && len(rest) > 0 && slices.Contains(beforeDates, strings.ToLower(rest[len(rest)-1])) {
				rest = rest[:len(rest)-1]
			}
			words = strings.Trim(strings.Join(rest, " "), " ,;.-–")
			return words, d, hasAlnum(words)
		}
	}
	return cutWithin(fields)
}

// cutWithin parts words from a date between them: "Cyprus 1974 coup".
func cutWithin(fields []string) (words string, d Dates, ok bool) {
	for n := min(len(fields)-2, 3); n > 0; n-- {
		for at := 1; at+n < len(fields); at++ {
			date := strings.Join(fields[at:at+n], " ")
			if d, _, ok = BareDate(date); !ok || n == 1 && days.Figure(strings.Trim(date, ",;"), 4, 4) < 0 {
				continue
			}
			before := fields[:at]
			for len(before) > 0 && slices.Contains(beforeDates, strings.ToLower(before[len(before)-1])) {
				before = before[:len(before)-1]
			}
			words = strings.Trim(strings.Join(slices.Concat(before, fields[at+n:]), " "), " ,;.-–")
			return words, d, hasAlnum(words)
		}
	}
	return "", Dates{}, false
}

// maxDateWords is how many words a date has at most: from 24 January 1974 to 3
// February 1974.
const maxDateWords = 8

// beforeDates are words that lead to a date and say nothing beside it.
var beforeDates = []string{"in", "on", "of", "from", "during", "dated", "the", "at"}
