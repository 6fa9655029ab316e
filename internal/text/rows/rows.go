// Package rows finds words in a row, and words near each other, in texts whose
// words are numbers. It knows numbers alone; who numbers the words, and by which
// rules one place of a row may be taken by several words, is not its concern.
package rows

import "slices"

// Break is the number that stands between paragraphs: no row goes across.
const Break = 0

// Each calls f with the beginning of each place in ids where words of the
// places follow each other.
func Each(ids []uint32, places [][]uint32, f func(at int)) {
	first := places[0]
	for i := 0; i+len(places) <= len(ids); i++ {
		if !Has(first, ids[i]) {
			continue
		}
		k := 1
		for k < len(places) && Has(places[k], ids[i+k]) {
			k++
		}
		if k == len(places) {
			f(i)
		}
	}
}

// Has reports whether an id is in a set, which is in order.
func Has(set []uint32, id uint32) bool {
	switch len(set) {
	case 0:
		return false
	case 1:
		return set[0] == id
	}
	_, ok := slices.BinarySearch(set, id)
	return ok
}
