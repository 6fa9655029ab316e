package telegram

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/marking"
)

// The date-time group: one or more precedence prosigns, DDHHMM, Z, month, year
// (ACP-127): "O 131503Z MAR 08", "P R 241507Z FEB 10". Tapes put blanks anywhere
// in it: "251346 Z JUN 7 3".
var dtgForm = regexp.MustCompile(`(?i)^((?:[ZOPRY] *){0,4})((?:\d *){6})(Z?) *([A-Z] ?[A-Z] ?[A-Z])[A-Z]{0,6}[ .,]*((?:19|2 ?0) ?\d ?\d|\d ?\d)\b`)

// A group is a date-time group as printed, its parts without blanks.
type group struct {
	signs, time, month, year, whole string
	small                           bool // in small letters
}

// cutGroup reads a date-time group at the start of t.
func cutGroup(t string) (g group, rest string, ok bool) {
	if d := strings.IndexAny(t[:min(len(t), 9)], "0123456789"); d < 0 || len(t) < 11 {
		return g, t, false
	}
	if !sixFigures(t) {
		return g, t, false
	}
	d := dtgForm.FindStringSubmatch(t)
	if d == nil {
		return g, t, false
	}
	joined := func(s string) string { return strings.ToUpper(strings.ReplaceAll(s, " ", "")) }
	g = group{signs: joined(d[1]), time: joined(d[2]), month: joined(d[4]), year: joined(d[5]), whole: d[0], small: isLower(d[4][0])}
	// Without its Z it must be a date that exists, behind a sign of precedence.
	if _, valid := g.date(); !valid && d[3] == "" || d[3] == "" && g.signs == "" {
		return group{}, t, false
	}
	return g, strings.TrimLeft(t[len(d[0]):], " "), true
}

// beginsGroup reports whether t begins with a date-time group.
func beginsGroup(t string) bool {
	_, _, ok := cutGroup(t)
	return ok
}

// date is the moment of the group; ok is false when there is no such one.
func (g group) date() (d cable.Date, ok bool) {
	mon := cable.MonthOf(g.month)
	day, _ := strconv.Atoi(g.time[:2])
	hour, _ := strconv.Atoi(g.time[2:4])
	minute, _ := strconv.Atoi(g.time[4:])
	year, _ := strconv.Atoi(g.year)
	d = cable.Date{Year: cable.FullYear(year), Month: int(mon), Day: day, Hour: hour, Minute: minute, HasTime: true}
	return d, mon != 0 && day != 0 && d.Valid()
}

// DayLine is the date that some heads hold in place of a date-time group or
// below it: "Sunday, 20 April 2008, 17:11".
var DayLine = regexp.MustCompile(`(?m)^[ \t]*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ?\d{1,2} [A-Z][a-z]+,? \d{4}(?:,? \d{1,2}:\d{2})?[ \t\r]*$`)

// A headReader goes through the transmission header.
type headReader struct {
	m     *Message
	ls    []line
	limit int    // where the header ends in the text, 0 when that is not known
	list  string // the address list that the line belongs to
	from  int    // where that list begins in the text
	small bool   // the header is in small letters; it is read as capitals
	class string // that stands alone below the lists
	tail  int    // the first line behind the lists, -1 as long as there is none

	drafted bool // the lines are those of who drafted and approved it
}

// parseHeader reads the transmission header and the classification line. It
// returns the index of the first line after them; 0 when there is no header.
// Where a source parts the header from the body, limit is its length.
func (m *Message) parseHeader(ls []line, limit int) int {
	h := headReader{m: m, ls: ls, limit: limit, tail: -1}
	end := h.read()
	if m.Classification == "" {
		m.Classification = h.class
	}
	if m.From == "" && len(m.Addressees) == 0 {
		m.takeForm(ls)
	}
	m.dropListNoise()
	return end
}

func (h *headReader) read() int {
	m, ls := h.m, h.ls
	for i := 0; i < len(ls); i++ {
		t := ls[i].t
		if t == "" || strings.Contains(t, "day") && DayLine.MatchString(t) {
			continue
		}
		next := ""
		if j := nextText(ls, i+1); j < len(ls) {
			next = ls[j].t
		}
		n := m.takeClassLine(t, next)
		switch {
		case n > 0:
			h.takeTail(i)
			if n == 2 {
				i = nextText(ls, i+1)
			}
			if !h.sent() && headerAhead(ls, i+1, false) {
				continue
			}
			return i + 1
		case h.addressed(i):
		case ls[i].label() != "":
			if !h.sent() && (headerAhead(ls, i+1, true) || isForm(ls) && slices.ContainsFunc(ls[i:], func(l line) bool { return numberedClass(l.t) })) {
				continue
			}
			if h.tail >= 0 {
				return h.tail
			}
			return i
		default:
			h.goOn(i)
		}
	}
	switch {
	case h.tail >= 0:
		return h.tail
	case !h.sent():
		return 0
	}
	return len(ls)
}

// sent reports whether a sender or a date-time group was read.
func (h *headReader) sent() bool { return h.m.From != "" || !h.m.Date.IsZero() }

// addressed takes line i when it is a date-time group or begins with FM, TO,
// INFO or XMT.
func (h *headReader) addressed(i int) bool {
	m, t := h.m, h.text(i)
	if g, rest, ok := cutGroup(t); ok && m.Date.IsZero() {
		m.takeGroup(g)
		if h.small = g.small; h.small {
			rest = strings.ToUpper(rest)
		}
		h.list = ""
		if label, _ := addressLabel(rest); label != "FM" {
			return true
		}
		t = rest
	}
	label, rest := addressLabel(t)
	if label == "" || h.tail >= 0 && label != "INFO" {
		return false
	}
	h.takeTail(i)
	h.list, h.from = "", h.ls[i].off
	switch label {
	case "FM":
		if m.From == "" {
			m.From = cable.OneLine(rest)
		}
		h.list = "fm"
	case "TO", "INFO":
		if label == "INFO" && !h.sent() { // office distribution of the 1970s
			break
		}
		h.list = strings.ToLower(label)
		m.addressee(h.list, rest)
	}
	return true
}

// goOn takes line i for the list that it goes on with. What cannot be an
// addressee ends the lists: it is kept for those who read what stands between
// the lists and the labels.
func (h *headReader) goOn(i int) {
	m, t := h.m, h.text(i)
	switch {
	case h.tail >= 0:
	case h.list == "" && !h.sent():
		h.office(t)
	case h.list == "fm" && m.From == "":
		m.From = cable.OneLine(t)
	case h.list != "to" && h.list != "info":
	case h.limit > h.from && h.ls[i].off >= h.limit,
		captionLine(t),
		i > 0 && h.ls[i-1].blank() && passingForm.MatchString(t) && !routed(t) && !h.classAhead(i+1):
		h.tail = i
	case nearMarking(t):
		if class, _, _, ok := marking.CutNear(t); ok && h.ls[i-1].blank() {
			h.class = class
		}
	default:
		m.addressee(h.list, t)
	}
}

// office keeps who drafted and approved the telegram, as the sender's copy has it
// between the distribution and the date-time group.
func (h *headReader) office(t string) {
	switch {
	case strings.HasPrefix(t, "DRAFTED BY"), strings.HasPrefix(t, "APPROVED BY"):
		h.drafted = true
	case h.drafted && IsForm(t):
		h.drafted = false
	}
	if h.drafted {
		h.m.Closing = append(h.m.Closing, cable.OneLine(t))
	}
}

// classAhead reports whether a classification line stands above the first label:
// passing lines stand below it, and CINCEUR FOR POLAD above it is an addressee.
func (h *headReader) classAhead(i int) bool {
	for ; i < len(h.ls) && h.ls[i].label() == ""; i++ {
		if numberedClass(h.ls[i].t) {
			return true
		}
	}
	return false
}

// text is line i as it is read.
func (h *headReader) text(i int) string {
	if h.small {
		return strings.ToUpper(h.ls[i].t)
	}
	return h.ls[i].t
}

// takeTail reads what stands between the lists and line i as captions and
// passing lines.
func (h *headReader) takeTail(i int) {
	if h.tail < 0 {
		return
	}
	for _, l := range h.ls[h.tail:i] {
		if !l.blank() && !isMarking(l.t) || captionLine(l.t) {
			h.m.topLine(l.t)
		}
	}
	h.tail = -1
}

// farAhead is how many lines a header may stand behind the classification line
// of a form for the office that sent it.
const farAhead = 60

// headerAhead reports whether a date-time group with the sender below it stands
// in the lines from i on: what stands above it is a form of the sender's office.
// Labels may stand before it where labels says so.
func headerAhead(ls []line, i int, labels bool) bool {
	group := -1
	for n := 0; i < len(ls) && n < farAhead; i++ {
		t := ls[i].t
		if t == "" {
			continue
		}
		n++
		if quoteDepth(t) > 0 || !labels && ls[i].label() != "" {
			return false
		}
		if label, _ := addressLabel(t); label == "FM" && group >= 0 && n < group+4 {
			return true
		}
		if beginsGroup(t) {
			group = n
		}
	}
	return false
}

// isForm reports whether the text begins with the form that takeForm reads.
func isForm(ls []line) bool {
	i := nextText(ls, 0)
	return i < len(ls) && strings.HasPrefix(ls[i].t, "TELEGRAM")
}

// takeForm reads sender and addressee of the form "TELEGRAM … To: … From: …"
// that some offices kept in place of a header.
func (m *Message) takeForm(ls []line) {
	if !isForm(ls) {
		return
	}
	for i, n := nextText(ls, 0), 0; i < len(ls) && n < 20; i, n = i+1, n+1 {
		name, value, ok := strings.Cut(ls[i].t, ":")
		value = cable.OneLine(value)
		if !ok || value == "" || hasLower(value) {
			continue // "No Action Addressee" is none
		}
		switch strings.ToUpper(name) {
		case "TO", "INFO":
			for a := range strings.SplitSeq(value, ";") {
				m.addressee(strings.ToLower(name), strings.Replace(strings.TrimSuffix(a, " - UNKNOWN"), " - ", " ", 1))
			}
		case "FROM":
			sender, _, _ := strings.Cut(value, " (")
			m.From = sender
		}
	}
}

func nextText(ls []line, i int) int {
	for i < len(ls) && ls[i].blank() {
		i++
	}
	return i
}

func (m *Message) takeGroup(g group) {
	for i := range len(g.signs) {
		if p := marking.Prosign(g.signs[i]); p != "" {
			m.Precedence = p
			break
		}
	}
	date, ok := g.date()
	if !ok {
		m.doubt("date out of range", g.whole)
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

// numberOrRange reports the sender's number to an addressee, or those of the parts of
// a long telegram: 7721-7722.
func numberOrRange(t string) bool {
	n := digits(t)
	if n == 0 || n > 5 || n == len(t) {
		return n > 0 && n <= 5
	}
	last := digits(t[n+1:])
	return t[n] == '-' && last > 0 && last <= 5 && n+1+last == len(t)
}

// addressee reads one line of an address list: optional routing indicator
// with a slash, name, optional precedence word, optional number.
func (m *Message) addressee(list, t string) {
	t = strings.TrimRight(cable.OneLine(t), ",;. ")
	if t == "" || t == "BT" || strings.HasPrefix(t, "-----") || !strings.ContainsFunc(t, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return
	}
	a := cable.Addressee{Line: list}
	a.Route, t = cutRoute(t)
	words := strings.Fields(t)
	for len(words) > 1 {
		last := words[len(words)-1]
		if p := marking.Precedence(last); p != "" {
			if a.Precedence == "" {
				a.Precedence = p
			}
			if last == "NIACT" { // night action
				a.Precedence = "NIACT IMMEDIATE"
			}
		} else if numberOrRange(last) && a.Number == "" && (a.Precedence == "" || len(last) >= 3) {
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
