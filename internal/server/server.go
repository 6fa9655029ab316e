// Package server is the web face of the archive: it turns a URL into a
// question, asks one generation of the archive, has the answer shaped into a view
// (package shape) and drawn. It knows the archive by its contract alone, whatever
// the engine. It alone knows chi, and it never writes a file.
//
// All routes stand in routes.go. A page family has one file, and its handlers
// take four steps: decode, ask, shape, render. What cannot be had is an error,
// never a page with less: an archive that cannot answer is a 503.
// A handler returns an error and writes nothing then; fail.go turns it into a
// page and, where it is ours, into one line of the log. No line of the log
// holds a query, an address or the name of a browser.
package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/locate"
	"reftel/internal/reference"
	"reftel/internal/server/guide"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/static"
	"reftel/web/templates"
)

// Config is all that the server depends on.
type Config struct {
	Archive archive.Source
	Tables  *reference.Tables // meanings of codes; nil shows the codes alone
	Logger  *slog.Logger      // nil: no log
	BaseURL string            // https://cables.example.org; "" takes scheme and host of the request
	Demo    bool              // the cables are fictional: every page says so
	Version string            // of the program

	SearchSlots   int           // searches at once; 0: 8
	SearchTimeout time.Duration // of one search; 0: 2 s
}

// slotWait is how long a search waits for a slot before the visitor is told
// that the archive is busy.
const slotWait = 500 * time.Millisecond

type server struct {
	Config
	terms  shape.Terms
	finder locate.Finder
	files  *static.Files
	assets templates.Assets
	guide  templates.Help // how to search
	slots  chan struct{}
	log    *slog.Logger

	portraits portraits
	tries     tries
}

// New makes the handler of the whole site.
func New(c Config) (http.Handler, error) {
	if c.Archive == nil {
		return nil, errors.New("server: no archive")
	}
	if c.SearchSlots <= 0 {
		c.SearchSlots = 8
	}
	if c.SearchTimeout <= 0 {
		c.SearchTimeout = 2 * time.Second
	}
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return nil, fmt.Errorf("server: base URL %q is not of the form https://host", c.BaseURL)
		}
		c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	}
	s := &server{
		Config: c, terms: shape.Terms{Tables: c.Tables}, finder: locate.Finder{Tables: c.Tables}, slots: make(chan struct{}, c.SearchSlots), log: c.Logger,
	}
	if s.log == nil {
		s.log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	var err error
	if s.guide, err = guide.New(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if s.files, err = static.New(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.assets = templates.Assets{
		CSS: s.files.URL("reftel.css"), Script: s.files.URL("reftel.js"), Suggest: s.files.URL("suggest.js"),
		Icon: s.files.URL("icon.svg"), Touch: s.files.URL("touch.png"),
	}
	for _, name := range static.Preload() {
		s.assets.Fonts = append(s.assets.Fonts, s.files.URL(name))
	}
	compress, err := middleware.Compress()
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	return s.routes(compress), nil
}

// A call is one request and the generation that answers it from its start to
// its end, whatever is published meanwhile.
type call struct {
	w     http.ResponseWriter
	r     *http.Request
	a     archive.Archive
	lease *lease
}

func (c *call) ctx() context.Context { return c.r.Context() }

// A handler answers a call, or returns an error and has written nothing.
type handler func(c *call) error

// handle makes an http.Handler of a handler that needs the archive.
func (s *server) handle(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		a, release, err := s.Archive.Acquire(r.Context())
		if err != nil {
			s.fail(w, r, nil, fmt.Errorf("%w: %w", errUnready, err))
			return
		}
		l := newLease(release)
		defer l.drop()
		c := &call{w: w, r: r, a: a, lease: l}
		if err := h(c); err != nil {
			s.fail(w, r, c, err)
		}
	}
}
