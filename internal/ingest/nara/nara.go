// Package nara reads the telegrams of 1973-79 as the National Archives release
// them: text of two parts, "Message Text" and "Message Attributes", on pages
// with a stamp of the release at head and foot.
//
// The message part is a telegram as it was printed, and the grammar of package
// telegram reads it. The attributes are a second description of the same
// telegram, made by its archivists; they name the document, and they stand in
// where the text is silent. What stands in for the text is said in the Doubts.
package nara

import (
	"bytes"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "nara"

// Format is the reader of released telegrams.
func Format(tables *reference.Tables) source.Format {
	r := reader{grammar: telegram.Parser{Tables: tables}, tables: tables}
	return source.Format{Name: Name, Detect: detect, Split: source.Several(starts), Parse: r.parse, Numbers: true}
}

// detect asks for two of the marks of the format: the titles of both parts, or
// one title and the stamp of the release.
func detect(head []byte) bool {
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) {
		return false
	}
	text := hasTitle(head, messageTitle)
	attributes := hasTitle(head, attributesTitle)
	if text && attributes {
		return true
	}
	return (text || attributes) && (bytes.Contains(head, []byte(stampMark)) || bytes.Contains(head, []byte("\nDocument Number:")))
}

// hasTitle reports whether the title stands alone on a line.
func hasTitle(head []byte, title string) bool {
	for at := 0; ; {
		i := bytes.Index(head[at:], []byte(title))
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(title)
		line := head[bytes.LastIndexByte(head[:start], '\n')+1:]
		if n := bytes.IndexByte(line, '\n'); n >= 0 {
			line = line[:n]
		}
		if string(bytes.TrimSpace(line)) == title {
			return true
		}
		at = end
	}
}

type reader struct {
	grammar telegram.Parser
	tables  *reference.Tables
}

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	if err := source.CheckText(p.Content()); err != nil {
		return nil, err
	}
	d := divide(strings.TrimPrefix(string(p.Content()), "\ufeff"))
	id, alias := r.number(d.attributes)
	meta := telegram.Meta{ID: id, Hints: telegram.Hints{Dehyphenate: true}}
	if id == "" && p.Name == "" {
		meta.Stem = source.Stem(name)
	}
	if m, err := cable.ParseMRN(id); err == nil {
		meta.Hints.Year = m.Year
	} else if draft, ok := d.attributes.drafted(); ok {
		meta.Hints.Year = draft.Year
	}
	silent := noText(d.message)
	if silent {
		d.message = ""
	}
	c, why := r.grammar.Cable(d.message, meta)
	if c == nil {
		return nil, source.Refuse(p.Line, "%s", why)
	}
	if alias != "" && alias != c.ID {
		c.Aliases = addString(c.Aliases, alias)
	}
	r.complete(c, d)
	if silent {
		c.Warnings = append(c.Warnings, "The National Archives have no text of this telegram online; all that is known of it are its attributes.")
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "no text online", Detail: strings.TrimSpace(d.attributes["Locator"])})
	}
	return c, nil
}

// noText reports whether the message part is empty, or only says that the text
// was lost.
func noText(message string) bool {
	t := strings.TrimSpace(message)
	if len(t) > 400 {
		return false
	}
	if t == "" || strings.EqualFold(t, "n/a") {
		return true
	}
	up := strings.ToUpper(t)
	return strings.Contains(up, "TEXT UNRETRIEVABLE") || strings.Contains(up, "NOT CONVERTED")
}

func addString(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
