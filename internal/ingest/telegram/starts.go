package telegram

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/ingest/reftel"
	"reftel/internal/marking"
)

// A start is a line that may begin a numbered paragraph.
type start struct {
	line   int
	number int
	mark   string
	front  int // offset in the source of the mark
	text   int // offset in the source of the text behind number and mark
	indent int
	pil    bool // a pilcrow stands before it; no proof, for it also stands before list items
	gap    bool // a blank line or a rule stands before it
	ends   bool // the line before ends a sentence, or is a heading
	loose  bool // no full stop stands behind the number
	paren  bool // a closing bracket stands behind the number
	under  bool // a line that stands alone is above it, as the title of an annex does
	titled bool // that line has a letter or a Roman number: B. WEAKNESSES

	lost bool // the number is not legible
}

// startOf reads "1. (C) text", "1.(SBU)", "1 (U)", "2. SBU)", "1." and "3.
// TEXT" at the start of a line. A number of four digits is a year.
func startOf(l *line) (start, bool) {
	t := l.t
	s := start{pil: l.pil, indent: l.indent()}
	front := 0
	if strings.HasPrefix(t, "(") {
		// "(C) 1. text": the mark stands before the number.
		if mark, k := marking.CutPortion(t); mark != "" && k < len(t) && isDigit(t[k]) {
			s.mark, front = mark, k
			t = t[k:]
		}
	}
	n := digits(t)
	if n == 0 || n > 3 || t[0] == '0' {
		return start{}, false
	}
	for i := 0; i < n; i++ {
		s.number = s.number*10 + int(t[i]-'0')
	}
	rest := t[n:]
	at := n
	dot := false
	if rest != "" && (rest[0] == '.' || rest[0] == ',' && strings.HasPrefix(rest, ", (")) {
		dot = true
		rest, at = rest[1:], at+1
	} else if strings.HasPrefix(rest, " .") {
		dot = true
		rest, at = rest[2:], at+2
	}
	for dot && rest != "" && (rest[0] == '.' || rest[0] == '-' && strings.HasPrefix(rest, "-(")) {
		rest, at = rest[1:], at+1
	}
	mark, k := marking.CutPortion(rest)
	if mark == "" && strings.HasPrefix(rest, ")") {
		if mark, k = marking.CutPortion(rest[1:]); mark != "" {
			k++
			s.paren = true
		}
	}
	switch {
	case mark != "":
		s.mark, s.front = mark, l.toff+front+at
		at += k
		// "(C): text", "(C). text"
		for at+1 < len(t) && strings.IndexByte(":.,;", t[at]) >= 0 && isBlank(t[at+1]) {
			at += 2
		}
	case !dot:
		return start{}, false
	case rest != "" && rest[0] != ' ' && rest[0] != '\t' && rest[0] != '(' && rest[0] != '"' && !(isUpper(rest[0]) && len(rest) > 3):
		return start{}, false
	default:
		for at < len(t) && (t[at] == ' ' || t[at] == '\t') {
			at++
		}
	}
	s.text = l.toff + front + at
	return s, true
}

// candidates lists every line that could begin a paragraph.
func candidates(ls []line) []start {
	var out []start
	lastLabel := -1
	for i := 0; i < len(ls) && i < 80; i++ {
		switch ls[i].label() {
		case labelSubject, labelTags, labelEO:
			lastLabel = i
		}
		if s, ok := startOf(&ls[i]); ok && (s.mark != "" || lastLabel >= 0 && opensBody(ls, i, s)) {
			break
		}
	}
	caps := !isMixed(ls)
	for i := range ls {
		if i <= lastLabel || ls[i].blank() || !isDigit(ls[i].t[0]) && ls[i].t[0] != '(' {
			continue
		}
		s, ok := startOf(&ls[i])
		if !ok && caps {
			s, ok = looseStart(ls, i)
		}
		if !ok {
			continue
		}
		s.line = i
		s.gap = i == 0 || ls[i-1].blank() || isRule(ls[i-1].t)
		p := i - 1
		for p >= 0 && ls[p].blank() {
			p--
		}
		s.ends = p < 0 || sentenceEnd(ls[p].t) || isRule(ls[p].t) || stands(ls, p) || caps && brokeEarly(ls[p].t, ls[i].t)
		if p >= 0 && s.gap && ls[i-1].blank() && stands(ls, p) && !sentenceEnd(ls[p].t) && !isRule(ls[p].t) && isUpper(ls[p].t[0]) {
			s.under, s.titled = true, annexTitle.MatchString(ls[p].t)
		}
		// Items of a reference list with figures for letters.
		if s.mark == "" && p >= 0 && (ls[p].label() == labelRef || ls[i].label() != "") && reftel.HasCable(ls[i].t[1:]) && len(ls[i].t) < 40 {
			continue
		}
		out = append(out, s)
	}
	if caps {
		out = withoutQuoted(ls, out)
	}
	return withoutItems(out)
}

// withoutItems leaves out "1) (S/NF) text" where each such number stands with a
// full stop as well: they count the items of a list.
func withoutItems(cs []start) []start {
	if !slices.ContainsFunc(cs, func(c start) bool { return c.paren }) {
		return cs
	}
	dotted := map[int]bool{}
	for _, c := range cs {
		if !c.paren {
			dotted[c.number] = true
		}
	}
	if !dotted[1] {
		return cs
	}
	items := false // an item has the number 1, so the list counts for itself
	for _, c := range cs {
		items = items || c.paren && c.number == 1
	}
	out := cs[:0]
	for _, c := range cs {
		if c.paren && (items || dotted[c.number]) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// annexTitle finds a letter or a Roman number before a title, or the word.
var annexTitle = regexp.MustCompile(`^(?:[A-Z]|[IVX]+)[.)] ?[A-Z]|^(?:ANNEX|APPENDIX|ATTACHMENT|ENCLOSURE|TAB|PART|SECTION|Annex|Appendix|Attachment|Enclosure|Tab|Part|Section)\b`)

// stands reports whether line p stands alone, as a heading does: it is short
// and a blank line or a row of dashes is above it.
func stands(ls []line, p int) bool {
	return len(ls[p].t) < 64 && (p == 0 || ls[p-1].blank() || isRule(ls[p-1].t))
}

// findStarts picks from the candidates the paragraphs as they are numbered. A
// list inside a paragraph has numbers too, and so has a line that begins with
// the rest of a date; what tells them apart is the portion mark, the number
// that is due, the gap before, and what comes later.
func findStarts(ls []line) []start {
	cs := candidates(ls)
	if len(cs) == 0 {
		return nil
	}
	marks := 0
	for _, c := range cs {
		if c.mark != "" {
			marks++
		}
	}
	marked := marks >= 2 && marks*4 >= len(cs) || marks == 1 && len(cs) <= 2
	first := firstStart(cs, marked)
	if first < 0 {
		return nil
	}
	out := make([]start, 1, len(cs)-first)
	out[0] = cs[first]
	last := cs[first].number
	sub := 0 // number of the last item of a list inside a paragraph
	for k := first + 1; k < len(cs); k++ {
		c := cs[k]
		if accept(cs, k, last, sub, marked, cs[first].indent) {
			out = append(out, c)
			last, sub = c.number, 0
		} else {
			sub = c.number
		}
	}
	return withLost(ls, out)
}

func firstStart(cs []start, marked bool) int {
	best := -1
	for i, c := range cs {
		if c.number != 1 {
			continue
		}
		if c.mark != "" || !marked && (c.gap || c.ends) {
			if k := chainStart(cs[:i]); k >= 0 && c.mark == "" {
				return k // 11 has become 1
			}
			return i
		}
		if best < 0 {
			best = i
		}
	}
	if best >= 0 {
		if c := cs[0]; marked && best > 0 && c.mark != "" && (c.gap || c.ends) {
			return 0 // an extract: the 1 is of a list further down
		}
		return best
	}
	if i := chainStart(cs); i >= 0 {
		return i
	}
	// Paragraph 1 has lost its number, or an extract begins further down.
	for i, c := range cs {
		if c.mark != "" || c.number <= 4 && c.gap && !marked {
			return i
		}
	}
	return -1
}

// lookAhead is how many candidates further down are asked.
const lookAhead = 300

func accept(cs []start, k, last, sub int, marked bool, indent int) bool {
	c := cs[k]
	due := last + 1
	if c.loose && c.number != due {
		return false
	}
	if c.mark != "" {
		return c.number == due || c.number < due && (c.gap || c.pil || c.ends) || c.number > due && c.number <= due+40
	}
	later := func(ok func(start) bool) bool {
		for _, x := range cs[k+1 : min(len(cs), k+1+lookAhead)] {
			if ok(x) {
				return true
			}
		}
		return false
	}
	switch {
	case c.number == 1 && due > 2 && c.under && !marked && c.indent <= indent+2 && k+1 < len(cs) && cs[k+1].number == 2 && cs[k+1].gap:
		return restarts(cs, k, due)
	case c.number == due:
		if marked && later(func(x start) bool { return x.number == due && x.mark != "" }) {
			return false
		}
		if c.indent > indent+2 && later(func(x start) bool { return x.number == due && x.indent <= indent+2 && x.gap }) {
			return false
		}
		if marked && sub > 0 && c.number == sub+1 {
			return false // the list inside the paragraph goes on
		}
		if sub > 0 && c.number == sub+1 && later(func(x start) bool { return x.number == due && (x.gap || x.ends) }) {
			return false
		}
		if !c.gap && !c.ends && later(func(x start) bool { return x.number == due && (x.gap || x.ends || x.mark != "") }) {
			return false
		}
		return c.gap || c.ends
	case c.number == last && !marked:
		// The same number twice by a slip of the drafter.
		return c.gap && c.ends && c.indent <= indent+2 && sub == 0 && (k+1 == len(cs) || cs[k+1].number == due || cs[k+1].number == due+1) && (k+1 == len(cs) || cs[k+1].gap)
	case c.number > due && c.number <= due+2 && !marked:
		return c.gap && c.ends && (sub == 0 || c.number != sub+1) && c.indent <= indent+2 &&
			!later(func(x start) bool { return x.number == due }) &&
			(k+1 == len(cs) && c.number == due+1 || later(func(x start) bool { return x.number == c.number+1 && x.gap }))
	}
	return false
}

// restarts reports whether the numbers begin anew with candidate k, in an annex,
// and are not those of a list inside a paragraph, behind which the paragraphs go
// on with the number due. Where the list might end with that number itself a
// title tells.
func restarts(cs []start, k, due int) bool {
	for j := k + 1; j < len(cs); j++ {
		if cs[j].number == due && (cs[j-1].number != due-1 || !cs[k].titled) {
			return false
		}
	}
	return true
}

// withLost puts in the paragraphs of which the number was lost or garbled
// ("Q (C/NF) Text" between 7 and 9): the mark stands at the start of a block,
// and just that number is missing. It is not supplied: they have none.
func withLost(ls []line, starts []start) []start {
	missing := starts[0].number == 2
	for i := 1; i < len(starts) && !missing; i++ {
		missing = starts[i].number == starts[i-1].number+2
	}
	if !missing {
		return starts
	}
	out := make([]start, 0, len(starts)+2)
	for i, s := range starts {
		from, before := 0, 0
		if i > 0 {
			from, before = starts[i-1].line+1, starts[i-1].number
		}
		if s.number == before+2 {
			if lost, ok := lostBetween(ls, from, s.line); ok {
				out = append(out, lost)
			}
		}
		out = append(out, s)
	}
	return out
}

// lostBetween finds the one line in [from, to) that begins with a portion mark,
// perhaps behind a sign or two; ok is false when there are several.
func lostBetween(ls []line, from, to int) (start, bool) {
	var found start
	n := 0
	for i := from; i < to; i++ {
		l := &ls[i]
		if l.blank() || i > 0 && !ls[i-1].blank() && !isRule(ls[i-1].t) || l.label() != "" {
			continue
		}
		front := 0
		for front < len(l.t) && front < 3 && l.t[front] != '(' {
			front++
		}
		if front >= len(l.t) || l.t[front] != '(' || front > 0 && l.t[front-1] != ' ' && l.t[front-1] != '.' {
			continue
		}
		mark, k := marking.CutPortion(l.t[front:])
		if mark == "" || front+k >= len(l.t) || handlingNote(l.t) {
			continue
		}
		found = start{line: i, mark: mark, text: l.toff + front + k, indent: l.indent(), pil: l.pil, gap: true, lost: true}
		n++
	}
	return found, n == 1
}
