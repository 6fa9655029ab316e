// Package written is what the operator of the site wrote: the page about the archive,
// pages of their own, and the files that these show.
package written

import (
	"bytes"
	"net/http"
	"time"

	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/site"
	"reftel/web/templates"
	"reftel/web/templates/prose"
)

// Pages are the handlers of this family.
type Pages struct{ *desk.Desk }

// About is the page about the archive where its operator says whose it is.
func (s *Pages) About(c *desk.Call, v templates.About) error {
	x := prose.About{About: v}
	x.Lead = s.Site.Lead
	if a := s.Site.About; a != nil {
		x.Title, x.Text, x.Lead = a.Head, a.Text, ""
	}
	for _, p := range s.Site.Pages {
		x.More = append(x.More, templates.Link{Label: p.Head, Href: p.Path()})
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", prose.AboutPage(x))
}

// Page is a page that the operator wrote.
func (s *Pages) Page(c *desk.Call) error {
	name, err := desk.Param(c.R, "page")
	if err != nil {
		return err
	}
	for _, p := range s.pages() {
		if p.Name == name {
			v := prose.View{Page: s.Desk.Page(c.R, c), Crumbs: []templates.Link{{Label: c.Words.Say("Home"), Href: templates.RouteHome}, {Label: c.Words.Say("About ‹menu›"), Href: templates.RouteAbout}}, Text: p.Text}
			v.Title = p.Head
			return s.Render(c, http.StatusOK, middleware.Document, "", prose.Page(v))
		}
	}
	return desk.NotFound("")
}

func (s *Pages) pages() []site.Page {
	if s.Site == nil {
		return nil
	}
	return s.Site.Pages
}

// Paths are the paths of the pages that the operator wrote.
func (s *Pages) Paths() []string {
	var paths []string
	for _, p := range s.pages() {
		paths = append(paths, p.Path())
	}
	return paths
}

// File serves a file of the operator under its hashed name. An image that is opened by
// itself may do nothing.
func (s *Pages) File(w http.ResponseWriter, r *http.Request) {
	var f site.File
	ok := false
	if s.Site != nil {
		f, ok = s.Site.File(r.URL.Path)
	}
	if !ok {
		s.Fail(w, r, nil, desk.NotFound("There is no such file."))
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Content-Security-Policy", middleware.SandboxCSP)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.Content))
}
