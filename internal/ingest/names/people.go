package names

import (
	"reftel/internal/cable"
	"reftel/internal/reference"
)

// peoples are the states by the words for their people and for what is theirs:
// Bolivian, Bolivians.
func peoples(states []reference.State) map[string][]reference.State {
	out := make(map[string][]reference.State, 2*len(states))
	for _, s := range states {
		for _, word := range s.People {
			key := cable.NameKey(word)
			if key == "indian" || key == "indians" {
				continue // the first peoples of America bear the name too
			}
			out[key] = append(out[key], s)
		}
	}
	return out
}

// ofPeople counts what is said of a people with its state: BOLIVIAN is a mention of
// Bolivia. Where several states of the cable's time have the word, it stays.
func (f *Finder) ofPeople(e *cable.Entity, year int) {
	if e.Kind != cable.LOC || e.Name != "" || e.Basis != basisTagger {
		return
	}
	state := ""
	for _, s := range f.peoples[cable.NameKey(e.Text)] {
		if year != 0 && (year < s.From || s.To != 0 && year > s.To) {
			continue
		}
		if state != "" {
			return
		}
		state = s.Name
	}
	e.Name = state
}
