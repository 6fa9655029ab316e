package server

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
)

// forms are the other forms of a cable, by the end of its path.
var forms = []string{".json", ".txt", ".bib", ".ris"}

// cable is the page of a cable, or another form of it.
func (s *server) cable(c *call) error {
	asked, err := param(c.r, "id")
	if err != nil {
		return err
	}
	form := path.Ext(asked)
	if !slices.Contains(forms, form) {
		form = ""
	}
	tr := trailOf(c)
	id, err := s.held(c, strings.TrimSuffix(asked, form), func(id string) string {
		return tr.address(cablePath(id) + form)
	})
	if err != nil || id == "" {
		return err
	}
	d, versions, err := c.a.Read(id)
	if err != nil {
		return fmt.Errorf("reading cable %s: %w", id, err)
	}
	if form != "" {
		return s.cableForm(c, d, form)
	}

	x := s.ask(c, d, versions)
	if tr.req.Expr != nil {
		x.matches = c.a.Highlight(d, tr.req.Expr)
	}
	v := x.view(s.page(c.r, c))
	cache := middleware.Document
	if tr.given() {
		if v.Trail, err = s.trail(c, tr, id); err != nil {
			return err
		}
		v.Query, v.NoIndex = tr.req.Text, true
		cache = middleware.Private
	}
	return s.render(c, http.StatusOK, cache, "", templates.CablePage(v))
}

// held finds the cable that an id in an address means. When the id is written
// otherwise than the archive writes it, held answers with a redirect to what
// canonical makes of it, and returns "". Cited, withdrawn and unknown ids are
// answered too.
func (s *server) held(c *call, asked string, canonical func(id string) string) (string, error) {
	id, state := s.resolve(c.a, asked)
	if state != index.Unknown && id != asked {
		return "", s.redirect(c, http.StatusMovedPermanently, canonical(id))
	}
	switch state {
	case index.Held:
		return id, nil
	case index.Absent:
		return "", s.stub(c, id)
	case index.Gone:
		return "", s.gone(c, id)
	}
	return "", notFound("No cable with this id is held or cited here.",
		templates.Link{Label: "Search for the id", Href: "/search?q=" + escapeQuery(cut(asked, 80))})
}

// stub is the page of a cable that is cited here but not held.
func (s *server) stub(c *call, id string) error {
	page := s.page(c.r, c)
	page.Title, page.NoIndex = "Cable "+id, true
	v := templates.Stub{Page: page, ID: id, SearchHref: "/search?q=" + escapeQuery(`"`+id+`"`)}
	if i := strings.LastIndexFunc(id, func(r rune) bool { return r < '0' || r > '9' }); i > 2 && i+1 < len(id) {
		if p, ok := s.terms.post(id[2 : i+1]); ok {
			v.Facts = append(v.Facts, templates.Fact{Term: "From", Values: []templates.FactValue{{Text: p.Name, Detail: p.Country, Href: postPath(p.Code)}}})
		}
		v.Facts = append(v.Facts, templates.Fact{Term: "Number", Values: []templates.FactValue{{Text: id[i+1:]}}})
	}
	for _, sum := range c.a.CitedBy(id) {
		v.CitedBy = append(v.CitedBy, s.item(sum))
	}
	v.Total = len(v.CitedBy)
	if len(v.CitedBy) > citedShown {
		v.CitedBy = v.CitedBy[:citedShown]
	}
	return s.render(c, http.StatusNotFound, middleware.NoStore, "", templates.StubPage(v))
}

// gone is the page of a cable that was withdrawn.
func (s *server) gone(c *call, id string) error {
	page := s.page(c.r, c)
	page.Title, page.NoIndex = "Cable "+id, true
	v := templates.Gone{Page: page, ID: id, Reason: "This cable was published here once and is not part of the archive any more."}
	return s.render(c, http.StatusGone, middleware.NoStore, "", templates.GonePage(v))
}

// raw is the source of a cable, byte for byte.
func (s *server) raw(c *call) error {
	asked, err := param(c.r, "id")
	if err != nil {
		return err
	}
	id, err := s.held(c, asked, func(id string) string { return cablePath(id) + "/raw" })
	if err != nil || id == "" {
		return err
	}
	b, version, err := s.version(c, id)
	if err != nil {
		return err
	}
	charset := "utf-8"
	if !utf8.Valid(b) {
		charset = "windows-1252"
	}
	c.w.Header().Set("Content-Security-Policy", middleware.SandboxCSP)
	return s.reply(c, http.StatusOK, middleware.Document, version, "text/plain; charset="+charset, b)
}

// version is the source that an address asks for, the one of the text that is
// shown or, by its number, another one. The second value is the number where it
// is not 1.
func (s *server) version(c *call, id string) ([]byte, string, error) {
	asked := c.r.URL.Query().Get("version")
	n := 1
	if asked != "" {
		var err error
		if n, err = strconv.Atoi(asked); err != nil || n < 1 {
			return nil, "", badRequest("The version of a cable is a number from 1.")
		}
	}
	if n == 1 {
		b, err := c.a.Raw(id)
		if err != nil {
			return nil, "", fmt.Errorf("reading the source of cable %s: %w", id, err)
		}
		return b, "", nil
	}
	vs, err := c.a.Versions(id)
	if err != nil {
		return nil, "", fmt.Errorf("reading the sources of cable %s: %w", id, err)
	}
	if n > len(vs) {
		return nil, "", notFound("This cable has fewer versions.", templates.Link{Label: "The cable", Href: cablePath(id)})
	}
	return vs[n-1].Raw, strconv.Itoa(n), nil
}

// ask collects what the page of a cable shows besides the cable.
func (s *server) ask(c *call, d *cable.Cable, versions int) *shownCable {
	x := &shownCable{terms: s.terms, base: s.base(c.r), cable: d, targets: c.a.Resolve(d.References)}
	x.summary = s.item
	x.cited, x.copies = c.a.CitedBy(d.ID), c.a.Copies(d.ID)
	var err error
	if versions > 1 {
		if x.versions, err = c.a.Versions(d.ID); err != nil {
			s.log.LogAttrs(c.ctx(), levelOf(500), "no versions", attr("cable", d.ID), attr("error", err.Error()))
		}
	}
	if x.similar, err = c.a.Similar(c.ctx(), d.ID, similarShown); err != nil && c.ctx().Err() == nil {
		s.log.LogAttrs(c.ctx(), levelOf(500), "no similar cables", attr("cable", d.ID), attr("error", err.Error()))
	}
	if x.prev, x.next, err = c.a.Neighbours(d.ID); err != nil && !errors.Is(err, index.ErrNotFound) {
		s.log.LogAttrs(c.ctx(), levelOf(500), "no neighbours", attr("cable", d.ID), attr("error", err.Error()))
	}
	return x
}
