package days

import (
	"regexp"
	"strings"
	"time"

	"reftel/internal/cable"
)

// Readers name spans of time as they speak of them: summer 1974, late October 1962,
// the first half of 1955, since 1975, the seventies. What no calendar fixes is read as
// books of history use it: a third of a year, of a month or of a decade for early, mid
// and late, the seasons by whole months.

var (
	spanPart   = regexp.MustCompile(`^(?:the )?(early|mid|middle|late|beginning|start|end|first half|second half|latter half|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter|q[1-4]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) week|spring|summer|autumn|fall|winter)(?: (?:part )?(?:of|in) | |-)(?:the )?(.+)$`)
	spanAfter  = regexp.MustCompile(`^(.+?)[ ,]+(spring|summer|autumn|fall|winter|q[1-4])$`)
	openSince  = regexp.MustCompile(`^(since|after|from) (.+)$`)
	openUntil  = regexp.MustCompile(`^(until|till|up to|before|prior to|by) (.+)$`)
	openBehind = regexp.MustCompile(`^(?:from )?(.+?),? (?:onwards?|and (?:later|after|afterwards?|since)|or later|(and earlier|and before|or earlier))$`)
	weekOf     = regexp.MustCompile(`^(?:the )?week (?:of|from|beginning) (.+)$`)
	century    = regexp.MustCompile(`^(?:the )?(1[89]|20|21|eighteen|nineteen|twentie|twenty-first)(?:th|st)? (?:century|c\.?)$`)
	twoWinters = regexp.MustCompile(`^(\d{4})[-/](\d{2}|\d{4})$`)
	shortYear  = regexp.MustCompile(`^(?:the )?['’]?(\d)0['’]?s$`)
	apostrophe = regexp.MustCompile(`(^| )['’](\d\d)$`)
)

// decadeNames are decades of the twentieth century, and of the one before behind eighteen.
var decadeNames = map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

// beforeSpans are words that may stand before a date and say nothing.
var beforeSpans = []string{"in ", "during ", "on ", "dated ", "of "}

// Has reports whether a text may hold a date: figures, or words that count years.
func Has(text string) bool {
	return strings.ContainsAny(text, "0123456789") || strings.Contains(strings.ToLower(text), "ties") || strings.HasSuffix(strings.ToLower(text), "century")
}

// span reads a span of time in words; one end may be open.
func span(s string) (d Span, ok bool) {
	s = strings.ToLower(s)
	for _, w := range beforeSpans {
		if rest, found := strings.CutPrefix(s, w); found {
			if d, ok = closed(rest); ok {
				return d, true
			}
		}
	}
	if d, ok = closed(s); ok {
		return d, true
	}
	return open(s)
}

// open reads a span one end of which is open. After a day, a month or a year is behind
// its last day, as before it is before its first.
func open(s string) (d Span, ok bool) {
	s = opened(s)
	if m := openSince.FindStringSubmatch(s); m != nil && m[1] != "from" {
		if d, ok = closed(m[2]); ok {
			if m[1] == "since" {
				return Span{From: d.From}, true
			}
			d = Span{From: Step(d.To, 1)}
			return d, plausible(d.From)
		}
	}
	if m := openUntil.FindStringSubmatch(s); m != nil {
		if d, ok = closed(m[2]); ok {
			if m[1] != "before" && m[1] != "prior to" {
				return Span{To: d.To}, true
			}
			d = Span{To: Step(d.From, -1)}
			return d, plausible(d.To)
		}
	}
	if m := openBehind.FindStringSubmatch(s); m != nil {
		if d, ok = closed(m[1]); ok {
			if m[2] != "" {
				return Span{To: d.To}, true
			}
			return Span{From: d.From}, true
		}
	}
	return Span{}, false
}

// closed reads a span with two ends: a date, a range, a part of one, or two spans.
func closed(s string) (d Span, ok bool) {
	s = strings.TrimSpace(s)
	if d, ok = wholeSpan(s); ok {
		return d, true
	}
	for _, pair := range [][2]string{{"from ", " to "}, {"between ", " and "}, {"", " to "}, {"", " through "}, {"", " until "}} {
		rest, begins := strings.CutPrefix(s, pair[0])
		a, b, two := strings.Cut(rest, pair[1])
		if !begins || !two {
			continue
		}
		to, whole := wholeSpan(strings.TrimSpace(b))
		from, begun := wholeSpan(strings.TrimSpace(a))
		if whole && !begun { // from spring to autumn 1974
			from, begun = wholeSpan(strings.TrimSpace(a) + " " + to.From.String()[:4])
		}
		if whole && begun && !Reversed(from.From, to.To) {
			return Span{From: from.From, To: to.To}, true
		}
	}
	return Span{}, false
}

// wholeSpan reads a date or a part of one.
func wholeSpan(s string) (d Span, ok bool) {
	s = apostrophe.ReplaceAllString(s, "${1}19$2")
	if day, ok := oneDate(s); ok {
		return Span{From: day, To: day}, true
	}
	if from, to, ok := dateRange(s); ok && !Reversed(from, to) {
		return Span{From: from, To: to}, true
	}
	if y, ok := namedYears(s); ok {
		return y, true
	}
	if m := weekOf.FindStringSubmatch(s); m != nil {
		if day, ok := oneDate(m[1]); ok && day.Day > 0 {
			return Span{From: day, To: dayAfter(day, 6)}, true
		}
	}
	part, of := "", ""
	if m := spanPart.FindStringSubmatch(s); m != nil {
		part, of = m[1], m[2]
	} else if m := spanAfter.FindStringSubmatch(s); m != nil {
		part, of = m[2], m[1]
	}
	if part == "" {
		return Span{}, false
	}
	return partOf(part, of)
}

// namedYears are decades and centuries in words.
func namedYears(s string) (d Span, ok bool) {
	year, length := 0, 9
	name := strings.TrimPrefix(s, "the ")
	if m := shortYear.FindStringSubmatch(s); m != nil {
		year = 1900 + 10*number(m[1])
	} else if m := century.FindStringSubmatch(s); m != nil {
		switch m[1] {
		case "18", "eighteen":
			year = 1701
		case "19", "nineteen":
			year = 1801
		case "20", "twentie":
			year = 1901
		default:
			year = 2001
		}
		length = 99
	} else if n, eighteen := strings.CutPrefix(strings.TrimPrefix(strings.Replace(name, "eighteen ", "eighteen-", 1), "nineteen-"), "eighteen-"); decadeNames[n] > 0 {
		year = 1900 + decadeNames[n]
		if eighteen {
			year -= 100
		}
	}
	from, to := cable.Date{Year: year}, cable.Date{Year: year + length}
	return Span{From: from, To: to}, plausible(from) && plausible(to)
}

// seasons are their first months.
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

// partOf is a part of a year, of a month or of a decade.
func partOf(part, of string) (d Span, ok bool) {
	if m := twoWinters.FindStringSubmatch(of); m != nil && part == "winter" {
		y := number(m[1])
		return Span{From: cable.Date{Year: y, Month: 12}, To: cable.Date{Year: y + 1, Month: 2}}, plausible(cable.Date{Year: y}) && (y+1)%100 == number(m[2])%100
	}
	whole, ok := oneDate(of)
	years, isYears := namedYears(of)
	if !ok && !isYears {
		if from, to, many := dateRange(of); many && to.Month == 0 {
			years, isYears = Span{From: from, To: to}, true
		}
	}
	if isYears {
		a, b, fits := cutLength(part, years.To.Year-years.From.Year+1)
		return Span{From: cable.Date{Year: years.From.Year + a}, To: cable.Date{Year: years.From.Year + b}}, fits
	}
	if !ok || whole.Day > 0 {
		return Span{}, false
	}
	if whole.Month > 0 {
		last := time.Date(whole.Year, time.Month(whole.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		a, b, fits := cutLength(part, last)
		at := func(day int) cable.Date { return cable.Date{Year: whole.Year, Month: whole.Month, Day: day + 1} }
		return Span{From: at(a), To: at(b)}, fits && !strings.Contains(part, "q")
	}
	month := func(y, m int) cable.Date { return cable.Date{Year: y, Month: m} }
	if m := seasons[part]; m == 12 { // the winter that ends in this year
		return Span{From: month(whole.Year-1, 12), To: month(whole.Year, 2)}, true
	} else if m > 0 {
		return Span{From: month(whole.Year, m), To: month(whole.Year, m+2)}, true
	}
	a, b, fits := cutLength(part, 12)
	return Span{From: month(whole.Year, a+1), To: month(whole.Year, b+1)}, fits
}

// cutLength is the first and the last of n units that a part of them is, from 0.
func cutLength(part string, n int) (from, to int, ok bool) {
	early, late := n/3+min(1, n%3), n-n/3
	if n >= 28 && n <= 31 {
		early, late = 10, 20 // of a month
	}
	switch part {
	case "early", "beginning", "start":
		return 0, early - 1, true
	case "mid", "middle":
		return early, late - 1, true
	case "late", "end":
		return late, n - 1, true
	case "first half":
		return 0, n/2 - 1, true
	case "second half", "latter half":
		return n / 2, n - 1, true
	case "last week":
		return n - 7, n - 1, n >= 28 && n <= 31
	}
	which, quarter := 0, true
	part, week := strings.CutSuffix(part, " week")
	switch strings.TrimSuffix(part, " quarter") {
	case "first", "1st", "q1":
	case "second", "2nd", "q2":
		which = 1
	case "third", "3rd", "q3":
		which = 2
	case "fourth", "4th", "last", "q4":
		which = 3
	default:
		quarter = false
	}
	if week {
		return 7 * which, 7*which + 6, quarter && n >= 28 && n <= 31
	}
	return which * n / 4, (which+1)*n/4 - 1, quarter && n == 12
}

func dayAfter(d cable.Date, n int) cable.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC)
	return cable.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
