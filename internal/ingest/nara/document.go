package nara

import (
	"strings"

	"reftel/internal/cable"
)

const (
	messageTitle    = "Message Text"
	attributesTitle = "Message Attributes"
	// stampMark is in each stamp of the release; the names of officials may
	// stand before it and a date stands behind.
	stampMark = "EO Systematic Review"
	stampHead = "Declassified/Released"
)

// A document is a released file, taken apart.
type document struct {
	message    string
	attributes attributes
	released   cable.Date // of the stamp
}

// divide cuts the file into its two parts and takes the stamps off its pages.
func divide(text string) document {
	var d document
	var message strings.Builder
	message.Grow(len(text))
	list := newAttributeList()
	part := 0 // 1 in the message, 2 in the attributes
	blank := 0
	page := false // a page of the release ended since the last line of text
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		t := strings.TrimLeft(line, " \t\f")
		switch {
		case t == "":
			blank++
			continue
		case strings.Contains(t, stampMark) && isStamp(t):
			if d.released.IsZero() {
				d.released, _ = stampDate(t)
			}
			if part == 2 {
				list.line("")
			}
			page, blank = true, 0
			continue
		case t == messageTitle && part == 0:
			part, page, blank = 1, false, 0
			message.Reset()
			continue
		case t == attributesTitle && part < 2:
			part, page, blank = 2, false, 0
			continue
		}
		if part == 2 {
			list.line(t)
			continue
		}
		// A page of the release begins with one blank line of its own; what
		// stands on it may go on with the sentence of the page before.
		if page {
			blank--
		}
		if blank > 0 && message.Len() > 0 {
			message.WriteByte('\n')
		}
		page, blank = false, 0
		message.WriteString(strings.TrimLeft(line, "\f"))
		message.WriteByte('\n')
	}
	d.message, d.attributes = message.String(), list.values()
	return d
}

// isStamp reports whether a line is a stamp of the release and nothing else.
func isStamp(t string) bool {
	i := strings.Index(t, stampHead)
	return i >= 0 && i < 60 && len(t) < 160 && !strings.Contains(t[:i], ":")
}

// stampDate reads the date behind a stamp.
func stampDate(t string) (cable.Date, bool) {
	i := strings.LastIndex(t, stampMark)
	return parseDay(t[i+len(stampMark):])
}

// parseDay reads the three ways in which days are written: 01 JAN 1994, 01 jan
// 1994 and 01-Jan-1994 12:00:00 am.
func parseDay(s string) (cable.Date, bool) {
	f := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '\t' })
	if len(f) < 3 || len(f[0]) > 2 || len(f[2]) != 4 {
		return cable.Date{}, false
	}
	d := cable.Date{Day: number(f[0]), Month: int(cable.MonthOf(f[1])), Year: number(f[2])}
	if d.Day == 0 || d.Month == 0 || !d.Valid() {
		return cable.Date{}, false
	}
	return d, true
}

// number reads digits; anything else gives 0.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
