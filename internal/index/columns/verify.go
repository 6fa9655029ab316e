package columns

import (
	"fmt"
	"slices"
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
	var want []string
	for i, name := range values.Names() {
		want = want[:0]
		for _, x := range values.Of(c, name, v.names) {
			if x.Text != "" && !slices.Contains(want, x.Text) {
				want = append(want, x.Text)
			}
		}
		v.found[i].Add(int64(len(want)))
		compare := v.row
		if name == values.To || name == values.Ref {
			compare = v.lists
		}
		if err := compare(name, ord, want); err != nil {
			return fmt.Errorf("column %s: %s %w", name, c.ID, err)
		}
	}
	return nil
}

// row compares the values of a facet with those that a cable has by its row.
func (v *Verifier) row(name query.Facet, ord uint32, want []string) error {
	col := v.set.Column(name)
	got := v.set.Rows.Of(name, ord)
	for _, id := range got {
		if !slices.Contains(want, col.Values[id]) {
			return fmt.Errorf("has %q, which it has not", col.Values[id])
		}
	}
	if len(got) != len(want) {
		return fmt.Errorf("has %d values instead of %d", len(got), len(want))
	}
	return nil
}

// lists looks a cable up in the lists of its values: some columns have no rows.
func (v *Verifier) lists(name query.Facet, ord uint32, want []string) error {
	col := v.set.Column(name)
	for _, x := range want {
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
