package server

import (
	"errors"
	"net/http"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	shaped "reftel/internal/server/shape/volume"
	"reftel/web/templates"
	drawn "reftel/web/templates/volume"
)

// volumes is the list of printed volumes.
func (s *server) volumes(c *desk.Call) error {
	heads, err := c.A.Volumes(c.Ctx())
	if err != nil {
		return err
	}
	if len(heads) == 0 {
		return desk.NotFound("No cable of this archive was read from a printed volume.")
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", drawn.ShelfPage(shaped.Shelf(c.Words, s.Page(c.R, c), heads)))
}

// bound is the volume that the address names.
func (s *server) bound(c *desk.Call) (x shaped.Volume, err error) {
	id, err := desk.Param(c.R, "id")
	if err != nil {
		return x, err
	}
	x = shaped.Volume{Base: s.Base(c.R), Words: c.Words}
	x.Volume, err = c.A.Volume(c.Ctx(), id)
	if errors.Is(err, archive.ErrNotFound) {
		return x, desk.NotFound("No volume with this id is held here.", templates.Link{Label: c.Words.Say("All volumes"), Href: shaped.ListPath})
	}
	return x, err
}

// volume is the page of a printed volume.
func (s *server) volume(c *desk.Call) error {
	x, err := s.bound(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", drawn.Page(x.View(s.Page(c.R, c))))
}

// chapter is a page of a chapter of a volume, or of one of its lists of names.
func (s *server) chapter(c *desk.Call) error {
	x, err := s.bound(c)
	if err != nil {
		return err
	}
	id, err := desk.Param(c.R, "chapter")
	if err != nil {
		return err
	}
	page, err := desk.PageNumber(c.R.URL.Query())
	if err != nil {
		return err
	}
	i, total := x.ChapterOf(id), 0
	switch {
	case i >= 0:
		total = len(x.Chapters[i].Documents)
	case id == shaped.Persons:
		total = len(x.Persons)
	case id == shaped.Terms:
		total = len(x.Terms)
	}
	if total == 0 {
		return desk.NotFound("The volume is here, but it has no chapter of this name.", templates.Link{Label: c.Words.Say("The volume"), Href: shape.VolumePath(x.ID)})
	}
	if last := shape.LastPage(shaped.Size, total); page > last {
		return desk.PastEnd(shaped.Paged(shape.ChapterPath(x.ID, id), last))
	}
	key, p := strconv.Itoa(page), s.Page(c.R, c)
	if i >= 0 {
		return s.Render(c, http.StatusOK, middleware.Document, key, drawn.ChapterPage(x.Chapter(p, i, page)))
	}
	return s.Render(c, http.StatusOK, middleware.Document, key, drawn.NamesPage(x.Names(p, id, page)))
}
