package server

import (
	"fmt"
	"net/http"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/server/middleware"
)

// cableForm answers with another form of a cable.
func (s *server) cableForm(c *call, d *cable.Cable, form string) error {
	x := cited{Cable: d, URL: s.base(c.r) + cablePath(d.ID)}
	var body []byte
	var contentType string
	switch form {
	case ".json":
		var err error
		if body, err = d.JSON(); err != nil {
			return fmt.Errorf("writing cable %s as JSON: %w", d.ID, err)
		}
		contentType = "application/json"
	case ".txt":
		body, contentType = []byte(plainText(d)), "text/plain; charset=utf-8"
	case ".bib":
		body, contentType = []byte(x.bibTeX()), "application/x-bibtex; charset=utf-8"
	case ".ris":
		body, contentType = []byte(x.ris()), "application/x-research-info-systems; charset=utf-8"
	}
	c.w.Header().Set("Content-Disposition", disposition(d.ID+form))
	return s.reply(c, http.StatusOK, middleware.Document, "", contentType, body)
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

// plainText is a cable as text: a head of decoded fields, then the paragraphs.
func plainText(c *cable.Cable) string {
	var b strings.Builder
	line := func(label string, values ...string) {
		if v := joined(", ", values...); v != "" {
			fmt.Fprintf(&b, "%-15s %s\n", label+":", v)
		}
	}
	line("Id", c.ID)
	line("Subject", c.Title())
	line("Date", c.Date.String())
	line("Classification", c.Classification)
	line("Captions", c.Captions...)
	line("Precedence", c.Precedence)
	line("From", c.From)
	line("To", c.To...)
	line("Info", c.Info...)
	var codes []string
	for _, t := range c.Tags {
		codes = append(codes, t.Code)
	}
	line("TAGS", codes...)
	for _, r := range c.References {
		line("Ref", strings.TrimSpace(r.Letter+" "+r.Text))
	}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		b.WriteString("\n")
		if p.Heading != "" {
			b.WriteString(p.Heading + "\n\n")
		}
		if p.Number > 0 {
			fmt.Fprintf(&b, "%d. ", p.Number)
		}
		if p.Mark != "" {
			b.WriteString("(" + p.Mark + ") ")
		}
		b.WriteString(p.Text + "\n")
	}
	if len(c.Signers) > 0 {
		b.WriteString("\n" + strings.Join(c.Signers, "\n") + "\n")
	}
	for _, n := range c.Notes {
		fmt.Fprintf(&b, "\nNote %s: %s\n", n.Number, n.Text)
	}
	return b.String()
}
