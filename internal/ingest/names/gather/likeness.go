package gather

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names/person"
	"reftel/internal/text"
)

// A Proposal is a pair of names that are alike and were not made one, since
// nothing but the likeness says so.
type Proposal struct {
	Kind        string
	Name, Other string // the one that more cables name is Other
	Why         string
	Cables      [2]int // that name Name and Other
}

// why two names are alike.
var why = [...]string{
	"the same surname, and first names that may be the same",
	"one letter of the surname differs",
	"one letter of the first names differs",
	"two ways of transcribing may give both",
}

const (
	sameSurname = iota
	surnameLetter
	firstLetter
	transcribed
)

// alikePair are two persons by their numbers.
type alikePair struct {
	a, b uint32
	why  int8
}

// The most that are compared with each other, and that are suggested for a thing.
const (
	mostAlike  = 60
	mostChosen = 6
)

// suggest finds persons who are alike, tells each of the other and lists them.
func (f *folding) suggest(things map[uint32]*authority.Thing) []Proposal {
	pairs := f.likeSurnames(nil)
	pairs = f.likeLetters(pairs)
	pairs = f.likeSounds(pairs)
	cables := map[uint32]int{}
	for id := range f.g.persons {
		cables[f.top(uint32(id))] += int(f.g.persons[id].cables)
	}
	for i := range pairs {
		p := &pairs[i]
		p.a, p.b = f.top(p.a), f.top(p.b)
		if c := cmp.Or(cmp.Compare(cables[p.a], cables[p.b]), strings.Compare(things[p.b].Name, things[p.a].Name)); c > 0 {
			p.a, p.b = p.b, p.a
		}
	}
	pairs = slices.DeleteFunc(pairs, func(p alikePair) bool { return p.a == p.b || f.areSplit(p.a, p.b) })
	slices.SortFunc(pairs, func(p, q alikePair) int {
		return cmp.Or(cmp.Compare(cables[q.a], cables[p.a]), strings.Compare(things[p.a].Name, things[q.a].Name),
			cmp.Compare(cables[q.b], cables[p.b]), strings.Compare(things[p.b].Name, things[q.b].Name), cmp.Compare(p.why, q.why))
	})
	pairs = slices.CompactFunc(pairs, func(p, q alikePair) bool { return p.a == q.a && p.b == q.b })
	var out []Proposal
	for _, p := range pairs {
		a, b := things[p.a], things[p.b]
		if len(a.Perhaps) >= mostChosen || len(b.Perhaps) >= mostChosen {
			continue
		}
		a.Perhaps, b.Perhaps = append(a.Perhaps, b.Name), append(b.Perhaps, a.Name)
		out = append(out, Proposal{cable.PER, a.Name, b.Name, why[p.why], [2]int{cables[p.a], cables[p.b]}})
	}
	return out
}

// alike notes a pair where both names may be of one time and no paragraph has
// both.
func (f *folding) alike(pairs []alikePair, a, b uint32, why int8) []alikePair {
	if f.top(a) == f.top(b) || f.beside(a, b) || !near(&f.g.persons[a], &f.g.persons[b]) || f.parsed[a].Wife != f.parsed[b].Wife {
		return pairs
	}
	return append(pairs, alikePair{a, b, why})
}

// likeSurnames finds persons of one surname whose first names may be the same.
func (f *folding) likeSurnames(pairs []alikePair) []alikePair {
	for _, ids := range f.buckets() {
		if len(ids) > mostAlike {
			continue
		}
		for i := range ids {
			for j := range i {
				if person.Compare(f.parsed[ids[i]], f.parsed[ids[j]]) != person.Apart {
					pairs = f.alike(pairs, ids[i], ids[j], sameSurname)
				}
			}
		}
	}
	return pairs
}

// likeLetters finds persons whose surnames, or first names, differ in a letter.
func (f *folding) likeLetters(pairs []alikePair) []alikePair {
	given, surname := map[string][]uint32{}, map[string][]uint32{}
	for id, n := range f.parsed {
		if !n.Full() {
			continue
		}
		last := n.Last()
		first := strings.Join(n.Words[:len(n.Words)-1], " ")
		if len(last) > 3 {
			given[first+" "+last[:1]] = append(given[first+" "+last[:1]], uint32(id))
		}
		if len(first) > 3 && len(last) > 3 {
			surname[last+" "+first[:1]] = append(surname[last+" "+first[:1]], uint32(id))
		}
	}
	compare := func(by map[string][]uint32, why int8) {
		for _, key := range sortedKeys(by) {
			ids := by[key]
			if len(ids) > 4*mostAlike {
				continue
			}
			for i := range ids {
				for j := range i {
					if a, b, one := differ(f.parsed[ids[i]].Words, f.parsed[ids[j]].Words); one && text.Within1(a, b) && !woman(a, b) {
						pairs = f.alike(pairs, ids[i], ids[j], why)
					}
				}
			}
		}
	}
	compare(given, surnameLetter)
	compare(surname, firstLetter)
	return pairs
}

// differ are the words in which two names differ where it is one long one.
func differ(x, y []string) (a, b string, one bool) {
	if len(x) != len(y) {
		return "", "", false
	}
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if one || min(len(x[i]), len(y[i])) < 4 {
			return "", "", false
		}
		a, b, one = x[i], y[i], true
	}
	return a, b, one
}

// woman reports whether the names differ as those of a man and a woman do: Mario,
// Maria; Ivan Petrov, Ivana Petrov.
func woman(a, b string) bool {
	a, b = min(a, b), max(a, b)
	return a+"a" == b || len(a) == len(b) && a[:len(a)-1] == b[:len(b)-1] && strings.HasSuffix(a, "a") && strings.HasSuffix(b, "o")
}

// likeSounds finds persons whose names are the same once ways of transcribing
// are made one.
func (f *folding) likeSounds(pairs []alikePair) []alikePair {
	by := map[string][]uint32{}
	for id, n := range f.parsed {
		if n.Full() {
			key := sound(strings.Join(n.Words, " "))
			by[key] = append(by[key], uint32(id))
		}
	}
	for _, key := range sortedKeys(by) {
		ids := by[key]
		if len(ids) > mostAlike || len(key) < 6 {
			continue
		}
		for i := range ids {
			for j := range i {
				pairs = f.alike(pairs, ids[i], ids[j], transcribed)
			}
		}
	}
	return pairs
}

var sounds = strings.NewReplacer("ck", "k", "kh", "k", "gh", "g", "dh", "d", "ph", "f", "th", "t", "zh", "z", "tch", "ch", "tsch", "ch",
	"ou", "u", "oo", "u", "ee", "i", "ei", "i", "ai", "i", "ie", "i", "q", "k", "c", "k", "w", "v", "y", "i", "j", "i", "e", "i", "o", "u",
	"bb", "b", "dd", "d", "ff", "f", "gg", "g", "ll", "l", "mm", "m", "nn", "n", "pp", "p", "rr", "r", "ss", "s", "tt", "t", "zz", "z", "h", "")

// sound is a key under which ways of transcribing a name are the same.
func sound(key string) string { return sounds.Replace(key) }
