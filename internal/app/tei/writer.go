package tei

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// A writer writes elements that are closed in their order.
type writer struct{ b bytes.Buffer }

// start opens an element. Attributes are names and values; those without a value are
// left out.
func (w *writer) start(element string, attributes ...string) {
	w.b.WriteByte('<')
	w.b.WriteString(element)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		w.b.WriteByte(' ')
		w.b.WriteString(attributes[i])
		w.b.WriteString(`="`)
		w.text(attributes[i+1])
		w.b.WriteByte('"')
	}
	w.b.WriteByte('>')
}

func (w *writer) end(element string) {
	w.b.WriteString("</")
	w.b.WriteString(element)
	w.b.WriteByte('>')
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
	w.start(element, attributes...)
	w.text(text)
	w.end(element)
}

// text escapes a text; what XML cannot say becomes U+FFFD. Most texts are plain from end
// to end, and are written as they are.
func (w *writer) text(s string) {
	n := 0
	for n < len(s) && plain(s[n]) {
		n++
	}
	w.b.WriteString(s[:n])
	if n < len(s) {
		_ = xml.EscapeText(&w.b, []byte(strings.ToValidUTF8(s[n:], "\uFFFD"))) // a buffer takes all
	}
}

// plain are the signs of ASCII that stand for themselves.
func plain(c byte) bool {
	return c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"' && c != '\''
}

func (w *writer) raw(s string) { w.b.WriteString(s) }
