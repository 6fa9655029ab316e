package server

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"reftel/internal/index"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

// searchPage is a page of results with its filters. A parameter that cannot be
// read gives the form back with the reason, and status 400.
func (s *server) searchPage(c *call) error {
	req, err := query.ParseRequest(c.r.URL.Query())
	x := shownSearch{server: s, archive: c.a, req: req}
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		x.refuse(bad, c.r.URL.Query())
		status := http.StatusBadRequest
		if bad.Param == "q" {
			// Too long to search, but perhaps somebody pasted what cites a cable.
			if x.jumps = s.jumps(c.a, c.r.URL.Query().Get("q")); len(x.jumps) > 0 {
				status = http.StatusOK
			}
		}
		return s.render(c, status, middleware.Private, "", templates.SearchPage(x.view(s.page(c.r, c))))
	} else if err != nil {
		return err
	}
	if x.res, err = s.search(c, req); err != nil {
		return err
	}
	if last := lastPage(req.Size, x.res.Listed()); req.Page > last {
		return s.redirect(c, http.StatusFound, req.WithPage(last).URL("/search"))
	}
	if x.res.Total == 0 && len(req.Filters) > 0 {
		if err := s.relax(c, &x); err != nil {
			return err
		}
	}
	x.meanings = s.meanings(c.a, req)
	if req.Page == 1 {
		x.jumps = s.jumps(c.a, req.Text)
		if x.better, err = s.correct(c, req, x.res.Total); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, middleware.Private, "", templates.SearchPage(x.view(s.page(c.r, c))))
}

// facetOf finds the counts of a facet in a result.
func facetOf(res *index.Result, f query.Facet) index.FacetCounts {
	for _, fc := range res.Facets {
		if fc.Facet == f {
			return fc
		}
	}
	return index.FacetCounts{Facet: f}
}

// relax counts what the removal of each filter would give.
func (s *server) relax(c *call, x *shownSearch) error {
	filters := x.req.Filters[:min(len(x.req.Filters), 6)]
	reqs := make([]query.Request, len(filters))
	for i, f := range filters {
		reqs[i] = x.req.WithoutFilter(f)
	}
	counts, err := s.counts(c, reqs)
	if err != nil {
		return err
	}
	for i, f := range filters {
		if counts[i] > 0 {
			x.relaxed = append(x.relaxed, relaxed{f, counts[i]})
		}
	}
	return nil
}

// counts says how many cables each request finds, all in one slot and within
// one deadline.
func (s *server) counts(c *call, reqs []query.Request) ([]int, error) {
	return inSlot(s, c, func(ctx context.Context) ([]int, error) {
		ns := make([]int, len(reqs))
		for i, r := range reqs {
			res, err := c.a.Search(ctx, s.terms.widened(r.WithPage(1)))
			if err != nil {
				return nil, err
			}
			ns[i] = res.Total
		}
		return ns, nil
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
	fp, err := s.facetValues(c, req, f, o)
	if err != nil {
		return err
	}
	x := shownValues{server: s, facet: f, req: req, options: o, page: fp, path: "/search/values/" + name, within: true}
	return s.render(c, http.StatusOK, middleware.Private, "", templates.IndexPage(x.view(s.page(c.r, c))))
}

// jump leads from any form of an id, or a text with one in it, to its cable,
// and from anything else to the search for it.
func (s *server) jump(c *call) error {
	text := c.r.URL.Query().Get("id")
	if len(text) > 2000 {
		text = text[:2000]
	}
	if js := s.jumps(c.a, text); len(js) == 1 {
		return s.redirect(c, http.StatusFound, cablePath(js[0].id))
	}
	if id, state := s.resolve(c.a, text); state != index.Unknown {
		return s.redirect(c, http.StatusFound, cablePath(id))
	}
	if text == "" {
		return s.redirect(c, http.StatusFound, "/search")
	}
	return s.redirect(c, http.StatusFound, "/search?q="+escapeQuery(cut(text, query.MaxBytes/2)))
}

// home is the first page: what is here, and the ways into it.
func (s *server) home(c *call) error {
	req := query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}
	res, err := s.search(c, req)
	if err != nil {
		return err
	}
	v := s.homeView(s.page(c.r, c), res, c.a.Stats())
	return s.render(c, http.StatusOK, middleware.Document, "", templates.HomePage(v))
}
