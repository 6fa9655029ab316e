// Package picks answers with reading lists: the page of the cables and paragraphs that
// an address names, and the same list in the forms for other programs. Nothing is kept
// here of who reads what; a list that is kept is kept by the browser.
package picks

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"reftel/internal/archive"
	"reftel/internal/server/desk"
	"reftel/internal/server/guard"
	"reftel/internal/server/middleware"
	shaped "reftel/internal/server/shape/picks"
	drawn "reftel/web/templates/picks"
	"reftel/web/templates/words"
)

const (
	turns    = 2                // lists that are written at once
	patience = 5 * time.Second  // for a turn
	most     = 20 * time.Second // of one list
)

// Pages are the handlers of this family.
type Pages struct {
	*desk.Desk
	turns *guard.Turns
}

// New makes the handlers.
func New(d *desk.Desk) *Pages { return &Pages{d, guard.NewTurns(turns, patience)} }

// asked is the list of an address, and where its entries lead.
func asked(c *desk.Call) (shaped.List, []archive.Found, error) {
	l, err := shaped.Parse(c.R.URL.Query())
	if err != nil {
		return nil, nil, desk.BadRequestOf(words.Later("A list has at most %d entries.", shaped.Most))
	}
	if len(l) == 0 {
		return nil, nil, nil
	}
	found, err := c.A.Lookup(c.Ctx(), l.IDs()...)
	if err != nil {
		return nil, nil, fmt.Errorf("looking up a list: %w", err)
	}
	named := l.Named(found)
	if len(named) == len(l) {
		return named, found, nil
	}
	if found, err = c.A.Lookup(c.Ctx(), named.IDs()...); err != nil { // two were one
		return nil, nil, fmt.Errorf("looking up a list: %w", err)
	}
	return named, found, nil
}

// List is the page of a list. What was typed is added, and its address is that of the
// longer list.
func (s *Pages) List(c *desk.Call) error {
	l, found, err := asked(c)
	if err != nil {
		return err
	}
	if c.R.URL.Query().Has("add") {
		return s.Redirect(c, http.StatusFound, l.Address(shaped.Path))
	}
	v := l.View(s.Page(c.R, c), c.Terms, found)
	v.Script = s.Files.URL("listpage.js")
	return s.Render(c, http.StatusOK, middleware.Private, "", drawn.Page(v))
}

// Form is a list in the form that the address ends in.
func (s *Pages) Form(c *desk.Call) error {
	ext, err := desk.Param(c.R, "form")
	if err != nil {
		return err
	}
	form, ok := shaped.FormOf(ext)
	if !ok {
		return desk.NotFound("Reading lists can be had as md, csv, bib, ris, csl.json and json.")
	}
	l, found, err := asked(c)
	if err != nil {
		return err
	}
	leave, err := s.turns.Enter(c.Ctx(), s.Visitor(c.R))
	if err != nil {
		return &desk.Failure{Status: http.StatusServiceUnavailable, Heading: "Busy", Err: err, Sentence: "Other lists are being written. Wait a minute and ask again."}
	}
	defer leave()
	items, err := s.items(c, l, found)
	if err != nil {
		return err
	}
	body, err := form.Write(items)
	if err != nil {
		return err
	}
	c.W.Header().Set("Content-Disposition", `attachment; filename="reading-list.`+form.Ext+`"`)
	c.W.Header().Set("X-Robots-Tag", "noindex")
	return s.Reply(c, http.StatusOK, middleware.Private, "", form.Type, body)
}

// items reads the cables of a list, one at a time.
func (s *Pages) items(c *desk.Call, l shaped.List, found []archive.Found) ([]shaped.Item, error) {
	end := time.Now().Add(most)
	var items []shaped.Item
	for i, p := range l {
		if problem := shaped.Problem(nil, found[i]); problem != "" {
			items = append(items, shaped.Missing(p, problem))
			continue
		}
		if !time.Now().Before(end) {
			return nil, fmt.Errorf("a list of %d entries took more than %s: %w", len(l), most, archive.ErrUnavailable)
		}
		rec, err := c.A.Record(c.Ctx(), p.ID, archive.Parsed)
		if errors.Is(err, archive.ErrNotFound) && !errors.Is(err, archive.ErrUnavailable) {
			return nil, fmt.Errorf("cable %.64q is held and cannot be read: %w", p.ID, archive.ErrUnavailable)
		} else if err != nil {
			return nil, fmt.Errorf("reading cable %.64q: %w", p.ID, err)
		}
		it, err := shaped.ItemOf(p, rec.Cable, s.Base(c.R))
		if err != nil {
			return nil, fmt.Errorf("citing cable %.64q: %w", p.ID, err)
		}
		items = append(items, it)
	}
	return items, nil
}
