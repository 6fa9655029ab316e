package archive

import "reftel/internal/query"

// A Portrait is what can be told of the cables that have a value. It is empty
// where none has.
type Portrait struct {
	Cables      int
	Label       string        // of the value, as readers see it
	First, Last *Summary      // of those that have a date; nil where none has
	Facets      []FacetCounts // what they have most often, of each facet asked for but that of the value
	Company     []Company     // of the facets where something goes with it
}

// A Company is the values of one facet that stand in the same cables as another
// value more often than chance would have it, what tells most first
// (archive/together says how that is measured). The value itself is not among them.
type Company struct {
	Facet  query.Facet
	Values []Companion
}

// A Companion is a value that goes with another one.
type Companion struct {
	Value    string
	Label    string // what readers see
	Together int    // cables with both
	Count    int    // cables with this one
	Score    float64
}

// Numbers are the serial numbers of a post in one year, as ids tell them, in
// ascending order and each once.
type Numbers struct {
	Year  int
	Held  []int // lead to a cable here
	Cited []int // cables here cite them, and none here has them
}
