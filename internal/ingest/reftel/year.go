package reftel

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"reftel/internal/cable"
)

var (
	// dateLead leads up to a date: (NOTAL), OF, DATED, a bracket.
	dateLead = regexp.MustCompile(`^(?: - ?|[ ,])*(?:\(NOTAL\)[ ,]*)?((?:OF |FROM |DATED |DTD |DATE |DTG:? ?|[(\[] ?)*)`)
	// dateBehind is a date with its year: MAY 24, 1978; 3 JAN 74; 310241Z AUG
	// 72; 3/4/2009; MARCH 2007.
	dateBehind = regexp.MustCompile(`^(?:([A-Z]{3,})\.? ?\d{1,2}(?:, ?| )((?:19|20)\d\d)|([A-Z]{3,})\.? ?\d{1,2}, ?(\d\d)|\d{1,2}[ \-]?([A-Z]{3,})\.?,?[ \-]?((?:19|20)?\d\d)` +
		`|\d{6} ?Z? ?([A-Z]{3,})\.? ?((?:19|20)?\d\d)|\d{1,2}[/.]\d{1,2}[/.]((?:19|20)?\d\d)|([A-Z]{3,})\.? ((?:19|20)\d\d))\b\)?`)
	// dayBehind is a day of which the year is left out.
	dayBehind = regexp.MustCompile(`^(?:([A-Z]{3,})\.? (\d{1,2})|(\d{1,2}) ([A-Z]{3,}))\b`)
	// A year right behind the number: 4525-91, 00789/08, (2008), 123 '07.
	yearSigned = regexp.MustCompile(`^(?:[\-/]['’]?((?:19|20)\d\d|\d\d)\b| ?[(\[]['’]?((?:19|20)\d\d|\d\d)[)\]]| ?['’](\d\d)\b|,? (?:OF|IN|FROM) ((?:19|20)\d\d)\b)`)
	// One that a blank alone parts from it, or a dash with blanks: 07718 99.
	yearApart = regexp.MustCompile(`^ (?:[\-/] )?((?:19|20)\d\d|\d\d)\b`)
	// endsCable is what may follow a cable that is whole.
	endsCable = regexp.MustCompile(`^(?: ?[,;.)(]| AND\b| *$)`)
)

// bothOf is the year of several cables, named once: (BOTH 2008), ALL '07.
var bothOf = regexp.MustCompile(`\b(?:BOTH|ALL)(?: OF| FROM| IN)? ['’]?((?:19|20)\d\d|\d\d)\b`)

// yearOfAll is the year that an item names for all its cables, 0 where it names none.
func yearOfAll(up string) int {
	if !strings.Contains(up, "BOTH") && !strings.Contains(up, "ALL") {
		return 0
	}
	if g := bothOf.FindStringSubmatch(up); g != nil {
		return fullYear(g[1])
	}
	return 0
}

// yearAfter reads the year behind a cable's number and tells how much of the
// text it takes; 0 where there is none. It is inferred where only a day is named.
func (p *parser) yearAfter(rest, serial string) (year, n int, inferred bool) {
	if g := yearSigned.FindStringSubmatch(rest); g != nil {
		y := fullYear(g[1] + g[2] + g[3] + g[4])
		// 12370-71 are two numbers.
		if g[1] == "" || p.plausible(y) && !(len(g[1]) == 2 && follows(serial, g[1])) {
			return y, len(g[0]), false
		}
	}
	if g := yearApart.FindStringSubmatch(rest); g != nil && p.plausible(fullYear(g[1])) && endsCable.MatchString(rest[len(g[0]):]) {
		return fullYear(g[1]), len(g[0]), false
	}
	lead := dateLead.FindStringSubmatch(rest)
	date := rest[len(lead[0]):]
	if g := dateBehind.FindStringSubmatch(date); g != nil {
		month := g[1] + g[3] + g[5] + g[7] + g[10]
		if month == "" || cable.MonthOf(month) > 0 {
			return fullYear(g[2] + g[4] + g[6] + g[8] + g[9] + g[11]), len(lead[0]) + len(g[0]), false
		}
	}
	if g := dayBehind.FindStringSubmatch(date); g != nil && strings.Trim(lead[0], " ") != "" {
		y := p.context.yearOfDay(g[1]+g[4], g[2]+g[3])
		return y, 0, y != 0 && y != p.context.Year
	}
	return 0, 0, false
}

// follows reports whether two figures are the end of the next numbers behind
// the serial: 12370-71.
func follows(serial, two string) bool {
	if len(serial) < 3 {
		return false
	}
	a, _ := strconv.Atoi(serial[len(serial)-2:])
	b, _ := strconv.Atoi(two)
	return b > a && b-a <= 3
}

// yearOfDay is the year of the last such day before the citing cable.
func (c Context) yearOfDay(month, day string) int {
	m, d := cable.MonthOf(month), 0
	if d, _ = strconv.Atoi(day); m == 0 || d < 1 || d > 31 || c.Date.Month == 0 || c.Date.Year != c.Year {
		return 0
	}
	if int(m) > int(c.Date.Month) || int(m) == int(c.Date.Month) && c.Date.Day > 0 && d > c.Date.Day {
		return c.Year - 1
	}
	return c.Year
}

// fullYear reads a year of two or four figures.
func fullYear(s string) int {
	y, _ := strconv.Atoi(s)
	return cable.FullYear(y)
}

// longAgo is how many years back a cable is cited by two figures behind its
// number, which might mean something else.
const longAgo = 25

// Between these years a cable may be cited by one of which the year is not known.
const oldest, newest = 1966, 2012

// plausible reports whether a cable of the year may be cited.
func (p *parser) plausible(year int) bool {
	if p.context.Year == 0 {
		return year >= oldest && year <= newest
	}
	return year <= p.context.Year && year > p.context.Year-longAgo
}

// likeYear reports whether a number is more likely a year near that of the
// citing cable: PARIS 2008.
func (p *parser) likeYear(serial string) bool {
	if len(serial) != 4 || serial[:2] != "19" && serial[:2] != "20" {
		return false
	}
	y, _ := strconv.Atoi(serial)
	return p.context.Year == 0 || y > p.context.Year-10 && y < p.context.Year+8
}

// The most messages a day that a post and the Department send, with what a
// year may begin with. More by a given day means that a number is of the year
// before.
const (
	postDaily, postMargin   = 110, 1000
	stateDaily, stateMargin = 950, 6000
	// A post's own numbers may run ahead of the one that cites them by a few.
	ahead = 60
)

// yearOf is the year of a reference that names none: that of the citing cable,
// or the one before when its post cannot have come so far in numbering. January
// cables cite December.
func (c Context) yearOf(origin string, serial int) int {
	if c.Year == 0 {
		return 0
	}
	if c.Date.Month == 0 || c.Date.Day == 0 || c.Date.Year != c.Year {
		return c.Year
	}
	if self, err := cable.ParseMRN(c.Self); err == nil && self.Origin == origin && self.Year == c.Year {
		if serial > self.Serial+ahead {
			return c.Year - 1
		}
		return c.Year
	}
	day := time.Date(c.Date.Year, time.Month(c.Date.Month), c.Date.Day, 0, 0, 0, 0, time.UTC).YearDay()
	most := day*postDaily + postMargin
	if origin == "STATE" || len(strconv.Itoa(serial)) > 5 {
		most = day*stateDaily + stateMargin
	}
	if serial > most {
		return c.Year - 1
	}
	return c.Year
}

// senderAlone reports senders that are no posts but number their messages: the
// series to and from a travelling Secretary, and the information agency.
func senderAlone(name string) bool {
	switch name {
	case "SECTO", "TOSEC", "TOHAK", "HAKTO", "USIA", "USIAC", "USICA", "USINFO":
		return true
	}
	return false
}

// airgram finds reports that went by mail: LA PAZ A-236 OF NOVEMBER 9, 1973.
var airgram = regexp.MustCompile(`(?:\b[A-Z][A-Z]+(?: [A-Z]{2,})? )?(?:'S )?\bA-\d{1,4}\b(?: (?:OF|DATED) [A-Z]{3,9}\.? \d{1,2}(?:, ?\d{4})?)?`)

// airgrams lists the airgrams of an item as references of their own.
func airgrams(letter, text string) []cable.Reference {
	if !strings.Contains(text, "A-") {
		return nil
	}
	var out []cable.Reference
	for _, s := range airgram.FindAllString(text, -1) {
		s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "AND "), "OF "))
		out = append(out, cable.Reference{Letter: letter, Kind: "other", Text: s})
	}
	return out
}
