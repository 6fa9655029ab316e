package gather

import (
	"slices"

	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/person"
)

// bySurnames gives surnames that stand alone to the one person of the corpus who
// bears them, where each post or volume that has the surname names that person
// in full, two years before or after at the most. Of a surname that many bear, or
// that is a first name too, nothing is concluded.
func (f *folding) bySurnames() {
	bearers := map[string][]uint32{} // by the last word, or the family's name that comes first
	for key, a := range f.g.alone {
		if !a.woman && !frequent[key] && len(key) > 2 {
			bearers[key] = nil
		}
	}
	for _, n := range f.parsed { // Patrick may be somebody's first name
		if n.Full() && !names.FamilyFirst(n.Words[0]) {
			delete(bearers, n.Words[0])
		}
	}
	note := func(word string, id uint32) {
		if list, ok := bearers[word]; ok {
			bearers[word] = append(list, id)
		}
	}
	for id, n := range f.parsed {
		note(n.Last(), uint32(id))
		if len(n.Words) > 1 && names.FamilyFirst(n.Words[0]) {
			note(n.Words[0], uint32(id))
		}
	}
	for _, key := range sortedKeys(bearers) {
		a, ids := f.g.alone[key], bearers[key]
		if len(ids) == 0 || len(ids) > mostAlike {
			continue
		}
		top := f.top(ids[0])
		var where spots
		one := !slices.ContainsFunc(ids, func(id uint32) bool {
			return f.top(id) != top || !names.CanBe(person.Parse(a.name), f.parsed[id]) && f.parsed[id].Full() ||
				f.g.rules.AreApart(cable.PER, a.name, f.g.persons[id].name)
		})
		if !one {
			continue
		}
		for _, id := range ids {
			for _, spot := range f.g.persons[id].where.at {
				where.add(uint32(spot>>16), int16(uint16(spot)))
			}
		}
		if where.covers(&a.where) {
			f.alone[top] = append(f.alone[top], a.name)
		}
	}
}
