package index

import (
	"context"
	"fmt"

	"reftel/internal/query"
)

// A Place is where a cable stands among the hits of a request, with the ids
// around it. Prev and Next are "" at the ends.
type Place struct {
	ID, Prev, Next string
	Total          int // rows of the list
}

// Place finds the n-th hit of a request, from 1, in the order of the request.
// Beyond the last hit the id is "".
func (a *Archive) Place(ctx context.Context, req query.Request, n int) (Place, error) {
	if n < 1 || n >= maxWindow {
		return Place{}, fmt.Errorf("place: %w: hit %d", ErrBadRequest, n)
	}
	r := a.newRun(ctx)
	sel, err := r.selection(req)
	if err != nil {
		return Place{}, fmt.Errorf("place: %w", err)
	}
	p := Place{Total: sel.total - sel.folded(req)}
	from := max(n-2, 0)
	hits, err := r.ranked(sel, req, from, n+1-from)
	if err != nil {
		return Place{}, fmt.Errorf("place: %w", err)
	}
	for i, h := range hits {
		id := a.ids.held[h.ord]
		switch from + i + 1 {
		case n - 1:
			p.Prev = id
		case n:
			p.ID = id
		case n + 1:
			p.Next = id
		}
	}
	return p, nil
}
