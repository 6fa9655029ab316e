package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/server/shape"
)

// address is that of a database in a file, which a question mark would end.
func address(file string) string { return "file:" + (&url.URL{Path: file}).EscapedPath() }

// A writer writes cables into the tables, one after the other.
type writer struct {
	ctx        context.Context
	tx         *sql.Tx
	base       string
	statements map[string]*sql.Stmt
}

// put writes a row. A text that is empty is not known: NULL.
func (w *writer) put(statement string, values ...any) error {
	s, ok := w.statements[statement]
	if !ok {
		var err error
		if s, err = w.tx.PrepareContext(w.ctx, statement); err != nil {
			return err
		}
		w.statements[statement] = s
	}
	_, err := s.ExecContext(w.ctx, values...)
	return err
}

// known is a value, or NULL for the zero one.
func known[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

func (w *writer) cable(c *cable.Cable, versions int) error {
	at := w.base + shape.CablePath(c.ID)
	date := ""
	if c.Date.Year > 0 {
		date = c.Date.String()
	}
	err := w.put(intoCables, c.ID, c.IDInferred, known(date), known(c.Date.Year), c.DateInferred, c.Title(), known(c.From), known(c.Origin.Code), known(c.Origin.Name),
		known(c.Origin.Country), known(c.Classification), known(strings.Join(c.Captions, "; ")), known(c.Precedence), known(c.Language), known(c.Collection),
		known(c.Edition.Printed()), known(c.Released), versions, at, text(c))
	if err != nil {
		return err
	}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		if err := w.put(intoParagraphs, c.ID, p.Anchor, known(p.Number), known(p.Mark), known(p.Heading), p.Text, w.base+shape.ParagraphPath(c.ID, p.Anchor)); err != nil {
			return err
		}
	}
	return w.parts(c)
}

// parts are what a cable has many of, besides paragraphs.
func (w *writer) parts(c *cable.Cable) error {
	for _, t := range c.Tags {
		if err := w.put(intoTags, c.ID, t.Code, known(t.Kind), known(t.Meaning)); err != nil {
			return err
		}
	}
	for _, a := range addressees(c) {
		if err := w.put(intoAddressees, c.ID, a.Line, a.Name, known(a.Post), known(a.Precedence)); err != nil {
			return err
		}
	}
	for _, e := range c.Entities {
		if err := w.put(intoEntities, c.ID, e.Kind, e.Name, e.Count); err != nil {
			return err
		}
	}
	for _, r := range c.References {
		if err := w.put(intoReferences, c.ID, known(r.Letter), r.Kind, known(r.ID), r.Text, r.Inferred); err != nil {
			return err
		}
	}
	for _, alias := range c.Aliases {
		if err := w.put(intoAliases, alias, c.ID); err != nil {
			return err
		}
	}
	return nil
}

// addressees are the lines of the address list, or the names alone where the source has
// no lines.
func addressees(c *cable.Cable) []cable.Addressee {
	if len(c.Addressees) > 0 {
		return c.Addressees
	}
	var as []cable.Addressee
	for _, name := range c.To {
		as = append(as, cable.Addressee{Line: "to", Name: name})
	}
	for _, name := range c.Info {
		as = append(as, cable.Addressee{Line: "info", Name: name})
	}
	return as
}

// text is all paragraphs with their headings, an empty line between them.
func text(c *cable.Cable) string {
	var pieces []string
	for i := range c.Paragraphs {
		for _, s := range []string{c.Paragraphs[i].Heading, c.Paragraphs[i].Text} {
			if s != "" {
				pieces = append(pieces, s)
			}
		}
	}
	return strings.Join(pieces, "\n\n")
}
