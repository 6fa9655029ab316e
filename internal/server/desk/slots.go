package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/polite"
	"reftel/internal/query"
	"reftel/internal/server/guard"
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

// Search asks the archive, within a slot and a deadline.
func (s *Desk) Search(c *Call, r query.Request) (*archive.Result, error) {
	res, err := InSlot(s, c, func(ctx context.Context) (*archive.Result, error) { return c.A.Search(ctx, s.Terms.Widened(r)) }, r)
	if err != nil || s.Terms.Collections == nil {
		return res, err
	}
	named := *res
	named.Facets = s.Terms.LabelCounts(res.Facets)
	return &named, nil
}

// FacetValues asks for a page of all values of a facet, within a slot and a
// deadline.
func (s *Desk) FacetValues(c *Call, r query.Request, f query.Facet, o archive.FacetOptions) (*archive.FacetPage, error) {
	page, err := InSlot(s, c, func(ctx context.Context) (*archive.FacetPage, error) {
		return c.A.FacetValues(ctx, s.Terms.Widened(r), f, o)
	}, r)
	if err != nil || s.Terms.Collections == nil {
		return page, err
	}
	named := *page
	named.Buckets = s.Terms.LabelBuckets(f, page.Buckets)
	return &named, nil
}

// Timeline counts the cables of a request by date, within a slot and a deadline.
func (s *Desk) Timeline(c *Call, r query.Request) (archive.Timeline, error) {
	return InSlot(s, c, func(ctx context.Context) (archive.Timeline, error) { return c.A.Timeline(ctx, s.Terms.Widened(r)) }, r)
}

// Counts says how many cables each request finds, all in one slot and within
// one deadline.
func (s *Desk) Counts(c *Call, reqs ...query.Request) ([]int, error) {
	return InSlot(s, c, func(ctx context.Context) ([]int, error) {
		ns := make([]int, len(reqs))
		for i, r := range reqs {
			var err error
			if ns[i], err = c.A.Count(ctx, s.Terms.Widened(r)); err != nil {
				return nil, err
			}
		}
		return ns, nil
	}, reqs...)
}

// RanOut reports whether no slot came free for a question or its time was up,
// while the archive is well and the visitor still waits.
func RanOut(c *Call, err error) bool {
	if errors.Is(err, archive.ErrUnavailable) || c.Ctx().Err() != nil {
		return false
	}
	return errors.Is(err, ErrBusy) || errors.Is(err, ErrShare) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

// takeSlot waits for a slot for some requests, but not for long. It tells of which kind they are.
func (s *Desk) takeSlot(c *Call, reqs []query.Request) (leave func(), kind int, err error) {
	var cost time.Duration
	for _, r := range reqs {
		one, err := c.A.Cost(c.Ctx(), s.Terms.Widened(r))
		if err != nil {
			return nil, 0, err
		}
		cost += one
	}
	cables := c.A.Generation().Cables
	take := func() (func(), error) { return s.gate.Enter(c.Ctx(), s.visitors.Of(c.R), cost, cables) }
	kind = guard.Kind(cost, cables)
	if c.kept == nil {
		leave, err = take()
	} else {
		leave, err = c.kept.enter(kind, take)
	}
	return leave, kind, err
}

// Visitor is who asks.
func (s *Desk) Visitor(r *http.Request) guard.Visitor { return s.visitors.Of(r) }

// Searching reports whether somebody's search is under way, for what can wait.
func (s *Desk) Searching() bool {
	for _, pool := range guard.Pools() {
		if t := s.gate.Taken(pool); t.Used+t.Waiting > 0 {
			return true
		}
	}
	return false
}

// WithSlot runs ask while it holds one of the search slots, within a deadline. It
// is for questions that are small and keep to their deadline: another goroutine,
// as inSlot needs, costs a tenth of the page of a cable.
func (s *Desk) WithSlot(c *Call, ask func(context.Context) error) error {
	leave, _, err := s.takeSlot(c, nil)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(c.Ctx(), s.SearchTimeout)
	defer cancel()
	return ask(ctx)
}

// patience is how long a usual search gives way to light ones. It is felt then: of many
// visitors some always ask for something light. Dear ones are waited for anyway.
const patience = 20 * time.Millisecond

// politely is a context for the work of a kind.
func politely(ctx context.Context, kind int) context.Context {
	switch kind {
	case guard.Light:
		return ctx
	case guard.Usual:
		return polite.Long(ctx, patience)
	}
	return polite.Long(ctx, 0)
}

// InSlot runs ask while it holds one of the search slots. A deadline does not
// bound every step of a search, so the visitor is answered when the time is up
// but the slot and the generation are held until ask really returns: a query
// that runs away takes one slot from the others and no more. By the requests of which
// it asks it is known to be dear; without any it is small. What is not light gives way to
// others while it is under way.
func InSlot[T any](s *Desk, c *Call, ask func(context.Context) (T, error), reqs ...query.Request) (T, error) {
	var zero T
	leave, kind, err := s.takeSlot(c, reqs)
	if err != nil {
		return zero, err
	}
	type answer struct {
		value T
		err   error
	}
	done := make(chan answer, 1)
	ctx, cancel := context.WithTimeout(c.Ctx(), s.SearchTimeout)
	defer cancel()
	ctx = politely(ctx, kind)
	c.lease.hold()
	go func() {
		var a answer
		defer func() {
			if v := recover(); v != nil {
				a.err = fmt.Errorf("search panicked: %v\n%s", v, debug.Stack())
			}
			done <- a
			c.lease.drop()
			leave()
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
