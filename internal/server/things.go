package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/things"
	"reftel/web/templates"
	drawn "reftel/web/templates/things"
)

// portray finds the cables of a subject and what its page tells of them, all in one
// slot. What was found has no more than the cables where there are none.
func (s *server) portray(c *desk.Call, sub subject, req query.Request) (*things.Subject, error) {
	x := shape.Subject{Terms: c.Terms, Facet: sub.facet, Value: sub.value, Kind: c.Words.Tell(sub.kind), Request: req, Thing: sub.thing}
	return desk.InSlot(s.Desk, c, func(ctx context.Context) (*things.Subject, error) {
		out := &things.Subject{Subject: x}
		var err error
		if out.Result, err = c.A.List(ctx, s.Terms.Widened(req)); err != nil {
			return nil, err
		}
		told, err := s.portraits.of(ctx, c.A, sub.facet, sub.value)
		if err != nil {
			return nil, err
		}
		out.Portrait, out.Numbers = told.portrait, told.numbers
		if values.KindOf(sub.facet) != "" {
			if out.Sources, err = sources(ctx, c.A, &out.Subject); err != nil {
				return nil, err
			}
		}
		return out, nil
	}, req)
}

// list asks for cables alone, within a slot and a deadline.
func (s *server) list(c *desk.Call, r query.Request) (*archive.Result, error) {
	return desk.InSlot(s.Desk, c, func(ctx context.Context) (*archive.Result, error) { return c.A.List(ctx, s.Terms.Widened(r)) }, r)
}

// sources are the documents on which rests what is told of a thing, where they lead to.
func sources(ctx context.Context, a archive.Archive, x *shape.Subject) (map[string]archive.Found, error) {
	ids := shape.SourcesOf(x.Thing)
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := a.Lookup(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := map[string]archive.Found{}
	for i, f := range found {
		out[ids[i]] = f
	}
	return out, nil
}

// series is a page of the serial numbers of a post in a year.
func (s *server) series(c *desk.Call) error {
	code, err := desk.Param(c.R, "code")
	if err != nil {
		return err
	}
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	page, err := desk.PageNumber(c.R.URL.Query())
	if err != nil {
		return err
	}
	if upper := strings.ToUpper(code); upper != code {
		return s.Redirect(c, http.StatusMovedPermanently, shape.SeriesPath(upper, year, page))
	}
	number := numberOf(c.R.URL.Query())
	x := things.Series{Terms: c.Terms, Code: code, Page: page}
	err = s.WithSlot(c, func(ctx context.Context) error {
		all, err := c.A.Series(ctx, code)
		if err != nil {
			return err
		}
		for _, n := range all {
			x.Years = append(x.Years, n.Year)
			if n.Year == year {
				x.Numbers = n
			}
		}
		if number > 0 {
			return nil
		}
		serials, ids := x.IDs()
		found, err := c.A.Lookup(ctx, ids...)
		if err != nil {
			return fmt.Errorf("looking up numbers of %s in %d: %w", code, year, err)
		}
		x.Found = map[int]archive.Found{}
		for i, f := range found {
			x.Found[serials[i]] = f
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !slices.Contains(x.Years, year) {
		return desk.NotFound("No number of this post is known here of that year.", templates.Link{Label: code, Href: shape.PostPath(code)})
	}
	if number > 0 {
		return s.Redirect(c, http.StatusFound, x.Place(number))
	}
	if last := x.Last(); page > last {
		return desk.PastEnd(shape.SeriesPath(code, year, last))
	}
	return s.Render(c, http.StatusOK, middleware.Document, fmt.Sprint(page), drawn.SeriesPage(x.View(s.Page(c.R, c))))
}

// numberOf reads the serial number that is looked for in a series, 0 for none.
func numberOf(v url.Values) int {
	n, err := strconv.Atoi(v.Get(shape.ParamNumber))
	if err != nil || n < 1 || n > 9999999 {
		return 0
	}
	return n
}

// mentionsIn is a page of the sentences of one cable that name a thing.
func (s *server) mentionsIn(c *desk.Call, sub subject, id string, page int) error {
	x := shape.MentionsIn{Mentions: shape.Mentions{Terms: c.Terms, Facet: sub.facet, Name: sub.value, Kind: c.Words.Tell(sub.kind)}, Page: page}
	err := s.WithSlot(c, func(ctx context.Context) error {
		rec, err := c.A.Record(ctx, id, archive.Parsed)
		if err != nil {
			return fmt.Errorf("reading cable %.64q: %w", id, err)
		}
		x.Cable = rec.Cable
		found, err := c.A.Lookup(ctx, rec.Cable.ID)
		if err != nil {
			return fmt.Errorf("looking up cable %s: %w", rec.Cable.ID, err)
		}
		if found[0].Summary != nil {
			x.Summary = *found[0].Summary
		}
		x.Names, err = sub.names(ctx, c.A, append(x.Cables, x.Cable))
		return err
	})
	if err != nil {
		return err
	}
	v, ok := x.View(s.Page(c.R, c))
	if !ok {
		return desk.NotFound("No sentence of this cable names it on such a page.", templates.Link{Label: c.Words.Say("All mentions"), Href: shape.MentionsPath(sub.facet, sub.value, 1)})
	}
	key := url.Values{shape.ParamCable: {x.Cable.ID}, "page": {fmt.Sprint(page)}}.Encode()
	return s.Render(c, http.StatusOK, middleware.Document, key, templates.MentionsPage(v))
}

// portraitsKept is of how many subjects is kept what was told: some ten kilobytes each.
const portraitsKept = 500

// portraits keeps what was told of subjects, which is dear to find where many cables
// have the value and the same until another generation is served.
type portraits struct {
	mu         sync.Mutex
	generation string
	kept       map[query.Filter]portrait
}

// A portrait is what is told of a subject. It must not be changed.
type portrait struct {
	portrait *archive.Portrait // nil where there are no cables
	numbers  []archive.Numbers // of a post
}

// of is what is told of a value, kept or asked for.
func (k *portraits) of(ctx context.Context, a archive.Archive, f query.Facet, value string) (portrait, error) {
	g, v := a.Generation().ID, query.Filter{Facet: f, Value: value}
	k.mu.Lock()
	p, ok := k.kept[v]
	ok = ok && k.generation == g
	k.mu.Unlock()
	if ok {
		return p, nil
	}
	p, err := draw(ctx, a, f, value)
	if err != nil || p.portrait == nil && p.numbers == nil { // whatever is asked for
		return p, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.generation != g || len(k.kept) >= portraitsKept {
		k.generation, k.kept = g, map[query.Filter]portrait{}
	}
	k.kept[v] = p
	return p, nil
}

func draw(ctx context.Context, a archive.Archive, f query.Facet, value string) (p portrait, err error) {
	if p.portrait, err = a.Portrait(ctx, f, value, things.CompanyShown, things.Facets()...); err != nil {
		return p, err
	}
	if p.portrait.Cables == 0 {
		p.portrait = nil
	}
	if f == query.Origin {
		p.numbers, err = a.Series(ctx, value)
	}
	return p, err
}
