package server

import (
	"encoding/json"
	"net/http"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/things"
	"reftel/web/templates"
	drawn "reftel/web/templates/things"
)

// home is the first page: what is here, and the ways into it.
func (s *server) home(c *desk.Call) error {
	res, err := s.Search(c, query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize})
	if err != nil {
		return err
	}
	st, err := c.A.Stats(c.Ctx())
	if err != nil {
		return err
	}
	posts, err := s.FacetValues(c, query.Request{Sort: query.Newest, Page: 1, Size: query.DefaultSize}, query.Origin, archive.FacetOptions{Page: 1, Size: things.PostsMapped})
	if err != nil {
		return err
	}
	v := drawn.Home{Home: shape.Home(s.Page(c.R, c), c.Terms, res, st), Atlas: things.Posts(c.Terms, posts)}
	if s.Site != nil && s.Site.Lead != "" {
		v.Lead = s.Site.Lead
	}
	if v.Examples, err = s.finding.Examples(c); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", drawn.HomePage(v))
}

// about says what this archive is and what it holds.
func (s *server) about(c *desk.Call) error {
	st, err := c.A.Stats(c.Ctx())
	if err != nil {
		return err
	}
	v := shape.About(c.Words, s.Page(c.R, c), st, c.A.Generation())
	if s.Site != nil {
		return s.written.About(c, v)
	}
	return s.Render(c, http.StatusOK, middleware.Document, "", templates.AboutPage(v))
}

// help explains the language of the search box.
func (s *server) help(c *desk.Call) error {
	v, err := s.finding.Help(c, s.guides[c.Words.Lang()])
	if err != nil {
		return err
	}
	v.Page = s.Page(c.R, c)
	v.Title = c.Words.Say("Search help")
	v.Description = c.Words.Say("How to search the cables: phrases, fields, dates, wildcards, and how to leave things out.")
	return s.Render(c, http.StatusOK, middleware.Document, "", templates.HelpPage(v))
}

// static serves the embedded files under their hashed names. A name that does
// not exist gets the error page of all others.
func (s *server) static(w http.ResponseWriter, r *http.Request) {
	m := &missWriter{ResponseWriter: w}
	s.Files.ServeHTTP(m, r)
	if m.missed {
		s.Fail(w, r, nil, desk.NotFound("There is no such file."))
	}
}

// A missWriter swallows an answer that is a 404.
type missWriter struct {
	http.ResponseWriter
	missed bool
}

func (m *missWriter) WriteHeader(status int) {
	if status == http.StatusNotFound {
		m.missed = true
		return
	}
	m.ResponseWriter.WriteHeader(status)
}

func (m *missWriter) Write(b []byte) (int, error) {
	if m.missed {
		return len(b), nil
	}
	return m.ResponseWriter.Write(b)
}

// favicon leads browsers that ask by habit to the icon.
func (s *server) favicon(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", s.Assets.Icon)
	w.Header().Set("Cache-Control", string(middleware.Document))
	desk.Send(w, http.StatusFound, nil)
}

// healthz says that the process answers.
func (s *server) healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", string(middleware.NoStore))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	desk.Send(w, http.StatusOK, []byte("ok\n"))
}

// securityText says whom to tell of a vulnerability.
func (s *server) securityText(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", string(middleware.Document))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	desk.Send(w, http.StatusOK, s.security.At(time.Now()))
}

// readiness is the answer of /readyz.
type readiness struct {
	Ready      bool   `json:"ready"`
	Degraded   string `json:"degraded,omitempty"` // that what is served is not what was published last
	Generation string `json:"generation,omitempty"`
	Cables     int    `json:"cables,omitempty"`
}

// degraded is all that everybody may know of it: the reason names folders of the
// machine, and stands in the log.
const degraded = "What was published last cannot be served as it was published. The log tells why."

// readyz says whether there is a generation to answer from, and whether it is
// the newest one, whole. Pages are served from an older one all the same.
func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	var v readiness
	if a, release, err := s.Archive.Acquire(r.Context()); err == nil {
		defer release()
		g := a.Generation()
		v.Ready, v.Generation, v.Cables = true, g.ID, g.Cables
	}
	if s.Archive.Degraded() != "" {
		v.Ready, v.Degraded = false, degraded
	}
	status := http.StatusOK
	if !v.Ready {
		status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", desk.RetryAfter)
	}
	body, err := json.Marshal(v)
	if err != nil { // cannot be: strings, a number and a bool
		body = []byte("{}")
	}
	w.Header().Set("Cache-Control", string(middleware.NoStore))
	w.Header().Set("Content-Type", "application/json")
	desk.Send(w, status, append(body, '\n'))
}
