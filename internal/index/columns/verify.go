package columns

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// A Verifier compares the columns with the cables themselves: a cable must have the
// values that it has there, and in the end there must be no others.
type Verifier struct {
	set   *Set
	names map[string]string // under which name each key of a name is counted
	found []atomic.Int64    // values of each column
	lent  sync.Pool         // of *compared
}

// compared is what a cable has of one facet, in memory that is used again for the next.
type compared struct {
	values []values.Value
	want   []string // its values, each once
	got    []uint32
}

// NewVerifier has seen no cable yet.
func NewVerifier(s *Set, names map[string]string) *Verifier {
	return &Verifier{set: s, names: names, found: make([]atomic.Int64, len(values.Names()))}
}

// Cable compares one cable. It may be called by several goroutines.
func (v *Verifier) Cable(ord uint32, c *cable.Cable) error {
	if d := v.set.Date(ord); d != c.Date {
		return fmt.Errorf("column %s: %s has %v instead of %v", DatesFile, c.ID, d, c.Date)
	}
	m, _ := v.lent.Get().(*compared)
	if m == nil {
		m = new(compared)
	}
	defer v.lent.Put(m)
	for i, name := range values.Names() {
		m.values, m.want = values.Append(m.values[:0], c, name, v.names), m.want[:0]
		for _, x := range m.values {
			if x.Text != "" && !slices.Contains(m.want, x.Text) {
				m.want = append(m.want, x.Text)
			}
		}
		v.found[i].Add(int64(len(m.want)))
		compare := v.row
		if name == values.To || name == values.Ref {
			compare = v.lists
		}
		if err := compare(name, ord, m); err != nil {
			return fmt.Errorf("column %s: %s %w", name, c.ID, err)
		}
	}
	return nil
}

// row compares the values of a facet with those that a cable has by its row.
func (v *Verifier) row(name query.Facet, ord uint32, m *compared) error {
	col := v.set.Column(name)
	m.got = v.set.Rows.appendOf(m.got[:0], name, ord)
	for _, id := range m.got {
		if !slices.Contains(m.want, col.Values[id]) {
			return fmt.Errorf("has %q, which it has not", col.Values[id])
		}
	}
	if len(m.got) != len(m.want) {
		return fmt.Errorf("has %d values instead of %d", len(m.got), len(m.want))
	}
	return nil
}

// lists looks a cable up in the lists of its values: some columns have no rows.
func (v *Verifier) lists(name query.Facet, ord uint32, m *compared) error {
	col := v.set.Column(name)
	for _, x := range m.want {
		id, ok := col.Find(x)
		if ok {
			ok = col.inv.has(id, ord)
		}
		if !ok {
			return fmt.Errorf("lacks %q", x)
		}
	}
	return nil
}

// End is after the last cable.
func (v *Verifier) End() error {
	for i, name := range values.Names() {
		got := int64(0)
		for _, n := range v.set.Column(name).freq {
			got += int64(n)
		}
		if want := v.found[i].Load(); got != want {
			return fmt.Errorf("column %s: %d values of cables instead of %d", name, got, want)
		}
	}
	return nil
}
