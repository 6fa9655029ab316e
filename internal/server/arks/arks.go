// Package arks leads from ARKs to the pages of what they name, and tells of it what
// resolvers ask for: who, what, when, where, and what is promised. It answers where the
// operator has a number under which cables are named.
package arks

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/ark"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates/words"
)

// Patterns are the addresses of ARKs. Some programs escape the colon.
func Patterns() []string { return []string{"/ark:*", "/ark%3A*", "/ark%3a*"} }

// Pages is the handler of ARKs.
type Pages struct{ *desk.Desk }

// New makes the handler.
func New(d *desk.Desk) (*Pages, error) {
	if err := ark.CheckNAAN(d.ARKNAAN); err != nil {
		return nil, err
	}
	return &Pages{d}, nil
}

// Answer leads to what an ARK names, or tells of it.
func (s *Pages) Answer(c *desk.Call) error {
	path, err := url.PathUnescape(strings.TrimPrefix(c.R.URL.EscapedPath(), "/"))
	if err != nil || !utf8.ValidString(path) {
		return desk.BadRequest("The address cannot be decoded.")
	}
	a, err := ark.Parse(path)
	if err != nil {
		return desk.NotFoundOf(words.Later("This is not the ARK of a cable: %s.", err.Error()))
	}
	if a.NAAN != s.ARKNAAN {
		return desk.NotFound("ARKs of this number are not given here.")
	}
	found, err := c.A.Lookup(c.Ctx(), a.ID)
	if err != nil {
		return fmt.Errorf("looking up the ARK of %.64q: %w", a.ID, err)
	}
	f := found[0]
	if !f.State.Here() && f.State != archive.Gone {
		return desk.NotFound("No cable here has this ARK.")
	}
	a.ID = f.ID
	if s.infoAsked(c.R.URL) {
		return s.info(c, a, f)
	}
	path = shape.CablePath(a.ID)
	if a.Anchor != "" {
		path = shape.ParagraphPath(a.ID, a.Anchor)
	}
	return s.Redirect(c, http.StatusFound, path)
}

// infoAsked reports whether an address ends in ?info, or in one of the older ? and ??.
func (s *Pages) infoAsked(u *url.URL) bool {
	return u.ForceQuery || u.RawQuery == "?" || u.RawQuery == "info" || u.RawQuery == "info="
}

// info is what is told of a cable, as an Electronic Resource Citation.
func (s *Pages) info(c *desk.Call, a ark.ARK, f archive.Found) error {
	who, what, when, where := "", "", "", s.Base(c.R)+shape.CablePath(a.ID)
	status := http.StatusOK
	promise := "The archive means to keep this text and its name for good. The text is not changed; what was parsed of it may be read better later. A text that is withdrawn leaves a note in its place."
	if f.State == archive.Gone {
		if f.Withdrawn == nil && s.Archive.Degraded() != "" {
			return fmt.Errorf("cable %s is not in the generation that is served: %w", f.ID, archive.ErrUnavailable)
		}
		who, what, when = "(:unav)", "(:gone) Cable "+a.ID+", which was withdrawn", "(:unav)"
		promise = "This text was published here once and is not any more. Its name is not given to another."
		status = http.StatusGone
	} else {
		rec, err := c.A.Record(c.Ctx(), a.ID, archive.Parsed)
		if err != nil {
			return fmt.Errorf("reading the cable of the ARK of %s: %w", a.ID, err)
		}
		w := cite.Work{Cable: rec.Cable}
		if a.Anchor != "" {
			i, _ := shape.Place(rec.Cable, a.Anchor, "")
			if i < 0 {
				return desk.NotFoundOf(words.Later("The cable %s is here, but it has no paragraph of this name.", a.ID))
			}
			w.Paragraph = &rec.Cable.Paragraphs[i]
			a.Anchor = w.Paragraph.Anchor
			where = s.Base(c.R) + shape.ParagraphPath(a.ID, a.Anchor)
		}
		who, what, when = said(w)
	}
	var b strings.Builder
	line := func(name, value string) { fmt.Fprintf(&b, "%s: %s\n", name, escaped(value)) }
	b.WriteString("erc:\n")
	line("who", who)
	line("what", what)
	line("when", when)
	line("where", where)
	line("how", "(:type) text")
	line("id", a.String())
	b.WriteString("\nerc-support:\n")
	line("who", cmp.Or(s.Base(c.R), "this archive"))
	line("what", "(:permanence) "+promise)
	line("when", c.A.Generation().Built.UTC().Format("20060102"))
	line("where", s.Base(c.R)+"/about")
	cache := middleware.Document
	if status != http.StatusOK {
		cache = middleware.NoStore
	}
	return s.Reply(c, status, cache, "info", "text/plain; charset=utf-8", []byte(b.String()))
}

// said is who, what and when of a work.
func said(w cite.Work) (who, what, when string) {
	d := w.Cable
	who, what = cmp.Or(cite.Sender(d), "(:unkn)"), d.Title()+" ("+d.ID+")"
	if w.Paragraph != nil {
		what += ", " + cite.Cited(w.Paragraph)
	}
	date := cable.Date{Year: d.Date.Year, Month: d.Date.Month, Day: d.Date.Day}
	when = cmp.Or(strings.ReplaceAll(date.String(), "-", ""), "(:unkn)")
	if (d.DateInferred || d.Undated) && !date.IsZero() {
		when += "~" // that it was inferred
	}
	return who, what, when
}

// escaped is a value on one line, which % and two digits may stand in.
func escaped(s string) string { return strings.ReplaceAll(cite.OneLine(s), "%", "%25") }
