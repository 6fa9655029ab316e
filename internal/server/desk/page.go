package desk

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"reftel/internal/archive/polite"
	"reftel/internal/server/middleware"
	shaped "reftel/internal/server/shape/volume"
	"reftel/internal/text/visible"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// menu is the main navigation.
var menu = []struct {
	label words.Message
	href  string
}{
	{words.Later("Search ‹menu›"), "/search"},
	{words.Later("TAGS"), "/tags"},
	{words.Later("Posts"), "/posts"},
	{words.Later("People"), "/people"},
	{words.Later("Organisations"), "/organisations"},
	{words.Later("Places"), "/places"},
	{words.Later("Years"), "/years"},
	{words.Later("Volumes"), shaped.ListPath}, // where there are any
	{words.Later("About ‹menu›"), "/about"},
}

// Page is what all pages have. c is nil where no generation could be had.
func (s *Desk) Page(r *http.Request, c *Call) templates.Page {
	say := words.From(r.Context())
	p := templates.Page{Demo: s.Demo, Version: s.Version, Assets: s.Assets, Operator: s.operatorIn(say), Tongues: s.tongues(r)}
	p.Assets.Texts = s.texts[say.Lang()]
	if p.Base = s.Base(r); p.Base != "" {
		p.Canonical = p.Base + r.URL.EscapedPath()
	}
	bound := c != nil && c.A != nil && c.A.Generation().Volumes > 0
	for _, l := range menu {
		if l.href == shaped.ListPath && !bound {
			continue
		}
		p.Menu = append(p.Menu, templates.Link{Label: say.Tell(l.label), Href: l.href, Current: r.URL.Path == l.href})
	}
	if c != nil && c.A != nil {
		g := c.A.Generation()
		p.Generation = g.ID
		if !g.Built.IsZero() {
			t := g.Built.UTC()
			p.Updated = templates.Date{Text: say.Date(t.Year(), int(t.Month()), t.Day()), ISO: t.Format("2006-01-02")}
		}
	}
	return p
}

// Render draws a view into memory, then answers: what fails while it is drawn
// can still become an error page. Control characters of sources are shown as signs.
func (s *Desk) Render(c *Call, status int, cache middleware.Cache, key string, view templ.Component) error {
	b := templ.GetBuffer() // lent: it has grown to the size of a page before
	defer templ.ReleaseBuffer(b)
	to := io.Writer(b)
	if c.kept.held() {
		to = polite.Writer(politely(c.Ctx(), c.kept.pool), b) // the page of a long search is long too
	}
	if err := view.Render(c.Ctx(), to); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	return s.Reply(c, status, cache, key, "text/html; charset=utf-8", s.Localized(c.R, visible.HTML(b.Bytes())))
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

// modified tells when the generation was built, of which an answer is made.
func modified(h http.Header, built time.Time) {
	if !built.IsZero() {
		h.Set("Last-Modified", built.UTC().Format(http.TimeFormat))
	}
}

// ReplyRange is Reply with a document of which a client may ask for a part.
func (s *Desk) ReplyRange(c *Call, key, contentType string, body []byte) error {
	since, packs := c.R.Header.Get("If-Range"), c.R.Header.Get("Accept-Encoding")
	mixed := since != "" && !strings.Contains(since, `"`) && strings.Contains(packs, "z") // gzip, zstd: a time does not tell in which form the client has the rest
	if c.R.Header.Get("Range") == "" || mixed {
		c.W.Header().Set("Accept-Ranges", "bytes")
		return s.Reply(c, http.StatusOK, middleware.Document, key, contentType, body)
	}
	g, h := c.A.Generation(), c.W.Header()
	h.Set("Cache-Control", string(middleware.Document))
	h.Set("ETag", s.tag(c, key))
	h.Set("Content-Type", contentType)
	if middleware.Since(c.R, g.Built) {
		c.W.WriteHeader(http.StatusNotModified)
		return nil
	}
	r := c.R.Clone(c.Ctx())
	r.Header.Del("If-Modified-Since") // which net/http takes for "or later"
	http.ServeContent(beyond{c.W}, r, "", g.Built, bytes.NewReader(body))
	return nil
}

// beyond is for a part that is not there: no cache keeps that answer.
type beyond struct{ http.ResponseWriter }

func (w beyond) WriteHeader(status int) {
	if status >= 400 {
		w.Header().Set("Cache-Control", string(middleware.NoStore))
	}
	w.ResponseWriter.WriteHeader(status)
}

// tag is the entity tag of a document.
func (s *Desk) tag(c *Call, key string) string {
	g := c.A.Generation()
	parts := []string{g.ID, g.ManifestHash, s.Version, s.Assets.CSS, s.Base(c.R), tongueOf(c.R).key(), c.R.URL.EscapedPath(), key}
	if told := s.told(); told != "" {
		parts = append(parts, told)
	}
	return middleware.ETag(parts...)
}

// fresh says how an answer may be kept, and answers itself where the client has it.
func (s *Desk) fresh(c *Call, cache middleware.Cache, status int, key string) bool {
	h := c.W.Header()
	h.Set("Cache-Control", string(cache))
	if cache != middleware.Document || status != http.StatusOK {
		return false
	}
	g := c.A.Generation()
	etag := s.tag(c, key)
	h.Set("ETag", etag)
	modified(h, g.Built)
	if !middleware.NotModified(c.R, etag) && !middleware.Since(c.R, g.Built) {
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

// Redirect leads to a path that we built.
func (s *Desk) Redirect(c *Call, status int, path string) error {
	cache := moved(path)
	if status == http.StatusFound {
		cache = middleware.NoStore
	}
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return fmt.Errorf("redirecting: %q is not a path of ours", path)
	}
	path = To(c.R, path)
	h := c.W.Header()
	h.Set("Location", path)
	h.Set("Cache-Control", string(cache))
	h.Set("Content-Type", "text/plain; charset=utf-8")
	Send(c.W, status, []byte("The page is at "+path+"\n"))
	return nil
}

// moved says how it may be kept that something is at another address for good: as long
// as a document, since an id may be held one day that is not today. With a query it may be
// what somebody searched.
func moved(to string) middleware.Cache {
	if strings.Contains(to, "?") {
		return middleware.Private
	}
	return middleware.Document
}

// Asked is a path with the query of the request, for what is the same at another path.
func Asked(c *Call, path string) string {
	if c.R.URL.RawQuery == "" {
		return path
	}
	return path + "?" + asWritten(c.R.URL.RawQuery)
}

// asWritten is a query as it came, with what is more than a query escaped.
func asWritten(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c > '~' || strings.IndexByte("\"#<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func Attr(key, value string) slog.Attr { return slog.String(key, value) }
