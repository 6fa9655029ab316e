package finding

import (
	"errors"
	"net/http"

	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	comparison "reftel/internal/server/shape/compare"
	drawn "reftel/web/templates/compare"
	"reftel/web/templates/words"
)

// Compare is the page of some searches over time. Each is one question that waits for
// a slot. What cannot be read of the address is told, and status 400.
func (s *Pages) Compare(c *desk.Call) error {
	asked, err := query.ParseComparison(c.R.URL.Query())
	x := comparison.Comparison{Words: c.Words, Asked: asked}
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		x.Problem = c.Words.Tell(words.Message(bad.Reason))
		return s.Render(c, http.StatusBadRequest, middleware.Private, "", drawn.Page(x.View(s.Page(c.R, c))))
	} else if err != nil {
		return err
	}
	for _, r := range asked.Searches {
		t, err := s.Timeline(c, r.WithPeriod(asked.Period()))
		if err != nil {
			return err
		}
		x.Timelines = append(x.Timelines, t)
	}
	if len(asked.Searches) > 0 {
		if x.Totals, err = s.Counts(c, asked.Searches...); err != nil {
			return err
		}
	}
	return s.Render(c, http.StatusOK, middleware.Private, "", drawn.Page(x.View(s.Page(c.R, c))))
}
