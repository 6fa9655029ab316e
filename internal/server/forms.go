package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/desk"
	"reftel/internal/server/middleware"
	"reftel/internal/server/shape"
	"reftel/web/templates"
)

// forms are the other forms of a cable, by the end of its path. Those from citing on are
// of its paragraphs too. One that ends as another does stands before it.
var (
	forms  = append([]string{".txt"}, append(citing, ".json")...)
	citing = []string{".csl.json", ".bib", ".biblatex", ".ris"}
)

// largeForm is how many bytes a form may have and still be compressed.
const largeForm = 1 << 20

// cutForm cuts one of the forms off what an address asks for.
func cutForm(asked string, forms []string) (id, form string) {
	for _, form := range forms {
		if id, ok := strings.CutSuffix(asked, form); ok {
			return id, form
		}
	}
	return asked, ""
}

// cableForm answers with another form of a cable.
func (s *server) cableForm(c *desk.Call, d *cable.Cable, form string) error {
	var body []byte
	var contentType string
	var err error
	switch form {
	case ".json":
		if body, err = s.longs.Body(d, form, func() ([]byte, error) { return shape.ForReaders(d).JSON() }); err != nil {
			return fmt.Errorf("writing cable %s as JSON: %w", d.ID, err)
		}
		contentType = "application/json"
	case ".txt":
		body, err = s.longs.Body(d, form, func() ([]byte, error) { return []byte(shape.PlainText(d)), nil })
		if err != nil {
			return fmt.Errorf("writing cable %s as text: %w", d.ID, err)
		}
		contentType = "text/plain; charset=utf-8"
	default:
		return s.citationForm(c, cite.Work{Cable: d, URL: s.Base(c.R) + shape.CablePath(d.ID), Holding: c.Terms.Collection(d.Collection)}, form)
	}
	s.links(c, cite.Work{Cable: d})
	return s.form(c, d.ID+form, contentType, body)
}

// citationForm answers with a citation of a cable or of a paragraph.
func (s *server) citationForm(c *desk.Call, x cite.Work, form string) error {
	var body []byte
	var contentType string
	switch form {
	case ".bib":
		body, contentType = []byte(x.BibTeX()), "application/x-bibtex; charset=utf-8"
	case ".biblatex":
		body, contentType = []byte(x.BibLaTeX()), "application/x-biblatex; charset=utf-8"
	case ".ris":
		body, contentType = []byte(x.RIS()), "application/x-research-info-systems; charset=utf-8"
	case ".csl.json":
		var err error
		if body, err = x.CSL(); err != nil {
			return err
		}
		contentType = "application/vnd.citationstyles.csl+json"
	}
	name := x.Cable.ID
	if x.Paragraph != nil {
		name += "-" + x.Paragraph.Anchor
	}
	s.links(c, x)
	return s.form(c, name+form, contentType, body)
}

// links tells programs the address to cite what is answered by, and what describes it.
func (s *server) links(c *desk.Call, x cite.Work) {
	for _, l := range shape.Links(x, s.Base(c.R)) {
		c.W.Header().Add("Link", l)
	}
}

// form answers with a form under a name to save it by.
func (s *server) form(c *desk.Call, name, contentType string, body []byte) error {
	c.W.Header().Set("Content-Disposition", disposition(name))
	if len(body) > largeForm {
		middleware.Uncompressed(c.W.Header())
	}
	return s.Reply(c, http.StatusOK, middleware.Document, "", contentType, body)
}

// disposition names a file for those who save it; browsers show it in place.
func disposition(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '_'
	}, name)
	return `inline; filename="` + name + `"`
}

// raw is the source of a cable, byte for byte.
func (s *server) raw(c *desk.Call) error {
	asked, err := desk.Param(c.R, "id")
	if err != nil {
		return err
	}
	rec, err := s.held(c, asked, shape.Trail{}, func(id string) string { return desk.Asked(c, shape.CablePath(id)+"/raw") })
	if err != nil || rec == nil {
		return err
	}
	n, key, err := versionAsked(c)
	if err != nil {
		return err
	}
	if n > rec.Versions {
		return desk.NotFound("This cable has fewer versions.", templates.Link{Label: c.Words.Say("The cable"), Href: shape.CablePath(rec.Cable.ID)})
	}
	b, err := s.longs.Body(rec.Cable, "raw "+key, func() ([]byte, error) { return s.source(c, rec.Cable.ID, n) })
	if err != nil {
		return err
	}
	charset := "utf-8"
	if !utf8.Valid(b) {
		charset = "windows-1252"
	}
	c.W.Header().Set("Content-Security-Policy", middleware.SandboxCSP)
	if len(b) > largeForm {
		middleware.Uncompressed(c.W.Header())
	}
	return s.ReplyRange(c, key, "text/plain; charset="+charset, b)
}

// source reads one of the sources of a cable, in a slot: it may stand behind many.
func (s *server) source(c *desk.Call, id string, n int) ([]byte, error) {
	v, err := s.version(c, id, n)
	return v.Raw, err
}

// versionAsked is the number of the source that an address asks for: the first
// is that of the text that is shown. Key is the number where it is another one.
func versionAsked(c *desk.Call) (n int, key string, err error) {
	asked := c.R.URL.Query().Get("version")
	if asked == "" {
		return 1, "", nil
	}
	if n, err = strconv.Atoi(asked); err != nil || n < 1 {
		return 0, "", desk.BadRequest("The version of a cable is a number from 1.")
	}
	if n > 1 {
		key = strconv.Itoa(n)
	}
	return n, key, nil
}
