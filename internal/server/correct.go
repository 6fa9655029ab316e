package server

import (
	"context"

	"reftel/internal/query"
)

// A corrected request is one in another spelling, which finds more.
type corrected struct {
	req   query.Request
	count int
}

// correct offers a request with misspelt words put right, in the same filters,
// or nil. It is offered alone when it finds more cables than the request.
func (s *server) correct(c *call, req query.Request, found int) (*corrected, error) {
	if req.Expr == nil {
		return nil, nil
	}
	return inSlot(s, c, func(ctx context.Context) (*corrected, error) {
		e, ok, err := c.a.Correct(ctx, req.Expr)
		if err != nil || !ok {
			return nil, err
		}
		better := req.WithText(e.String())
		if better.Expr == nil || better.Expr.String() != e.String() {
			return nil, nil // too long to be typed
		}
		res, err := c.a.Search(ctx, s.terms.widened(better))
		if err != nil || res.Total <= found {
			return nil, err
		}
		return &corrected{better, res.Total}, nil
	})
}
