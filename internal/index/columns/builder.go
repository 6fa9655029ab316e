package columns

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"reftel/internal/archive/values"
	"reftel/internal/codec"
)

// A Builder collects a Column cable by cable.
type Builder struct {
	ids    map[string]uint32
	values []string
	freq   []uint32
	labels []map[string]int
	counts []uint32 // values of each cable
	vals   []uint32
}

// NewBuilder has no cable yet.
func NewBuilder() *Builder { return &Builder{ids: map[string]uint32{}} }

// Add takes the values of the next cable.
func (b *Builder) Add(fs []values.Value) {
	start := len(b.vals)
	for _, f := range fs {
		if f.Text == "" {
			continue
		}
		id, ok := b.ids[f.Text]
		if !ok {
			id = uint32(len(b.values))
			v := strings.Clone(f.Text)
			b.ids[v] = id
			b.values = append(b.values, v)
			b.freq = append(b.freq, 0)
			b.labels = append(b.labels, nil)
		}
		if f.Label != "" {
			if b.labels[id] == nil {
				b.labels[id] = map[string]int{}
			}
			b.labels[id][f.Label]++
		}
		if !slices.Contains(b.vals[start:], id) {
			b.vals = append(b.vals, id)
			b.freq[id]++
		}
	}
	b.counts = append(b.counts, uint32(len(b.vals)-start))
}

// Encode renumbers the values by frequency and writes the Column.
func (b *Builder) Encode() []byte {
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
		out = codec.AppendString(out, b.values[id])
		if b.labels[id] != nil {
			labelled = 1
		}
	}
	out = append(out, labelled)
	if labelled == 1 {
		for _, id := range order {
			out = codec.AppendString(out, values.MostUsed(b.labels[id]))
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

// Compact lets go of what only Add and Encode need.
func (b *Builder) Compact() { b.ids, b.labels = nil, nil }

// Values are all values, by the numbers that From gives.
func (b *Builder) Values() []string { return b.values }

// From gives the numbers of the values of the cables in order, from one on.
func (b *Builder) From(ord int) func() []uint32 {
	at := 0
	for _, n := range b.counts[:ord] {
		at += int(n)
	}
	return func() []uint32 {
		vs := b.vals[at : at+int(b.counts[ord])]
		at += len(vs)
		ord++
		return vs
	}
}

// Distinct is how many values there are.
func (b *Builder) Distinct() int { return len(b.values) }

// Total is how often cables have a value for which ok holds.
func (b *Builder) Total(ok func(value string) bool) int {
	n := 0
	for i, v := range b.values {
		if ok(v) {
			n += int(b.freq[i])
		}
	}
	return n
}
