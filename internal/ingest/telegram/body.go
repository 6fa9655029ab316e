package telegram

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/marking"
)

// parseBody cuts the lines from the index used on into paragraphs with their
// headings, and takes the signers off the end. gaps says whether any line can have one.
func (m *Message) parseBody(ls []line, used int, starts []start, h Hints, gaps bool) {
	end := m.takeSigners(ls, used)
	mixed := isMixed(ls[used:end])
	b := body{m: m, ls: ls, mixed: mixed, gaps: gaps, dehyphenate: h.Dehyphenate}
	m.Paragraphs = slices.Grow(m.Paragraphs, len(starts)+1)
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
			if next := &starts[i+1]; heading.Text == "" && next.titled && next.number == 1 {
				heading, text = b.titleBefore(s.line+1, stop)
			}
		} else if pending.Text == "" && i > 0 {
			heading, text = Field{}, stop
		}
		if s.lost {
			which := "first paragraph"
			if n := m.lastNumber(); n > 0 {
				which = "paragraph behind " + strconv.Itoa(n)
			}
			m.doubt("paragraph number lost", which)
			m.Warnings = append(m.Warnings, "The number of the "+which+" is not legible.")
		}
		p := Para{Number: s.number, Mark: s.mark, Heading: pending}
		p.Body, p.Fixed = b.reflow(s.line, text, s.text)
		if strings.Trim(p.Body.Text, " .") == "" && s.front > 0 {
			// "(C - ENTIRE TEXT)" is all that the paragraph says.
			if whole, _ := b.reflow(s.line, text, s.front); strings.Contains(strings.ToUpper(whole.Text), "ENTIRE") {
				p.Body = whole
			}
		}
		m.Paragraphs = append(m.Paragraphs, p)
		pending = heading
	}
	m.takeGlued()
	m.dropDoubled()
	m.takeWholeMark(ls, used)
	m.findSpans()
	for i := range m.Paragraphs {
		m.Redactions += redactions(m.Paragraphs[i].Body.Text)
	}
}

// lastNumber is that of the last paragraph that has one.
func (m *Message) lastNumber() int {
	for i := len(m.Paragraphs) - 1; i >= 0; i-- {
		if n := m.Paragraphs[i].Number; n > 0 {
			return n
		}
	}
	return 0
}

type body struct {
	m           *Message
	ls          []line
	mixed       bool
	gaps        bool // a line can have one
	dehyphenate bool
	room        []byte // in which the texts of paragraphs are made, one after another
}

// isMixed reports whether letters in lower case prevail.
func isMixed(ls []line) bool {
	left := 0
	for i := range ls {
		left += len(ls[i].t)
	}
	n := 0
	for i := range ls {
		n += smallLetters(ls[i].t)
		// What is left cannot turn it any more.
		if left -= len(ls[i].t); n > left || n <= -left {
			break
		}
	}
	return n > 0
}

// smallLetters is how many more letters in lower case than capitals a text has. Eight of
// its bytes are looked at together: in the highest bit of each it is told what the byte is.
func smallLetters(t string) (n int) {
	for ; len(t) >= 8; t = t[8:] {
		all := eight(t, 0)
		folded := all&(0x7f*each) | 0x20*each
		fromA, behindZ := folded+(0x80-'a')*each, folded+(0x80-'z'-1)*each
		letters := fromA &^ behindZ &^ all & (0x80 * each)
		n += 2*bits.OnesCount64(letters&(all<<2)) - bits.OnesCount64(letters)
	}
	for i := range len(t) {
		switch {
		case isLower(t[i]):
			n++
		case isUpper(t[i]):
			n--
		}
	}
	return n
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
			if mark, n := marking.CutPortion(b.ls[i].t); mark != "" {
				p.Mark = mark
				src += n
			}
			p.Body, p.Fixed = b.reflow(i, j, src)
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

// dropDoubled undoes numbers that stand twice ("6. 5. Text", a numbered text
// that was numbered once more) and drops the paragraphs that hold nothing, not
// even a number.
func (m *Message) dropDoubled() {
	doubled, numbered := 0, 0
	for i := range m.Paragraphs {
		if q := &m.Paragraphs[i]; q.Number > 0 && q.Body.Text != "" {
			numbered++
			if secondNumber(q.Body.Text) > 0 {
				doubled++
			}
		}
	}
	if doubled >= 2 && doubled*2 > numbered {
		for i := range m.Paragraphs {
			q := &m.Paragraphs[i]
			if n := secondNumber(q.Body.Text); q.Number > 0 && n > 0 {
				q.Body.slice(n, len(q.Body.Text))
			}
		}
	}
	out := m.Paragraphs[:0]
	for _, q := range m.Paragraphs {
		if q.Body.Text == "" && q.Heading.Text == "" && q.Number == 0 {
			continue
		}
		out = append(out, q)
	}
	m.Paragraphs = out
}

// secondNumber is the length of "5. " at the start of a paragraph's text.
func secondNumber(t string) int {
	n := digits(t)
	if n == 0 || n > 2 || !strings.HasPrefix(t[n:], ". ") || n+2 >= len(t) || !isUpper(t[n+2]) {
		return 0
	}
	return n + 2
}
