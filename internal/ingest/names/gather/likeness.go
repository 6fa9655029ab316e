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

// In a corpus that names more persons than many, those whom one cable names are
// not compared: most of the suggestions would be of no help.
const many = 20_000

// compared reports whether a name is compared with others.
func (f *folding) compared(id int) bool { return len(f.up) <= many || f.g.persons[id].cables > 1 }

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
	all := slices.DeleteFunc(f.bySurname(), func(k keyed) bool { return !f.compared(int(k.id)) })
	f.eachGroup(all, func(ids []uint32) {
		if len(ids) > mostAlike {
			return
		}
		for i := range ids {
			for j := range i {
				if person.Compare(f.parsed[ids[i]], f.parsed[ids[j]]) != person.Apart {
					pairs = f.alike(pairs, ids[i], ids[j], sameSurname)
				}
			}
		}
	})
	return pairs
}

// likeLetters finds persons whose surnames, or first names, differ in a letter.
func (f *folding) likeLetters(pairs []alikePair) []alikePair {
	var given, surname []keyed
	for id, n := range f.parsed {
		if !n.Full() || len(n.Last()) < 4 || !f.compared(id) {
			continue
		}
		first := n.Words[:len(n.Words)-1]
		given = append(given, keyed{hashWords(append(slices.Clone(first), " ", n.Last()[:1])...), uint32(id)})
		surname = append(surname, keyed{hashWords(n.Last(), " ", first[0][:1]), uint32(id)})
	}
	for why, all := range map[int8][]keyed{surnameLetter: given, firstLetter: surname} {
		f.eachGroup(all, func(ids []uint32) {
			if len(ids) > 4*mostAlike {
				return
			}
			for i := range ids {
				for j := range i {
					if a, b, one := differ(f.parsed[ids[i]].Words, f.parsed[ids[j]].Words); one && text.Within1(a, b) && !woman(a, b) {
						pairs = f.alike(pairs, ids[i], ids[j], why)
					}
				}
			}
		})
	}
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
	var all []keyed
	for id, n := range f.parsed {
		if n.Full() && lengthOf(n.Words) > 7 && f.compared(id) {
			all = append(all, keyed{hashWords(sound(f.keys[id])), uint32(id)})
		}
	}
	f.eachGroup(all, func(ids []uint32) {
		if len(ids) > mostAlike {
			return
		}
		for i := range ids {
			for j := range i {
				pairs = f.alike(pairs, ids[i], ids[j], transcribed)
			}
		}
	})
	return pairs
}

var sounds = strings.NewReplacer("ck", "k", "kh", "k", "gh", "g", "dh", "d", "ph", "f", "th", "t", "zh", "z", "tch", "ch", "tsch", "ch",
	"ou", "u", "oo", "u", "ee", "i", "ei", "i", "ai", "i", "ie", "i", "q", "k", "c", "k", "w", "v", "y", "i", "j", "i", "e", "i", "o", "u",
	"bb", "b", "dd", "d", "ff", "f", "gg", "g", "ll", "l", "mm", "m", "nn", "n", "pp", "p", "rr", "r", "ss", "s", "tt", "t", "zz", "z", "h", "")

// sound is a key under which ways of transcribing a name are the same.
func sound(key string) string { return sounds.Replace(key) }
