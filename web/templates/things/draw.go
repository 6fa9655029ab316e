package things

import (
	"strconv"
	"strings"
)

// yearsOpen is how many years of a series are shown before the rest is folded away.
const yearsOpen = 8

// stripWidth is the width of the line of numbers, in units of its drawing.
const stripWidth = 600

// strip is the line of a year as a path: a stroke for each place where a number is
// held.
func (v Series) strip() string {
	var b strings.Builder
	last := -1
	for _, n := range v.Marks {
		x := (n - 1) * (stripWidth - 1) / max(v.Highest-1, 1)
		if x == last || n < 1 || n > v.Highest {
			continue
		}
		last = x
		b.WriteString("M" + strconv.Itoa(x) + ".5 0v24")
	}
	return b.String()
}
