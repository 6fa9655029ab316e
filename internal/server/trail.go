package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/finding"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/divide"
	"reftel/internal/server/shape/reading"
	"reftel/web/templates"
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

// inParts tells a page of a long text where it stands, and in which other parts the
// search of the trail was found: all of them are looked through in a slot, and where the
// time is up the page does without.
func (s *server) inParts(c *desk.Call, x *shape.Cable, long *divide.Long, part int, n *finding.Naming) error {
	if long == nil {
		return nil
	}
	x.Long, x.Part, x.First = long, part, long.Parts[part].From
	expr := s.Terms.Widened(x.Trail.Request).Expr
	if expr == nil {
		return nil
	}
	spelt := n.Spelt(expr)
	if n.Err != nil {
		return n.Err
	}
	hits, err := desk.InSlot(s.Desk, c, func(ctx context.Context) ([]int, error) {
		hits := make([]int, len(long.Parts))
		for i := range hits {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			w := &cable.Cable{Paragraphs: long.Whole.Paragraphs[long.Parts[i].From:long.Parts[i].To]}
			for _, spans := range snippet.Highlight(w, expr, spelt) {
				hits[i] += len(spans)
			}
		}
		return hits, nil
	})
	if desk.RanOut(c, err) {
		return nil
	}
	x.Hits = hits
	return err
}

// part is a further page of the text of a long cable.
func (s *server) part(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	number, err := desk.Param(c.R, "part")
	if err != nil {
		return err
	}
	tr, choice := trailOf(c), reading.Parse(c.R.URL.Query())
	choice.Lines = false
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || strconv.Itoa(n) != number {
		return desk.NotFound("")
	}
	address := func(id string) string { return choice.Address(tr.Address(shape.PartPath(id, n))) }
	rec, err := s.held(c, asked, tr, address)
	if err != nil || rec == nil {
		return err
	}
	long := s.longs.Divided(rec.Cable)
	if n == 1 {
		return s.Redirect(c, http.StatusMovedPermanently, address(rec.Cable.ID))
	}
	if long == nil || n > len(long.Parts) {
		return desk.NotFound("The text of this cable has fewer parts.", templates.Link{Label: c.Words.Say("The cable"), Href: shape.CablePath(rec.Cable.ID)})
	}
	end, err := s.longs.Turns.Enter(c.Ctx(), s.Visitor(c.R))
	if err != nil {
		return err
	}
	defer end()
	names := s.finding.Naming(c.Ctx(), c.A)
	d, err := names.Counted(long.Part(n - 1))
	if err != nil {
		return err
	}
	x, err := s.shown(c, d)
	if err != nil {
		return err
	}
	x.Trail, x.Unmarked = tr, choice.Unmarked
	if x.Found, err = s.finding.Found(names, d, tr.Request, true); err != nil {
		return err
	}
	if err := s.inParts(c, x, long, n-1, names); err != nil {
		return err
	}
	at, err := s.place(c, tr)
	if err != nil {
		return err
	}
	v := x.View(s.Page(c.R, c))
	cache := middleware.Document
	if tr.Given() {
		v.Trail = tr.View(c.Words, d.ID, at, shape.CablePath)
		cache = trailed(&v.Page, tr)
	}
	choice.ViewLong(c.Words, &v, tr.Address(shape.PartPath(d.ID, n)))
	v.NoIndex = v.NoIndex || choice.Key() != ""
	return s.Render(c, http.StatusOK, cache, choice.Key(), drawnThen(end, templates.PartPage(v)))
}

// best leads to the paragraph of a cable in which most of the search of the trail
// was found, or to the cable where it was found in none.
func (s *server) best(c *desk.Call, d *cable.Cable, tr shape.Trail) error {
	path := shape.CablePath(d.ID)
	n := s.finding.Naming(c.Ctx(), c.A)
	if long := s.longs.Divided(d); long != nil {
		anchor, err := s.bestOfLong(c, long, tr.Request, n)
		if err != nil {
			return err
		}
		if anchor != "" {
			path = shape.ParagraphPath(d.ID, anchor)
		}
		return s.Redirect(c, http.StatusFound, tr.Address(path))
	}
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

// bestOfLong is the paragraph of a long cable with the most matches, of those that were
// looked at until the time was up; "" where there is none.
func (s *server) bestOfLong(c *desk.Call, long *divide.Long, r query.Request, n *finding.Naming) (string, error) {
	expr := s.Terms.Widened(r).Expr
	if expr == nil {
		return "", nil
	}
	spelt := n.Spelt(expr)
	if n.Err != nil {
		return "", n.Err
	}
	return desk.InSlot(s.Desk, c, func(ctx context.Context) (string, error) {
		best, most := "", 0
		for _, p := range long.Parts {
			if ctx.Err() != nil && best != "" {
				break
			}
			w := &cable.Cable{Paragraphs: long.Whole.Paragraphs[p.From:p.To]}
			found := snippet.Highlight(w, expr, spelt)
			at := slices.MaxFunc(w.Paragraphs, func(a, b cable.Paragraph) int { return cmp.Compare(len(found[a.Anchor]), len(found[b.Anchor])) })
			if k := len(found[at.Anchor]); k > most {
				best, most = at.Anchor, k
			}
		}
		return best, nil
	})
}
