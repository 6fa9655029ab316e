package rows

import "slices"

// A Near looks for stretches of text that hold certain words in any
// order, with at most slop other words between and no break. Stretches do not
// overlap.
type Near struct {
	width int           // words that a stretch has at most
	Sets  [][]uint32    // different places
	low   [nearLow]int8 // the set of each of the most frequent words, from 1; 0 for none

	last  [][]int // where the last words of each set were, as many as are needed
	floor int     // words before it are of another stretch
}

// nearLow is how many of the most frequent words are known by their numbers.
const nearLow = 256

// NewNear looks for places of words. Words have numbers by frequency, the most
// frequent the lowest.
func NewNear(places [][]uint32, slop int) *Near {
	n := &Near{width: len(places) + slop}
	for _, p := range places {
		i := slices.IndexFunc(n.Sets, func(o []uint32) bool { return slices.Equal(o, p) })
		if i < 0 {
			n.Sets, n.last = append(n.Sets, p), append(n.last, nil)
			i = len(n.Sets) - 1
		}
		n.last[i] = append(n.last[i], -1)
		for _, id := range p {
			if id < nearLow && n.low[id] == 0 {
				n.low[id] = int8(i + 1)
			}
		}
	}
	return n
}

// Begin is before the first word of a text.
func (n *Near) Begin() {
	for _, l := range n.last {
		for i := range l {
			l[i] = -1
		}
	}
	n.floor = 0
}

// Add takes the next word of a set and reports whether it completes a stretch.
// The words after it are of the next.
func (n *Near) Add(pos, set int) bool {
	if l := n.last[set]; len(l) == 1 {
		l[0] = pos
	} else {
		copy(l, l[1:])
		l[len(l)-1] = pos
	}
	from := max(n.floor, pos+1-n.width)
	for _, l := range n.last {
		if l[0] < from {
			return false
		}
	}
	n.floor = pos + 1
	return true
}

// Break says that a text ends at pos, and another begins behind it.
func (n *Near) Break(pos int) { n.floor = pos + 1 }

// Each calls f with the positions of the words of each stretch of ids.
func (n *Near) Each(ids []uint32, f func(at []int)) {
	n.Begin()
	for i, id := range ids {
		if id == Break {
			n.Break(i)
		} else if k := n.SetOf(id); k >= 0 && n.Add(i, k) {
			at := slices.Concat(n.last...)
			slices.Sort(at)
			f(at)
		}
	}
}

// SetOf is the first set that has a word, -1 where none has.
func (n *Near) SetOf(id uint32) int {
	if id < nearLow {
		return int(n.low[id]) - 1
	}
	return slices.IndexFunc(n.Sets, func(s []uint32) bool { return Has(s, id) })
}
