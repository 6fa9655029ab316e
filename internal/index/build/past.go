package build

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/generation"
)

// past is what earlier generations bind a new one to.
type past struct {
	name    string     // of the generation in force; "" for the first one
	current *ids.Table // its ids
	ids     []pastIDs  // of all generations, the newest first
	unread  error      // why the ids of the one in force may not be all
}

type pastIDs struct {
	name string
	ids  *ids.Table
}

// readPast reads the ids of all generations that are there, of any format, and of those
// that are damaged as much as can be read. It fails where nothing tells which of them is
// in force.
func readPast(dataDir string) (*past, error) {
	cur, err := generation.ReadCurrent(dataDir)
	if errors.Is(err, generation.ErrNone) {
		return &past{}, nil
	}
	if err != nil {
		return nil, err
	}
	names, err := generation.Names(dataDir)
	if err != nil {
		return nil, err
	}
	p := &past{name: cur.Name}
	for _, name := range names {
		t, err := index.PastIDs(generation.Path(dataDir, name))
		p.ids = append(p.ids, pastIDs{name, t})
		if name == cur.Name {
			p.current, p.unread = t, err
		}
	}
	if p.current == nil {
		p.current, p.unread = ids.NewTable(nil, nil), fmt.Errorf("%s: %w", generation.Path(dataDir, cur.Name), fs.ErrNotExist)
	}
	return p, nil
}

// tables are the ids of all of them.
func (p *past) tables() []*ids.Table {
	var ts []*ids.Table
	for _, g := range p.ids {
		ts = append(ts, g.ids)
	}
	return ts
}

// bind lets a new table know the ids of the past. Unless the archive may shrink, each
// that the generation in force has must lead somewhere or have a reason not to.
func (p *past) bind(t *ids.Table, withdrawn []ids.Withdrawal, mayShrink bool) error {
	for _, g := range p.ids {
		t.Withdraw(g.ids, g.name)
	}
	t.Explain(withdrawn, p.tables()...)
	if mayShrink || p.name == "" {
		return nil
	}
	if p.unread != nil {
		return fmt.Errorf("%w: which ids generation %s has is not known: %w", ErrShrunk, p.name, p.unread)
	}
	v := &Vanished{Since: p.name}
	for _, g := range t.Went(p.current) {
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

// tableOf are the ids of cables in their order, and the others that lead to them.
func tableOf(gs []prepare.Group) *ids.Table {
	held, others := make([]string, len(gs)), make([][]string, len(gs))
	for i, g := range gs {
		held[i], others[i] = g[0].ID, g.Others()
	}
	return ids.NewTable(held, others)
}
