package telegram

import "reftel/internal/marking"

// withLost puts in the paragraphs of which the number was lost or garbled
// ("Q (C/NF) Text" between 7 and 9): the mark stands at the start of a block,
// and just that number is missing.
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
				lost.number, lost.inferred = before+1, true
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
		if l.blank() || i > 0 && !ls[i-1].blank() && !isRule(ls[i-1].t) || metadataLabel(l.t) != "" {
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
		found = start{line: i, mark: mark, text: l.toff + front + k, indent: l.indent(), pil: l.pil, gap: true}
		n++
	}
	return found, n == 1
}
