package index

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// Cables are copies of each other when their texts are nearly the same: repeats
// under another number, corrected copies, the same telegram to several posts.
// A text is the set of its runs of three words. Sketches of the sets (MinHash)
// say which cables may be alike; then the sets themselves are compared. Texts
// of a few words say the same without being copies and are left alone.
const (
	shingleWords = 3
	leastWords   = 30
	alike        = 0.9 // common runs of all runs (Jaccard) from which on two texts are copies

	// Two sets that are alike by 0.9 share a band with 0.99998, by 0.5 with 0.3.
	bandSize = 5
	bands    = 12
	bins     = bands * bandSize

	// A family of forms can have very many cables that may be alike and are not.
	mostCompared = 32  // cables that one cable is compared with
	mostSharing  = 256 // cables that are kept for one key
)

// A copyFinder finds the copies among cables that come in archive order.
type copyFinder struct {
	keys   [][bands]uint64 // of the sketch; zeros for a text that is too short
	buffer []uint64
}

// add takes the words of the next cable, by their final numbers.
func (f *copyFinder) add(s *wordStream) {
	f.buffer = shingles(f.buffer[:0], s.body)
	f.keys = append(f.keys, sketch(f.buffer))
}

// shingleSet are the runs of words of a text in order, each once.
func shingleSet(out []uint64, body []uint32) []uint64 {
	out = shingles(out, body)
	slices.Sort(out)
	return slices.Compact(out)
}

// shingles are the runs of words of a text, mixed to numbers; none for a short
// text. Breaks are passed over: a copy may be divided into paragraphs otherwise.
func shingles(out []uint64, body []uint32) []uint64 {
	var run uint64
	n := 0
	for _, id := range body {
		if id == lineBreak {
			continue
		}
		// 21 bits a word: no two runs are one as long as there are less than
		// two million words.
		run = (run<<21 ^ uint64(id)) & (1<<63 - 1)
		if n++; n >= shingleWords {
			out = append(out, mix(run))
		}
	}
	if n < leastWords {
		return out[:0]
	}
	return out
}

// mix spreads numbers evenly and keeps different ones apart (SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sketch is the least number of each bin, several bins a key. An empty bin
// borrows from the next one that is not.
func sketch(runs []uint64) (keys [bands]uint64) {
	if len(runs) == 0 {
		return keys
	}
	const empty = ^uint64(0)
	var least [bins]uint64
	for i := range least {
		least[i] = empty
	}
	for _, x := range runs {
		i := (x & (1<<32 - 1)) * bins >> 32 // not of the bits that decide which is least
		least[i] = min(least[i], x)
	}
	for i := range least {
		from, away := i, uint64(0)
		for least[from] == empty {
			from, away = (from+1)%bins, away+1
		}
		band := i / bandSize
		keys[band] = mix(keys[band] ^ mix(least[from]+away) + uint64(band))
	}
	return keys
}

// groups tells for each cable the first one that it is a copy of, itself where
// there is none. read gives the words of a cable once more.
func (f *copyFinder) groups(read func(ord uint32) ([]uint32, error)) ([]uint32, error) {
	first := make([]uint32, len(f.keys))
	leaders := f.shared() // by key, the first cables of groups
	var mine, other []uint64
	for ord := range uint32(len(first)) {
		first[ord] = ord
		if f.keys[ord] == ([bands]uint64{}) {
			continue
		}
		mine = mine[:0]
		for _, l := range f.likely(ord, leaders) {
			if len(mine) == 0 {
				body, err := read(ord)
				if err != nil {
					return nil, err
				}
				mine = shingleSet(mine, body)
			}
			body, err := read(l)
			if err != nil {
				return nil, err
			}
			if other = shingleSet(other[:0], body); jaccard(mine, other) >= alike {
				first[ord] = l
				break
			}
		}
		if first[ord] != ord {
			continue
		}
		for _, k := range f.keys[ord] {
			if ls, ok := leaders[k]; ok && len(ls) < mostSharing {
				leaders[k] = append(ls, ord)
			}
		}
	}
	return first, nil
}

// likely are the leaders that share keys with a cable: those that share most
// first, then the earlier ones.
func (f *copyFinder) likely(ord uint32, leaders map[uint64][]uint32) []uint32 {
	var found []uint32
	for _, k := range f.keys[ord] {
		found = append(found, leaders[k]...)
	}
	share := map[uint32]int{}
	for _, l := range found {
		share[l]++
	}
	found = found[:0]
	for l := range share {
		found = append(found, l)
	}
	slices.SortFunc(found, func(a, b uint32) int { return cmp.Or(share[b]-share[a], cmp.Compare(a, b)) })
	return found[:min(len(found), mostCompared)]
}

// shared are the keys that several cables have, without their cables.
func (f *copyFinder) shared() map[uint64][]uint32 {
	out := map[uint64][]uint32{}
	keys := make([]uint64, 0, len(f.keys))
	for band := range bands {
		keys = keys[:0]
		for _, k := range f.keys {
			if k[band] != 0 {
				keys = append(keys, k[band])
			}
		}
		slices.Sort(keys)
		for i := 1; i < len(keys); i++ {
			if keys[i] == keys[i-1] {
				out[keys[i]] = nil
			}
		}
	}
	return out
}

// jaccard is the share of the common members of two sorted sets.
func jaccard(a, b []uint64) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

// findCopies compares the cables of a build whose streams are written.
func findCopies(f *copyFinder, streams string) ([]byte, error) {
	m, err := mapRecords(streams, len(f.keys))
	if err != nil {
		return nil, err
	}
	defer m.close()
	var s wordStream
	first, err := f.groups(func(ord uint32) ([]uint32, error) {
		err := s.decode(m.get(ord))
		return s.body, err
	})
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, 4*len(first))
	for _, l := range first {
		out = binary.LittleEndian.AppendUint32(out, l)
	}
	return out, nil
}

// copyGroups are the cables that have copies.
type copyGroups struct {
	groups [][]uint32        // two cables or more, in archive order
	of     map[uint32]uint32 // cable to its place in groups
}

// decodeCopies reads columns/copies: the first of the group of each cable.
func decodeCopies(b []byte) (copyGroups, error) {
	g := copyGroups{of: map[uint32]uint32{}}
	at := func(ord uint32) uint32 { return binary.LittleEndian.Uint32(b[4*ord:]) }
	for ord := range uint32(len(b) / 4) {
		l := at(ord)
		if l == ord {
			continue
		}
		if l > ord || at(l) != l {
			return g, fmt.Errorf("cable %d is said to be a copy of %d", ord, l)
		}
		i, ok := g.of[l]
		if !ok {
			i = uint32(len(g.groups))
			g.of[l], g.groups = i, append(g.groups, []uint32{l})
		}
		g.of[ord], g.groups[i] = i, append(g.groups[i], ord)
	}
	return g, nil
}

// group is a cable with its copies, nil where it has none.
func (g *copyGroups) group(ord uint32) []uint32 {
	if i, ok := g.of[ord]; ok {
		return g.groups[i]
	}
	return nil
}

// fold leaves one of the copies in a set: the one that comes before the others.
func (g *copyGroups) fold(set bitset, compare func(a, b uint32) int) bitset {
	folded := set
	for _, group := range g.groups {
		best, n := uint32(0), 0
		for _, ord := range group {
			if !set.has(ord) {
				continue
			}
			if n++; n == 1 || compare(ord, best) < 0 {
				best = ord
			}
		}
		if n < 2 {
			continue
		}
		if &folded[0] == &set[0] {
			folded = set.clone()
		}
		for _, ord := range group {
			if ord != best {
				folded.clear(ord)
			}
		}
	}
	return folded
}

// folds is how many members of a set fold would leave out.
func (g *copyGroups) folds(set bitset) int {
	n := 0
	for _, group := range g.groups {
		in := 0
		for _, ord := range group {
			if set.has(ord) {
				in++
			}
		}
		n += max(0, in-1)
	}
	return n
}

// Copies are the cables whose text is nearly that of a cable, in archive order,
// the cable itself left out.
func (a *Archive) Copies(id string) []Summary {
	ord, err := a.ordinal(id)
	if err != nil {
		return nil
	}
	others := slices.Clone(a.copies.group(ord))
	return a.summariesOf(slices.DeleteFunc(others, func(o uint32) bool { return o == ord }))
}

// copiesOf finds a cable with its copies; with none, the cables without any.
func (a *Archive) copiesOf(id string, none bool) bitset {
	b := newBitset(a.n)
	if none {
		b.or(a.all)
		for ord := range a.copies.of {
			b.clear(ord)
		}
		return b
	}
	if t, ok := a.ids.find(id); ok {
		b.set(t.ord)
		for _, ord := range a.copies.group(t.ord) {
			b.set(ord)
		}
	}
	return b
}
