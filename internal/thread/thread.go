// Package thread follows the references of a cable both ways: what it cites, what
// cites it, and on from there, to any depth. It asks the archive by its contract,
// level by level, and stops at a number of cables.
//
// Reftel: a cable that another one cites. A cable that is cited and not held stands
// in the thread too, for two cables that cite it belong together.
package thread

import (
	"context"
	"fmt"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
)

// A Thread is cables that hang together by their references, in time order: the
// undated last, and what is not held before the first cable that cites it.
type Thread struct {
	Cables []*Cable
	Cut    bool // there are more, farther from the cable that was asked for
}

// A Cable of a thread. What it cites and what cites it are other cables of the
// thread alone.
type Cable struct {
	ID      string
	State   archive.State
	Summary *archive.Summary // of one that is held
	Year    int              // of one that is not held, by its id; 0 where that tells none
	Steps   int              // from the cable that was asked for
	Cites   []Citation       // in the order of its list of references
	CitedBy []Citation       // in time order
}

// A Citation is one end of a reference.
type Citation struct {
	Cable    *Cable   // the other end
	Letters  []string // by which the citing cable calls it: A
	Inferred bool     // a part of the id was inferred
}

// Of is the thread of a cable, with at most so many cables: those that are the
// fewest steps away.
func Of(ctx context.Context, lib archive.Library, id string, most int) (*Thread, error) {
	w := &walk{lib: lib, most: most, known: map[string]*Cable{}}
	found, err := lib.Lookup(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("thread of %.64q: %w", id, err)
	}
	w.put(found[0], 0)
	for len(w.next) > 0 {
		level := w.next
		w.next = nil
		if err := w.step(ctx, level); err != nil {
			return nil, fmt.Errorf("thread of %.64q: %w", id, err)
		}
	}
	inTime(w.all)
	for _, c := range w.all {
		for _, r := range c.Cites {
			r.Cable.CitedBy = append(r.Cable.CitedBy, Citation{c, r.Letters, r.Inferred})
		}
	}
	return &Thread{w.all, w.cut}, nil
}

// A walk is a thread that is being followed.
type walk struct {
	lib   archive.Library
	most  int
	known map[string]*Cable
	all   []*Cable
	next  []*Cable // the level to be followed
	cut   bool
}

// put is the cable of the thread that an id leads to: a new one where there is room,
// or nil.
func (w *walk) put(f archive.Found, steps int) *Cable {
	if c := w.known[f.ID]; c != nil {
		return c
	}
	if len(w.all) >= w.most {
		w.cut = true
		return nil
	}
	c := &Cable{ID: f.ID, State: f.State, Steps: steps}
	if f.State.Here() {
		c.State, c.Summary = archive.Held, f.Summary
	} else if m, err := cable.ParseMRN(f.ID); err == nil {
		c.Year = m.Year
	}
	w.known[f.ID] = c
	w.all, w.next = append(w.all, c), append(w.next, c)
	return c
}

// A reference is one of a cable of the level.
type reference struct {
	from *Cable
	archive.Cited
}

// step takes all cables of a level to those beside them.
func (w *walk) step(ctx context.Context, level []*Cable) error {
	var refs []reference
	var ids []string
	for _, c := range level {
		if !c.State.Here() {
			continue
		}
		of, err := w.references(ctx, c)
		if err != nil {
			return err
		}
		for _, r := range of {
			refs, ids = append(refs, reference{c, r}), append(ids, r.ID)
		}
	}
	if len(ids) > 0 {
		found, err := w.lib.Lookup(ctx, ids...)
		if err != nil {
			return err
		}
		for i, r := range refs {
			w.cite(r, found[i])
		}
	}
	for _, c := range level {
		if w.cut && len(w.all) >= w.most {
			return nil // nothing more can be told
		}
		citing, err := w.lib.Related(ctx, c.ID, archive.CitedBy, w.most)
		if err != nil {
			return err
		}
		for i := range citing.Cables {
			s := &citing.Cables[i]
			w.put(archive.Found{State: archive.Held, ID: s.ID, Summary: s}, c.Steps+1)
		}
		w.cut = w.cut || citing.Total > len(citing.Cables)
	}
	return nil
}

// references are those of a cable that is held. Where lists do not tell them, the
// cable is read, which takes ten times as long.
func (w *walk) references(ctx context.Context, c *Cable) ([]archive.Cited, error) {
	if c.Summary.Cites != nil {
		return c.Summary.Cites, nil
	}
	rec, err := w.lib.Record(ctx, c.ID, archive.Parsed)
	if err != nil {
		return nil, err
	}
	return record.List(rec.Cable).Cites, nil
}

// cite notes a reference. A cable that cites itself is not in its own thread twice.
func (w *walk) cite(r reference, f archive.Found) {
	if f.ID == "" {
		f.ID = r.ID
	}
	to := w.put(f, r.from.Steps+1)
	if to == nil || to == r.from {
		return
	}
	i := slices.IndexFunc(r.from.Cites, func(c Citation) bool { return c.Cable == to })
	if i < 0 {
		i = len(r.from.Cites)
		r.from.Cites = append(r.from.Cites, Citation{Cable: to, Inferred: r.Inferred})
	}
	if l := r.Letter; l != "" && !slices.Contains(r.from.Cites[i].Letters, l) {
		r.from.Cites[i].Letters = append(r.from.Cites[i].Letters, l)
	}
}
