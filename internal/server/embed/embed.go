// Package embed lets pages of other sites show a paragraph: a page for frames, the only
// one here that may stand in a frame elsewhere, and oEmbed, by which programs ask how a
// page is shown. Neither needs a script, a cookie or a file of another address.
package embed

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	drawn "reftel/web/templates/embed"
	"reftel/web/templates/words"
)

// most is how many characters of a paragraph a frame shows.
const most = 2000

// Pages are the handlers of this family. Record reads a cable by its id or an alias.
type Pages struct {
	*desk.Desk
	Record func(ctx context.Context, a archive.Archive, id string) (*archive.Record, error)
}

// A quoted paragraph is one that is shown elsewhere.
type quoted struct {
	cite.Work
	status templates.LinkStatus
}

// title names the paragraph and its cable.
func (q quoted) title() string {
	return shape.Cut(q.Cable.Title(), 200) + " (" + q.Cable.ID + ")"
}

// find reads the paragraph of an anchor, perhaps with the fingerprint of its text; of no
// anchor the first that has a text.
func (s *Pages) find(c *desk.Call, id, anchor string) (q quoted, err error) {
	rec, err := s.Record(c.Ctx(), c.A, id)
	if errors.Is(err, archive.ErrNotFound) && !errors.Is(err, archive.ErrUnavailable) {
		return q, desk.NotFound("No cable with this id is held here.")
	} else if err != nil {
		return q, fmt.Errorf("reading cable %.64q: %w", id, err)
	}
	q.Cable = rec.Cable
	i := 0
	if anchor != "" {
		name, print, _ := strings.Cut(anchor, "~")
		i, q.status = shape.Place(q.Cable, name, print)
	} else {
		for i < len(q.Cable.Paragraphs)-1 && strings.TrimSpace(q.Cable.Paragraphs[i].Text) == "" {
			i++
		}
	}
	if i < 0 || i >= len(q.Cable.Paragraphs) {
		return q, desk.NotFoundOf(words.Later("The cable %s is here, but it has no paragraph of this name.", q.Cable.ID), shape.ParagraphLinks(c.Words, q.Cable)...)
	}
	q.Paragraph = &q.Cable.Paragraphs[i]
	q.URL = s.Base(c.R) + shape.ParagraphPath(q.Cable.ID, q.Paragraph.Anchor)
	return q, nil
}

// Paragraph is the page of a paragraph for frames.
func (s *Pages) Paragraph(c *desk.Call) error {
	id, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	anchor, err := desk.Param(c.R, "anchor")
	if err != nil {
		return err
	}
	q, err := s.find(c, id, anchor)
	if err != nil {
		return err
	}
	if q.Cable.ID != id {
		return s.Redirect(c, http.StatusMovedPermanently, shape.EmbedPath(q.Cable.ID, anchor))
	}
	framed(c.W.Header())
	return s.Render(c, http.StatusOK, middleware.Document, "", drawn.Page(s.view(c, q)))
}

// view shapes the page.
func (s *Pages) view(c *desk.Call, q quoted) drawn.Paragraph {
	v := drawn.Paragraph{
		Title: q.title(), Site: s.SiteName(), Home: s.Base(c.R) + "/", Canonical: q.URL, Link: c.Words.Say("The paragraph in its place"),
		Lang: cmp.Or(q.Cable.Language, "en"), Text: textOf(q.Paragraph), Citation: q.Sentence(), Demo: s.Demo,
	}
	switch q.status {
	case templates.LinkMoved:
		v.Notice = c.Words.Say("The text has moved within the cable since it was quoted here.")
	case templates.LinkChanged:
		v.Notice = c.Words.Say("The text has changed since it was quoted here.")
	}
	if utf8.RuneCountInString(v.Text) > most {
		v.Text, v.Cut = shape.Cut(v.Text, most), true
	}
	return v
}

func textOf(p *cable.Paragraph) string { return strings.TrimSpace(p.Text) }

// policy lets the page stand in any frame, with its one style and nothing else. A sandbox
// has no address of its own, so that a style of ours could not be had there as a file.
var policy = func() string {
	sum := sha256.Sum256([]byte(drawn.Style()))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors *"
}()

// framed sets the headers of a page that may stand in a frame elsewhere.
func framed(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Del("X-Frame-Options")
	h.Set("X-Robots-Tag", "noindex")
}
