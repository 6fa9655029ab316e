package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
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
	if last := shape.LastPage(req.Size, x.Result.Listed()); req.Page > last {
		return s.redirect(c, http.StatusFound, req.WithPage(last).URL("/search"))
	}
	if x.Found, err = s.foundIn(c, req, x.Result); err != nil {
		return err
	}
	if x.Result.Total == 0 && len(req.Filters) > 0 {
		if x.Relaxed, err = s.relax(c, req); err != nil {
			return err
		}
	}
	if x.Meanings, err = s.meanings(c, req.Expr); err != nil {
		return err
	}
	if req.Page == 1 {
		if x.Named, err = s.finder.Find(c.ctx(), c.a, req.Text); err != nil {
			return err
		}
		if x.Better, err = s.correct(c, req, x.Result.Total); err != nil {
			return err
		}
		if x.Things, err = s.things(c, req.Text); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, middleware.Private, "", templates.SearchPage(x.View(s.page(c.r, c))))
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

// leadsShown is how many names the page of results offers.
const leadsShown = 4

// things are the people, organisations, places and other things whose name a text
// is, but for initials, or with the surname first. Where no slot comes free there
// are none.
func (s *server) things(c *call, text string) ([]archive.Suggestion, error) {
	asked := []string{nameKey(text), nameKey(turned(text))}
	if asked[0] == "" || len(text) > query.MaxFilterBytes {
		return nil, nil
	}
	is := func(name string) bool { return name != "" && slices.Contains(asked, nameKey(name)) }
	texts := []string{text}
	if asked[0] != cable.NameKey(text) {
		texts = append(texts, asked[0]) // the initials may be of no name here
	}
	var out []archive.Suggestion
	err := s.withSlot(c, func(ctx context.Context) error {
		for _, t := range texts {
			found, err := c.a.Suggest(ctx, t, 2*leadsShown, nameFields...)
			if err != nil {
				return err
			}
			for _, g := range found {
				if is(g.Value) || is(g.Also) {
					out = append(out, g)
				}
			}
			if len(out) > 0 {
				break
			}
		}
		var err error
		out, err = s.alsoNamed(ctx, c.a, text, out)
		return err
	})
	if ranOut(c, err) {
		return nil, nil
	}
	return out[:min(len(out), leadsShown)], err
}

// alsoNamed adds things of which a text is another name although its words stand in
// the name itself too: James Carter, of James Earl Carter.
func (s *server) alsoNamed(ctx context.Context, a archive.Archive, text string, out []archive.Suggestion) ([]archive.Suggestion, error) {
	for _, field := range nameFields {
		t, err := a.Named(ctx, query.Facet(field), text)
		if err != nil {
			return nil, err
		}
		if t == nil || slices.ContainsFunc(out, func(g archive.Suggestion) bool { return g.Kind == field && g.Value == t.Name }) {
			continue
		}
		g := archive.Suggestion{Kind: field, Value: t.Name}
		if i := slices.IndexFunc(t.Forms, func(f authority.Form) bool { return cable.NameKey(f.Name) == cable.NameKey(text) }); i >= 0 {
			g.Also = t.Forms[i].Name
		}
		if g.Count, err = a.Frequency(ctx, query.Facet(field), t.Name); err != nil {
			return nil, err
		}
		if g.Count > 0 {
			out = append(out, g)
		}
	}
	return out, nil
}

// nameKey is how a text that may be a name is compared: without initials, where two
// words are left that say whose it is.
func nameKey(text string) string {
	key := cable.NameKey(text)
	words := slices.DeleteFunc(strings.Fields(key), func(w string) bool { return utf8.RuneCountInString(w) == 1 })
	if len(words) < 2 {
		return key
	}
	return strings.Join(words, " ")
}

// turned is a name with the surname first, as lists of persons have it, in the usual
// order; "" for other names.
func turned(name string) string {
	surname, given, ok := strings.Cut(strings.Trim(name, `"“”`), ", ")
	if !ok || strings.Contains(given, ",") {
		return ""
	}
	return given + " " + surname
}

var nameFields = []query.Field{query.FieldPer, query.FieldOrg, query.FieldLoc, query.FieldMisc}

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

// meanings are the codes that the words of a query stand for and that cables
// have.
func (s *server) meanings(c *call, e query.Expr) ([]shape.Meaning, error) {
	var out []shape.Meaning
	for _, m := range s.terms.Meanings(e) {
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
