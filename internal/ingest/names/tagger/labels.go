package tagger

import "reftel/internal/cable"

// A Label says what a token is: outside of names, the first or a later token of
// one.
type Label uint8

// The labels.
const (
	Out Label = iota
	BeginPER
	InPER
	BeginORG
	InORG
	BeginLOC
	InLOC
	Labels = 7
)

// A Set is a set of labels, by their bits.
type Set uint8

// Any is the set of all labels.
const Any Set = 1<<Labels - 1

// kinds are the kinds of entities by (label-1)/2.
var kinds = [...]string{cable.PER, cable.ORG, cable.LOC}

// Begin is the label of the first token of a name of a kind, 0 for kinds that
// are not looked for.
func Begin(kind string) Label {
	for i, k := range kinds {
		if k == kind {
			return Label(2*i + 1)
		}
	}
	return Out
}

// follows reports whether one label may stand behind another: the inside of a
// name only behind its beginning or its inside.
func follows(a, b Label) bool {
	return b == Out || b&1 == 1 || a == b || a == b-1
}
