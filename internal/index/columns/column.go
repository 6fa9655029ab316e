package columns

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/codec"
	"reftel/internal/index/bitset"
	"reftel/internal/index/names"
	"reftel/internal/text"
)

// A Column holds the values of one property of all cables, and which cables have
// each. The other way round the values of all facets are in Rows.
// Values are numbered by frequency, the most frequent first, then by name.
type Column struct {
	Values   []string
	labels   []string // what readers see; nil where it is the value
	inv      inverted
	byText   []uint32   // values in the order of their text
	Has      bitset.Set // cables with a value
	folded   string     // "\n name of value 0 \n name of value 1 \t other name \n": for search by words
	foldAt   []uint32   // where the name of each value begins
	freq     []uint32   // how many cables have each value
	NameRank []uint32   // place of each value in byText
	names    nameIndex
	orders   orders
}

func (c *Column) Frequency(v uint32) int     { return int(c.freq[v]) }
func (c *Column) FoldedName(v uint32) string { return c.folded[c.foldAt[v] : c.foldAt[v+1]-1] }

func (c *Column) Label(v uint32) string {
	if c.labels != nil && c.labels[v] != "" {
		return c.labels[v]
	}
	return c.Values[v]
}

// Find is the number of a value.
func (c *Column) Find(value string) (uint32, bool) {
	i, ok := sort.Find(len(c.byText), func(i int) int { return strings.Compare(value, c.Values[c.byText[i]]) })
	if !ok {
		return 0, false
	}
	return c.byText[i], true
}

// Beginning calls f with each value that begins with p, in their order.
func (c *Column) Beginning(p string, f func(value string)) {
	i := sort.Search(len(c.byText), func(i int) bool { return c.Values[c.byText[i]] >= p })
	for ; i < len(c.byText) && strings.HasPrefix(c.Values[c.byText[i]], p); i++ {
		f(c.Values[c.byText[i]])
	}
}

// Cables adds those that have v to a list.
func (c *Column) Cables(to []uint32, v uint32) []uint32 {
	to = slices.Grow(to, c.Frequency(v))
	return slices.AppendSeq(to, c.inv.cables(v))
}

// Mark adds the cables that have v to b.
func (c *Column) Mark(b bitset.Set, v uint32) {
	for ord := range c.inv.cables(v) {
		b.Add(ord)
	}
}

// Lists are the values of a Column cable by cable: cable i has
// vals[offs[i]:offs[i+1]].
type Lists struct{ offs, vals []uint32 }

func (l *Lists) Of(ord uint32) []uint32 { return l.vals[l.offs[ord]:l.offs[ord+1]] }

func decodeColumn(b []byte, cables int) (*Column, *Lists, error) {
	r := &codec.Scanner{B: b}
	nv := r.Count()
	if n := r.Uvarint(); n != uint64(cables) {
		return nil, nil, fmt.Errorf("it is about %d cables, not %d", n, cables)
	}
	c := &Column{}
	c.Values = r.Strings(nv)
	if flag := r.Bytes(1); len(flag) == 1 && flag[0] == 1 {
		c.labels = r.Strings(nv)
	}
	l, err := decodeLists(r.B, cables, uint32(nv))
	if err != nil || r.Bad {
		return nil, nil, codec.ErrShort
	}
	c.invert(l, cables)
	return c, l, nil
}

// decodeLists reads lists of numbers below values, each after its length, of so many cables.
func decodeLists(b []byte, cables int, values uint32) (*Lists, error) {
	// Each number ends with a byte below 0x80, and each cable has one more than values.
	numbers := 0
	for _, c := range b {
		numbers += int(^c >> 7)
	}
	if numbers < cables {
		return nil, codec.ErrShort
	}
	l := &Lists{offs: make([]uint32, cables+1), vals: make([]uint32, 0, numbers-cables)}
	at := 0
	number := func() uint64 { // 1<<64-1 where none is left
		if at < len(b) && b[at] < 0x80 {
			at++
			return uint64(b[at-1])
		}
		v, k := binary.Uvarint(b[at:])
		if k <= 0 {
			return 1<<64 - 1
		}
		at += k
		return v
	}
	for i := range cables {
		n := number()
		if n > uint64(len(b)) {
			return nil, codec.ErrShort
		}
		for range n {
			v := number()
			if v >= uint64(values) {
				return nil, codec.ErrShort
			}
			l.vals = append(l.vals, uint32(v))
		}
		l.offs[i+1] = uint32(len(l.vals))
	}
	if at < len(b) {
		return nil, codec.ErrShort
	}
	return l, nil
}

func (c *Column) invert(l *Lists, cables int) {
	c.inv, c.freq = invert(l, len(c.Values))
	c.Has = bitset.New(cables)
	for ord := range uint32(cables) {
		if len(l.Of(ord)) > 0 {
			c.Has.Add(ord)
		}
	}
	c.byText = byText(c.Values)
	c.NameRank = make([]uint32, len(c.Values))
	for i, v := range c.byText {
		c.NameRank[v] = uint32(i)
	}
}

// byText are the numbers of values in the order of their text. Most differ in the first
// eight bytes, which lie beside each other while they are sorted.
func byText(values []string) []uint32 {
	type begun struct {
		front uint64
		v     uint32
	}
	order := make([]begun, len(values))
	for v, s := range values {
		var front [8]byte
		copy(front[:], s)
		order[v] = begun{binary.BigEndian.Uint64(front[:]), uint32(v)}
	}
	slices.SortFunc(order, func(a, b begun) int {
		if a.front != b.front {
			return cmp.Compare(a.front, b.front)
		}
		return strings.Compare(values[a.v], values[b.v])
	})
	out := make([]uint32, len(values))
	for i, o := range order {
		out[i] = o.v
	}
	return out
}

// otherNames are those of the values of a kind, by their numbers, folded and ready
// for foldNames; nil where there is no kind.
func (c *Column) otherNames(things *names.File, kind string) ([]string, error) {
	if kind == "" {
		return nil, nil
	}
	out := make([]string, len(c.Values))
	return out, things.EachOfKind(kind, func(t *authority.Thing) error {
		if v, ok := c.Find(t.Name); ok {
			out[v] = foldedForms(t)
		}
		return nil
	})
}

// foldedForms are the other names of a thing whose words are not those of its name
// or of another in the same order.
func foldedForms(t *authority.Thing) string {
	seen := []string{text.Fold(t.Name)}
	var b strings.Builder
	for _, f := range t.Forms {
		folded := text.Fold(f.Name)
		if !slices.Contains(seen, folded) {
			seen = append(seen, folded)
			b.WriteString(" \t ")
			b.WriteString(folded)
			writeElided(&b, f.Name)
		}
	}
	return b.String()
}

// writeElided adds the words of a name that stand after an elided article.
func writeElided(b *strings.Builder, name string) {
	if !strings.ContainsAny(name, "'’") {
		return
	}
	for _, t := range text.Tokens(name) {
		if w, elided := strings.CutPrefix(t.Term, text.Elided); elided && !text.IsWritten(w) {
			b.WriteString(" \t ")
			b.WriteString(w)
		}
	}
}

// foldNames prepares the search by words: those of a value, of its label and of its
// other names.
func (c *Column) foldNames(others []string) {
	var b strings.Builder
	room := 1
	for v := range c.Values {
		room += len(c.Values[v]) + len(" \n ")
	}
	b.Grow(room)
	c.foldAt = make([]uint32, 0, len(c.Values)+1)
	b.WriteByte('\n')
	for v := range c.Values {
		c.foldAt = append(c.foldAt, uint32(b.Len()))
		b.WriteByte(' ')
		b.WriteString(text.Fold(c.Values[v]))
		writeElided(&b, c.Values[v])
		if c.labels != nil && c.labels[v] != "" {
			b.WriteString(" \t ")
			b.WriteString(text.Fold(c.labels[v]))
			writeElided(&b, c.labels[v])
		}
		if others != nil {
			b.WriteString(others[v])
		}
		b.WriteString(" \n")
	}
	c.foldAt = append(c.foldAt, uint32(b.Len()))
	c.folded = strings.Clone(b.String()) // which has no room to grow
	c.names = indexNames(c)
}
