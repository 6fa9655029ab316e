package reftel

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"reftel/internal/cable"
)

// dateBehind is a date that stands behind a reference: (MAY 24, 1978), OF
// NOVEMBER 9, 1973, DATED 3 JAN 74.
var dateBehind = regexp.MustCompile(`^[ ,]*(?:\(NOTAL\)[ ,]*)?(?:OF |DATED |DTD |\()*(?:` +
	`([A-Z]{3,})\.? ?\d{1,2}, ?((?:19|20)\d\d)|\d{1,2} ([A-Z]{3,})\.?,? ((?:19|20)?\d\d))\b`)

// yearBehind reads the year of a date that follows a reference.
func yearBehind(rest string) string {
	g := dateBehind.FindStringSubmatch(rest)
	if g == nil || cable.MonthOf(g[1]+g[3]) == 0 {
		return ""
	}
	return g[2] + g[4]
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
