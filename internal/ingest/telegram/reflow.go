package telegram

import (
	"slices"
	"strings"
)

// reflow joins the hard-wrapped lines [from, to) into text; the first line is
// taken from offset src on. Blocks are parted by an empty line; list items and
// the lines of tables keep lines of their own. Fixed tells that a table is among
// them, of which the columns are kept.
func (b *body) reflow(from, to, src int) (text Field, fixed bool) {
	last := b.ls[max(from, to-1)]
	out := builder{buf: slices.Grow(b.room[:0], max(0, last.off+len(last.s)-src)), pieces: make([]Piece, 0, max(0, to-from))}
	var rows []bool
	plain := true
	if b.gaps {
		rows, plain = tableRows(b.ls[from:to])
	}
	first := b.ls[from]
	first.t = first.s[min(len(first.s), max(0, src-first.off)):]
	first.toff = src
	for i := from; i < to; {
		if b.ls[i].blank() {
			i++
			continue
		}
		j := i
		for j < to && !b.ls[j].blank() {
			j++
		}
		table := rows != nil && isTable(b.ls[i:j]) && most(rows[i-from:j-from])
		listed := !table && isListed(b.ls[i:j])
		for k := i; k < j; k++ {
			l := b.ls[k]
			if k == from {
				l = first
			}
			row := rows != nil && rows[k-from]
			if l.t == "" || isRule(l.t) && !table && !row {
				continue
			}
			switch {
			case len(out.buf) == 0:
				out.addFolded(l.t, l.toff)
				out.plain = plain
			case k == i && (row || !b.joins(&out, l.t)):
				out.glue("\n\n")
				out.addLineOf(&l, table, row)
			case row || k > i && rows != nil && rows[k-1-from]:
				out.glue("\n")
				out.addLineOf(&l, table, row)
			case table && k > i || listItem(l.t) && !(k > i && inSentence(b.ls[k-1].t, l.t)) || listed && k > i || k > i && isRule(b.ls[k-1].t):
				out.glue("\n")
				out.addLineOf(&l, table, false)
			default:
				out.joinLine(l.t, l.toff, b.dehyphenate && !l.hyphen || l.broken)
			}
		}
		i = j
	}
	f := out.field()
	b.room = out.buf
	f.trim(" \n")
	return f, rows != nil && strings.Contains(f.Text, "\n")
}

// addLineOf adds a line: a row of a table with its blanks and those before it,
// one of a block that may be a table with its blanks, others folded.
func (b *builder) addLineOf(l *line, table, row bool) {
	switch {
	case row && !l.pil && l.off+len(l.s)-len(l.t) == l.toff:
		b.add(l.s, l.off)
		return
	case table || row:
		b.add(l.t, l.toff)
		return
	}
	b.addFolded(l.t, l.toff)
}

// joins reports whether a block that begins with t goes on with the sentence
// before.
func (b *body) joins(out *builder, t string) bool {
	have := string(out.buf[max(0, len(out.buf)-24):])
	if t == "" || sentenceEnd(have) || listItem(t) {
		return false
	}
	return isLower(t[0]) || b.mixed && wantsMore[lastWord(have)]
}

func lastWord(s string) string { return s[strings.LastIndexAny(s, " \n")+1:] }

// wantsMore are words that end no sentence and no heading: articles,
// prepositions and conjunctions.
var wantsMore = set("a an the of to for from with by in on at into and or but that which whose as than his her its their our this these those between under over against through about")

// inSentence reports whether a line that looks like an item of a list goes on
// with the sentence of the line above: "… (ref" and "B). He went home", "… talks
// with Kari" and "B. Holm".
func inSentence(prev, t string) bool {
	if initial := lastWord(prev); len(initial) == 2 && isUpper(initial[0]) && initial[1] == '.' && len(t) > 1 && isUpper(t[0]) && t[1] == '.' {
		return true // "U." and "S. Ambassador"
	}
	if sentenceEnd(prev) || t == "" || !isAlnum(t[0]) {
		return false
	}
	if open := strings.LastIndexByte(prev, '('); open > strings.LastIndexByte(prev, ')') && len(t) > 1 && t[1] == ')' {
		return true
	}
	if len(t) > 2 && t[1] == ')' && strings.IndexByte(".,;)", t[2]) >= 0 {
		return true
	}
	last := lastWord(prev)
	return isUpper(t[0]) && t[1] == '.' && hasLower(prev) && (isUpper(prev[len(prev)-len(last)]) && hasLower(last) || wantsMore[last]) && !brokeEarly(prev, t)
}

// listItem reports whether a line begins an item of a list: dashes, a star, a
// bullet, (a), a), A., (1), 1).
func listItem(t string) bool {
	if len(t) < 2 {
		return false
	}
	switch {
	case t[0] == '-' && (t[1] == '-' || t[1] == ' ' || isAlnum(t[1])):
		return true
	case t[0] == '*' && (t[1] == ' ' || isAlnum(t[1])):
		return true
	case strings.HasPrefix(t, "•"), strings.HasPrefix(t, "·"), strings.HasPrefix(t, "o "):
		return true
	case t[0] == '(':
		end := strings.IndexByte(t[:min(len(t), 6)], ')')
		return end > 1 && (end == 2 && isAlnum(t[1]) || digits(t[1:]) == end-1 || roman(t[1:end]))
	}
	n := digits(t)
	if n > 0 && n < 3 && len(t) > n+1 && (t[n] == ')' || t[n] == '.' && t[n+1] == ' ') {
		return true
	}
	return isAlnum(t[0]) && !isDigit(t[0]) && (t[1] == ')' || t[1] == '.' && len(t) > 2 && t[2] == ' ')
}

func roman(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] | 0x20 {
		case 'i', 'v', 'x':
		default:
			return false
		}
	}
	return s != ""
}

// listedLine is the width under which a line with the next word was ended by
// the drafter and not by the width of the telegram.
const listedLine = 48

// isListed reports whether a block is a list without signs, such as names of
// participants or an address: each line begins with a capital or a figure and
// ends long before its width is used up.
func isListed(ls []line) bool {
	n := 0
	for i := range ls {
		t := ls[i].t
		if t == "" || isRule(t) {
			continue
		}
		if n++; !isUpper(t[0]) && !isDigit(t[0]) || len(t) > listedLine {
			return false
		}
		if i+1 < len(ls) && !isRule(ls[i+1].t) && len(t)+1+len(firstWord(ls[i+1].t)) > listedLine {
			return false
		}
	}
	return n > 2
}

// isTable reports whether a block of lines is a table: at least two lines, and
// in half of them or more columns that are parted by three blanks or a tab.
func isTable(ls []line) bool {
	if len(ls) < 2 {
		return false
	}
	n := 0
	for i := range ls {
		if strings.Contains(ls[i].t, "   ") || strings.Contains(ls[i].t, "\t") || strings.Contains(ls[i].t, "....") {
			n++
		}
	}
	return n*2 >= len(ls) && n >= 2
}
