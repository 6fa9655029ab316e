package divide

import (
	"slices"
	"strconv"

	"reftel/internal/cable"
)

// pieces is a cable whose paragraphs fit a page, each.
func pieces(c *cable.Cable) *cable.Cable {
	if !slices.ContainsFunc(c.Paragraphs, func(p cable.Paragraph) bool { return weight(&p, nil) > most/2 }) {
		return c
	}
	out := *c
	out.Paragraphs, out.Notes = nil, slices.Clone(c.Notes)
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		if weight(p, nil) <= most/2 {
			out.Paragraphs = append(out.Paragraphs, *p)
			continue
		}
		out.Paragraphs = append(out.Paragraphs, inPieces(p, out.Notes)...)
	}
	return &out
}

// inPieces is a paragraph in pieces, cut between words and in no name where that can
// be. The notes on it move to the pieces in which their marks stand.
func inPieces(p *cable.Paragraph, notes []cable.Note) []cable.Paragraph {
	var out []cable.Paragraph
	var starts []int // characters at which the pieces begin
	es := p.Entities
	from, start := 0, 0             // of the piece, in bytes and in characters
	chars, heavy, inside := 0, 0, 0 // characters so far, weight of the piece, end of the last name
	next := 0                       // name that was not met yet
	flush := func(to int) {
		q := *p
		q.Text, q.Entities = p.Text[from:to], nil
		for _, e := range es[:next] {
			if e.Start >= start && e.End <= chars {
				e.Start, e.End = e.Start-start, e.End-start
				q.Entities = append(q.Entities, e)
			}
		}
		es, next = es[next:], 0
		if len(out) > 0 {
			q.Heading, q.Mark = "", ""
			q.Anchor = p.Anchor + "-" + strconv.Itoa(len(out)+1)
		}
		out, starts = append(out, q), append(starts, start)
		from, start, heavy = to, chars, 0
	}
	for at, r := range p.Text {
		for next < len(es) && es[next].Start <= chars {
			inside = max(inside, es[next].End)
			next++
			heavy += ofEntity
		}
		if heavy >= ofPiece && (r == ' ' || r == '\n') && inside <= chars || heavy >= 2*ofPiece {
			flush(at)
		}
		chars++
		heavy += len(string(r))
	}
	next = len(es)
	flush(len(p.Text))
	for i := range notes {
		n := &notes[i]
		if n.Anchor != p.Anchor || n.Place != "" {
			continue
		}
		for k := len(starts) - 1; k > 0; k-- {
			if starts[k] <= n.Offset {
				n.Anchor, n.Offset = out[k].Anchor, n.Offset-starts[k]
				break
			}
		}
	}
	return out
}
