package telegram

import (
	"strings"
	"unicode"
)

// parseBody cuts the lines from the index used on into paragraphs with their
// headings, and takes the signers off the end.
func (m *Message) parseBody(ls []line, used int, starts []start, h Hints) {
	end := m.takeSigners(ls, used)
	mixed := isMixed(ls[used:end])
	b := body{m: m, ls: ls, mixed: mixed, dehyphenate: h.Dehyphenate}
	var pending Field
	if len(starts) == 0 {
		pending = b.unnumbered(used, end, true, pending)
	} else {
		pending = b.unnumbered(used, starts[0].line, false, pending)
	}
	for i, s := range starts {
		stop := end
		if i+1 < len(starts) {
			stop = starts[i+1].line
		}
		if s.line >= stop {
			continue
		}
		text := stop
		var heading Field
		if i+1 < len(starts) {
			heading, text = b.headingBefore(s.line+1, stop)
		} else if pending.Text == "" && i > 0 {
			heading, text = Field{}, stop
		}
		p := Para{Number: s.number, Mark: s.mark, Heading: pending}
		p.Body = b.reflow(s.line, text, s.text)
		m.Paragraphs = append(m.Paragraphs, p)
		pending = heading
	}
	m.takeWholeMark(ls, used)
	m.findSpans()
	for i := range m.Paragraphs {
		m.Redactions += redactions(m.Paragraphs[i].Body.Text)
	}
}

type body struct {
	m           *Message
	ls          []line
	mixed       bool
	dehyphenate bool
}

func isMixed(ls []line) bool {
	lower, upper := 0, 0
	for i := range ls {
		for j := 0; j < len(ls[i].t); j++ {
			if c := ls[i].t[j]; isLower(c) {
				lower++
			} else if isUpper(c) {
				upper++
			}
		}
	}
	return lower > upper
}

// unnumbered makes paragraphs of the blocks in [from, to) that have no number;
// a heading at the end of a numbered text's top is handed on to paragraph 1.
func (b *body) unnumbered(from, to int, whole bool, pending Field) Field {
	stop := to
	if !whole {
		pending, stop = b.headingBefore(from, to)
	}
	for i := nextText(b.ls, from); i < stop; i = nextText(b.ls, i) {
		j := i
		for j < stop && !b.ls[j].blank() {
			j++
		}
		switch {
		case allRules(b.ls[i:j]):
		case whole && b.isHeading(i, j) && nextText(b.ls, j) < stop:
			pending = b.heading(i, j)
		default:
			p := Para{Heading: pending}
			if whole {
				pending = Field{}
			} else {
				p.Heading = Field{}
			}
			src := b.ls[i].toff
			if mark, n := takeMark(b.ls[i].t); mark != "" {
				p.Mark = mark
				src += n
			}
			p.Body = b.reflow(i, j, src)
			if strings.Trim(p.Body.Text, " .-=*") != "" {
				b.m.Paragraphs = append(b.m.Paragraphs, p)
			}
		}
		i = j
	}
	return pending
}

func allRules(ls []line) bool {
	for i := range ls {
		if !isRule(ls[i].t) && !isMarking(ls[i].t) {
			return false
		}
	}
	return true
}

// headingBefore looks at the end of [from, to) for the heading of the
// paragraph that begins at to. It returns the heading and where the text
// before it ends.
func (b *body) headingBefore(from, to int) (Field, int) {
	last := to - 1
	for last >= from && b.ls[last].blank() {
		last--
	}
	if last < from {
		return Field{}, to
	}
	if isRule(b.ls[last].t) {
		// Text over a row of dashes, perhaps with a row above as well.
		j := last
		for j >= from && (isRule(b.ls[j].t) || b.ls[j].blank()) {
			j--
		}
		i := j
		for i >= from && !b.ls[i].blank() && !isRule(b.ls[i].t) && j-i < 4 {
			i--
		}
		framed := i >= from && isRule(b.ls[i].t)
		if j < from || j-i > 3 {
			return Field{}, last
		}
		if !framed && i >= from && !b.ls[i].blank() {
			return Field{}, last // no heading: a row of dashes under text
		}
		if !framed && !b.fits(i+1, j+1) {
			return Field{}, last
		}
		stop := i + 1
		for k := i; k >= from && (isRule(b.ls[k].t) || b.ls[k].blank()); k-- {
			stop = k
		}
		return b.heading(i+1, j+1), stop
	}
	i := last
	for i > from && !b.ls[i-1].blank() && !isRule(b.ls[i-1].t) {
		i--
	}
	ruled := i > from && isRule(b.ls[i-1].t)
	if !ruled && i > 0 && i == from && !b.ls[i-1].blank() && from > 0 && b.precedes(from) {
		return Field{}, to
	}
	if !b.isHeading(i, last+1) {
		return Field{}, to
	}
	stop := i
	for stop > from && (isRule(b.ls[stop-1].t) || b.ls[stop-1].blank()) {
		stop--
	}
	return b.heading(i, last+1), stop
}

// precedes reports whether the line before i is text of a paragraph, so that
// the lines from i on go on with it.
func (b *body) precedes(i int) bool {
	if metadataLabel(b.ls[i-1].t) != "" {
		return false
	}
	_, ok := startOf(&b.ls[i-1])
	return ok
}

func (b *body) fits(i, j int) bool {
	for k := i; k < j; k++ {
		if len(b.ls[k].t) > 80 {
			return false
		}
	}
	return j-i <= 3
}

var headingWords = map[string]bool{"SUMMARY": true, "COMMENT": true, "INTRODUCTION": true, "BACKGROUND": true, "CONCLUSION": true, "ACTION REQUEST": true, "ACTION REQUESTED": true, "BEGIN SUMMARY": true, "END SUMMARY": true, "BIO NOTE": true, "SUMMARY AND COMMENT": true}

// isHeading reports whether the block of lines [i, j) is a heading: at most
// three short lines without a full stop, in capitals or in title case, after
// the end of a sentence.
func (b *body) isHeading(i, j int) bool {
	if i >= j || !b.fits(i, j) {
		return false
	}
	t := strings.TrimSpace(b.heading(i, j).Text)
	if t == "" || len(t) > 160 {
		return false
	}
	u := strings.Trim(strings.ToUpper(t), " .:-*")
	if headingWords[u] {
		return true
	}
	switch t[len(t)-1] {
	case '.', ',', ';':
		return false
	}
	switch c := t[0]; {
	case c == '-' || c == '*' || c == '(' || c == '[' || isDigit(c) || isLower(c):
		return false
	}
	if listItem(t) || strings.Contains(t, "://") {
		return false
	}
	p := i - 1
	for p >= 0 && b.ls[p].blank() {
		p--
	}
	after := p < 0 || sentenceEnd(b.ls[p].t) || isRule(b.ls[p].t) || metadataLabel(b.ls[p].t) != ""
	words := strings.Fields(t)
	if !hasLower(t) {
		if b.mixed {
			return len(t) > 3
		}
		return after && len(words) <= 8 && j-i == 1
	}
	if !b.mixed || !after || len(words) > 16 {
		return false
	}
	long, capital := 0, 0
	for _, w := range words {
		r := []rune(strings.Trim(w, `"'“”‘’(),:-`))
		if len(r) < 4 {
			continue
		}
		long++
		if unicode.IsUpper(r[0]) || unicode.IsDigit(r[0]) {
			capital++
		}
	}
	return long == 0 || capital*10 >= long*6
}

func (b *body) heading(i, j int) Field {
	var bl builder
	for k := i; k < j; k++ {
		if isRule(b.ls[k].t) {
			continue
		}
		bl.joinLine(b.ls[k].t, b.ls[k].toff, b.dehyphenate)
	}
	f := bl.field()
	f.trim(" -=*_")
	return f
}

// takeSigners takes the surname in capitals off the end, and closing lines
// that belong to no paragraph. It returns where the text ends.
func (m *Message) takeSigners(ls []line, from int) int {
	end := len(ls)
	back := func() int {
		i := end - 1
		for i >= from && (ls[i].blank() || isRule(ls[i].t)) {
			i--
		}
		return i
	}
	for n := 0; n < 6; n++ {
		i := back()
		if i < from {
			return end
		}
		t := strings.TrimLeft(ls[i].t, "/ ")
		switch {
		case len(m.Signers) == 0 && isSigner(ls, i, t):
			m.Signers = append(m.Signers, strings.TrimRight(t, "."))
		case isMarking(t) || isClosing(t) && i > from:
			if _, numbered := startOf(&ls[i]); numbered {
				return end
			}
			if !isMarking(t) {
				m.Closing = append([]string{t}, m.Closing...)
			}
		default:
			return end
		}
		end = i
	}
	return end
}

func isClosing(t string) bool {
	u := strings.ToLower(t)
	return strings.HasPrefix(u, "visit ") && (strings.Contains(u, "site") || strings.Contains(u, "http")) ||
		strings.Contains(u, "cable ends") || strings.HasPrefix(u, "declassify on:")
}

func isSigner(ls []line, i int, t string) bool {
	if len(t) < 3 || len(t) > 32 || headingWords[t] || handling[t] || markings[t] {
		return false
	}
	letters := 0
	for j := 0; j < len(t); j++ {
		switch c := t[j]; {
		case isUpper(c):
			letters++
		case c == ' ' || c == '-' || c == '\'' || c == '.' && j == len(t)-1:
		default:
			return false
		}
	}
	words := len(strings.Fields(t))
	if letters < 3 || words > 3 || words > 1 && letters > 26 {
		return false
	}
	if i == 0 {
		return false
	}
	if t[len(t)-1] == '.' && !ls[i-1].blank() {
		return false // the last word of a text in capitals
	}
	p := i - 1
	for p > 0 && ls[p].blank() {
		p--
	}
	return ls[i].t[0] == '/' || sentenceEnd(ls[p].t) || ls[i-1].blank() || isClosing(ls[p].t) || isRule(ls[p].t)
}

// takeWholeMark reads "CONFIDENTIAL - ENTIRE TEXT" above the paragraphs or in
// the first of them: it gives its mark to all that have none.
func (m *Message) takeWholeMark(ls []line, used int) {
	mark := ""
	if len(m.Paragraphs) == 0 {
		return
	}
	first := &m.Paragraphs[0]
	if len(first.Body.Text) < 60 && strings.Contains(strings.ToUpper(first.Body.Text), "ENTIRE TEXT") {
		mark = markOf(strings.Trim(first.Body.Text, "(). "))
	}
	for i := 0; i < used && mark == ""; i++ {
		u := strings.ToUpper(ls[i].t)
		if len(u) < 60 && strings.Contains(u, "ENTIRE TEXT") {
			mark = markOf(strings.Trim(u, "(). "))
		}
	}
	if mark == "" && first.Mark != "" {
		if start := strings.ToUpper(ls0(ls, first)); strings.Contains(start, "ENTIRE TEXT") {
			mark = first.Mark
		}
	}
	if mark == "" {
		return
	}
	for i := range m.Paragraphs {
		if m.Paragraphs[i].Mark == "" {
			m.Paragraphs[i].Mark = mark
		}
	}
}

// ls0 is the line in which a paragraph begins.
func ls0(ls []line, p *Para) string {
	at, _ := p.Body.Range()
	for i := range ls {
		if ls[i].off <= at && at <= ls[i].off+len(ls[i].s) {
			return ls[i].s
		}
	}
	return ""
}

// findSpans finds the paragraphs of the summary and of the comment.
func (m *Message) findSpans() {
	m.Summary = m.span("SUMMARY", "SUMMAY")
	m.Comment = m.span("COMMENT", "COMMENTS")
}

func (m *Message) span(words ...string) []int {
	begin, end := -1, -1
	for i := range m.Paragraphs {
		p := &m.Paragraphs[i]
		head := strings.ToUpper(p.Heading.Text)
		text := strings.ToUpper(p.Body.Text[:min(len(p.Body.Text), 60)])
		text = strings.TrimPrefix(strings.TrimLeft(text, "(\"-/ "), "BEGIN ")
		for _, w := range words {
			if begin < 0 && (strings.HasPrefix(text, w) && !startsWord(text, w) || strings.HasPrefix(head, w)) {
				begin = i
			}
		}
		if end < 0 && strings.Contains(strings.ToUpper(fold(p.Body.Text)), "END "+words[0]) {
			end = i
		}
	}
	switch {
	case begin < 0 && end < 0:
		return nil
	case begin < 0:
		begin = end
		if words[0] == "SUMMARY" {
			begin = 0
		}
	case end < begin:
		end = begin
	}
	var out []int
	for i := begin; i <= end; i++ {
		out = append(out, i)
	}
	return out
}

// startsWord reports whether w at the start of text is only part of a word.
func startsWord(text, w string) bool {
	return len(text) > len(w) && isAlnum(text[len(w)]) && !(text[len(w)] == 'S')
}

// redactions counts runs of X that stand for removed text.
func redactions(s string) int {
	n, run := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && (s[i] == 'X' || s[i] == 'x') {
			run++
			continue
		}
		if run >= 4 {
			n++
		}
		run = 0
	}
	return n
}
