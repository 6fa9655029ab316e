package compare

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"reftel/web/templates/compare"
)

// draw makes the lines. Where the archive has no cable a share is not known, and the
// line is broken.
func (x *Comparison) draw(all []stretch) compare.Chart {
	value := func(s stretch, i int) (v float64, known bool) {
		if !x.Asked.Share {
			return float64(s.counts[i]), true
		}
		return 100 * float64(s.counts[i]) / float64(max(s.held, 1)), s.held > 0
	}
	most := 0.0
	for _, s := range all {
		for i := range s.counts {
			v, _ := value(s, i)
			most = max(most, v)
		}
	}
	top := nice(most)
	c := compare.Chart{Top: x.scale(top), Half: x.scale(top / 2), Ticks: ticks(all)}
	if !x.Asked.Share && top == 1 {
		c.Half = ""
	}
	for i := range x.Asked.Searches {
		l := compare.Line{Number: i + 1, LabelY: compare.Height}
		var path strings.Builder
		open := false
		for k, s := range all {
			v, known := value(s, i)
			if !known {
				open = false
				continue
			}
			at := compare.Mark{X: place(k, len(all)), Y: 250 - int(math.Round(240*v/top))}
			sign := "M"
			if open {
				sign = "L"
			}
			path.WriteString(sign + strconv.Itoa(at.X) + " " + strconv.Itoa(at.Y))
			open = true
			l.LabelY = at.Y
			if s.counts[i] > 0 {
				at.Href = x.found(i, s)
				at.Title = x.Words.Say("%s, %s: %s of %s, %s ‹search, time, cables, share›", strconv.Itoa(i+1), s.label, strconv.Itoa(s.counts[i]), strconv.Itoa(s.held), percent(x.Words, s.counts[i], s.held))
				l.Marks = append(l.Marks, at)
			}
		}
		l.Path = path.String()
		c.Lines = append(c.Lines, l)
	}
	spread(c.Lines)
	return c
}

// place is where the k-th of n points stands from the left.
func place(k, n int) int {
	if n < 2 {
		return compare.Right / 2
	}
	return 8 + k*(compare.Right-16)/(n-1)
}

// scale is what an edge of the drawing stands for.
func (x *Comparison) scale(v float64) string {
	s := x.Words.Decimal(v, -1)
	if x.Asked.Share {
		return x.Words.Say("%s%%", s)
	}
	if n := int(v); float64(n) == v {
		return x.Words.Num(n)
	}
	return s
}

// nice is the next number from v on that is 1, 2 or 5 with zeros, at least 1.
func nice(v float64) float64 {
	for unit := 1.0; ; unit *= 10 {
		for _, n := range []float64{1, 2, 5} {
			if n*unit >= v {
				return n * unit
			}
		}
	}
}

// ticks are the first, the middle and the last.
func ticks(all []stretch) []string {
	switch n := len(all); {
	case n == 0:
		return nil
	case n < 3:
		var ts []string
		for _, s := range all {
			ts = append(ts, s.tick)
		}
		return ts
	default:
		return []string{all[0].tick, all[(n-1)/2].tick, all[n-1].tick}
	}
}

// labelGap is how far numbers at the ends of lines stand apart.
const labelGap = 18

// spread moves the numbers at the ends of lines apart, none out of the drawing.
func spread(lines []compare.Line) {
	order := make([]*compare.Line, len(lines))
	for i := range lines {
		order[i] = &lines[i]
	}
	slices.SortStableFunc(order, func(a, b *compare.Line) int { return a.LabelY - b.LabelY })
	for i, l := range order {
		l.LabelY = min(l.LabelY+6, 254-labelGap*(len(order)-1-i))
		if i > 0 {
			l.LabelY = max(l.LabelY, order[i-1].LabelY+labelGap)
		}
	}
}
