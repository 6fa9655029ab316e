package prepare

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"reftel/internal/archive/ids"
)

// ErrShrunk says that ids of the generation in force would lead nowhere without a reason,
// where Options.AllowShrink is not set.
var ErrShrunk = errors.New("ids would lead nowhere")

// A Past is what earlier generations bind a new one to.
type Past struct {
	Name        string     // of the generation in force; "" for the first one
	Current     *ids.Table // its ids
	Generations []PastIDs  // all that are there, the newest first
	Unread      error      // why the ids of the one in force may not be all
}

// PastIDs are those of an earlier generation.
type PastIDs struct {
	Name  string
	IDs   *ids.Table
	Built time.Time
}

// tables are the ids of all of them.
func (p *Past) tables() []*ids.Table {
	var ts []*ids.Table
	for _, g := range p.Generations {
		ts = append(ts, g.IDs)
	}
	return ts
}

// Bind lets a new table know the ids of the past. Unless the archive may shrink, each
// that the generation in force has must lead somewhere or have a reason not to.
func (p *Past) Bind(t *ids.Table, withdrawn []ids.Withdrawal, mayShrink bool) error {
	for _, g := range p.Generations {
		t.Withdraw(g.IDs, g.Name)
	}
	t.Explain(withdrawn, p.tables()...)
	if mayShrink || p.Name == "" {
		return nil
	}
	if p.Unread != nil {
		return fmt.Errorf("%w: which ids generation %s has is not known: %w", ErrShrunk, p.Name, p.Unread)
	}
	v := &Vanished{Since: p.Name}
	for _, g := range t.Went(p.Current) {
		if g.Reason == "" {
			v.IDs = append(v.IDs, g.ID)
		}
	}
	if len(v.IDs) > 0 {
		return v
	}
	return nil
}

// Vanished says which ids of the generation in force would lead nowhere in a new one,
// with no reason given. It is an ErrShrunk.
type Vanished struct {
	Since string
	IDs   []string
}

const toldIDs = 3

func (v *Vanished) Error() string {
	told := strings.Join(v.IDs[:min(toldIDs, len(v.IDs))], ", ")
	if len(v.IDs) > toldIDs {
		told += ", …"
	}
	return fmt.Sprintf("%v: %d of generation %s (%s)", ErrShrunk, len(v.IDs), v.Since, told)
}

// Unwrap is ErrShrunk.
func (v *Vanished) Unwrap() error { return ErrShrunk }

// TableOf are the ids of cables in their order, and the others that lead to them.
func TableOf(gs *Groups) (*ids.Table, error) {
	held, others := make([]string, 0, gs.Len()), make([][]string, 0, gs.Len())
	err := gs.Each(0, gs.Len(), func(g Group) error {
		held, others = append(held, g[0].ID), append(others, g.Others())
		return nil
	})
	return ids.NewTable(held, others), err
}

// NewestFirst are the names of all generations, the one in force before the others.
func (p *Past) NewestFirst() []string {
	if p.Name == "" {
		return nil
	}
	names := []string{p.Name}
	for _, g := range p.Generations {
		if g.Name != p.Name {
			names = append(names, g.Name)
		}
	}
	return names
}

// Before tells of a cable that no history tells of by its id now: by which id the
// generation in force had it, and when the oldest generation was built that is there and
// has it.
func (p *Past) Before(id string) (own string, since time.Time) {
	if p.Current == nil {
		return "", time.Time{}
	}
	if t, ok := p.Current.Find(id); ok {
		own = p.Current.Held[t.Ord]
	}
	for i := len(p.Generations) - 1; i >= 0 && since.IsZero(); i-- {
		if _, ok := p.Generations[i].IDs.Find(id); ok {
			since = p.Generations[i].Built
		}
	}
	return own, since
}
