package server

import (
	"context"
	"errors"
	"net/http"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
	comparison "reftel/internal/server/shape/compare"
	drawn "reftel/web/templates/compare"
)

// compare is the page of some searches over time. Each is one question that waits for
// a slot. What cannot be read of the address is told, and status 400.
func (s *server) compare(c *call) error {
	asked, err := query.ParseComparison(c.r.URL.Query())
	x := comparison.Comparison{Asked: asked}
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		x.Problem = bad.Reason
		return s.render(c, http.StatusBadRequest, middleware.Private, "", drawn.Page(x.View(s.page(c.r, c))))
	} else if err != nil {
		return err
	}
	for _, r := range asked.Searches {
		t, err := s.timeline(c, r.WithPeriod(asked.Period()))
		if err != nil {
			return err
		}
		x.Timelines = append(x.Timelines, t)
	}
	if len(asked.Searches) > 0 {
		if x.Totals, err = s.counts(c, asked.Searches...); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, middleware.Private, "", drawn.Page(x.View(s.page(c.r, c))))
}

// timeline counts the cables of a request by date, within a slot and a deadline.
func (s *server) timeline(c *call, r query.Request) (archive.Timeline, error) {
	return inSlot(s, c, func(ctx context.Context) (archive.Timeline, error) { return c.a.Timeline(ctx, s.terms.Widened(r)) })
}
