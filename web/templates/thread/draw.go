package thread

import (
	"fmt"
	"strconv"
)

const (
	shown  = 8  // citations; where there are more, the last are folded away
	half   = 13 // of the height of a point's row
	beside = 14 // from the line to the labels
)

// first is how many citations are shown before the others are folded away.
func first(cs []Citation) int {
	if len(cs) > shown {
		return shown - 2
	}
	return len(cs)
}

func lookOf(c Cable) string {
	switch {
	case c.Current:
		return "current"
	case c.Status != "":
		return "unheld"
	}
	return ""
}

func lookOfPoint(p Point) string {
	switch {
	case p.Current:
		return "current"
	case p.Absent:
		return "absent"
	}
	return ""
}

func num(n int) string { return strconv.Itoa(n) }

func box(d Drawing) string { return fmt.Sprintf("0 0 %d %d", d.Width, d.Height) }

func axis(d Drawing) string { return fmt.Sprintf("M%d %dV%d", d.Axis, d.Top, d.Height-half) }

// radius is larger for the cable that was asked for: colour is not all that tells.
func radius(p Point) string {
	if p.Current {
		return "7"
	}
	return "4.5"
}
