package ids

import (
	"fmt"
	"slices"
	"strings"
)

// A Gone is an id that led to a cable once, and leads to none now.
type Gone struct {
	ID     string `json:"id"`
	Last   string `json:"last"`             // the last generation that had it
	Reason string `json:"reason,omitempty"` // why it was withdrawn, and when; "" where nothing was told
	Date   string `json:"date,omitempty"`
}

// Gone is what is known of an id that leads to no cable any more, in its usual spelling.
func (t *Table) Gone(id string) (Gone, bool) {
	for _, k := range Keys(id) {
		if g, ok := t.gone[k]; ok {
			return g, true
		}
	}
	return Gone{}, false
}

// AllGone are all of them, in the order of their ids. Other spellings of one that is
// gone are left out.
func (t *Table) AllGone() []Gone {
	all := make([]Gone, 0, len(t.gone))
	for k, g := range t.gone {
		if ks := Keys(k); len(ks) > 1 {
			if _, ok := t.gone[ks[1]]; ok {
				continue
			}
		}
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b Gone) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Withdraw takes over the ids of an earlier generation that are gone now, with what was
// told of them. Of several generations the newest comes first.
func (t *Table) Withdraw(old *Table, generation string) {
	for i, k := range old.Sorted.Keys {
		t.note(k, Gone{ID: old.Held[old.Sorted.Ords[i]], Last: generation})
	}
	for _, k := range old.Others.Keys {
		t.note(k, Gone{ID: k, Last: generation})
	}
	for k, g := range old.gone {
		t.note(k, g)
	}
}

// note keeps the newest loss of an id. A generation of a program that knew no reasons
// may stand between: the reason is that of the same loss.
func (t *Table) note(k string, g Gone) {
	if t.leads(k) {
		return
	}
	if was, noted := t.gone[k]; noted && (was.Reason != "" || g.Reason == "" || was.Last != g.Last) {
		return
	}
	t.gone[k] = g
}

// leads reports whether an id leads to a cable in any of its spellings.
func (t *Table) leads(key string) bool {
	_, ok := t.byKey(key)
	if !ok {
		_, ok = t.Find(key)
	}
	return ok
}

// Explain gives ids that are gone their reasons. One that was the id of a cable of an
// earlier generation explains the other ids of the cable too, where it leads to none
// any more.
func (t *Table) Explain(ws []Withdrawal, past ...*Table) {
	for _, w := range ws {
		for _, k := range t.meant(w.ID, past) {
			if g, ok := t.gone[k]; ok && plain(g.ID) { // else no list could hold it
				g.Reason, g.Date = w.Reason, w.Date
				t.gone[k] = g
			}
		}
	}
}

// meant are the keys of the ids that the withdrawal of an id speaks of.
func (t *Table) meant(id string, past []*Table) []string {
	keys := Keys(id)
	for _, old := range past {
		target, ok := old.Find(id)
		if !ok {
			continue
		}
		own := Key(old.Held[target.Ord])
		if t.leads(own) {
			continue // it has lost another id alone
		}
		keys = append(append(keys, own), old.OthersOf(target.Ord)...)
	}
	return keys
}

// Went are the ids of an earlier generation that are gone now: those of its cables, and
// of cables that are here still the others that are not theirs any more.
func (t *Table) Went(old *Table) []Gone {
	var went []Gone
	for _, id := range old.Held {
		if g, ok := t.gone[Key(id)]; ok {
			went = append(went, g)
		}
	}
	for i, k := range old.Others.Keys {
		if g, ok := t.gone[k]; ok && t.leads(Key(old.Held[old.Others.Ords[i]])) {
			went = append(went, g)
		}
	}
	return went
}

// Withdrawals are the ids that are gone with a reason.
func (t *Table) Withdrawals() []Withdrawal {
	var ws []Withdrawal
	for _, g := range t.gone {
		if g.Reason != "" {
			ws = append(ws, Withdrawal{g.ID, g.Reason, g.Date})
		}
	}
	return ws
}

// SetWithdrawals takes the reasons that were kept beside a table.
func (t *Table) SetWithdrawals(ws []Withdrawal) error {
	for _, w := range ws {
		k := Key(w.ID)
		g, ok := t.gone[k]
		if !ok {
			return fmt.Errorf("%s is withdrawn and not gone", w.ID)
		}
		g.Reason, g.Date = w.Reason, w.Date
		t.gone[k] = g
	}
	return nil
}
