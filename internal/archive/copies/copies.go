// Package copies finds cables whose texts are nearly the same. It works on texts
// as rows of numbers of words, whoever numbers them.
package copies

import (
	"cmp"
	"slices"

	"reftel/internal/text/rows"
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

// A Finder finds the copies among cables that come in archive order.
type Finder struct {
	sketches sketches // zeros for a text that is too short
	buffer   []uint64
}

// New has no cable yet. What it need not have in memory goes to a file at path.
func New(path string) *Finder { return &Finder{sketches: sketches{path: path}} }

// Close removes the file.
func (f *Finder) Close() error { return f.sketches.close() }

// Add takes the words of the next cable, paragraphs alone: notes of editors differ
// between copies.
func (f *Finder) Add(prose []uint32) error {
	f.buffer = shingles(f.buffer[:0], prose)
	return f.sketches.add(sketch(f.buffer))
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
		if id == rows.Break {
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
func sketch(runs []uint64) (out keys) {
	if len(runs) == 0 {
		return out
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
		out[band] = mix(out[band] ^ mix(least[from]+away) + uint64(band))
	}
	return out
}

// Groups tells for each cable the first one that it is a copy of, itself where
// there is none. read gives what Add got of a cable once more.
func (f *Finder) Groups(read func(ord uint32) ([]uint32, error)) ([]uint32, error) {
	first := make([]uint32, f.sketches.n)
	leaders, err := f.shared() // by key, the first cables of groups
	if err != nil {
		return nil, err
	}
	var mine, other []uint64
	err = f.sketches.each(func(ord uint32, ks *keys) error {
		first[ord] = ord
		if *ks == (keys{}) {
			return nil
		}
		mine = mine[:0]
		for _, l := range likely(ks, leaders) {
			if len(mine) == 0 {
				body, err := read(ord)
				if err != nil {
					return err
				}
				mine = shingleSet(mine, body)
			}
			body, err := read(l)
			if err != nil {
				return err
			}
			if other = shingleSet(other[:0], body); Jaccard(mine, other) >= alike {
				first[ord] = l
				return nil
			}
		}
		for _, k := range ks {
			if ls, ok := leaders[k]; ok && len(ls) < mostSharing {
				leaders[k] = append(ls, ord)
			}
		}
		return nil
	})
	return first, err
}

// likely are the leaders that share keys with a cable: those that share most
// first, then the earlier ones.
func likely(ks *keys, leaders map[uint64][]uint32) []uint32 {
	var found []uint32
	for _, k := range ks {
		found = append(found, leaders[k]...)
	}
	if len(found) == 0 {
		return nil
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
func (f *Finder) shared() (map[uint64][]uint32, error) {
	out := map[uint64][]uint32{}
	all := make([]uint64, 0, f.sketches.n)
	for band := range bands {
		var err error
		if all, err = f.sketches.band(all[:0], band); err != nil {
			return nil, err
		}
		slices.Sort(all)
		for i := 1; i < len(all); i++ {
			if all[i] == all[i-1] {
				out[all[i]] = nil
			}
		}
	}
	return out, nil
}

// Jaccard is the share of the common members of two sorted sets.
func Jaccard[T cmp.Ordered](a, b []T) float64 {
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
