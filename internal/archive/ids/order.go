package ids

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// An Order is a sorted list of ids, or of parts of them, for search by their
// beginnings.
type Order struct {
	Keys []string
	Ords []uint32 // cable of each key
}

// A keyOf is an id, or a part of one, and its cable.
type keyOf struct {
	key string
	ord uint32
}

// NewOrder sorts what key makes of each id. Ids of which it makes nothing are
// left out; equal keys stay in archive order.
func NewOrder(held []string, key func(string) string) Order {
	ids := make([]keyOf, 0, len(held))
	for ord, id := range held {
		if k := key(id); k != "" {
			ids = append(ids, keyOf{k, uint32(ord)})
		}
	}
	return sortIDs(ids, false)
}

// sortIDs sorts ids in their place; where they are to be unique the first cable
// keeps an id.
func sortIDs(ids []keyOf, unique bool) Order {
	slices.SortFunc(ids, func(a, b keyOf) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.ord, b.ord)) })
	if unique {
		ids = slices.CompactFunc(ids, func(a, b keyOf) bool { return a.key == b.key })
	}
	o := Order{make([]string, len(ids)), make([]uint32, len(ids))}
	for i, id := range ids {
		o.Keys[i], o.Ords[i] = id.key, id.ord
	}
	return o
}

// Find is the cable of a key, the last where several have it.
func (o *Order) Find(k string) (uint32, bool) {
	i := sort.Search(len(o.Keys), func(i int) bool { return o.Keys[i] > k })
	if i == 0 || o.Keys[i-1] != k {
		return 0, false
	}
	return o.Ords[i-1], true
}

// Beginning are the cables of the first n keys that begin with p.
func (o *Order) Beginning(p string, n int) []uint32 {
	lo := sort.SearchStrings(o.Keys, p)
	hi := lo
	for hi < len(o.Keys) && hi-lo < n && strings.HasPrefix(o.Keys[hi], p) {
		hi++
	}
	return o.Ords[lo:hi]
}

// KeysBeginning are all keys that begin with p, in their order.
func (o *Order) KeysBeginning(p string) []string {
	lo := sort.SearchStrings(o.Keys, p)
	hi := lo
	for hi < len(o.Keys) && strings.HasPrefix(o.Keys[hi], p) {
		hi++
	}
	return o.Keys[lo:hi]
}

// Equal are the cables of the first n keys that are k.
func (o *Order) Equal(k string, n int) []uint32 {
	lo := sort.SearchStrings(o.Keys, k)
	hi := lo
	for hi < len(o.Keys) && hi-lo < n && o.Keys[hi] == k {
		hi++
	}
	return o.Ords[lo:hi]
}
