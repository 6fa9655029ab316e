// Package days reads dates and spans of time as people write and speak of them: a
// day, a month, a year, a decade, a range, the date-time group of a telegram, summer
// 1974. It knows dates and nothing of searches.
package days

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// Dates are read as letters, telegrams and books write them; the years must be those
// of a state's papers, so that a number of a cable is not taken for one.
const (
	firstYear = 1700
	lastYear  = 2099
)

// A Span is from one date to another, both with all they comprise; one end may be
// open (zero).
type Span struct{ From, To cable.Date }

// Completed is a text, and the year that it was read as having. It is empty where the
// text has its year.
type Completed struct{ Text, Year string }

// Whole reads a text that is a date or a span and nothing else. read
// tells which year was completed. What can be read two ways, as
// 3/4/1974, is none: see Either.
func Whole(text string) (d Span, read Completed, ok bool) {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \t\n\u00a0(['’"))
	if len(text) > MaxBytes || !Has(text) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return Span{}, Completed{}, false
	}
	s := bareText(text)
	if d, ok := dateTimeGroup(s); ok {
		return Span{d, d}, noteYear(s, d), true
	}
	if d, ok := oneDate(s); ok {
		return Span{d, d}, noteYear(s, d), true
	}
	if from, to, ok := dateRange(s); ok && !Reversed(from, to) {
		return Span{from, to}, noteYear(s, from, to), true
	}
	d, ok = span(s)
	return d, Completed{}, ok
}

// MaxBytes is more than any date takes.
const MaxBytes = 80

// Either reads a day in figures that can be read two ways: 3/4/1974 is 3 April
// as most of the world writes and March 4 as Americans do.
func Either(text string) (dayFirst, monthFirst cable.Date, ok bool) {
	m := slashed.FindStringSubmatch(bareText(text))
	if m == nil {
		return cable.Date{}, cable.Date{}, false
	}
	a, b, year := number(m[1]), number(m[2]), number(m[3])
	dayFirst, monthFirst = cable.Date{Year: year, Month: b, Day: a}, cable.Date{Year: year, Month: a, Day: b}
	ok = a != b && plausible(dayFirst) && plausible(monthFirst)
	return dayFirst, monthFirst, ok
}

// bareText is a text as dates are looked for in it: one kind of hyphen and of
// blank, nothing around it.
func bareText(text string) string {
	s := strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "\u00a0", " ", "\u202f", " ", "…", "..").Replace(text)
	return strings.Join(strings.Fields(strings.Trim(s, " \t\n.,;()[]")), " ")
}

var (
	timeGroup = regexp.MustCompile(`(?i)^(?:[zopr]{1,2} )?([0-3][0-9])([0-2][0-9][0-5][0-9])z ([a-z]{3,9})\.? ([0-9]{2}|[0-9]{4})$`)
	slashed   = regexp.MustCompile(`^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$`)
	compact   = regexp.MustCompile(`^([0-9]{4})([0-9]{2})([0-9]{2})$`)
	decade    = regexp.MustCompile(`(?i)^(?:the )?([0-9]{3})0['’]?s$`)
	clock     = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$`)
)

// romanMonth is a day whose month is in Roman figures: 24.i.1974.
var romanMonth = regexp.MustCompile(`(?i)^([0-9]{1,2})[. /-]{1,2}([ivx]+)[. /-]{1,2}([0-9]{4})$`)

var romans = []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}

// dateTimeGroup reads 240830Z JAN 74, with or without the precedence before it.
func dateTimeGroup(s string) (cable.Date, bool) {
	m := timeGroup.FindStringSubmatch(s)
	if m == nil {
		return cable.Date{}, false
	}
	d := cable.Date{Year: cable.FullYear(number(m[4])), Month: int(cable.ParseMonth(m[3])), Day: number(m[1])}
	return d, d.Month > 0 && d.Day > 0 && number(m[2]) < 2400 && plausible(d)
}

// oneDate reads a day, a month or a year.
func oneDate(s string) (d cable.Date, ok bool) {
	if m := clock.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := compact.FindStringSubmatch(s); m != nil {
		d = cable.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}
		return d, d.Month > 0 && d.Day > 0 && plausible(d)
	}
	if m := slashed.FindStringSubmatch(s); m != nil {
		a, b := number(m[1]), number(m[2])
		if a <= 12 && b <= 12 && a != b {
			return d, false
		}
		if a <= 12 {
			a, b = b, a
		}
		d = cable.Date{Year: number(m[3]), Month: b, Day: a}
		return d, d.Month > 0 && d.Day > 0 && plausible(d)
	}
	if m := romanMonth.FindStringSubmatch(s); m != nil {
		month := slices.Index(romans, strings.ToLower(m[2])) + 1
		d = cable.Date{Year: number(m[3]), Month: month, Day: number(m[1])}
		return d, month > 0 && d.Day > 0 && plausible(d)
	}
	words := dateWords(s)
	if len(words) == 0 || len(words) > 3 {
		return d, false
	}
	for i, w := range words {
		words[i] = english(w)
	}
	named := slices.ContainsFunc(words, func(w string) bool { return cable.ParseMonth(w) > 0 })
	if !named && strings.Contains(s, " ") {
		return d, false // figures in a row are figures
	}
	for i, w := range words {
		if m := cable.ParseMonth(w); m > 0 {
			words[i] = m.String()
		}
	}
	if last := words[len(words)-1]; named && len(words) > 1 && Figure(words[0], 4, 4) < 0 && Figure(last, 2, 2) >= 0 && (len(words) == 3 || number(last) > 31) {
		words[len(words)-1] = strconv.Itoa(cable.FullYear(number(last)))
	}
	d, ok = Read(words, strings.Contains(s, "/"))
	return d, ok && plausible(d)
}

// dateWords are the words of a date without the name of the day of the week and
// without those that mean nothing: Thursday, the twenty-fourth of January 1974.
func dateWords(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,-/.", r) })
	return counted(slices.DeleteFunc(words, func(w string) bool {
		w = strings.ToLower(w)
		return between[w] || weekdays[w]
	}))
}

// weekdays by their names and short names.
var weekdays = func() map[string]bool {
	out := map[string]bool{"tues": true, "thur": true, "thurs": true}
	for d := range time.Weekday(7) {
		name := strings.ToLower(d.String())
		out[name], out[name[:3]] = true, true
	}
	return out
}()

// dateRange reads two dates, one of which may lack what the other has: 1973-75,
// 24-26 January 1974, January to March 1974.
func dateRange(s string) (from, to cable.Date, ok bool) {
	if m := decade.FindStringSubmatch(s); m != nil {
		from = cable.Date{Year: number(m[1]) * 10}
		to = cable.Date{Year: from.Year + 9}
		return from, to, plausible(from)
	}
	lower := strings.ToLower(s)
	for _, pair := range [][2]string{{"from ", " to "}, {"between ", " and "}, {"", " to "}, {"", " through "}, {"", " until "}, {"", " - "}, {"", ".."}} {
		rest, begins := strings.CutPrefix(lower, pair[0])
		if a, b, two := strings.Cut(rest, pair[1]); begins && two {
			return twoDates(strings.TrimSpace(a), strings.TrimSpace(b))
		}
	}
	for i := range len(lower) {
		if lower[i] == '-' {
			if from, to, ok = twoDates(strings.TrimSpace(lower[:i]), strings.TrimSpace(lower[i+1:])); ok {
				return from, to, true
			}
		}
	}
	return from, to, false
}

// twoDates completes one end of a range by the other.
func twoDates(a, b string) (from, to cable.Date, ok bool) {
	from, whole := oneDate(a)
	if to, ok = oneDate(b); !ok {
		switch {
		case whole && from.Month == 0 && Figure(b, 2, 2) >= 0: // 1973-75
			to = cable.Date{Year: from.Year/100*100 + number(b)}
			return from, to, to.Year > from.Year
		case !whole: // January 24-26, 1974
			words := dateWords(a)
			if len(words) != 2 || cable.ParseMonth(words[0]) == 0 {
				return from, to, false
			}
			if to, ok = oneDate(words[0] + " " + b); !ok {
				return from, to, false
			}
		default:
			return from, to, false
		}
	}
	if whole {
		return from, to, true
	}
	year := strconv.Itoa(to.Year)
	if Figure(a, 1, 2) > 0 && to.Day > 0 { // 24-26 January 1974
		a += " " + time.Month(to.Month).String()
	}
	from, ok = oneDate(a + " " + year)
	return from, to, ok && (from.Day > 0) == (to.Day > 0) && from.Month > 0
}

// plausible reports whether a date is in the calendar, and of a year that papers
// may be of.
func plausible(d cable.Date) bool { return d.Valid() && d.Year >= firstYear && d.Year <= lastYear }

// noteYear tells which year a text of two figures was read as having.
func noteYear(s string, ds ...cable.Date) Completed {
	if decade.MatchString(s) || compact.MatchString(s) {
		return Completed{}
	}
	year := ""
	for _, d := range ds {
		if year = strconv.Itoa(d.Year); strings.Contains(s, year) {
			return Completed{} // 1973-75
		}
	}
	return Completed{s, year}
}

// number is the value of ASCII digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
