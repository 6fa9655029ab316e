package telegram

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/marking"
)

// The date-time group: one or more precedence prosigns, DDHHMM, Z, month, year
// (ACP-127): "O 131503Z MAR 08", "P R 241507Z FEB 10".
var dtg = regexp.MustCompile(`^((?:[ZOPRY] ?){0,3}) ?(\d{6}) ?Z ?([A-Z]{3})[A-Z]{0,6} ?(\d{2}|\d{4})\b`)

// DayLine is the date that some heads hold in place of a date-time group or
// below it: "Sunday, 20 April 2008, 17:11".
var DayLine = regexp.MustCompile(`(?m)^[ \t]*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ?\d{1,2} [A-Z][a-z]+,? \d{4}(?:,? \d{1,2}:\d{2})?[ \t\r]*$`)

// parseHeader reads the transmission header and the classification line. It
// returns the index of the first line after them; 0 when there is no header.
func (m *Message) parseHeader(ls []line) int {
	list := "" // the address list that the line belongs to
	for i := 0; i < len(ls); i++ {
		t := ls[i].t
		if t == "" {
			continue
		}
		next := ""
		if j := nextText(ls, i+1); j < len(ls) {
			next = ls[j].t
		}
		if n := m.takeClassLine(t, next); n > 0 {
			if n == 2 {
				i = nextText(ls, i+1)
			}
			m.dropListNoise()
			return i + 1
		}
		if DayLine.MatchString(t) {
			continue
		}
		if d := dtg.FindStringSubmatch(t); d != nil && m.Date.IsZero() {
			m.takeDTG(d)
			list = ""
			continue
		}
		switch label, rest := addressLabel(t); label {
		case "FM":
			if m.From == "" {
				m.From = cable.OneLine(rest)
			}
			list = "fm"
			continue
		case "TO":
			list = "to"
			m.addressee(list, rest)
			continue
		case "INFO":
			if m.From == "" && m.Date.IsZero() { // office distribution of the 1970s
				list = ""
				continue
			}
			list = "info"
			m.addressee(list, rest)
			continue
		case "XMT":
			list = ""
			continue
		}
		if metadataLabel(t) != "" {
			return i
		}
		switch {
		case list == "fm" && m.From == "":
			m.From = cable.OneLine(t)
		case list == "to" || list == "info":
			m.addressee(list, t)
		}
	}
	if m.From == "" && m.Date.IsZero() {
		return 0
	}
	return len(ls)
}

func nextText(ls []line, i int) int {
	for i < len(ls) && ls[i].blank() {
		i++
	}
	return i
}

func (m *Message) takeDTG(d []string) {
	for i := 0; i < len(d[1]); i++ {
		if p := marking.Prosign(d[1][i]); p != "" {
			m.Precedence = p
			break
		}
	}
	mon := cable.MonthOf(d[3])
	day, _ := strconv.Atoi(d[2][:2])
	hour, _ := strconv.Atoi(d[2][2:4])
	minute, _ := strconv.Atoi(d[2][4:])
	year, _ := strconv.Atoi(d[4])
	date := cable.Date{Year: cable.FullYear(year), Month: int(mon), Day: day, Hour: hour, Minute: minute, HasTime: true}
	if mon == 0 || !date.Valid() {
		m.doubt("date out of range", d[0])
		return
	}
	m.Date = date
}

// addressLabel splits FM, TO, INFO and XMT from a header line.
func addressLabel(t string) (label, rest string) {
	for _, l := range [...]string{"FM", "TO", "INFO", "XMT", "FROM"} {
		r, ok := strings.CutPrefix(t, l)
		if !ok || r != "" && r[0] != ' ' && r[0] != ':' && r[0] != '\t' {
			continue
		}
		if l == "FROM" {
			l = "FM"
		}
		return l, strings.TrimLeft(r, " :\t")
	}
	return "", t
}

var routeSlash = regexp.MustCompile(`^([A-Z]{4,8})/(.+)$`)

// addressee reads one line of an address list: optional routing indicator
// with a slash, name, optional precedence word, optional number.
func (m *Message) addressee(list, t string) {
	t = strings.TrimRight(cable.OneLine(t), ",;. ")
	if t == "" || t == "BT" || strings.HasPrefix(t, "-----") || !strings.ContainsFunc(t, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return
	}
	a := cable.Addressee{Line: list}
	if r := routeSlash.FindStringSubmatch(t); r != nil {
		a.Route, t = r[1], r[2]
	}
	words := strings.Fields(t)
	for len(words) > 1 {
		last := words[len(words)-1]
		if p := marking.Precedence(last); p != "" {
			if a.Precedence == "" || last == "NIACT" {
				a.Precedence = p
			}
		} else if digits(last) == len(last) && len(last) <= 5 && a.Number == "" && (a.Precedence == "" || len(last) >= 3) {
			a.Number = last
		} else {
			break
		}
		words = words[:len(words)-1]
	}
	a.Name = strings.Join(words, " ")
	m.Addressees = append(m.Addressees, a)
}

// dropListNoise removes addressees that are no names.
func (m *Message) dropListNoise() {
	out := m.Addressees[:0]
	for _, a := range m.Addressees {
		if len(a.Name) > 1 && !IsPageLine(a.Name) && !isMarking(a.Name) {
			out = append(out, a)
		}
	}
	m.Addressees = out
}
