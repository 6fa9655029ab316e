package tei

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// A writer writes elements that are closed in their order.
type writer struct{ b bytes.Buffer }

// start opens an element. Attributes are names and values; those without a value are
// left out.
func (w *writer) start(element string, attributes ...string) {
	w.b.WriteString("<" + element)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		w.b.WriteString(" " + attributes[i] + `="`)
		w.text(attributes[i+1])
		w.b.WriteByte('"')
	}
	w.b.WriteByte('>')
}

func (w *writer) end(element string) {
	w.b.WriteString("</" + element + ">")
	switch element {
	case "p", "div", "head", "note", "bibl", "title", "correspAction", "keywords", "fileDesc", "encodingDesc", "profileDesc", "teiHeader", "opener", "closer":
		w.b.WriteByte('\n')
	}
}

// in writes an element round what inside writes.
func (w *writer) in(element string, inside func(), attributes ...string) {
	w.start(element, attributes...)
	inside()
	w.end(element)
}

// leaf is an element with a text.
func (w *writer) leaf(element, text string, attributes ...string) {
	w.in(element, func() { w.text(text) }, attributes...)
}

// text escapes a text; what XML cannot say becomes U+FFFD.
func (w *writer) text(s string) {
	_ = xml.EscapeText(&w.b, []byte(strings.ToValidUTF8(s, "\uFFFD"))) // a buffer takes all
}

func (w *writer) raw(s string) { w.b.WriteString(s) }
