package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	texts "reftel/internal/compare"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	compared "reftel/internal/server/shape/beside"
	"reftel/web/templates"
	pages "reftel/web/templates/beside"
)

// beside is the page of two cables beside each other, or of two versions of one.
func (s *server) beside(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	other, err := desk.Param(c.R, "other")
	if err != nil {
		return err
	}
	version, isVersion := versionNamed(other)
	depth := archive.Parsed
	if isVersion {
		depth = archive.Sources
	}
	rec, err := s.held(c, asked, depth, shape.Trail{}, func(id string) string { return shape.BesidePath(id, other) })
	if err != nil || rec == nil {
		return err
	}
	x := compared.Page{First: rec.Cable, Version: version}
	if isVersion {
		x.Second, err = versionOf(rec, version)
	} else {
		x.Second, err = s.second(c, rec.Cable.ID, other)
	}
	if err != nil || x.Second == nil {
		return err
	}
	x.Rows, err = desk.InSlot(s.Desk, c, func(ctx context.Context) (*texts.Rows, error) {
		return texts.Paragraphs(ctx, x.First.Paragraphs, x.Second.Paragraphs)
	})
	if desk.RanOut(c, err) {
		return tooLong("These texts take too long to compare", err)
	}
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", pages.Page(x.View(s.Page(c.R, c))))
}

// versionNamed is the number in the name of a version, as shape.VersionName makes it.
func versionNamed(name string) (n int, ok bool) {
	number, ok := strings.CutPrefix(name, "version-")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(number)
	return n, err == nil && shape.VersionName(n) == name
}

// versionOf is what was parsed of a source of a cable.
func versionOf(rec *archive.Record, n int) (*cable.Cable, error) {
	back := templates.Link{Label: "The cable", Href: shape.CablePath(rec.Cable.ID)}
	switch {
	case n < 2 || n > len(rec.Sources):
		return nil, desk.NotFound("This cable has no such version beside the one that is shown.", back)
	case rec.Sources[n-1].Cable == nil:
		return nil, desk.NotFound("This archive was published before the versions of a cable could be compared. The bytes of each are on its page.", back)
	}
	return rec.Sources[n-1].Cable, nil
}

// second reads the cable that another is compared with. Where it answers otherwise,
// by a redirect or as a cable that is not held, the cable is nil.
func (s *server) second(c *desk.Call, id, other string) (*cable.Cable, error) {
	rec, err := s.held(c, other, archive.Parsed, shape.Trail{}, func(o string) string { return shape.BesidePath(id, o) })
	switch {
	case err != nil || rec == nil:
		return nil, err
	case rec.Cable.ID == id:
		return nil, desk.NotFound("A cable is not compared with itself.", templates.Link{Label: "The cable", Href: shape.CablePath(id)})
	}
	return rec.Cable, nil
}
