package columns

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"reftel/internal/text"
)

// A nameIndex finds the values of a Column by the words of their names and
// labels, so that half a million names need not be looked through. The values
// of a word come in the order of their numbers, the most frequent first.
type nameIndex struct {
	words []string // folded, sorted; they share the memory of Column.folded
	offs  []uint32 // word i is in vals[offs[i]:offs[i+1]]
	vals  []uint32
}

// indexNames reads the folded names of a Column.
func indexNames(c *Column) nameIndex {
	ids := make(map[string]uint32)
	var words []string
	var at []uint32 // the numbers of the words of all values in a row
	ends := make([]int, len(c.Values))
	for v := range c.Values {
		start := len(at)
		for w := range strings.FieldsSeq(c.FoldedName(uint32(v))) {
			id, ok := ids[w]
			if !ok {
				id = uint32(len(words))
				ids[w] = id
				words = append(words, w)
			}
			if !slices.Contains(at[start:], id) {
				at = append(at, id)
			}
		}
		ends[v] = len(at)
	}
	order := make([]uint32, len(words))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(words[a], words[b]) })
	x := nameIndex{words: make([]string, len(words)), offs: make([]uint32, len(words)+1), vals: make([]uint32, len(at))}
	rank := make([]uint32, len(words))
	for i, id := range order {
		rank[id], x.words[i] = uint32(i), words[id]
	}
	for _, id := range at {
		x.offs[rank[id]+1]++
	}
	for i := range words {
		x.offs[i+1] += x.offs[i]
	}
	next := slices.Clone(x.offs)
	from := 0
	for v, end := range ends {
		for _, id := range at[from:end] {
			r := rank[id]
			x.vals[next[r]] = uint32(v)
			next[r]++
		}
		from = end
	}
	return x
}

// span are the words that are w, or with prefix those that begin with it.
func (x *nameIndex) span(w string, prefix bool) (lo, hi int) {
	lo = sort.SearchStrings(x.words, w)
	if !prefix {
		if lo < len(x.words) && x.words[lo] == w {
			return lo, lo + 1
		}
		return lo, lo
	}
	hi = lo + sort.Search(len(x.words)-lo, func(i int) bool { return !strings.HasPrefix(x.words[lo+i], w) })
	return lo, hi
}

// Named are the values whose names or labels hold all words of asked, in the
// order of their numbers; with prefix the last may be the beginning of a word.
// At most the first n are returned, all where n is 0.
func (c *Column) Named(asked string, prefix bool, n int) []uint32 {
	ws := text.Words(asked)
	if len(ws) == 0 {
		return nil
	}
	needles := make([]string, len(ws))
	lo, hi := 0, 0 // words of the name index: those with the fewest values
	best := -1
	for i, w := range ws {
		begins := prefix && i == len(ws)-1
		needles[i] = " " + w
		if !begins {
			needles[i] += " "
		}
		l, h := c.names.span(w, begins)
		if size := int(c.names.offs[h] - c.names.offs[l]); best < 0 || size < best {
			best, lo, hi = size, l, h
		}
	}
	holds := func(v uint32) bool {
		name := c.FoldedName(v)
		for _, needle := range needles {
			if !strings.Contains(name, needle) {
				return false
			}
		}
		return true
	}
	return c.names.first(lo, hi, cmp.Or(n, len(c.Values)), len(ws) > 1, holds)
}

// first are the n lowest values of the words lo to hi that hold. Without check
// all of them do.
func (x *nameIndex) first(lo, hi, n int, check bool, holds func(uint32) bool) []uint32 {
	var out []uint32
	worst := ^uint32(0) // of n values that were found
	for i := lo; i < hi; i++ {
		found := 0
		for _, v := range x.vals[x.offs[i]:x.offs[i+1]] {
			if v > worst || found == n {
				break
			}
			if !check || holds(v) {
				out = append(out, v)
				found++
			}
		}
		if len(out) >= 2*n && n < len(x.vals) {
			out = lowest(out, n)
			if len(out) == n {
				worst = out[n-1]
			}
		}
	}
	return lowest(out, n)
}

// lowest sorts values and returns the first n, each once.
func lowest(vs []uint32, n int) []uint32 {
	slices.Sort(vs)
	vs = slices.Compact(vs)
	return vs[:min(n, len(vs))]
}
