// Package bracket reads the bodies of site pages, and plain text, that a
// bracket tagger ran over: `[ORG SEDENA  ]`, `[PER John Smith]`, in the four
// spacings and two label sets of that tagger family. The tagger tokenised the
// text, folded its lines, and its spans cross the structure of the telegram.
// So the brackets come off first and the spans are kept as offsets; readable
// text is restored; lost line ends are put back; the structure is found on the
// plain text by package telegram; and each span is clipped to the field that it
// begins in.
package bracket

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "bracket"

// Format is the reader of bracket-annotated texts.
func Format(tables *reference.Tables) source.Format {
	r := reader{telegram.Parser{Tables: tables}}
	return source.Format{Name: Name, Detect: detect, Split: source.Whole, Parse: r.parse, Numbers: true}
}

// detect takes a body in code and pre tags without a page round it, and any
// text with two annotations or more.
func detect(head []byte) bool {
	if start := head[:min(len(head), 4096)]; bytes.IndexByte(start, '<') >= 0 || bytes.Contains(start, []byte("='")) {
		lower := bytes.ToLower(start)
		if bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("class='cable'")) || bytes.Contains(lower, []byte("<tei")) {
			return false
		}
		trimmed := bytes.TrimSpace(lower)
		if bytes.HasPrefix(trimmed, []byte("<code>")) || bytes.HasPrefix(trimmed, []byte("<pre>")) {
			return true
		}
	}
	n := 0
	for i := bytes.IndexByte(head, '['); i >= 0 && n < 2; i = bytes.IndexByte(head, '[') {
		head = head[i+1:]
		if beginsAnnotation(head) {
			n++
		}
	}
	return n == 2
}

// beginsAnnotation reports whether a label with what follows it in an annotation stands
// behind a bracket.
func beginsAnnotation(s []byte) bool {
	i := 0
	for i < len(s) && isLabel(s[i]) {
		i++
	}
	if _, known := kinds[string(s[:i])]; !known || i == len(s) {
		return false
	}
	score := s[i:]
	return score[0] == ' ' || score[0] == '\n' ||
		len(score) > 3 && score[0] == ':' && (score[1] == '0' || score[1] == '1') && score[2] == '.' && '0' <= score[3] && score[3] <= '9'
}

type reader struct{ grammar telegram.Parser }

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	if err := source.CheckText(p.Content()); err != nil {
		return nil, err
	}
	content, err := plain(p)
	if err != nil {
		return nil, err
	}
	text, spans := readable(content)
	if telegram.Folded(text) {
		text = r.grammar.Unfold(telegram.Flatten(text))
	}
	c, reason := r.grammar.Cable(text, telegram.Meta{Stem: source.Stem(name), Spans: spans})
	if c == nil {
		return nil, source.Refuse(p.Line, "%s", reason)
	}
	return c, nil
}

// plain takes the tags off and keeps the text: entities undone, the pilcrow of
// a paragraph anchor kept. A body that is opened and not closed was cut off.
func plain(p source.Part) ([]byte, error) {
	if !bytes.Contains(p.Content(), []byte("<")) {
		return p.Content(), nil
	}
	z := html.NewTokenizer(bytes.NewReader(p.Content()))
	var out bytes.Buffer
	open := 0
	seen := false
	last := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			if open > 0 {
				return nil, source.Refuse(source.LineAt(p.Content(), len(p.Content())), "the page is cut off: <pre> is never closed")
			}
			if trailing := strings.TrimRight(string(p.Content()), " \n\r\t"); strings.LastIndexByte(trailing, '<') > strings.LastIndexByte(trailing, '>') && seen {
				return nil, source.Refuse(source.LineAt(p.Content(), len(p.Content())), "the page is cut off in the middle of a tag")
			}
			if seen && len(bytes.TrimSpace(out.Bytes())) == 0 {
				return nil, source.Refuse(p.Line, "the page has no text")
			}
			return out.Bytes(), nil
		case html.TextToken:
			out.Write(z.Text())
		case html.StartTagToken:
			name, _ := z.TagName()
			switch last = string(name); last {
			case "pre":
				open++
				seen = true
			case "br", "p", "div":
				out.WriteByte('\n')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if string(name) == "pre" && open > 0 {
				open--
			}
		case html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				out.WriteByte('\n')
			}
		}
	}
}
