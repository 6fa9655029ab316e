package search

import (
	"context"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// Place finds the n-th hit of a request, from 1, in the order of the request.
// Beyond the last hit the id is "".
func (a *Archive) Place(ctx context.Context, req query.Request, n int) (archive.Place, error) {
	if n < 1 || n >= maxWindow {
		return archive.Place{}, fmt.Errorf("place: %w: hit %d", archive.ErrBadRequest, n)
	}
	r := a.newRun(ctx)
	sel, err := r.selection(req)
	if err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	p := archive.Place{Total: sel.total - sel.folded(req)}
	from := max(n-2, 0)
	hits, err := r.ranked(sel, req, from, n+1-from)
	if err != nil {
		return archive.Place{}, fmt.Errorf("place: %w", err)
	}
	for i, h := range hits {
		id := a.store.IDs.Held[h.ord]
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
