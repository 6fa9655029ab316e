package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"reftel/internal/archive"
	"reftel/internal/cite"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/reading"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// cable is the page of a cable, or another form of it.
func (s *server) cable(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	asked, form := cutForm(asked, forms)
	tr, choice := trailOf(c), reading.Parse(c.R.URL.Query())
	rec, err := s.held(c, asked, tr, func(id string) string { return choice.Address(tr.Address(shape.CablePath(id) + form)) })
	if err != nil || rec == nil {
		return err
	}
	if form != "" {
		return s.cableForm(c, rec.Cable, form)
	}
	long, end := s.longs.Divided(rec.Cable), func() {}
	if long != nil {
		if end, err = s.longs.Turns.Enter(c.Ctx(), s.Visitor(c.R)); err != nil {
			return err
		}
		defer end()
		rec.Cable, choice.Lines = long.Part(0), false
	}
	if choice.Lines {
		if rec.Sources, err = c.A.Versions(c.Ctx(), rec.Cable.ID, 0, 1, 0); err != nil {
			return fmt.Errorf("reading the source of %s: %w", rec.Cable.ID, err)
		}
	}
	names := s.finding.Naming(c.Ctx(), c.A)
	if rec.Cable, err = names.Counted(rec.Cable); err != nil {
		return err
	}
	x, err := s.ask(c, rec)
	if err != nil {
		return err
	}
	x.Trail = tr
	if x.Found, err = s.finding.Found(names, rec.Cable, tr.Request, true); err != nil {
		return err
	}
	if err := s.inParts(c, x, long, 0, names); err != nil {
		return err
	}
	at, err := s.place(c, tr)
	if err != nil {
		return err
	}
	x.Unmarked = choice.Unmarked
	v := x.View(s.Page(c.R, c))
	s.links(c, cite.Work{Cable: rec.Cable})
	cache := middleware.Document
	if x.LeftOut != "" {
		cache = middleware.NoStore
	}
	if tr.Given() {
		v.Trail = tr.View(c.Words, rec.Cable.ID, at, shape.CablePath)
		cache = trailed(&v.Page, tr)
	}
	if long != nil {
		choice.ViewLong(c.Words, &v, tr.Address(shape.CablePath(rec.Cable.ID)))
	} else {
		choice.View(c.Words, &v, tr.Address(shape.CablePath(rec.Cable.ID)), rec, x.Found.All())
	}
	v.NoIndex = v.NoIndex || choice.Key() != ""
	return s.Render(c, http.StatusOK, cache, choice.Key(), drawnThen(end, templates.CablePage(v)))
}

// drawnThen is a page behind whose drawing something is done, before it is sent.
func drawnThen(do func(), page templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		defer do()
		return page.Render(ctx, w)
	})
}

// trailed is how a page with a trail is kept: nowhere, and by no search engine, since
// the same page has an address of its own.
func trailed(p *templates.Page, tr shape.Trail) middleware.Cache {
	p.Query, p.NoIndex, p.NoFollow = tr.Request.Text, true, true
	return middleware.Private
}

// held reads the cable that an id in an address means. When the id is written
// otherwise than the archive writes it, held answers with a redirect to what
// canonical makes of it, and returns nil. Cited, withdrawn and unknown ids are
// answered too.
func (s *server) held(c *desk.Call, asked string, tr shape.Trail, canonical func(id string) string) (*archive.Record, error) {
	rec, err := s.longs.Record(c.Ctx(), c.A, asked)
	switch {
	case err != nil && (errors.Is(err, archive.ErrUnavailable) || !errors.Is(err, archive.ErrNotFound)):
		return nil, fmt.Errorf("reading cable %.64q: %w", asked, err)
	case err == nil && rec.Cable.ID == asked:
		return rec, nil
	}
	n, ok, err := s.finding.Led(c, asked)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, desk.NotFound("No cable with this id is held or cited here.",
			templates.Link{Label: c.Words.Say("Search for the id"), Href: shape.TextSearch(shape.Cut(asked, 80))})
	case n.ID != asked:
		return nil, s.Redirect(c, http.StatusMovedPermanently, canonical(n.ID))
	case n.State == archive.Absent:
		return nil, s.stub(c, n.ID, tr)
	case n.State == archive.Gone:
		return nil, s.gone(c, n.Found, tr)
	}
	return nil, fmt.Errorf("cable %.64q is held and cannot be read", asked)
}

// gone is the page of a cable that was published once.
func (s *server) gone(c *desk.Call, f archive.Found, tr shape.Trail) error {
	if err := s.finding.Withdrawn(f); err != nil {
		return err
	}
	citing, err := s.citing(c, f.ID)
	if err != nil && !desk.RanOut(c, err) { // that it is gone is told all the same
		return err
	}
	v := shape.Gone(s.Page(c.R, c), c.Terms, f, citing, tr)
	if tr.Given() {
		trailed(&v.Page, tr)
	}
	return s.Render(c, http.StatusGone, middleware.NoStore, "", templates.GonePage(v))
}

// citing are the first cables that cite an id.
func (s *server) citing(c *desk.Call, id string) (archive.Related, error) {
	citing, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (archive.Related, error) {
		return c.A.Related(ctx, id, archive.CitedBy, shape.RelatedShown)
	})
	if err != nil {
		return citing, fmt.Errorf("finding what cites %s: %w", id, err)
	}
	return citing, nil
}

// stub is the page of a cable that is cited here but not held.
func (s *server) stub(c *desk.Call, id string, tr shape.Trail) error {
	citing, err := s.citing(c, id)
	if err != nil {
		return err
	}
	v := shape.Stub(s.Page(c.R, c), c.Terms, id, citing, tr)
	if tr.Given() {
		trailed(&v.Page, tr)
	}
	return s.Render(c, http.StatusNotFound, middleware.NoStore, "", templates.StubPage(v))
}

// paragraph is the permalink page of one paragraph. The last part of its
// address is an anchor, perhaps with the fingerprint that the text had when
// the link was made: par3~k3f9.
func (s *server) paragraph(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	last, err := desk.Param(c.R, "anchor")
	if err != nil {
		return err
	}
	tr := trailOf(c)
	rec, err := s.held(c, asked, tr, func(id string) string { return tr.Address(shape.ParagraphPath(id, last)) })
	if err != nil || rec == nil {
		return err
	}
	if last == shape.BestAnchor {
		return s.best(c, rec.Cable, tr)
	}
	last, form := cutForm(last, citing)
	anchor, print, _ := strings.Cut(last, "~")
	long := s.longs.Divided(rec.Cable)
	if long != nil {
		rec.Cable = long.Whole
	}
	i, status := shape.Place(rec.Cable, anchor, print)
	if i < 0 {
		return desk.NotFoundOf(words.Later("The cable %s is here, but it has no paragraph of this name.", rec.Cable.ID), shape.ParagraphLinks(c.Words, rec.Cable)...)
	}
	if form != "" {
		p := &rec.Cable.Paragraphs[i]
		return s.citationForm(c, cite.Work{Cable: rec.Cable, Paragraph: p, URL: s.Base(c.R) + shape.ParagraphPath(rec.Cable.ID, p.Anchor), Holding: c.Terms.Collection(rec.Cable.Collection)}, form)
	}
	first := 0
	if long != nil {
		rec.Cable, first = long.Near(i)
		i -= first
	}
	names := s.finding.Naming(c.Ctx(), c.A)
	if rec.Cable, err = names.Counted(rec.Cable); err != nil {
		return err
	}
	x, err := s.shown(c, rec.Cable)
	if err != nil {
		return err
	}
	x.Trail, x.Long, x.First = tr, long, first
	if x.Found, err = s.finding.Found(names, rec.Cable, tr.Request, true); err != nil {
		return err
	}
	at, err := s.place(c, tr)
	if err != nil {
		return err
	}
	v := x.Quotation(s.Page(c.R, c), i, status, anchor)
	s.links(c, cite.Work{Cable: rec.Cable, Paragraph: &rec.Cable.Paragraphs[i]})
	cache := middleware.Document
	if tr.Given() {
		v.Trail = tr.View(c.Words, rec.Cable.ID, at, shape.BestPath)
		cache = trailed(&v.Page, tr)
	}
	return s.Render(c, http.StatusOK, cache, "", templates.QuotationPage(v))
}
