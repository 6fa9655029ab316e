package gather

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// keyed is a name under the hash of what it is grouped by.
type keyed struct {
	hash uint64
	id   uint32
}

// eachGroup calls do for the names of each hash that several have, in the order
// of their keys.
func (f *folding) eachGroup(all []keyed, do func(ids []uint32)) {
	slices.SortFunc(all, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id)) })
	var ids []uint32
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].hash == all[i].hash {
			j++
		}
		if j > i+1 {
			ids = ids[:0]
			for _, x := range all[i:j] {
				ids = append(ids, x.id)
			}
			slices.SortFunc(ids, func(a, b uint32) int { return strings.Compare(f.keys[a], f.keys[b]) })
			do(ids)
		}
		i = j
	}
}

func hashWords(words ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
	}
	return h
}

func lengthOf(words []string) (n int) {
	for _, w := range words {
		n += len(w)
	}
	return n
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func has[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}
