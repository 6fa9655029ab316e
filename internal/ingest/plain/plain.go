// Package plain reads a cable that is nothing but its own text: a telegram as
// it came off the wire, or as somebody copied it.
package plain

import (
	"bytes"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "telegram"

// Format is the reader of plain telegram text. It takes every text; that which
// is no telegram is refused when it is parsed.
func Format(tables *reference.Tables) source.Format {
	r := reader{telegram.Parser{Tables: tables}}
	return source.Format{Name: Name, Detect: detect, Split: source.Several(starts), Parse: r.parse, Numbers: true}
}

func detect(head []byte) bool {
	trimmed := bytes.TrimSpace(head)
	return !bytes.HasPrefix(trimmed, []byte("<"))
}

type reader struct{ grammar telegram.Parser }

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	if err := source.CheckText(p.Content()); err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(p.Content()), "\ufeff")
	stem := source.Stem(name)
	if p.Name != "" {
		stem = "" // the name is that of several telegrams
	}
	early := bytes.Contains(p.Content(), []byte("E.O. 11652")) || bytes.Contains(p.Content(), []byte("E.O. 12065")) || bytes.Contains(p.Content(), []byte("PAGE 01"))
	c, reason := r.grammar.Cable(text, telegram.Meta{
		Stem:  stem,
		Hints: telegram.Hints{Dehyphenate: early},
	})
	if c == nil {
		return nil, source.Refuse(p.Line, "%s", reason)
	}
	return c, nil
}
