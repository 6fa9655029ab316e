package frus

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

// when reads the value of a date attribute in the clock of the place: of
// 1974-03-08T16:05:00-05:00 the offset is left out. ok is false for what is no
// date.
func when(s string) (d cable.Date, ok bool) {
	s = strings.TrimSpace(s)
	day, clock, timed := strings.Cut(s, "T")
	for i, p := range strings.SplitN(day, "-", 4) {
		n, err := strconv.Atoi(p)
		if err != nil || p[0] == '+' {
			if i < 3 || p == "" {
				return cable.Date{}, false
			}
			break
		}
		switch i {
		case 0:
			if len(p) != 4 {
				return cable.Date{}, false
			}
			d.Year = n
		case 1:
			d.Month = n
		case 2:
			d.Day = n
		}
		if i > 0 && n == 0 {
			return cable.Date{}, false
		}
	}
	if timed && d.Day > 0 && len(clock) >= 5 && clock[2] == ':' {
		h, err1 := strconv.Atoi(clock[:2])
		m, err2 := strconv.Atoi(clock[3:5])
		if err1 == nil && err2 == nil && h >= 0 && h < 24 && m >= 0 && m < 60 {
			d.Hour, d.Minute, d.HasTime = h, m, true
		}
	}
	return d, d.Valid()
}

// The series holds documents from the years before the republic on.
const (
	firstYear   = 1750
	lastYear    = 2000
	yearsAfter  = 30 // how far behind the years of a volume a date may lie: retrospects follow
	yearsBefore = 60 // and how far ahead of them, in volumes of this century
)

// plausible reports whether a date can be that of a document of the volume.
func plausible(d cable.Date, vid string) bool {
	if !d.Valid() || d.Year < firstYear || d.Year > lastYear {
		return false
	}
	from, to := years(vid)
	if to > 0 && d.Year > to+yearsAfter {
		return false
	}
	return from < 1900 || d.Year >= from-yearsBefore
}

// aMonth is the name of a month, in expressions.
const aMonth = `(?:January|February|March|April|May|June|July|August|September|October|November|December)`

var printedDate = regexp.MustCompile(`\b(` + aMonth + `) (\d{1,2})(?:st|nd|rd|th|d)?(?:, | )?\b([12]\d{3})?\b`)

var printedDayFirst = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|d)? (` + aMonth + `),? ([12]\d{3})\b`)

// printed finds the one date that a text tells; year stands in for a year that
// is not told, 0 if there is none.
func printed(s string, year int) (cable.Date, bool) {
	var found []cable.Date
	add := func(year, month, day string, other int) {
		d := cable.Date{Year: other, Month: int(cable.MonthOf(month))}
		if n, err := strconv.Atoi(year); err == nil {
			d.Year = n
		}
		d.Day, _ = strconv.Atoi(day)
		if d.Year > 0 && d.Day > 0 && d.Valid() {
			found = append(found, d)
		}
	}
	for _, m := range printedDate.FindAllStringSubmatch(s, 3) {
		add(m[3], m[1], m[2], year)
	}
	if len(found) == 0 {
		for _, m := range printedDayFirst.FindAllStringSubmatch(s, 3) {
			add(m[3], m[2], m[1], 0)
		}
	}
	for _, d := range found {
		if d != found[0] {
			return cable.Date{}, false
		}
	}
	return append(found, cable.Date{})[0], len(found) > 0
}

var aYear = regexp.MustCompile(`\b1[789]\d\d\b`)

// yearIn is the one year that a title tells, 0 when it tells none or several.
func yearIn(title string) int {
	ys := aYear.FindAllString(title, 3)
	for _, y := range ys {
		if y != ys[0] {
			return 0
		}
	}
	if len(ys) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(ys[0])
	return n
}

// date finds the date of the document, and what is doubtful of it.
func (b *body) date(c *cable.Cable, title string) {
	for _, n := range b.dates {
		for _, name := range []string{"when", "from", "notBefore", "when-iso", "notAfter", "to"} {
			value := n.get(name)
			if value == "" {
				continue
			}
			d, ok := when(value)
			if ok && plausible(d, b.vid) {
				c.Date = d
				return
			}
			b.doubtful(c, value, n)
			return
		}
	}
	// No date element: what the encoding says of the whole, what the dateline
	// or the head print, a date inside of an enclosure.
	if d, ok := b.spanned(); ok {
		c.Date, c.DateInferred = d, true
		return
	}
	year := yearIn(title)
	head, _ := b.head.finish()
	for _, s := range append(b.dateText, head) {
		if d, ok := printed(s, year); ok && plausible(d, b.vid) {
			c.Date, c.DateInferred = d, true
			return
		}
	}
}

// doubtful keeps a date that cannot be right out; where the text beside it
// tells another one without doubt, that is taken.
func (b *body) doubtful(c *cable.Cable, value string, n *node) {
	if len(value) > 40 {
		value = value[:40]
	}
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: "date doubtful", Detail: value})
	var t text
	plain(&t, n)
	s, _ := t.finish()
	for _, s := range append([]string{s}, b.dateText...) {
		if d, ok := printed(s, 0); ok && plausible(d, b.vid) {
			c.Date, c.DateInferred = d, true
			c.Warnings = append(c.Warnings, "The date given by the encoding ("+value+") cannot be right; the date that is printed stands in its place.")
			return
		}
	}
	if d, ok := b.spanned(); ok {
		c.Date, c.DateInferred = d, true
		c.Warnings = append(c.Warnings, "The date given by the encoding ("+value+") cannot be right; the dates given for the whole document stand in its place.")
		return
	}
	c.Warnings = append(c.Warnings, "The date given by the encoding ("+value+") cannot be right and was left out.")
}

// spanned is what doc-dateTime-min and -max have in common.
func (b *body) spanned() (cable.Date, bool) {
	lo, ok1 := when(b.doc.get("doc-dateTime-min"))
	hi, ok2 := when(b.doc.get("doc-dateTime-max"))
	switch {
	case !ok1 || !ok2 || lo.Year != hi.Year || !plausible(lo, b.vid):
		return cable.Date{}, false
	case lo.Month != hi.Month:
		return cable.Date{Year: lo.Year}, true
	case lo.Day != hi.Day:
		return cable.Date{Year: lo.Year, Month: lo.Month}, true
	case lo.HasTime && hi.HasTime && lo.Hour == hi.Hour && lo.Minute == hi.Minute:
		return lo, true
	}
	return cable.Date{Year: lo.Year, Month: lo.Month, Day: lo.Day}, true
}
