package server

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/go-chi/chi/v5"

	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// Sites that came before had static pages, numbered where a list was long:
// /tag/PREL_0.html, /origin/09_12.html. Links to them, and the anchors in the
// links, lead to the right page here.

var oldPageShape = regexp.MustCompile(`^(.+)_[0-9]+\.html?$`)

// oldPage is the value in the name of such a page.
func oldPage(file string) (string, bool) {
	m := oldPageShape.FindStringSubmatch(file)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// oldName is the value in a file name, numbered or not.
func oldName(c *desk.Call) (string, error) {
	file, err := desk.Param(c.R, "file")
	if err != nil {
		return "", err
	}
	if name, ok := oldPage(file); ok {
		return name, nil
	}
	if name, ok := strings.CutSuffix(file, ".html"); ok && name != "" {
		return name, nil
	}
	return file, nil
}

// oldCable is /cable/2009/09/09MEXICO2676.html.
func (s *server) oldCable(c *desk.Call) error {
	name, err := desk.Param(c.R, "file")
	if err != nil {
		return err
	}
	name = strings.TrimSuffix(name, ".html")
	n, ok, err := s.finding.Named(c, name)
	if err != nil {
		return err
	}
	if ok { // held, cited or withdrawn: its own page says which
		return s.Redirect(c, http.StatusMovedPermanently, shape.CablePath(n.ID))
	}
	return desk.NotFound("No cable with this id is held or cited here.")
}

// oldOrigin is /origin/Embassy Mexico_0.html, by the name of the post or its
// code.
func (s *server) oldOrigin(c *desk.Call) error {
	name, err := oldName(c)
	if err != nil {
		return err
	}
	if s.Terms.Tables != nil {
		if p, _, ok := s.Terms.Tables.MatchPost(name); ok {
			return s.Redirect(c, http.StatusMovedPermanently, shape.PostPath(p.Code))
		}
	}
	return s.Redirect(c, http.StatusMovedPermanently, shape.PostPath(locate.PostCode(name)))
}

var oldDateShape = regexp.MustCompile(`^([0-9]{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?$`)

// oldDate is /date/2009-09_0.html.
func (s *server) oldDate(c *desk.Call) error {
	name, err := oldName(c)
	if err != nil {
		return err
	}
	switch m := oldDateShape.FindStringSubmatch(name); {
	case m != nil && m[3] != "":
		return s.Redirect(c, http.StatusMovedPermanently, "/year/"+m[1]+"/"+m[2]+"/"+m[3])
	case m != nil:
		return s.Redirect(c, http.StatusMovedPermanently, "/year/"+m[1]+"/"+m[2])
	case yearShape.MatchString(name):
		return s.Redirect(c, http.StatusMovedPermanently, "/year/"+name)
	}
	return desk.NotFound("")
}

// oldClassification is /classification/1_0.html or /classification/SECRET_0.html.
func (s *server) oldClassification(c *desk.Call) error {
	name, err := oldName(c)
	if err != nil {
		return err
	}
	name = strings.ToUpper(strings.ReplaceAll(name, "_", " "))
	if strings.ContainsFunc(name, func(r rune) bool { return r < 'A' || r > 'Z' }) &&
		strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ /") != "" {
		return s.Redirect(c, http.StatusMovedPermanently, "/search")
	}
	return s.Redirect(c, http.StatusMovedPermanently, shape.FacetSearch(query.Classification, name))
}

// noRoute answers where nothing else does. A slash too many at the end is
// forgiven when the address without it is one of ours.
func (s *server) noRoute(c *desk.Call, routes chi.Routes) error {
	if path, ok := strings.CutSuffix(c.R.URL.EscapedPath(), "/"); ok && path != "" {
		u, err := url.PathUnescape(path)
		if err == nil && !strings.Contains(u, "//") && routes.Match(chi.NewRouteContext(), http.MethodGet, path) {
			return s.Redirect(c, http.StatusMovedPermanently, desk.Asked(c, path))
		}
	}
	return desk.NotFound("")
}
