package desk

import (
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"reftel/internal/server/middleware"
	shaped "reftel/internal/server/shape/volume"
	"reftel/internal/text/visible"
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

// Page is what all pages have. c is nil where no generation could be had.
func (s *Desk) Page(r *http.Request, c *Call) templates.Page {
	p := templates.Page{Demo: s.Demo, Version: s.Version, Assets: s.Assets}
	if base := s.Base(r); base != "" {
		p.Canonical = base + r.URL.EscapedPath()
	}
	bound := c != nil && c.A != nil && c.A.Generation().Volumes > 0
	for _, l := range menu {
		if l.Href == shaped.ListPath && !bound {
			continue
		}
		l.Current = r.URL.Path == l.Href
		p.Menu = append(p.Menu, l)
	}
	if c != nil && c.A != nil {
		g := c.A.Generation()
		p.Generation = g.ID
		if !g.Built.IsZero() {
			p.Updated = templates.Date{Text: g.Built.UTC().Format("2 January 2006"), ISO: g.Built.UTC().Format("2006-01-02")}
		}
	}
	return p
}

// Render draws a view into memory, then answers: what fails while it is drawn
// can still become an error page. Control characters of sources are shown as signs.
func (s *Desk) Render(c *Call, status int, cache middleware.Cache, key string, view templ.Component) error {
	b := templ.GetBuffer() // lent: it has grown to the size of a page before
	defer templ.ReleaseBuffer(b)
	if err := view.Render(c.Ctx(), b); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	return s.Reply(c, status, cache, key, "text/html; charset=utf-8", visible.HTML(b.Bytes()))
}

// Reply answers with a finished body. A document gets a strong entity tag made
// of the generation, the program, the path and key, which is the canonical form
// of whatever else in the address the body depends on.
func (s *Desk) Reply(c *Call, status int, cache middleware.Cache, key, contentType string, body []byte) error {
	if s.fresh(c, cache, status, key) {
		return nil
	}
	c.W.Header().Set("Content-Type", contentType)
	Send(c.W, status, body)
	return nil
}

// fresh says how an answer may be kept, and answers itself where the client has it.
func (s *Desk) fresh(c *Call, cache middleware.Cache, status int, key string) bool {
	h := c.W.Header()
	h.Set("Cache-Control", string(cache))
	if cache != middleware.Document || status != http.StatusOK {
		return false
	}
	g := c.A.Generation()
	etag := middleware.ETag(g.ID, g.ManifestHash, s.Version, s.Assets.CSS, s.Base(c.R), c.R.URL.EscapedPath(), key)
	h.Set("ETag", etag)
	if !middleware.NotModified(c.R, etag) {
		return false
	}
	c.W.WriteHeader(http.StatusNotModified)
	return true
}

// Send writes status and body. A client that went away is no error of ours.
func Send(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// Redirect leads to a path that we built. Permanent ones may be cached as long
// as a document: an id may be held one day that is not today.
func (s *Desk) Redirect(c *Call, status int, path string) error {
	cache := middleware.Document
	if status == http.StatusFound {
		cache = middleware.NoStore
	}
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return fmt.Errorf("redirecting: %q is not a path of ours", path)
	}
	h := c.W.Header()
	h.Set("Location", path)
	h.Set("Cache-Control", string(cache))
	h.Set("Content-Type", "text/plain; charset=utf-8")
	Send(c.W, status, []byte("The page is at "+path+"\n"))
	return nil
}

func LevelOf(status int) slog.Level {
	if status == http.StatusServiceUnavailable {
		return slog.LevelWarn
	}
	return slog.LevelError
}

func Attr(key, value string) slog.Attr { return slog.String(key, value) }
