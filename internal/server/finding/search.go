// Package finding is the pages that find cables: results and what they offer beside
// them, the values of facets, suggestions, and searches compared over time. It also
// tells what a search found in a cable.
package finding

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/lean"
	"reftel/web/templates"

	"github.com/a-h/templ"
)

// Pages are the handlers of this family.
type Pages struct {
	*desk.Desk
	tries tries
	names knownNames
}

// meaningsShown is how many codes the page of results explains.
const meaningsShown = 3

// Results is a page of results with its filters. A parameter that cannot be
// read gives the form back with the reason, and status 400.
func (s *Pages) Results(c *desk.Call) error {
	req, err := query.ParseRequest(c.R.URL.Query())
	x := shape.Search{Terms: c.Terms, Request: req}
	if bad, ok := errors.AsType[*query.ParamError](err); ok {
		return s.refusedSearch(c, x, bad)
	} else if err != nil {
		return err
	}
	if changed, err := s.CountedAs(c, &req); err != nil {
		return err
	} else if changed {
		return s.Redirect(c, http.StatusFound, req.URL("/search"))
	}
	answer, err := s.Answer(c, req)
	if err != nil {
		return err
	}
	return s.render(c, answer.View(s.Page(c.R, c)))
}

// Answer is all that a page of results tells of a request, for people and for programs.
func (s *Pages) Answer(c *desk.Call, req query.Request) (*shape.Search, error) {
	x := &shape.Search{Terms: c.Terms, Request: req}
	var err error
	if x.Result, err = s.Search(c, req); err != nil {
		return nil, err
	}
	if x.Result.Total == 0 {
		if err := s.nothing(c, x); err != nil {
			return nil, err
		}
		req = x.Request
	}
	if last := shape.LastPage(req.Size, x.Result.Listed()); req.Page > last {
		return nil, desk.PastEnd(req.WithPage(last).URL("/search"))
	}
	n := s.Naming(c.Ctx(), c.A)
	if x.Spelt = n.Spelt(req.Expr); n.Err != nil {
		return nil, n.Err
	}
	if x.Found, err = s.foundIn(c, req, x.Result, x.Spelt); err != nil {
		return nil, err
	}
	if x.Meanings, err = s.meanings(c, req); err != nil {
		return nil, err
	}
	if req.Page == 1 {
		if err := s.offers(c, x); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// offers are what the first page of results offers beside them.
func (s *Pages) offers(c *desk.Call, x *shape.Search) (err error) {
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
		if x.Named, err = s.cables(c.Ctx(), c.A, req.Text); err != nil {
			return err
		}
	}
	for _, n := range x.Named {
		by, err := c.A.Related(c.Ctx(), n.ID, archive.CitedBy, 0)
		if err != nil {
			return err
		}
		x.Citing = append(x.Citing, by.Total)
	}
	if x.Volumes, err = s.shelf(c.Ctx(), c.A, req.Text); err != nil {
		return err
	}
	if len(x.Volumes) > 0 {
		x.Better, x.Lacking = nil, nil // FRUS is no misspelling
	}
	if x.Things, err = s.leads(c, x); err != nil {
		return err
	}
	dated, err := s.dated(c, req)
	x.Dates = slices.Concat(x.Dates, thread(c.Words, x), dated)
	return err
}

// CountedAs puts into the filters of a request the names under which things are
// counted, and reports whether another one stood there: an old link, or one that
// somebody wrote.
func (s *Pages) CountedAs(c *desk.Call, req *query.Request) (changed bool, err error) {
	for _, f := range req.Filters {
		if values.KindOf(f.Facet) == "" || f.Value == query.None {
			continue
		}
		t, err := c.A.Named(c.Ctx(), f.Facet, f.Value)
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
func (s *Pages) refusedSearch(c *desk.Call, x shape.Search, bad *query.ParamError) error {
	params := c.R.URL.Query()
	x.Refuse(bad, params)
	status := http.StatusBadRequest
	if bad.Param == "q" {
		// Too long to search, but perhaps somebody pasted what cites a cable.
		var err error
		if x.Named, err = s.cables(c.Ctx(), c.A, params.Get("q")); err != nil {
			return err
		}
		if len(x.Named) == 0 {
			if x.Volumes, err = s.shelf(c.Ctx(), c.A, params.Get("q")); err != nil {
				return err
			}
		}
		if len(x.Named)+len(x.Volumes) > 0 {
			status = http.StatusOK
		}
	}
	return s.Render(c, status, middleware.Private, "", templates.SearchPage(x.View(s.Page(c.R, c))))
}

// relax counts what the removal of each filter would give, and keeps what gives
// something.
func (s *Pages) relax(c *desk.Call, req query.Request) ([]shape.Counted, error) {
	filters := req.Filters[:min(len(req.Filters), 6)]
	reqs := make([]query.Request, len(filters))
	for i, f := range filters {
		reqs[i] = req.WithoutFilter(f)
	}
	counts, err := s.Counts(c, reqs...)
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
func (s *Pages) meanings(c *desk.Call, req query.Request) ([]shape.Meaning, error) {
	known := s.Terms.Meanings(req.Expr)
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
		if m.Cables, err = c.A.Frequency(c.Ctx(), query.Tags, m.Tag.Code); err != nil {
			return nil, err
		}
		if m.Cables > 0 {
			out = append(out, m)
		}
	}
	return out, nil
}

// Values is the page of all values of a facet within a search.
func (s *Pages) Values(c *desk.Call) error {
	x, err := s.AllValues(c)
	if err != nil {
		return err
	}
	if last, past := x.Past(); past {
		return desk.PastEnd(last)
	}
	return s.Render(c, http.StatusOK, middleware.Private, "", templates.IndexPage(x.View(s.Page(c.R, c))))
}

// AllValues is a page of the values of the facet that the path names, within a search.
func (s *Pages) AllValues(c *desk.Call) (*shape.Values, error) {
	name, err := desk.Param(c.R, "facet")
	if err != nil {
		return nil, err
	}
	f := query.Facet(name)
	if !slices.Contains(query.Facets(), f) {
		return nil, desk.NotFound("There is no filter of this name.")
	}
	params := c.R.URL.Query()
	o, err := desk.FacetOptions(params)
	if err != nil {
		return nil, err
	}
	params.Del("page")
	params.Del("sort")
	req, err := query.ParseRequest(params)
	if err != nil {
		return nil, desk.ParamReason(err)
	}
	if _, err := s.CountedAs(c, &req); err != nil {
		return nil, err
	}
	fp, err := s.FacetValues(c, req, f, o)
	if err != nil {
		return nil, err
	}
	return &shape.Values{Words: c.Words, Facet: f, Request: req, Options: o, Page: fp, Path: "/search/values/" + name, Within: true}, nil
}

// Jump leads from any form of an id, or a text with one in it, to its cable,
// and from anything else to the search for it.
func (s *Pages) Jump(c *desk.Call) error {
	text := c.R.URL.Query().Get("id")
	if len(text) > 2000 {
		text = text[:2000]
	}
	found, err := s.cables(c.Ctx(), c.A, text)
	if err != nil {
		return err
	}
	if len(found) == 1 {
		return s.Redirect(c, http.StatusFound, shape.CablePath(found[0].ID))
	}
	if n, ok := locate.Best(found); ok {
		return s.Redirect(c, http.StatusFound, shape.CablePath(n.ID))
	}
	if text == "" {
		return s.Redirect(c, http.StatusFound, "/search")
	}
	return s.Redirect(c, http.StatusFound, shape.TextSearch(shape.Cut(text, query.MaxBytes/2)))
}

// render draws a page of results. One of twenty that is large is drawn again with
// less: most of it are addresses then, since a long search is in each of them.
func (s *Pages) render(c *desk.Call, v templates.Search) error {
	b := templ.GetBuffer()
	defer templ.ReleaseBuffer(b)
	for step := range lean.Steps {
		b.Reset()
		if err := templates.SearchPage(lean.Search(v, step)).Render(c.Ctx(), b); err != nil {
			return fmt.Errorf("rendering: %w", err)
		}
		if b.Len() <= lean.Most || len(v.Results) > query.DefaultSize {
			break
		}
	}
	return s.Reply(c, http.StatusOK, middleware.Private, "", "text/html; charset=utf-8", s.Localized(c.R, b.Bytes()))
}
