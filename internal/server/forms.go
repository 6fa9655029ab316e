package server

import (
	"fmt"
	"net/http"
	"path"
	"slices"
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

// forms are the other forms of a cable, by the end of its path.
var forms = []string{".json", ".txt", ".bib", ".ris"}

// largeForm is how many bytes a form may have and still be compressed.
const largeForm = 1 << 20

// cutForm cuts the form off what an address asks for.
func cutForm(asked string) (id, form string) {
	form = path.Ext(asked)
	if !slices.Contains(forms, form) {
		return asked, ""
	}
	return strings.TrimSuffix(asked, form), form
}

// cableForm answers with another form of a cable.
func (s *server) cableForm(c *desk.Call, d *cable.Cable, form string) error {
	x := cite.Work{Cable: d, URL: s.Base(c.R) + shape.CablePath(d.ID)}
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
	case ".bib":
		body, contentType = []byte(x.BibTeX()), "application/x-bibtex; charset=utf-8"
	case ".ris":
		body, contentType = []byte(x.RIS()), "application/x-research-info-systems; charset=utf-8"
	}
	c.W.Header().Set("Content-Disposition", disposition(d.ID+form))
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
		return desk.NotFound("This cable has fewer versions.", templates.Link{Label: "The cable", Href: shape.CablePath(rec.Cable.ID)})
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
