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

// newIDOrder sorts what part takes of each id. Ids of which it is nothing are
// left out; equal keys stay in archive order.
func newIDOrder(held []string, part func(string) string) idOrder {
	keys := make([]string, len(held))
	ords := make([]uint32, 0, len(held))
	for ord, id := range held {
		if keys[ord] = part(idKey(id)); keys[ord] != "" {
			ords = append(ords, uint32(ord))
		}
	}
	slices.SortFunc(ords, func(a, b uint32) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), cmp.Compare(a, b))
	})
	o := idOrder{make([]string, len(ords)), ords}
	for i, ord := range ords {
		o.keys[i] = keys[ord]
	}
	return o
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
