package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"reftel/internal/query"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape/lean"
	shaped "reftel/internal/server/shape/volume"
	"reftel/web/templates"
)

// menu is the main navigation.
var menu = []templates.Link{
	{Label: "Search", Href: "/search"},
	{Label: "TAGS", Href: "/tags"},
	{Label: "Posts", Href: "/posts"},
	{Label: "People", Href: "/people"},
	{Label: "Organisations", Href: "/organisations"},
	{Label: "Places", Href: "/places"},
	{Label: "Years", Href: "/years"},
	{Label: "Volumes", Href: shaped.ListPath}, // where there are any
	{Label: "About", Href: "/about"},
}

// page is what all pages have. c is nil where no generation could be had.
func (s *server) page(r *http.Request, c *call) templates.Page {
	p := templates.Page{Demo: s.Demo, Version: s.Version, Assets: s.assets}
	if base := s.base(r); base != "" {
		p.Canonical = base + r.URL.EscapedPath()
	}
	bound := c != nil && c.a != nil && c.a.Generation().Volumes > 0
	for _, l := range menu {
		if l.Href == shaped.ListPath && !bound {
			continue
		}
		l.Current = r.URL.Path == l.Href
		p.Menu = append(p.Menu, l)
	}
	if c != nil && c.a != nil {
		g := c.a.Generation()
		p.Generation = g.ID
		if !g.Built.IsZero() {
			p.Updated = templates.Date{Text: g.Built.UTC().Format("2 January 2006"), ISO: g.Built.UTC().Format("2006-01-02")}
		}
	}
	return p
}

// render draws a view into memory, then answers: what fails while it is drawn
// can still become an error page.
func (s *server) render(c *call, status int, cache middleware.Cache, key string, view templ.Component) error {
	b := templ.GetBuffer() // lent: it has grown to the size of a page before
	defer templ.ReleaseBuffer(b)
	if err := view.Render(c.ctx(), b); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	return s.reply(c, status, cache, key, "text/html; charset=utf-8", b.Bytes())
}

// renderSearch draws a page of results. One of twenty that is large is drawn again with
// less: most of it are addresses then, since a long search is in each of them.
func (s *server) renderSearch(c *call, v templates.Search) error {
	b := templ.GetBuffer()
	defer templ.ReleaseBuffer(b)
	for step := range lean.Steps {
		b.Reset()
		if err := templates.SearchPage(lean.Search(v, step)).Render(c.ctx(), b); err != nil {
			return fmt.Errorf("rendering: %w", err)
		}
		if b.Len() <= lean.Most || len(v.Results) > query.DefaultSize {
			break
		}
	}
	return s.reply(c, http.StatusOK, middleware.Private, "", "text/html; charset=utf-8", b.Bytes())
}

// reply answers with a finished body. A document gets a strong entity tag made
// of the generation, the program, the path and key, which is the canonical form
// of whatever else in the address the body depends on.
func (s *server) reply(c *call, status int, cache middleware.Cache, key, contentType string, body []byte) error {
	h := c.w.Header()
	h.Set("Cache-Control", string(cache))
	if cache == middleware.Document && status == http.StatusOK {
		g := c.a.Generation()
		etag := middleware.ETag(g.ID, g.ManifestHash, s.Version, s.assets.CSS, s.base(c.r), c.r.URL.EscapedPath(), key)
		h.Set("ETag", etag)
		if middleware.NotModified(c.r, etag) {
			c.w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	h.Set("Content-Type", contentType)
	send(c.w, status, body)
	return nil
}

// send writes status and body. A client that went away is no error of ours.
func send(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// redirect leads to a path that we built. Permanent ones may be cached as long
// as a document: an id may be held one day that is not today.
func (s *server) redirect(c *call, status int, path string) error {
	cache := middleware.Document
	if status == http.StatusFound {
		cache = middleware.NoStore
	}
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return fmt.Errorf("redirecting: %q is not a path of ours", path)
	}
	h := c.w.Header()
	h.Set("Location", path)
	h.Set("Cache-Control", string(cache))
	h.Set("Content-Type", "text/plain; charset=utf-8")
	send(c.w, status, []byte("The page is at "+path+"\n"))
	return nil
}

func levelOf(status int) slog.Level {
	if status == http.StatusServiceUnavailable {
		return slog.LevelWarn
	}
	return slog.LevelError
}

func attr(key, value string) slog.Attr { return slog.String(key, value) }
