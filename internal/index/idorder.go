package index

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// An idOrder is a sorted list of ids, or of parts of them, for search by their
// beginnings.
type idOrder struct {
	keys []string
	ords []uint32 // cable of each key
}

// An idOf is an id, or a part of one, and its cable.
type idOf struct {
	key string
	ord uint32
}

// newIDOrder sorts what key makes of each id. Ids of which it makes nothing are
// left out; equal keys stay in archive order.
func newIDOrder(held []string, key func(string) string) idOrder {
	ids := make([]idOf, 0, len(held))
	for ord, id := range held {
		if k := key(id); k != "" {
			ids = append(ids, idOf{k, uint32(ord)})
		}
	}
	return sortIDs(ids, false)
}

// sortIDs sorts ids in their place; where they are to be unique the first cable
// keeps an id.
func sortIDs(ids []idOf, unique bool) idOrder {
	slices.SortFunc(ids, func(a, b idOf) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.ord, b.ord)) })
	if unique {
		ids = slices.CompactFunc(ids, func(a, b idOf) bool { return a.key == b.key })
	}
	o := idOrder{make([]string, len(ids)), make([]uint32, len(ids))}
	for i, id := range ids {
		o.keys[i], o.ords[i] = id.key, id.ord
	}
	return o
}

// find is the cable of a key, the last where several have it.
func (o *idOrder) find(k string) (uint32, bool) {
	i := sort.Search(len(o.keys), func(i int) bool { return o.keys[i] > k })
	if i == 0 || o.keys[i-1] != k {
		return 0, false
	}
	return o.ords[i-1], true
}

// beginning are the cables of the first n keys that begin with p.
func (o *idOrder) beginning(p string, n int) []uint32 {
	lo := sort.SearchStrings(o.keys, p)
	hi := lo
	for hi < len(o.keys) && hi-lo < n && strings.HasPrefix(o.keys[hi], p) {
		hi++
	}
	return o.ords[lo:hi]
}

// equal are the cables of the first n keys that are k.
func (o *idOrder) equal(k string, n int) []uint32 {
	lo := sort.SearchStrings(o.keys, k)
	hi := lo
	for hi < len(o.keys) && hi-lo < n && o.keys[hi] == k {
		hi++
	}
	return o.ords[lo:hi]
}

// withoutYear is the post and the serial number of an id in its usual form, or
// "" where it has another form.
func withoutYear(id string) string {
	year, post, serial, ok := splitID(id)
	if !ok || year == "" || serial == "" {
		return ""
	}
	return post + serial
}

// splitID takes apart an id, or its beginning, in any spelling: the year with
// two digits, which may be absent, the letters of the post, the serial number
// without zeros in front. What an id cannot begin with is not ok.
func splitID(text string) (year, post, serial string, ok bool) {
	var b strings.Builder
	for _, r := range idKey(text) {
		switch {
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == '_':
			b.WriteByte('_')
		case r > 0x7f && isWord(r):
			return "", "", "", false
		}
	}
	s, version, _ := strings.Cut(b.String(), "_")
	if len(version) > 1 {
		return "", "", "", false
	}
	isDigit := func(r rune) bool { return '0' <= r && r <= '9' }
	digits := len(s) - len(strings.TrimLeftFunc(s, isDigit))
	year, s = s[:digits], s[digits:]
	switch {
	case len(year) == 4 && (year[:2] == "19" || year[:2] == "20"):
		year = year[2:]
	case len(year) != 2 && len(year) != 0:
		return "", "", "", false
	}
	post = strings.TrimRightFunc(s, isDigit)
	if strings.ContainsFunc(post, isDigit) {
		return "", "", "", false
	}
	return year, post, strings.TrimLeft(s[len(post):], "0"), true
}
