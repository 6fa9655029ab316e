package telegram

import (
	"strings"
	"unicode"

	"reftel/internal/marking"
)

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
		return b.headingOver(from, last)
	}
	i := last
	for i > from && !b.ls[i-1].blank() && !isRule(b.ls[i-1].t) && len(b.ls[i-1].t) <= unwrapped {
		i--
	}
	ruled := i > from && isRule(b.ls[i-1].t)
	if ruled && i-1 > from && !b.ls[i-2].blank() && !isRule(b.ls[i-2].t) && (i-2 == from || b.ls[i-3].blank()) {
		return Field{}, to // the rule underlines the line above: what follows is listed under it
	}
	if !ruled && i > 0 && i == from && !b.ls[i-1].blank() && from > 0 && b.precedes(from) {
		i++ // the rest of the paragraph's first lines
	}
	if i > last || !b.isHeading(i, last+1) {
		// A line of capitals under the last line of a text in mixed case.
		if i = b.capitalsAtEnd(i, last); i < 0 {
			return Field{}, to
		}
	}
	stop := i
	for stop > from && (isRule(b.ls[stop-1].t) || b.ls[stop-1].blank()) {
		stop--
	}
	i, stop = b.headingAbove(from, i, stop)
	return b.heading(i, last+1), stop
}

// headingAbove looks for a heading of its own above the one that begins at i,
// with a row of dashes between; stop is where what stands between begins. It
// returns where the two begin and where the text before them ends.
func (b *body) headingAbove(from, i, stop int) (int, int) {
	if stop <= from || stop >= i || !anyRule(b.ls[stop:i]) {
		return i, stop
	}
	over := stop - 1
	if isRedaction(b.ls[over].t) || over > from && !b.ls[over-1].blank() && !isRule(b.ls[over-1].t) || len(b.ls[over].t) > listedLine+16 || !b.isHeading(over, over+1) {
		return i, stop
	}
	stop = over
	for stop > from && (isRule(b.ls[stop-1].t) || b.ls[stop-1].blank()) {
		stop--
	}
	return over, stop
}

// titleBefore takes the title of an annex, the line that stands alone before the
// paragraph at to: B. WEAKNESSES is no item of a list there.
func (b *body) titleBefore(from, to int) (Field, int) {
	last := to - 1
	for last > from && b.ls[last].blank() {
		last--
	}
	if last <= from || !b.ls[last-1].blank() {
		return Field{}, to
	}
	return b.heading(last, last+1), last
}

func anyRule(ls []line) bool {
	for i := range ls {
		if isRule(ls[i].t) {
			return true
		}
	}
	return false
}

// unwrapped is the length of a line that was not cut at the telegram's width:
// it is a whole paragraph, and the next line is no part of it.
const unwrapped = 100

// headingOver looks for the heading over a row of dashes, perhaps with a row
// above as well; last is the line of the row.
func (b *body) headingOver(from, last int) (Field, int) {
	j := last
	for j >= from && (isRule(b.ls[j].t) || b.ls[j].blank()) {
		j--
	}
	i := j
	for i >= from && !b.ls[i].blank() && !isRule(b.ls[i].t) && j-i < 4 && len(b.ls[i].t) <= unwrapped {
		i--
	}
	if j-1 >= from && sentenceEnd(b.ls[j-1].t) && !b.ls[j-1].blank() && !isRule(b.ls[j-1].t) && len(b.ls[j].t) <= len(b.ls[last].t)+4 && b.isHeading(j, j+1) {
		return b.heading(j, j+1), j // under the last line of a paragraph
	}
	if j < from || j-i > 3 || i == j {
		return Field{}, last
	}
	framed := i >= from && isRule(b.ls[i].t)
	if !framed && i >= from && b.ls[i].blank() {
		// A page break left blank lines inside the frame.
		k := i
		for k >= from && b.ls[k].blank() {
			k--
		}
		n := k
		for k >= from && !b.ls[k].blank() && !isRule(b.ls[k].t) && n-k < 3 {
			k--
		}
		if k >= from && k < n && isRule(b.ls[k].t) && b.fits(k+1, n+1) && !hasLower(b.ls[n].t) && !hasLower(b.ls[j].t) && !isTable(b.ls[k+1:j+1]) {
			i, framed = k, true
		}
	}
	if !framed && i >= from && !b.ls[i].blank() && len(b.ls[i].t) <= unwrapped {
		// Text stands right above: a row under the last line of a paragraph is
		// no heading, but a row as long as that line, behind a sentence, is one.
		if width := len(b.ls[last].t); !sentenceEnd(b.ls[j-1].t) || len(b.ls[j].t) > width+4 || !b.isHeading(j, j+1) {
			return Field{}, last
		}
		return b.heading(j, j+1), j
	}
	if !framed && !b.fits(i+1, j+1) {
		return Field{}, last
	}
	stop := i + 1
	for k := i; k >= from && (isRule(b.ls[k].t) || b.ls[k].blank()); k-- {
		stop = k
	}
	first, stop := b.headingAbove(from, i+1, stop)
	return b.heading(first, j+1), stop
}

// capitalsAtEnd is the first of the lines in capitals that end the lines
// [from, last] of a text in mixed case, right under the end of a sentence; -1
// when there is none.
func (b *body) capitalsAtEnd(from, last int) int {
	if !b.mixed {
		return -1
	}
	i := last
	for i > from && last-i < 2 && !hasLower(b.ls[i-1].t) && len(b.ls[i-1].t) > 3 {
		i--
	}
	if i <= from || hasLower(b.ls[i].t) || len(b.ls[i].t) < 8 || strings.IndexByte(b.ls[i].t, ' ') < 0 || !sentenceEnd(b.ls[i-1].t) || !b.isHeading(i, last+1) {
		return -1
	}
	return i
}

// precedes reports whether the line before i is text of a paragraph, so that
// the lines from i on go on with it.
func (b *body) precedes(i int) bool {
	if len(b.ls[i-1].t) > unwrapped || b.ls[i-1].label() != "" {
		return false
	}
	_, ok := startOf(&b.ls[i-1])
	return ok
}

func (b *body) fits(i, j int) bool {
	for k := i; k < j; k++ {
		if t := b.ls[k].t; len(t) > 80 && len(strings.TrimRight(t, "-= ")) > 80 {
			return false
		}
	}
	return j-i <= 3
}

var headingWords = map[string]bool{"SUMMARY": true, "COMMENT": true, "INTRODUCTION": true, "BACKGROUND": true, "CONCLUSION": true, "ACTION REQUEST": true, "ACTION REQUESTED": true, "BEGIN SUMMARY": true, "BIO NOTE": true, "SUMMARY AND COMMENT": true}

// isHeading reports whether the block of lines [i, j) is a heading: at most
// three short lines without a full stop, in capitals or in title case, after
// the end of a sentence.
func (b *body) isHeading(i, j int) bool {
	if i >= j || !b.fits(i, j) || isListed(b.ls[i:j]) {
		return false
	}
	t := strings.TrimSpace(b.heading(i, j).Text)
	if t == "" || len(t) > 160 || marking.IsCaption(t) {
		return false
	}
	u := strings.Trim(strings.ToUpper(t), " .:-*")
	if headingWords[u] {
		return true
	}
	if strings.HasPrefix(u, "END ") && len(strings.Fields(u)) <= 4 {
		return false // END SUMMARY closes what is above
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
	after := p < 0 || sentenceEnd(b.ls[p].t) || isRule(b.ls[p].t) || b.ls[p].label() != ""
	words := strings.Fields(t)
	if !hasLower(t) {
		if b.mixed {
			return len(t) > 2
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
		if isRule(b.ls[k].t) || b.ls[k].blank() {
			continue
		}
		bl.joinLine(b.ls[k].t, b.ls[k].toff, b.dehyphenate)
	}
	f := bl.field()
	f.trim(" -=*_")
	return f
}
