package telegram

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

var orderForm = regexp.MustCompile(`(?i)^(?:E\.? ?[O0]\.?[A-Z]?|EXECUTIVE ORDER|E[.,]?[A-Z]{0,2}[.,:]?[A-Z]?[.,:]?):? ?(?:NO\.? ?)?(\d{4,5}|N/A)?[A-Z0-9]? ?[:;,.]? ?(.*)$`)

// takeOrder reads "E.O. 12958: DECL: 09/08/2019", "EO 12958 DECL: …", "E.O.
// 11652: GDS", "E.O. 12065: N/A".
func (m *Message) takeOrder(v string) {
	g := orderForm.FindStringSubmatch(v)
	if g == nil || m.ExecutiveOrder != "" {
		return
	}
	m.ExecutiveOrder = strings.TrimSuffix(g[1], "N/A")
	rest := strings.TrimSpace(g[2])
	if word := firstWord(rest); declSlip.MatchString(word) {
		m.doubt("label misspelt", word)
	}
	// Labels glued behind: "… 9/8/2019 TAGS: …" stand on lines of their own by now.
	if d := declassify(rest); notApplicable.MatchString(d) {
		m.DeclassifyOn = "N/A"
	} else if d != "" {
		m.DeclassifyOn = d
	} else if g[1] == "N/A" {
		m.DeclassifyOn = "N/A"
	}
}

var (
	declWord = regexp.MustCompile(`(?i)^DECL[A-Z]*(?: ?ON)?\.? ?:? ?`)
	declSlip = regexp.MustCompile(`(?i)^DECL(?:[B-Z]|A[A-RT-Z])[A-Z]*:$`)
	dateUS   = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b`)
	dateISO  = regexp.MustCompile(`^(\d{4})[/-]?(\d{1,2})[/-]?(\d{1,2})\b`)
	// 3 MAY 2018, MAY 3, 2018
	dateDayFirst   = regexp.MustCompile(`^(\d{1,2})[ \-]?([A-Z]{3,9})\.?,?[ \-]?(\d{4})\b`)
	dateMonthFirst = regexp.MustCompile(`^([A-Z]{3,9})\.? (\d{1,2}),? (\d{4})\b`)

	notApplicable = regexp.MustCompile(`(?i)^N[/:.]?A\b`)
)

// declassify reads a date (MM/DD/YYYY, M/D/YY, YYYY/MM/DD, 3 MAY 2018) as ISO;
// anything else (N/A, GDS, an event) is returned as text.
func declassify(v string) string {
	v = strings.TrimSpace(declWord.ReplaceAllString(strings.TrimSpace(v), ""))
	if g := dateISO.FindStringSubmatch(v); g != nil {
		if d, ok := dateOf(g[1], g[2], g[3]); ok {
			return d
		}
	}
	if g := dateUS.FindStringSubmatch(v); g != nil {
		year := g[3]
		if len(year) == 2 {
			year = "20" + year
			if g[3] >= "70" {
				year = "19" + g[3]
			}
		}
		if d, ok := dateOf(year, g[1], g[2]); ok {
			return d
		}
	}
	up := strings.ToUpper(v)
	if g := dateDayFirst.FindStringSubmatch(up); g != nil {
		if d, ok := dateOf(g[3], strconv.Itoa(int(cable.MonthOf(g[2]))), g[1]); ok {
			return d
		}
	}
	if g := dateMonthFirst.FindStringSubmatch(up); g != nil {
		if d, ok := dateOf(g[3], strconv.Itoa(int(cable.MonthOf(g[1]))), g[2]); ok {
			return d
		}
	}
	return strings.TrimRight(v, " .,;")
}

func dateOf(y, m, d string) (string, bool) {
	var date cable.Date
	date.Year, _ = strconv.Atoi(y)
	date.Month, _ = strconv.Atoi(m)
	date.Day, _ = strconv.Atoi(d)
	if date.Month == 0 || date.Day == 0 || !date.Valid() {
		return "", false
	}
	return date.String(), true
}
