package guard

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// A pool is slots, and the line of those that wait for one. It remembers the visitors
// that hold slots and no other: there are no more of them than slots.
type pool struct {
	slots int
	share int  // of them that one visitor may hold
	lends bool // to a visitor more than the share, while nobody waits who is within it

	mu       sync.Mutex
	free     int
	held     map[Visitor]int // by visitors that are known
	queue    []*waiter       // the cheapest first, then the first to come
	lined    int             // that have ever stood in it
	admitted int             // of them

	refused int // searches that no slot came free for
}

// A waiter stands in the line of a pool.
type waiter struct {
	visitor Visitor
	cost    time.Duration
	number  int           // of all that stood in it
	in      chan struct{} // closed when it has a slot
}

// Of so many slots that come free one goes to the first to come, whatever it costs: in a
// crowd of which nobody wants much the dearest would never be let in otherwise.
const patient = 4

func newPool(slots int) *pool {
	return &pool{slots: slots, share: max(1, slots/2), free: slots, held: map[Visitor]int{}}
}

// newLending is for searches that end soon: who is within the share waits for the end of
// one of them at the most, where a slot that is kept free for nobody is a core that idles.
func newLending(slots int) *pool {
	p := newPool(slots)
	p.lends = true
	return p
}

// may reports whether a visitor may have one more slot.
func (p *pool) may(v Visitor) bool { return v == Unknown || p.held[v] < p.share }

// take gives a slot to a visitor.
func (p *pool) take(v Visitor) {
	p.free--
	if v != Unknown {
		p.held[v]++
	}
}

// enter takes a slot where one is free. Those that wait then are over their share, and none
// waits where the pool lends.
func (p *pool) enter(v Visitor) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free == 0 || !p.lends && !p.may(v) {
		return false
	}
	p.take(v)
	return true
}

// let waits for a slot, for so long. The function that it returns gives the slot back.
func (p *pool) let(ctx context.Context, v Visitor, cost, wait time.Duration) (leave func(), err error) {
	if p.enter(v) {
		return func() { p.leave(v) }, nil
	}
	w := p.line(v, cost)
	patience := time.NewTimer(wait)
	defer patience.Stop()
	select {
	case <-w.in:
		return func() { p.leave(v) }, nil
	case <-patience.C:
		err = ErrBusy
	case <-ctx.Done():
		err = fmt.Errorf("waiting for a slot: %w", ctx.Err())
	}
	switch in, over := p.giveUp(w); {
	case in: // just now
		return func() { p.leave(v) }, nil
	case over && errors.Is(err, ErrBusy):
		err = ErrShare
	}
	return nil, err
}

// line puts a search into the line.
func (p *pool) line(v Visitor, cost time.Duration) *waiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	w := &waiter{v, cost, p.lined, make(chan struct{})}
	p.lined++
	at, _ := slices.BinarySearchFunc(p.queue, cost, func(w *waiter, cost time.Duration) int {
		return cmp.Or(cmp.Compare(w.cost, cost), -1) // behind its equals
	})
	p.queue = slices.Insert(p.queue, at, w)
	p.admit() // one may have come free meanwhile
	return w
}

// leave gives a slot back.
func (p *pool) leave(v Visitor) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free++
	if v != Unknown {
		if p.held[v]--; p.held[v] == 0 {
			delete(p.held, v)
		}
	}
	p.admit()
}

// admit gives the free slots to those in the line whose turn it is.
func (p *pool) admit() {
	for p.free > 0 && len(p.queue) > 0 {
		i := p.next(func(w *waiter) bool { return p.may(w.visitor) })
		if i < 0 && p.lends {
			i = p.next(func(*waiter) bool { return true })
		}
		if i < 0 {
			return
		}
		w := p.queue[i]
		p.queue = slices.Delete(p.queue, i, i+1)
		p.admitted++
		p.take(w.visitor)
		close(w.in)
	}
}

// next is the place of the one whose turn it is of those that may, -1 for none.
func (p *pool) next(may func(*waiter) bool) int {
	first := slices.IndexFunc(p.queue, may)
	if first < 0 || p.admitted%patient != patient-1 {
		return first
	}
	for i, w := range p.queue {
		if w.number < p.queue[first].number && may(w) {
			first = i
		}
	}
	return first
}

// giveUp takes a search out of the line. It tells whether it has got a slot after all,
// and else whether its visitor has a share and no more: a part of the slots, and not all.
func (p *pool) giveUp(w *waiter) (in, over bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.Index(p.queue, w)
	if i < 0 {
		return true, false
	}
	p.queue = slices.Delete(p.queue, i, i+1)
	p.refused++
	return false, !p.may(w.visitor) && p.share < p.slots
}

// Taken tells how the slots of a pool are taken, and how many searches waited for one and
// got none.
type Taken struct{ Size, Used, Waiting, Refused int }

func (p *pool) taken() Taken {
	p.mu.Lock()
	defer p.mu.Unlock()
	return Taken{p.slots, p.slots - p.free, len(p.queue), p.refused}
}
