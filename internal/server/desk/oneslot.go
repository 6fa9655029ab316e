package desk

import (
	"net/http"

	"reftel/internal/server/guard"
)

// OneSlot has a handler keep the slot of a question that is not light until its answer is
// drawn. What is drawn of a search takes as long as the search: where only the search had a
// slot, a crowd of visitors was drawn for all at once, and everybody waited for that. A
// client may read slowly, so the slot is given back before the first byte is sent. Light
// questions give theirs back at once: of these there are many, and nobody is to be told to
// come again while another's page is drawn.
func (s *Desk) OneSlot(h Handler) Handler {
	return func(c *Call) error {
		c.kept = &keptSlot{}
		defer c.kept.give()
		c.W = giver{c.W, c.kept}
		return h(c)
	}
}

// A keptSlot is the slot that a call has, if any. The questions of a call follow each other.
type keptSlot struct {
	slot  *lease // held by the call, and by each question under way
	pool  int    // of what kind it is
	given bool   // the answer is on its way: none is kept any more
}

// give gives the slot back, which a question that outlives its call holds until it ends.
func (k *keptSlot) give() {
	k.given = true
	k.drop()
}

// held reports whether there is a slot that is kept.
func (k *keptSlot) held() bool { return k != nil && k.slot != nil }

func (k *keptSlot) drop() {
	if k.slot != nil {
		k.slot.drop()
		k.slot = nil
	}
}

// enter takes part in the slot that is kept where it will do for a question of a pool, and
// else has another one taken in its place.
func (k *keptSlot) enter(pool int, take func() (leave func(), err error)) (leave func(), err error) {
	if k.given || k.slot == nil && pool == guard.Light {
		return take()
	}
	if k.slot == nil || k.pool < pool {
		k.drop() // who held one while waiting for another would have others wait for both
		if leave, err = take(); err != nil {
			return nil, err
		}
		k.slot, k.pool = newLease(leave), pool
	}
	k.slot.hold()
	return k.slot.drop, nil
}

// A giver gives a slot back when an answer begins.
type giver struct {
	http.ResponseWriter
	kept *keptSlot
}

func (g giver) WriteHeader(status int) {
	g.kept.give()
	g.ResponseWriter.WriteHeader(status)
}

func (g giver) Write(b []byte) (int, error) {
	g.kept.give()
	return g.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (g giver) Unwrap() http.ResponseWriter { return g.ResponseWriter }
