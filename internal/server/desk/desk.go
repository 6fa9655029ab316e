// Package desk is what all handlers of the site share: the generation that answers a
// request, the slots that searches wait for, how a view becomes an answer and an error
// a page. It knows no page but those of errors.
//
// A handler returns an error and writes nothing then; errors.go turns it into a page
// and, where it is ours, into one line of the log. No line of the log holds a query, an
// address or the name of a browser.
package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/language"
	"reftel/internal/locate"
	"reftel/internal/reference"
	"reftel/internal/server/guard"
	"reftel/internal/server/meter"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/internal/site"
	"reftel/web/static"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Config is all that the server depends on.
type Config struct {
	Archive archive.Source
	Tables  *reference.Tables // meanings of codes; nil shows the codes alone
	Logger  *slog.Logger      // nil: no log
	BaseURL string            // https://cables.example.org; "" takes scheme and host of the request, where the host is allowed
	Hosts   []string          // that are allowed then; those of this machine's loopback always are
	Demo    bool              // the cables are fictional: every page says so
	Version string            // of the program
	Meter   *meter.Meter      // nil: nothing is counted
	Site    *site.Site        // what the operator says of it; nil: nothing

	Languages *language.Set // of the interface; nil: all of ours, the site's own first

	SecurityContact string // whom to tell of a vulnerability; "": nobody is named

	OAI      bool   // other archives may harvest this one by OAI-PMH
	OAIEmail string // whom harvesters write to; "": the webmaster of the host
	ARKNAAN  string // the number under which cables are named by ARKs; "": they are not

	SearchSlots   int           // light searches at once, and half as many usual ones, but no more than cores; 0: 8
	DearSlots     int           // dear searches at once, beside the others; 0: half as many as there are cores, and at least two
	SearchTimeout time.Duration // of one search; 0: 2 s

	TrustedProxies []netip.Prefix // whose X-Forwarded-For tells who asks
}

// SlotWait is how long a search waits for a slot before the visitor is told
// that the archive is busy.
const SlotWait = time.Second

// A Desk has what handlers work with. It is made by [New] and does not change.
type Desk struct {
	Config
	Terms  shape.Terms
	Finder locate.Finder
	Files  *static.Files
	Assets templates.Assets
	Log    *slog.Logger

	gate     *guard.Gate
	visitors *guard.Visitors
	operator templates.Operator
	texts    map[string]string // of scripts, addresses by language
	kept     *answers
	often    *answers
	packer   middleware.Packer
	storms   *storms
}

// New makes a desk of a configuration, which it completes.
func New(c Config) (*Desk, error) {
	if c.Archive == nil {
		return nil, errors.New("no archive")
	}
	if c.SearchSlots <= 0 {
		c.SearchSlots = 8
	}
	if c.SearchTimeout <= 0 {
		c.SearchTimeout = 2 * time.Second
	}
	if c.Site != nil {
		c.BaseURL = cmp.Or(c.BaseURL, c.Site.Base)
		c.SecurityContact = cmp.Or(c.SecurityContact, c.Site.Contact)
	}
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return nil, fmt.Errorf("base URL %q is not of the form https://host", c.BaseURL)
		}
		c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	}
	s := &Desk{
		Config: c, Terms: shape.Terms{Tables: c.Tables}, Finder: locate.Finder{Tables: c.Tables}, Log: c.Logger,
		gate:     guard.New(guard.Config{Slots: c.SearchSlots, Dear: c.DearSlots, Wait: SlotWait}),
		visitors: guard.NewVisitors(c.TrustedProxies...),
		kept:     newAnswers(keptBytes),
		often:    newAnswers(oftenRoom()),
	}
	if s.Log == nil {
		s.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	s.storms = newStorms(s.Log, stormTime)
	var err error
	if s.Files, err = static.New(); err != nil {
		return nil, err
	}
	s.Assets = templates.Assets{
		CSS: s.Files.URL("reftel.css"), Script: s.Files.URL("reftel.js"), Suggest: s.Files.URL("suggest.js"), List: s.Files.URL("list.js"),
		Icon: s.Files.URL("icon.svg"), Touch: s.Files.URL("touch.png"),
	}
	for _, name := range static.Preload() {
		s.Assets.Fonts = append(s.Assets.Fonts, s.Files.URL(name))
	}
	if s.Languages == nil {
		own := ""
		if s.Site != nil {
			own = s.Site.Language
		}
		if s.Languages, err = language.New(own); err != nil {
			return nil, err
		}
	}
	if err := s.scriptTexts(); err != nil {
		return nil, err
	}
	s.operated()
	s.meters()
	return s, nil
}

// A Call is one request and the generation that answers it from its start to
// its end, whatever is published meanwhile.
type Call struct {
	W     http.ResponseWriter
	R     *http.Request
	A     archive.Archive
	Words *words.Speaker // in whose words it is answered
	Terms shape.Terms    // in those words
	lease *lease
	kept  *keptSlot // nil: each question takes a slot of its own
}

// call is a request with what answers it.
func (s *Desk) call(w http.ResponseWriter, r *http.Request, a archive.Archive, l *lease) *Call {
	c := &Call{W: w, R: r, A: a, Words: words.From(r.Context()), Terms: s.Terms, lease: l}
	c.Terms.Words = c.Words
	return c
}

// Ctx is the context of the request.
func (c *Call) Ctx() context.Context { return c.R.Context() }

// A Handler answers a call, or returns an error and has written nothing.
type Handler func(c *Call) error

// Handle makes an http.Handler of a handler that needs the archive.
func (s *Desk) Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		a, release, err := s.Archive.Acquire(r.Context())
		if err != nil {
			s.Fail(w, r, nil, fmt.Errorf("%w: %w", ErrUnready, err))
			return
		}
		l := newLease(release)
		defer l.drop()
		c := s.call(w, r, a, l)
		if err := h(c); err != nil {
			s.Fail(w, r, c, err)
		}
	}
}
