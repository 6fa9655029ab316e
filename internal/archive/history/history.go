// Package history is the file of a generation that tells when each cable came into the
// archive, when it last changed, and which ids were withdrawn when: what the generation
// before told, and what became another since. Generations of earlier programs have none;
// its form is the same in all formats and for all engines. It knows ids, times and files,
// and of a cable by what it is known to be the same.
//
// A time is kept once. The last of them is that of the generation itself, which is known
// at the very end of a build only: whoever opens the file says it.
package history

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
)

// Path is the file in the folder of a generation.
const Path = "history"

// A Mark is the same for what tells the same.
type Mark [8]byte

// A life is the history of a cable: places among the times and the collections.
type life struct{ added, changed, collection uint32 }

// A History is that of one generation. It may be used by any number of goroutines.
type History struct {
	held        []string // ids by ordinal
	lives       []life   // by ordinal; nil where no history is kept
	marks       []Mark   // by ordinal; nil unless the file was read for a build
	gone        []archive.Entry
	times       []time.Time // in their order
	collections []string
	collection  func(ord uint32) string // where no history is kept

	once  sync.Once
	order []uint32 // ordinals, and behind them places in gone, by time and id
}

func second(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// Forget takes over which ids are gone: those that the file does not know went at a time.
// It must be called before anything is asked.
func (h *History) Forget(t *ids.Table, at time.Time) {
	known := map[string]bool{}
	for _, e := range h.gone {
		known[e.ID] = true
	}
	for _, g := range t.AllGone() {
		if !known[g.ID] {
			h.gone = append(h.gone, archive.Entry{ID: g.ID, Added: second(at), Changed: second(at), Gone: true})
		}
	}
}

// Arrival is a place among the times at which cables came into the archive, the later the
// higher.
func (h *History) Arrival(ord uint32) uint32 {
	if h.lives == nil {
		return 0
	}
	return h.lives[ord].added
}

// Arrivals is how many such places there are.
func (h *History) Arrivals() int { return len(h.times) }

// Entry is that of a cable.
func (h *History) Entry(ord uint32) archive.Entry {
	e := archive.Entry{ID: h.held[ord]}
	if h.lives == nil {
		e.Added, e.Changed, e.Collection = h.times[0], h.times[0], h.collection(ord)
		return e
	}
	l := h.lives[ord]
	e.Added, e.Changed, e.Collection = h.times[l.added], h.times[l.changed], h.collections[l.collection]
	return e
}

// Withdrawn is the entry of an id that is gone.
func (h *History) Withdrawn(id string) (archive.Entry, bool) {
	i := slices.IndexFunc(h.gone, func(e archive.Entry) bool { return e.ID == id })
	if i < 0 {
		return archive.Entry{}, false
	}
	return h.gone[i], true
}

// Gone are the entries of the ids that are gone.
func (h *History) Gone() []archive.Entry { return slices.Clone(h.gone) }

// Page are the entries of many ids.
func (h *History) Page(ask archive.Past) archive.History {
	at := h.all()
	if !ask.Since.IsZero() {
		at = at[h.before(at, archive.Entry{Changed: ask.Since}):]
	}
	if !ask.Until.IsZero() {
		at = at[:h.before(at, archive.Entry{Changed: ask.Until.Add(time.Second)})]
	}
	if ask.Collection != "" {
		at = h.of(at, ask.Collection)
	}
	out := archive.History{Total: len(at)}
	if ask.After.ID != "" {
		i := h.before(at, ask.After)
		if i < len(at) && h.id(at[i]) == ask.After.ID && h.entry(at[i]).Changed.Equal(ask.After.Changed) {
			i++
		}
		at = at[i:]
	}
	for _, i := range at[:min(max(ask.N, 0), len(at))] {
		out.Entries = append(out.Entries, h.entry(i))
	}
	return out
}

// before is how many entries stand before one.
func (h *History) before(at []uint32, e archive.Entry) int {
	n, _ := slices.BinarySearchFunc(at, e, func(i uint32, e archive.Entry) int {
		return cmp.Or(h.entry(i).Changed.Compare(e.Changed), strings.Compare(h.id(i), e.ID))
	})
	return n
}

// of are the entries of a collection.
func (h *History) of(at []uint32, collection string) []uint32 {
	var out []uint32
	for _, i := range at {
		if h.entry(i).Collection == collection {
			out = append(out, i)
		}
	}
	return out
}

// all are all entries in their order, which is made when it is first asked for.
func (h *History) all() []uint32 {
	h.once.Do(func() {
		order := make([]uint32, len(h.held)+len(h.gone))
		for i := range order {
			order[i] = uint32(i)
		}
		slices.SortFunc(order, func(a, b uint32) int {
			return cmp.Or(h.changed(a).Compare(h.changed(b)), strings.Compare(h.id(a), h.id(b)))
		})
		h.order = order
	})
	return h.order
}

// id, changed and entry are those of a place in the order.
func (h *History) id(i uint32) string {
	if n := uint32(len(h.held)); i >= n {
		return h.gone[i-n].ID
	}
	return h.held[i]
}

func (h *History) changed(i uint32) time.Time {
	switch n := uint32(len(h.held)); {
	case i >= n:
		return h.gone[i-n].Changed
	case h.lives == nil:
		return h.times[0]
	}
	return h.times[h.lives[i].changed]
}

func (h *History) entry(i uint32) archive.Entry {
	if n := uint32(len(h.held)); i >= n {
		return h.gone[i-n]
	}
	return h.Entry(i)
}
