package server

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"reftel/internal/index"
	"reftel/internal/query"
)

// A lease keeps a generation open while a request, or a search that outlived
// its request, still reads it.
type lease struct {
	users   atomic.Int32
	release func()
}

func newLease(release func()) *lease {
	l := &lease{release: release}
	l.hold()
	return l
}

func (l *lease) hold() { l.users.Add(1) }

func (l *lease) drop() {
	if l.users.Add(-1) == 0 && l.release != nil {
		l.release()
	}
}

// search asks the archive, within a slot and a deadline.
func (s *server) search(c *call, r query.Request) (*index.Result, error) {
	return inSlot(s, c, func(ctx context.Context) (*index.Result, error) { return c.a.Search(ctx, s.terms.widened(r)) })
}

// facetValues asks for a page of all values of a facet, within a slot and a
// deadline.
func (s *server) facetValues(c *call, r query.Request, f query.Facet, o index.FacetOptions) (*index.FacetPage, error) {
	return inSlot(s, c, func(ctx context.Context) (*index.FacetPage, error) {
		return c.a.FacetValues(ctx, s.terms.widened(r), f, o)
	})
}

// inSlot runs ask while it holds one of the search slots. A deadline does not
// bound every step of a search, so the visitor is answered when the time is up
// but the slot and the generation are held until ask really returns: a query
// that runs away takes one slot from the others and no more.
func inSlot[T any](s *server, c *call, ask func(context.Context) (T, error)) (T, error) {
	var zero T
	wait := time.NewTimer(slotWait)
	defer wait.Stop()
	select {
	case s.slots <- struct{}{}:
	case <-wait.C:
		return zero, errBusy
	case <-c.ctx().Done():
		return zero, c.ctx().Err()
	}

	type answer struct {
		value T
		err   error
	}
	done := make(chan answer, 1)
	ctx, cancel := context.WithTimeout(c.ctx(), s.SearchTimeout)
	defer cancel()
	c.lease.hold()
	go func() {
		var a answer
		defer func() {
			if v := recover(); v != nil {
				a.err = fmt.Errorf("search panicked: %v\n%s", v, debug.Stack())
			}
			done <- a
			c.lease.drop()
			<-s.slots
		}()
		a.value, a.err = ask(ctx)
	}()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
		return zero, ctx.Err()
	}
}
