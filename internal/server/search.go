package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
)

// meaningsShown is how many codes the page of results explains.
const meaningsShown = 3

// searchPage is a page of results with its filters. A parameter that cannot be
// read gives the form back with the reason, and status 400.
func (s *server) searchPage(c *call) error {
	req, err := query.ParseRequest(c.r.URL.Query())
	x := shape.Search{Terms: s.terms, Request: req}
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		return s.refusedSearch(c, x, bad)
	} else if err != nil {
		return err
	}
	if changed, err := s.countedAs(c, &req); err != nil {
		return err
	} else if changed {
		return s.redirect(c, http.StatusFound, req.URL("/search"))
	}
	if x.Result, err = s.search(c, req); err != nil {
		return err
	}
	if x.Result.Total == 0 {
		if err := s.nothing(c, &x); err != nil {
			return err
		}
		req = x.Request
	}
	if last := shape.LastPage(req.Size, x.Result.Listed()); req.Page > last {
		return s.redirect(c, http.StatusFound, req.WithPage(last).URL("/search"))
	}
	n := newNaming(c.ctx(), c.a)
	if x.Spelt = n.spelt(req.Expr); n.err != nil {
		return n.err
	}
	if x.Found, err = s.foundIn(c, req, x.Result, x.Spelt); err != nil {
		return err
	}
	if x.Meanings, err = s.meanings(c, req); err != nil {
		return err
	}
	if req.Page == 1 {
		if err := s.offers(c, &x); err != nil {
			return err
		}
	}
	return s.renderSearch(c, x.View(s.page(c.r, c)))
}

// offers are what the first page of results offers beside them.
func (s *server) offers(c *call, x *shape.Search) (err error) {
	req := x.Request
	if req.Words == query.AllWords && x.Result.Total > 0 {
		if x.Better, err = s.correct(c, req, x.Result.Total); err != nil {
			return err
		}
		if x.Result.Total < fewFound {
			if x.More, err = s.allButOne(c, req, x.Result.Total); err != nil {
				return err
			}
		}
	}
	if x.Named == nil {
		if x.Named, err = s.finder.Find(c.ctx(), c.a, req.Text); err != nil {
			return err
		}
	}
	if x.Things, err = s.leads(c, x); err != nil {
		return err
	}
	x.Dates, err = s.dated(c, req)
	return err
}

// countedAs puts into the filters of a request the names under which things are
// counted, and reports whether another one stood there: an old link, or one that
// somebody wrote.
func (s *server) countedAs(c *call, req *query.Request) (changed bool, err error) {
	for _, f := range req.Filters {
		if values.KindOf(f.Facet) == "" || f.Value == query.None {
			continue
		}
		t, err := c.a.Named(c.ctx(), f.Facet, f.Value)
		if err != nil {
			return false, err
		}
		if t != nil && t.Name != f.Value {
			as := f
			as.Value = t.Name
			page := req.Page
			*req = req.WithoutFilter(f).WithFilter(as).WithPage(page)
			changed = true
		}
	}
	return changed, nil
}

// refusedSearch gives the form back.
func (s *server) refusedSearch(c *call, x shape.Search, bad *query.ParamError) error {
	params := c.r.URL.Query()
	x.Refuse(bad, params)
	status := http.StatusBadRequest
	if bad.Param == "q" {
		// Too long to search, but perhaps somebody pasted what cites a cable.
		var err error
		if x.Named, err = s.finder.Find(c.ctx(), c.a, params.Get("q")); err != nil {
			return err
		}
		if len(x.Named) > 0 {
			status = http.StatusOK
		}
	}
	return s.render(c, status, middleware.Private, "", templates.SearchPage(x.View(s.page(c.r, c))))
}

// relax counts what the removal of each filter would give, and keeps what gives
// something.
func (s *server) relax(c *call, req query.Request) ([]shape.Counted, error) {
	filters := req.Filters[:min(len(req.Filters), 6)]
	reqs := make([]query.Request, len(filters))
	for i, f := range filters {
		reqs[i] = req.WithoutFilter(f)
	}
	counts, err := s.counts(c, reqs...)
	if err != nil {
		return nil, err
	}
	var out []shape.Counted
	for i, n := range counts {
		if n > 0 {
			out = append(out, shape.Counted{Request: reqs[i], Without: filters[i], Cables: n})
		}
	}
	return out, nil
}

// meanings are the codes that the words of a query are or stand for and that cables
// have. A text may be one that no table knows: senders filed under names of persons,
// and under codes of their own.
func (s *server) meanings(c *call, req query.Request) ([]shape.Meaning, error) {
	known := s.terms.Meanings(req.Expr)
	if words, plain := query.PlainWords(req.Expr); plain && len(known) == 0 && len(req.Text) <= query.MaxFilterBytes &&
		(req.Text == strings.ToUpper(req.Text) || !s.commonWords(locate.NameSearch{Words: words})) {
		known = []shape.Meaning{{Words: req.Text, Tag: cable.Tag{Code: strings.ToUpper(req.Text)}}}
	}
	var out []shape.Meaning
	for _, m := range known {
		if len(out) == meaningsShown {
			break
		}
		var err error
		if m.Cables, err = c.a.Frequency(c.ctx(), query.Tags, m.Tag.Code); err != nil {
			return nil, err
		}
		if m.Cables > 0 {
			out = append(out, m)
		}
	}
	return out, nil
}

// correct offers a request with misspelt words put right, in the same filters,
// or nil. It is offered alone when it finds more cables than the request.
func (s *server) correct(c *call, req query.Request, found int) (*shape.Counted, error) {
	if req.Expr == nil {
		return nil, nil
	}
	return inSlot(s, c, func(ctx context.Context) (*shape.Counted, error) {
		e, ok, err := c.a.Correct(ctx, req.Expr)
		if err != nil || !ok {
			return nil, err
		}
		e = query.KeepWords(req.Expr, e, s.terms.IsCode)
		if e.String() == req.Expr.String() {
			return nil, nil
		}
		better := req.WithText(e.String())
		if better.Expr == nil || better.Expr.String() != e.String() {
			return nil, nil // too long to be typed
		}
		n, err := c.a.Count(ctx, s.terms.Widened(better))
		if err != nil || n <= found {
			return nil, err
		}
		return &shape.Counted{Request: better, Cables: n}, nil
	})
}

// values is the page of all values of a facet within a search.
func (s *server) values(c *call) error {
	name, err := param(c.r, "facet")
	if err != nil {
		return err
	}
	f := query.Facet(name)
	if !slices.Contains(query.Facets(), f) {
		return notFound("There is no filter of this name.")
	}
	params := c.r.URL.Query()
	o, err := facetOptions(params)
	if err != nil {
		return err
	}
	params.Del("page")
	params.Del("sort")
	req, err := query.ParseRequest(params)
	if err != nil {
		return paramReason(err)
	}
	if _, err := s.countedAs(c, &req); err != nil {
		return err
	}
	fp, err := s.facetValues(c, req, f, o)
	if err != nil {
		return err
	}
	x := shape.Values{Facet: f, Request: req, Options: o, Page: fp, Path: "/search/values/" + name, Within: true}
	return s.render(c, http.StatusOK, middleware.Private, "", templates.IndexPage(x.View(s.page(c.r, c))))
}

// jump leads from any form of an id, or a text with one in it, to its cable,
// and from anything else to the search for it.
func (s *server) jump(c *call) error {
	text := c.r.URL.Query().Get("id")
	if len(text) > 2000 {
		text = text[:2000]
	}
	found, err := s.finder.Find(c.ctx(), c.a, text)
	if err != nil {
		return err
	}
	if len(found) == 1 {
		return s.redirect(c, http.StatusFound, shape.CablePath(found[0].ID))
	}
	if n, ok := locate.Best(found); ok {
		return s.redirect(c, http.StatusFound, shape.CablePath(n.ID))
	}
	if text == "" {
		return s.redirect(c, http.StatusFound, "/search")
	}
	return s.redirect(c, http.StatusFound, shape.TextSearch(shape.Cut(text, query.MaxBytes/2)))
}
