package frus

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

// when reads the value of a date attribute in the clock of the place; zone is
// the offset that stands behind the time. ok is false for what is no date.
func when(s string) (d cable.Date, zone string, ok bool) {
	s = strings.TrimSpace(s)
	day, clock, timed := strings.Cut(s, "T")
	for i, p := range strings.SplitN(day, "-", 4) {
		n, err := strconv.Atoi(p)
		if err != nil || p[0] == '+' {
			if i < 3 || p == "" {
				return cable.Date{}, "", false
			}
			break
		}
		switch i {
		case 0:
			if len(p) != 4 {
				return cable.Date{}, "", false
			}
			d.Year = n
		case 1:
			d.Month = n
		case 2:
			d.Day = n
		}
		if i > 0 && n == 0 {
			return cable.Date{}, "", false
		}
	}
	if timed && d.Day > 0 && len(clock) >= 5 && clock[2] == ':' {
		h, err1 := strconv.Atoi(clock[:2])
		m, err2 := strconv.Atoi(clock[3:5])
		if err1 == nil && err2 == nil && h >= 0 && h < 24 && m >= 0 && m < 60 {
			d.Hour, d.Minute, d.HasTime = h, m, true
			zone = zoneOf.FindString(clock[5:])
		}
	}
	return d, zone, d.Valid()
}

var (
	zoneOf = regexp.MustCompile(`Z$|[+-]\d\d:\d\d$`)
	zulu   = regexp.MustCompile(`\d{4} ?Z\b|\b(?:GMT|Z)\b`)
)

// setZone says of which clock the time is. The editors' default for a whole
// document is none: only what stands at the date itself and what is printed
// counts.
func setZone(c *cable.Cable, zone string) {
	switch {
	case !c.Date.HasTime:
	case zone == "Z" || (zone == "" || zone == "+00:00") && zulu.MatchString(c.DatePrinted):
		c.DateZone = "Z"
	case zone != "":
		c.DateZone = zone
	default:
		c.DateZone = "local"
	}
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
		if b.element(c, n) {
			return
		}
	}
	// No date element: what the encoding says of the whole, what the dateline
	// or the head print, a date inside of an enclosure.
	c.Undated = c.Undated || saysUndated(strings.Join(b.dateText, " "))
	if b.spanned(c) {
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
	for _, n := range b.attached {
		if d, _, ok := when(n.get("when")); ok && plausible(d, b.vid) {
			c.Date, c.DateInferred = cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}, true
			return
		}
	}
}

// element reads a date element and reports whether it settles the date. A paper
// of which the editors say that it bears no date has the date they give it,
// marked as inferred.
func (b *body) element(c *cable.Cable, n *node) bool {
	var t text
	plain(&t, n)
	words, _ := t.finish()
	undated := strings.Contains(n.get("ana"), "undated") || saysUndated(words)
	var value [2]string // of the beginning and the end
	bounds := false
	for _, names := range [][2]string{{"when", ""}, {"when-iso", ""}, {"from", "to"}, {"notBefore", "notAfter"}} {
		value[0] = n.get(names[0])
		if names[1] != "" {
			value[1], bounds = n.get(names[1]), names[0] == "notBefore"
		}
		if value[0] != "" || value[1] != "" {
			break
		}
	}
	if value == [2]string{} {
		c.Undated = c.Undated || undated
		return false
	}
	c.Undated, c.DatePrinted = undated, words
	first, zone, ok := when(value[0])
	last, _, ok2 := when(value[1])
	switch {
	case value[0] == "":
		first, ok, bounds = last, ok2, true
	case value[1] != "" && !ok2:
		b.doubtful(c, value[1])
		return true
	}
	if !ok || !plausible(first, b.vid) || value[1] != "" && !plausible(last, b.vid) {
		b.doubtful(c, strings.Trim(value[0]+"/"+value[1], "/"))
		return true
	}
	if value[1] != "" || bounds {
		c.DateRange = value[0] + "/" + value[1]
	}
	if value[0] != "" && value[1] != "" && (bounds || undated) {
		first = common(first, last)
	}
	c.Date, c.DateInferred = first, (undated || bounds) && !first.IsZero()
	setZone(c, zone)
	return true
}

// common is what two dates have in common.
func common(lo, hi cable.Date) cable.Date {
	switch {
	case lo.Year != hi.Year:
		return cable.Date{}
	case lo.Month != hi.Month:
		return cable.Date{Year: lo.Year}
	case lo.Day != hi.Day:
		return cable.Date{Year: lo.Year, Month: lo.Month}
	case lo.HasTime && hi.HasTime && lo.Hour == hi.Hour && lo.Minute == hi.Minute:
		return lo
	}
	return cable.Date{Year: lo.Year, Month: lo.Month, Day: lo.Day}
}

var undatedWord = regexp.MustCompile(`(?i)\bundated\b|\bno date\b|\bn\. ?d\.`)

func saysUndated(s string) bool { return undatedWord.MatchString(s) }

// doubtful keeps a date that cannot be right out; where the text beside it
// tells another one without doubt, that is taken.
func (b *body) doubtful(c *cable.Cable, value string) {
	if len(value) > 40 {
		value = value[:40]
	}
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: "date doubtful", Detail: value})
	for _, s := range append([]string{c.DatePrinted}, b.dateText...) {
		if d, ok := printed(s, 0); ok && plausible(d, b.vid) {
			c.Date, c.DateInferred = d, true
			c.Warnings = append(c.Warnings, "The date given by the encoding ("+value+") cannot be right; the date that is printed stands in its place.")
			return
		}
	}
	if b.spanned(c) {
		c.Warnings = append(c.Warnings, "The date given by the encoding ("+value+") cannot be right; the dates given for the whole document stand in its place.")
		return
	}
	c.Warnings = append(c.Warnings, "The date given by the encoding ("+value+") cannot be right and was left out.")
}

// spanned takes what doc-dateTime-min and -max have in common, and reports
// whether they tell anything.
func (b *body) spanned(c *cable.Cable) bool {
	lo, _, ok1 := when(b.doc.get("doc-dateTime-min"))
	hi, _, ok2 := when(b.doc.get("doc-dateTime-max"))
	if !ok1 || !ok2 || !plausible(lo, b.vid) || !plausible(hi, b.vid) {
		return false
	}
	d := common(lo, hi)
	if d.Day == 0 {
		c.DateRange = day(lo) + "/" + day(hi)
	}
	c.Date, c.DateInferred = d, !d.IsZero()
	if d.HasTime {
		c.DateZone = "local"
	}
	return true
}

func day(d cable.Date) string { return cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}.String() }
