package index

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// Columns beyond the facets.
const (
	colTo  query.Facet = "to"  // names of addressees
	colRef query.Facet = "ref" // ids of cited cables
)

func columnNames() []query.Facet { return append(query.Facets(), colTo, colRef) }

// A column holds the values of one property of all cables, and which cables have
// each. The other way round the values of all facets are in facetRows.
// Values are numbered by frequency, the most frequent first, then by name.
type column struct {
	values   []string
	labels   []string // what readers see; nil where it is the value
	invOffs  []uint32 // value v is had by inv[invOffs[v]:invOffs[v+1]]
	inv      []uint32
	byText   []uint32 // values in the order of their text
	has      bitset   // cables with a value
	folded   string   // "\n name of value 0 \n name of value 1 \n": for search by words
	foldAt   []uint32 // where the name of each value begins
	freq     []uint32 // how many cables have each value
	nameRank []uint32 // place of each value in byText
	names    nameIndex
}

func (c *column) cables(v uint32) []uint32   { return c.inv[c.invOffs[v]:c.invOffs[v+1]] }
func (c *column) frequency(v uint32) int     { return int(c.freq[v]) }
func (c *column) foldedName(v uint32) string { return c.folded[c.foldAt[v] : c.foldAt[v+1]-1] }

func (c *column) label(v uint32) string {
	if c.labels != nil && c.labels[v] != "" {
		return c.labels[v]
	}
	return c.values[v]
}

// find is the number of a value.
func (c *column) find(value string) (uint32, bool) {
	i, ok := sort.Find(len(c.byText), func(i int) int { return strings.Compare(value, c.values[c.byText[i]]) })
	if !ok {
		return 0, false
	}
	return c.byText[i], true
}

// mark adds the cables that have v to b.
func (c *column) mark(b bitset, v uint32) {
	for _, ord := range c.cables(v) {
		b.set(ord)
	}
}

// valueLists are the values of a column cable by cable: cable i has
// vals[offs[i]:offs[i+1]].
type valueLists struct{ offs, vals []uint32 }

func (l *valueLists) of(ord uint32) []uint32 { return l.vals[l.offs[ord]:l.offs[ord+1]] }

// A columnBuilder collects a column cable by cable.
type columnBuilder struct {
	ids    map[string]uint32
	values []string
	freq   []uint32
	labels []map[string]int
	counts []uint32 // values of each cable
	vals   []uint32
}

// A faceted is a value with the label that a cable gives it.
type faceted struct{ value, label string }

func (b *columnBuilder) add(fs []faceted) {
	start := len(b.vals)
	for _, f := range fs {
		if f.value == "" {
			continue
		}
		id, ok := b.ids[f.value]
		if !ok {
			id = uint32(len(b.values))
			v := strings.Clone(f.value)
			b.ids[v] = id
			b.values = append(b.values, v)
			b.freq = append(b.freq, 0)
			b.labels = append(b.labels, nil)
		}
		if f.label != "" {
			if b.labels[id] == nil {
				b.labels[id] = map[string]int{}
			}
			b.labels[id][f.label]++
		}
		if !slices.Contains(b.vals[start:], id) {
			b.vals = append(b.vals, id)
			b.freq[id]++
		}
	}
	b.counts = append(b.counts, uint32(len(b.vals)-start))
}

// encode renumbers the values by frequency and writes the column.
func (b *columnBuilder) encode() []byte {
	order := make([]uint32, len(b.values))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(b.freq[y], b.freq[x]), strings.Compare(b.values[x], b.values[y]))
	})
	rank := make([]uint32, len(order))
	out := binary.AppendUvarint(nil, uint64(len(order)))
	out = binary.AppendUvarint(out, uint64(len(b.counts)))
	labelled := byte(0)
	for i, id := range order {
		rank[id] = uint32(i)
		out = appendString(out, b.values[id])
		if b.labels[id] != nil {
			labelled = 1
		}
	}
	out = append(out, labelled)
	if labelled == 1 {
		for _, id := range order {
			out = appendString(out, mostUsed(b.labels[id]))
		}
	}
	at := 0
	for _, n := range b.counts {
		vs := b.vals[at : at+int(n)]
		at += int(n)
		out = binary.AppendUvarint(out, uint64(n))
		for _, v := range vs {
			out = binary.AppendUvarint(out, uint64(rank[v]))
		}
	}
	return out
}

func mostUsed(counts map[string]int) string {
	best := ""
	for l, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && l < best {
			best = l
		}
	}
	return best
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// A byteScanner reads what append wrote. After the end it yields zeros and is
// bad.
type byteScanner struct {
	b   []byte
	bad bool
}

func (r *byteScanner) uvarint() uint64 {
	v, k := binary.Uvarint(r.b)
	if k <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[k:]
	return v
}

// count reads a number of things of which each takes a byte at least.
func (r *byteScanner) count() int {
	v := r.uvarint()
	if v > uint64(len(r.b)) {
		r.bad = true
		return 0
	}
	return int(v)
}

func (r *byteScanner) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad = true
		return nil
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

func decodeColumn(b []byte, cables int) (*column, *valueLists, error) {
	r := &byteScanner{b: b}
	nv := r.count()
	if n := r.uvarint(); n != uint64(cables) {
		return nil, nil, fmt.Errorf("it is about %d cables, not %d", n, cables)
	}
	c := &column{}
	c.values = readStrings(r, nv)
	if flag := r.bytes(1); len(flag) == 1 && flag[0] == 1 {
		c.labels = readStrings(r, nv)
	}
	l := &valueLists{offs: make([]uint32, cables+1)}
	for i := range cables {
		for range r.count() {
			v := r.uvarint()
			if v >= uint64(nv) {
				r.bad = true
				v = 0
			}
			l.vals = append(l.vals, uint32(v))
		}
		l.offs[i+1] = uint32(len(l.vals))
	}
	if r.bad || len(r.b) != 0 {
		return nil, nil, errShort
	}
	c.invert(l, cables)
	return c, l, nil
}

// readStrings reads n strings, which share one piece of memory.
func readStrings(r *byteScanner, n int) []string {
	var text strings.Builder
	sizes, again := &byteScanner{b: r.b}, &byteScanner{b: r.b}
	size := 0
	for range n {
		k := sizes.count()
		sizes.bytes(k)
		size += k
	}
	text.Grow(size)
	out := make([]string, n)
	for range n {
		text.Write(r.bytes(r.count()))
	}
	all := text.String()
	for i := range out {
		k := again.count()
		again.bytes(k)
		out[i], all = all[:k], all[k:]
	}
	return out
}

func (c *column) invert(l *valueLists, cables int) {
	c.invOffs = make([]uint32, len(c.values)+1)
	for _, v := range l.vals {
		c.invOffs[v+1]++
	}
	for v := range c.values {
		c.invOffs[v+1] += c.invOffs[v]
	}
	c.freq = make([]uint32, len(c.values))
	for v := range c.freq {
		c.freq[v] = c.invOffs[v+1] - c.invOffs[v]
	}
	c.inv = make([]uint32, len(l.vals))
	next := slices.Clone(c.invOffs)
	c.has = newBitset(cables)
	for ord := range uint32(cables) {
		for _, v := range l.of(ord) {
			c.inv[next[v]] = ord
			next[v]++
			c.has.set(ord)
		}
	}
	c.byText = make([]uint32, len(c.values))
	for i := range c.byText {
		c.byText[i] = uint32(i)
	}
	slices.SortFunc(c.byText, func(a, b uint32) int { return strings.Compare(c.values[a], c.values[b]) })
	c.nameRank = make([]uint32, len(c.values))
	for i, v := range c.byText {
		c.nameRank[v] = uint32(i)
	}
}

// foldNames prepares the search by words.
func (c *column) foldNames() {
	var b strings.Builder
	c.foldAt = make([]uint32, 0, len(c.values)+1)
	b.WriteByte('\n')
	for v := range c.values {
		c.foldAt = append(c.foldAt, uint32(b.Len()))
		b.WriteByte(' ')
		b.WriteString(fold(c.values[v]))
		if c.labels != nil && c.labels[v] != "" {
			b.WriteString(" \t ")
			b.WriteString(fold(c.labels[v]))
		}
		b.WriteString(" \n")
	}
	c.foldAt = append(c.foldAt, uint32(b.Len()))
	c.folded = b.String()
	c.names = indexNames(c)
}

// values are what a cable has in a column.
func columnValues(c *cable.Cable, name query.Facet) []faceted {
	one := func(v string) []faceted { return []faceted{{value: v}} }
	switch name {
	case query.Tags:
		fs := make([]faceted, len(c.Tags))
		for i, t := range c.Tags {
			fs[i] = faceted{t.Code, t.Meaning}
		}
		return fs
	case query.Persons:
		return entityValues(c, cable.PER)
	case query.Organisations:
		return entityValues(c, cable.ORG)
	case query.Places:
		return entityValues(c, cable.LOC)
	case query.Misc:
		return entityValues(c, cable.MISC)
	case query.Origin:
		return []faceted{{cmp.Or(c.Origin.Code, c.Origin.Name), c.Origin.Name}}
	case query.Country:
		return one(c.Origin.Country)
	case query.Classification:
		return one(c.Classification)
	case query.Captions:
		return plain(c.Captions)
	case query.Language:
		return one(c.Language)
	case query.Collection:
		return one(c.Collection)
	case query.Year:
		if c.Date.IsZero() {
			return nil
		}
		return one(fmt.Sprintf("%04d", c.Date.Year))
	case colTo:
		fs := append(plain(c.To), plain(c.Info)...)
		for _, a := range c.Addressees {
			fs = append(fs, faceted{value: a.Name})
		}
		return fs
	case colRef:
		var fs []faceted
		for _, r := range c.References {
			if r.Kind == "cable" {
				fs = append(fs, faceted{value: r.ID})
			}
		}
		return fs
	}
	return nil
}

func entityValues(c *cable.Cable, kind string) []faceted {
	var fs []faceted
	for _, e := range c.Entities {
		if e.Kind == kind {
			fs = append(fs, faceted{value: e.Name})
		}
	}
	return fs
}

func plain(vs []string) []faceted {
	fs := make([]faceted, len(vs))
	for i, v := range vs {
		fs[i].value = v
	}
	return fs
}
