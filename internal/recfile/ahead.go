package recfile

import (
	"cmp"
	"os"
	"slices"
)

const (
	// looked is of how many records it is looked at whether they are in memory, of many of one
	// in lookedOf: records are as a rule there or not as many that were read at once.
	looked   = 8
	lookedOf = 128
	// between is how far apart what is read at once may stand: a disk takes as long for so much
	// as for another place when it has many to read.
	between = 16 << 10
	// piece is how much is asked for at once: Linux reads no more for one call than a disk
	// takes in one go.
	piece = 128 << 10
	// begin is how much is asked for of a record of which nobody may want the rest.
	begin = 128 << 10
)

// A Span is a part of a file, from its first byte to the one behind its last.
type Span struct{ From, To uint64 }

// Ahead has the system read records that will be asked for, in order, all at once and without
// waiting for them: one after the other each would take as long as the disk is away. Of long
// ones it is the beginning. Where some of them are in memory the others are taken to be.
func (r *File) Ahead(of []uint32) {
	if len(of) > 1 { // one is read in one go anyway
		ahead(r.f, of, func(i uint32) Span { return Span{r.offs[i], min(r.offs[i+1], r.offs[i]+begin)} })
	}
}

// Ahead is as that of a File, but for whole records.
func (m *Mapped) Ahead(of []uint32) {
	ahead(m.f, of, func(i uint32) Span { return Span{m.at(i), m.at(i + 1)} })
}

func ahead(f *os.File, of []uint32, where func(i uint32) Span) {
	if inMemory(f, of, where) {
		return
	}
	spans := make([]Span, len(of))
	for k, i := range of {
		spans[k] = where(i)
	}
	Fetch(f, spans)
}

// inMemory looks at some records.
func inMemory(f *os.File, of []uint32, where func(i uint32) Span) bool {
	n := min(len(of), max(looked, len(of)/lookedOf))
	for k := range n {
		if !Holds(f, where(of[k*len(of)/n])) {
			return false
		}
	}
	return true
}

// Holds reports whether the system has a part of a file in memory, by its first byte and its
// last. To ask may have it read.
func Holds(f *os.File, s Span) bool {
	const page = 4 << 10
	return s.From >= s.To || holds(f, int64(s.To-1)) && (s.From/page == (s.To-1)/page || holds(f, int64(s.From)))
}

// Fetch has the system read parts of a file, in any order, all at once and without waiting for
// them. It sorts them.
func Fetch(f *os.File, spans []Span) {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	n := 0 // of what is left of them
	for _, s := range spans {
		switch {
		case s.From >= s.To: // of nothing Linux reads all that follows
		case n > 0 && s.From <= spans[n-1].To+between:
			spans[n-1].To = max(spans[n-1].To, s.To)
		default:
			spans[n] = s
			n++
		}
	}
	for _, s := range spans[:n] {
		for ; s.From < s.To; s.From += piece {
			fetch(f, int64(s.From), int64(min(s.To, s.From+piece)))
		}
	}
}
