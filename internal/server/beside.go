package server

import (
	"context"
	"fmt"
	"math"
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
	"reftel/web/templates/words"
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
	rec, err := s.held(c, asked, shape.Trail{}, func(id string) string { return shape.BesidePath(id, other) })
	if err != nil || rec == nil {
		return err
	}
	x := compared.Page{Words: c.Words, First: rec.Cable, Version: version}
	if isVersion {
		x.Second, err = s.versionOf(c, rec, version)
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
		return tooLong(words.Later("These texts take too long to compare"), err)
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
func (s *server) versionOf(c *desk.Call, rec *archive.Record, n int) (*cable.Cable, error) {
	back := templates.Link{Label: c.Words.Say("The cable"), Href: shape.CablePath(rec.Cable.ID)}
	if n < 2 || n > rec.Versions {
		return nil, desk.NotFound("This cable has no such version beside the one that is shown.", back)
	}
	v, err := s.version(c, rec.Cable.ID, n)
	if err != nil {
		return nil, err
	}
	if v.Cable == nil {
		return nil, desk.NotFound("This archive was published before the versions of a cable could be compared. The bytes of each are on its page.", back)
	}
	return v.Cable, nil
}

// version reads one version of a cable, from 1, in a slot and within a deadline: it
// may stand behind many others.
func (s *server) version(c *desk.Call, id string, n int) (archive.Version, error) {
	vs, err := desk.InSlot(s.Desk, c, func(ctx context.Context) ([]archive.Version, error) {
		return c.A.Versions(ctx, id, n-1, 1, math.MaxInt)
	})
	switch {
	case desk.RanOut(c, err):
		return archive.Version{}, tooLong(words.Later("This version takes too long to read"), err)
	case err != nil:
		return archive.Version{}, fmt.Errorf("reading version %d of %s: %w", n, id, err)
	case len(vs) == 0:
		return archive.Version{}, desk.NotFound("This cable has fewer versions.", templates.Link{Label: c.Words.Say("The cable"), Href: shape.CablePath(id)})
	}
	return vs[0], nil
}

// second reads the cable that another is compared with. Where it answers otherwise,
// by a redirect or as a cable that is not held, the cable is nil.
func (s *server) second(c *desk.Call, id, other string) (*cable.Cable, error) {
	rec, err := s.held(c, other, shape.Trail{}, func(o string) string { return shape.BesidePath(id, o) })
	switch {
	case err != nil || rec == nil:
		return nil, err
	case rec.Cable.ID == id:
		return nil, desk.NotFound("A cable is not compared with itself.", templates.Link{Label: c.Words.Say("The cable"), Href: shape.CablePath(id)})
	}
	return rec.Cable, nil
}

// versions is a page of the versions of a cable.
func (s *server) versions(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	page, key := 1, ""
	if given := c.R.URL.Query().Get("page"); given != "" {
		if page, err = strconv.Atoi(given); err != nil || page < 1 {
			return desk.BadRequest("The page is a number from 1.")
		}
		key = strconv.Itoa(page)
	}
	rec, err := s.held(c, asked, shape.Trail{}, func(id string) string { return shape.VersionsPath(id, page) })
	if err != nil || rec == nil {
		return err
	}
	from := (page - 1) * shape.VersionsShown
	if from >= rec.Versions || rec.Versions < 2 {
		return desk.NotFound("This cable has fewer versions.", templates.Link{Label: c.Words.Say("The cable"), Href: shape.CablePath(rec.Cable.ID)})
	}
	type pair struct{ shown, listed []archive.Version }
	vs, err := desk.InSlot(s.Desk, c, func(ctx context.Context) (p pair, err error) {
		if p.shown, err = c.A.Versions(ctx, rec.Cable.ID, 0, 1, 0); err == nil {
			p.listed, err = c.A.Versions(ctx, rec.Cable.ID, from, shape.VersionsShown, shape.VersionBytes)
		}
		return p, err
	})
	switch {
	case desk.RanOut(c, err):
		return tooLong(words.Later("These versions take too long to read"), err)
	case err != nil:
		return fmt.Errorf("reading versions of %s: %w", rec.Cable.ID, err)
	}
	v := shape.Versions(c.Words, s.Page(c.R, c), rec.Cable, rec.Versions, page, vs.shown[0], vs.listed)
	return s.Render(c, http.StatusOK, middleware.Document, key, templates.VersionsPage(v))
}
