package server

import (
	"context"
	"net/http"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// trailOf reads the trail in the address of a cable. What cannot be read is
// left out.
func trailOf(c *desk.Call) shape.Trail {
	v := c.R.URL.Query()
	req, err := query.ParseRequest(v)
	if err != nil {
		return shape.Trail{}
	}
	n, err := strconv.Atoi(v.Get(shape.ParamPlace))
	if err != nil || n < 1 || n > query.MaxReach {
		n = 0
	}
	return shape.Trail{Request: req, N: n}.WithVia(v[shape.ParamVia])
}

// place finds where a trail stands among the results: one question, in a slot. Where
// that takes too long there is only the way back, and the page says so. A cable to
// which a reference led is no result.
func (s *server) place(c *desk.Call, tr shape.Trail) (shape.Stand, error) {
	if tr.N == 0 || len(tr.Via) > 0 {
		return shape.Stand{}, nil
	}
	at, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (archive.Place, error) {
		return c.A.Place(ctx, s.Terms.Widened(tr.Request), tr.N)
	}, tr.Request)
	if desk.RanOut(c, err) {
		return shape.Stand{Late: true}, nil
	}
	return shape.Stand{Place: at}, err
}

// best leads to the paragraph of a cable in which most of the search of the trail
// was found, or to the cable where it was found in none.
func (s *server) best(c *desk.Call, d *cable.Cable, tr shape.Trail) error {
	path := shape.CablePath(d.ID)
	n := s.finding.Naming(c.Ctx(), c.A)
	f, err := s.finding.Found(n, d, tr.Request, true)
	if err != nil {
		return err
	}
	anchor := ""
	if tr.Request.Expr != nil {
		if anchor = snippet.Best(d, tr.Request.Expr, n.Spelt(tr.Request.Expr)); n.Err != nil {
			return n.Err
		}
	}
	if pieces := snippet.Pieces(d, f.All()); anchor == "" && len(pieces) > 0 {
		anchor = pieces[0].Anchor
	}
	if anchor != "" {
		path = shape.ParagraphPath(d.ID, anchor)
	}
	return s.Redirect(c, http.StatusFound, tr.Address(path))
}
