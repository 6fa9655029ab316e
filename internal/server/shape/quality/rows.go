package quality

import (
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/things"
	"reftel/web/templates/quality"
	"reftel/web/templates/words"
)

// A span is some years in a row.
type span struct {
	first, last int
}

// spansOf are the years of which the archive has cables, or their decades.
func spansOf(t archive.Timeline) (out []span) {
	years, decades := []span{}, []span{}
	for _, b := range t.Buckets {
		if b.Held == 0 {
			continue
		}
		years = append(years, span{b.Date.Year, b.Date.Year})
		first := b.Date.Year - b.Date.Year%10
		if n := len(decades); n == 0 || decades[n-1].first != first {
			decades = append(decades, span{first, first + 9})
		}
	}
	if len(years) > manyYears {
		return decades[max(0, len(decades)-manyYears):]
	}
	return years
}

func (s span) label(say *words.Speaker) string {
	if s.first == s.last {
		return strconv.Itoa(s.first)
	}
	return say.Say("%ss ‹decade›", strconv.Itoa(s.first))
}

// row is a post with its cables in these years.
func (l Line) row(say *words.Speaker, code, label string, spans []span) quality.Row {
	r := quality.Row{Label: label, Href: PostPath(code, 1)}
	if len(l.years()) == 0 { // undated cables alone have no months
		r.Href = shape.PostPath(code)
	}
	req, total := Of(code), l.Timeline.Undated
	for _, b := range l.Timeline.Buckets {
		total += b.Count
	}
	for _, s := range spans {
		count := 0
		for _, b := range l.Timeline.Buckets {
			if b.Date.Year >= s.first && b.Date.Year <= s.last {
				count += b.Count
			}
		}
		cell := quality.Cell{Label: s.label(say), Count: count}
		if count > 0 {
			cell.Href = req.WithDates(cable.Date{Year: max(s.first, 1)}, cable.Date{Year: s.last}).URL("/search")
		}
		r.Cells = append(r.Cells, cell)
	}
	shade(r.Cells)
	r.Said = cables(say, total)
	held, highest := 0, 0
	for _, n := range l.Numbers {
		if len(n.Held) > 0 {
			held, highest = held+len(n.Held), highest+things.Highest(n)
		}
	}
	if highest > 0 {
		r.Said = say.Say("%s; %s", r.Said, things.HeldOf(say, held, highest))
	}
	return r
}

// shade tells the cells of a row apart by their counts.
func shade(cells []quality.Cell) {
	most := 0
	for _, c := range cells {
		most = max(most, c.Count)
	}
	for i := range cells {
		if c := &cells[i]; c.Count > 0 {
			c.Shade = min(4, 1+4*c.Count/(most+1))
		}
	}
}
