// Package oai lets other archives harvest this one by the protocol of the Open Archives
// Initiative, version 2.0: all records, a set of them, or those of a time, in Dublin Core
// and in MODS (docs/harvesting.md). It is not offered unless the operator says so.
//
// A record is a cable, a set the cables of a collection. The datestamp of a record is when
// what is told of its cable became another, or when that was withdrawn, and lists go by it.
// The next part of a list is told by a token that says all of it; nothing is kept between
// two requests.
package oai

import (
	"fmt"
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/server/desk"
	"reftel/internal/server/guard"
	"reftel/internal/server/middleware"
)

// Path is the address of the repository.
const Path = "/oai"

const (
	turns    = 2               // lists that are made at once
	patience = 5 * time.Second // for a turn
	most     = 5 * time.Second // of making one part of a list
	part     = 50              // records of it
)

// Pages is the handler of the protocol.
type Pages struct {
	*desk.Desk
	turns *guard.Turns
	most  time.Duration
	part  int
}

// New makes the handler.
func New(d *desk.Desk) (*Pages, error) {
	if m := d.OAIEmail; m != "" {
		if a, err := mail.ParseAddress(m); err != nil || a.Address != m {
			return nil, fmt.Errorf("address %q for harvesters is not of the form name@host", m)
		}
	}
	return &Pages{Desk: d, turns: guard.NewTurns(turns, patience), most: most, part: part}, nil
}

// Answer answers a request, also one that is posted.
func (s *Pages) Answer(c *desk.Call) error {
	base, err := url.Parse(s.Base(c.R))
	if err != nil || base.Host == "" {
		return desk.BadRequest("Harvesters need the address under which this archive is published, which is not known: its operator tells it by --base-url.")
	}
	h := &harvest{Pages: s, c: c, site: base.String(), host: base.Hostname()}
	h.v = newEnvelope(time.Now(), h.site+Path)
	args, err := arguments(c.R)
	if err != nil {
		h.v.Errors = []fault{{badArgument, "The arguments cannot be decoded."}}
		return h.reply()
	}
	h.ask, err = parse(args)
	h.v.Request.of(h.ask) // of one that cannot be understood nothing
	if err == nil {
		err = h.answer()
	}
	if f, ok := err.(*fault); ok {
		h.v.Errors = []fault{*f}
	} else if err != nil {
		return err
	}
	return h.reply()
}

// arguments are those of the address, or of the body of a request that is posted.
func arguments(r *http.Request) (url.Values, error) {
	if r.Method != http.MethodPost {
		return url.ParseQuery(r.URL.RawQuery)
	}
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	if r.URL.RawQuery != "" {
		return r.Form, nil
	}
	return r.PostForm, nil
}

// A harvest is one request and what becomes of it.
type harvest struct {
	*Pages
	c    *desk.Call
	site string // its address
	host string
	ask  request
	v    *envelope
}

// answer fills what is asked for. An error of the protocol is a *fault.
func (h *harvest) answer() error {
	switch h.ask.verb {
	case identify:
		return h.identify()
	case listFormats:
		return h.formats()
	case listSets:
		return h.sets()
	case getRecord:
		return h.record()
	}
	return h.list()
}

func (h *harvest) reply() error {
	body, err := h.v.xml()
	if err != nil {
		return err
	}
	return h.Reply(h.c, http.StatusOK, middleware.NoStore, "", "text/xml; charset=utf-8", body)
}

// identify tells what the repository is.
func (h *harvest) identify() error {
	first, err := h.c.A.History(h.c.Ctx(), archive.Past{N: 1})
	if err != nil {
		return fmt.Errorf("since when records are told: %w", err)
	}
	v := &identity{
		Name: h.name(), BaseURL: h.site + Path, Version: "2.0", Email: h.email(), Earliest: stamp(first.Entries[0].Changed),
		Deleted: "persistent", Granularity: "YYYY-MM-DDThh:mm:ssZ",
	}
	if strings.Contains(h.host, ".") && strings.Trim(h.host, "0123456789.") != "" { // as the scheme of identifiers has it
		v.Scheme = newScheme(h.host)
	}
	h.v.Identify = v
	return nil
}

// name is what the archive is called.
func (h *harvest) name() string {
	return h.SiteName() + ", an archive of diplomatic cables"
}

// email is whom to write to: as the operator says, else the one who keeps a site by the
// name that such mailboxes have (RFC 2142).
func (h *harvest) email() string {
	if h.OAIEmail != "" {
		return h.OAIEmail
	}
	return "webmaster@" + h.host
}

// formats are those in which records can be had, which are the same for all.
func (h *harvest) formats() error {
	if h.ask.identifier != "" {
		if _, err := h.find(); err != nil {
			return err
		}
	}
	h.v.Formats = &formatList{Formats: formats}
	return nil
}
