package oai

import (
	"encoding/hex"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// setsPart is how many sets stand in one answer.
const setsPart = 200

// setSpec is the name of a collection as the name of a set, which has few signs: each
// byte that is not a letter, a digit, a hyphen or a full stop stands as ~ and two digits,
// a blank as _.
func setSpec(collection string) string {
	var b strings.Builder
	for i := range len(collection) {
		switch c := collection[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.':
			b.WriteByte(c)
		case c == ' ':
			b.WriteByte('_')
		default:
			b.WriteString("~" + hex.EncodeToString([]byte{c}))
		}
	}
	return b.String()
}

// collection is the collection of a set.
func collection(spec string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(spec); i++ {
		switch c := spec[i]; c {
		case '_':
			b.WriteByte(' ')
		case '~':
			if i+3 > len(spec) {
				return "", false
			}
			one, err := hex.DecodeString(spec[i+1 : i+3])
			if err != nil {
				return "", false
			}
			b.Write(one)
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), setSpec(b.String()) == spec
}

// sets are the collections.
func (h *harvest) sets() error {
	at := token{verb: listSets}
	if h.ask.token != "" {
		var err error
		if at, err = h.resume(); err != nil {
			return err
		}
	}
	all := query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}
	page, err := h.FacetValues(h.c, all, query.Collection, archive.FacetOptions{ByName: true, Page: at.offset/setsPart + 1, Size: setsPart})
	if err != nil {
		return err
	}
	if page.Total == 0 {
		return &fault{noSetHierarchy, "The cables of this archive stand in no collections."}
	}
	v := &setList{}
	for _, b := range page.Buckets {
		v.Sets = append(v.Sets, set{setSpec(b.Value), b.Value})
	}
	n := at.offset + len(page.Buckets)
	if at.offset > 0 || n < page.Total {
		v.Token = &resumption{Size: page.Total, Cursor: at.offset}
	}
	if n < page.Total && len(page.Buckets) > 0 {
		at.offset = n
		v.Token.Token = at.String()
	}
	h.v.Sets = v
	return nil
}
