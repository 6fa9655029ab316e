// Package frus reads volumes of the series Foreign Relations of the United
// States in TEI, in the encoding of 2015 as in that of today. A volume is one
// XML file; every <div type="document"> of it, at any depth, becomes a cable.
//
// What is read from where:
//
//	id           the volume's id (TEI/@xml:id, idno type="frus", or the file
//	             name) and the document's @xml:id: frus1961-63v05-d12
//	subject      the head without its number and notes. FRUS is cited by its
//	             heads, so the head stays the subject; the list type="subject"
//	             is a paragraph under the heading that it is printed with, and
//	             goes before the head in the title that is shown
//	date         the date element of the dateline, the opener or the head:
//	             @when, @from, @notBefore, in the clock of the place; where
//	             there is none, the dates that the document's attributes or its
//	             head tell, marked as inferred
//	from, to     the wording of the head, checked against its type="from|to"
//	             marks
//	marking      classification, captions and precedence out of the source
//	             note, or what stands opposite to the dateline
//	paragraphs   p, lists and tables (as lines), quotations, salutations,
//	             postscripts, attachments; what the margin holds in brackets
//	             where it stands. Signatures are the signers
//	notes        the source note ("source"), its summary ("summary"), the
//	             dateline ("dateline") and the footnotes under their numbers
//	entities     persName, placeName and gloss, under the names that the lists
//	             of persons and of terms in the volume's front give
//	references   ref/@target that lead to documents
//
// A document inside another one (an enclosure) is a cable of its own; the
// outer one refers to it and does not repeat its text.
package frus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "frus"

// teiNamespace is that of the root element.
const teiNamespace = "http://www.tei-c.org/ns/1.0"

// maxDepth is how deeply elements may be nested.
const maxDepth = 200

// maxNested is how many documents may stand one inside the other.
const maxNested = 8

// Format is the reader of TEI volumes.
func Format(tables *reference.Tables) source.Format {
	r := reader{tables}
	return source.Format{
		Name:   Name,
		Detect: detect,
		Split:  split,
		Parse: func(path string, p source.Part) (*cable.Cable, error) {
			return r.parse(path, p)
		},
	}
}

type reader struct{ tables *reference.Tables }

// detect looks for a root element TEI in the namespace of TEI.
func detect(head []byte) bool {
	if !bytes.Contains(head, []byte(teiNamespace)) {
		return false
	}
	d := newDecoder(bytes.NewReader(head))
	for {
		t, err := d.Token()
		if err != nil {
			return false
		}
		if s, ok := t.(xml.StartElement); ok {
			return s.Name.Space == teiNamespace && (s.Name.Local == "TEI" || s.Name.Local == "teiCorpus")
		}
	}
}

// newDecoder makes a decoder for UTF-8 that knows the named characters of
// HTML and no other entities.
func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "us-ascii") || strings.EqualFold(charset, "ascii") {
			return input, nil
		}
		return nil, fmt.Errorf("%w (it says %s)", errCharset, charset)
	}
	return d
}

var (
	errCharset  = errors.New("the volume must be encoded in UTF-8")
	errDepth    = fmt.Errorf("elements are nested more than %d deep", maxDepth)
	errNested   = fmt.Errorf("documents stand inside of each other more than %d deep", maxNested)
	errEntities = errors.New("it declares entities of its own, which are not read")
)

// reason is the text of an error of the decoder, without the words before the
// reason itself.
func reason(err error) string {
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		return "malformed XML: " + s.Msg
	}
	return strings.TrimPrefix(err.Error(), "xml: ")
}

// attr is the value of an attribute by its local name.
func attr(as []xml.Attr, local string) string {
	for i := range as {
		if as[i].Name.Local == local && as[i].Name.Space != "xmlns" {
			return as[i].Value
		}
	}
	return ""
}

// isDocument reports whether the element is a document of its own.
func isDocument(local string, as []xml.Attr) bool {
	return strings.HasPrefix(local, "div") && attr(as, "type") == "document"
}

// xmlID is the xml:id of an element when it can be part of a name.
func xmlID(as []xml.Attr) string {
	for i := range as {
		a := &as[i]
		if a.Name.Local == "id" && a.Name.Space != "" && len(a.Value) <= 80 && safeID(a.Value) {
			return a.Value
		}
	}
	return ""
}

func safeID(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || i > 0 && (c == '-' || c == '_' || c == '.')) {
			return false
		}
	}
	return s != ""
}
