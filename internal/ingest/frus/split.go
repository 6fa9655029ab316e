package frus

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/frus/lists"
	"reftel/internal/ingest/source"
)

// A splitter walks a volume once. Documents are handed out when the outermost
// one is closed, in the order in which they begin.
type splitter struct {
	w    *window
	d    *xml.Decoder
	emit func(source.Part) error

	depth   int
	open    []openDoc // documents that are not closed
	pending []source.Part
	spans   [][2]int64 // where the pending documents stand in the file
	found   int
	emitted int

	names  map[string]int
	titles []heading // of the divisions round a document, one at least for each
	vol    *volume
	lists  lists.Reader
	text   strings.Builder // of the element that is being read in the header
	path   []string        // open elements outside of documents

	page   string        // number of the last page that began
	prev   string        // name of the last document that stands in no other
	held   []source.Part // read, and not handed out before the next one is known
	doubts []cable.Doubt // for the next document
}

// An openDoc is a document whose end was not reached.
type openDoc struct {
	name   string
	line   int
	depth  int
	index  int // in pending
	within int // documents without a name in it
}

// A heading is the title of a division that holds documents, "" where it has none
// yet.
type heading struct {
	depth int
	id    string // of the division
	text  string
}

// A context is what a document knows of what stands round it.
type context struct {
	vol        *volume
	title      string // of the division: a country, a month
	chapter    string // titles of all divisions, the outermost first
	division   string // id of the innermost one
	place      int    // among the documents of the volume
	page       string // on which the document begins
	prev, next string // names of the documents beside it
	doubts     []cable.Doubt
}

func split(r io.Reader, emit func(source.Part) error) error {
	w := newWindow(r)
	defer w.release()
	s := &splitter{w: w, d: newDecoder(w), emit: emit, names: map[string]int{}, vol: newVolume()}
	err := s.run()
	var stop *stopError
	if errors.As(err, &stop) {
		return stop.err
	}
	if err == nil {
		if s.found == 0 && len(s.doubts) > 0 {
			return source.Refuse(0, `a TEI file without any <div type="document">; what it includes (%s) is not followed`, s.doubts[0].Detail)
		}
		if s.found == 0 {
			return source.Refuse(0, `a TEI file without any <div type="document">`)
		}
		return s.release("")
	}
	// Documents that were read whole are kept, also inside one that was not.
	s.flush()
	if err := s.release(""); err != nil {
		return err
	}
	line, _ := s.d.InputPos()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		line = syntax.Line
	}
	lost := ""
	if len(s.open) > 0 {
		lost = fmt.Sprintf(" in %s, which begins in line %d", s.open[0].name, s.open[0].line)
	}
	return source.Refuse(line, "%s%s; the %d documents before it were read, the rest of the volume was not", reason(err), lost, s.emitted)
}

// A stopError is an error of emit, which ends the reading at once.
type stopError struct{ err error }

func (e *stopError) Error() string { return e.err.Error() }

func (s *splitter) run() error {
	for {
		start := s.d.InputOffset()
		if len(s.open) == 0 {
			s.w.keep = start
		}
		line, _ := s.d.InputPos()
		t, err := s.d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			s.depth++
			if s.depth > maxDepth {
				return errDepth
			}
			if t.Name.Local == "pb" {
				s.page = trimPage(attr(t.Attr, "n"))
			}
			if isDocument(t.Name.Local, t.Attr) {
				if len(s.open) == maxNested {
					return errNested
				}
				if err := s.begin(t.Attr, start, line); err != nil {
					return err
				}
			} else if len(s.open) == 0 {
				s.outside(t)
			}
		case xml.EndElement:
			if n := len(s.open); n > 0 {
				if s.open[n-1].depth == s.depth {
					s.end()
				}
			} else {
				s.leave(t.Name.Local)
			}
			s.depth--
		case xml.CharData:
			if len(s.open) == 0 {
				if s.text.Len() < 4<<10 && !slices.Contains(s.path, "note") {
					s.text.Write(t)
				}
				if s.found == 0 {
					s.lists.Text(t)
				}
			}
		case xml.Directive:
			if strings.Contains(string(t), "<!ENTITY") {
				return errEntities
			}
		}
	}
}

func (s *splitter) begin(as []xml.Attr, start int64, line int) error {
	name := xmlID(as)
	if name == "" {
		if n := len(s.open); n > 0 {
			s.open[n-1].within++
			name = enclosureName(s.open[n-1].name, s.open[n-1].within)
		} else if name = attr(as, "n"); safeID(name) && len(name) < 20 {
			name = "doc-" + name
		} else {
			name = fmt.Sprintf("doc-%d", s.found+1)
		}
	}
	s.names[name]++
	if n := s.names[name]; n > 1 {
		name = fmt.Sprintf("%s-%d", name, n)
	}
	if s.found == 0 {
		s.vol.lists = s.lists.Lists()
		s.vol.settle()
	}
	s.found++
	shared := &context{vol: s.vol, page: s.page, place: s.found, doubts: s.doubts}
	s.doubts = nil
	for _, t := range s.titles {
		if shared.division = t.id; t.text == "" {
			continue
		}
		if shared.title = t.text; shared.chapter != "" {
			shared.chapter += cable.ChapterSign
		}
		shared.chapter += t.text
	}
	if len(s.open) == 0 {
		shared.prev, s.prev = s.prev, name
		if err := s.release(name); err != nil {
			return &stopError{err}
		}
	}
	s.open = append(s.open, openDoc{name: name, line: line, depth: s.depth, index: len(s.pending)})
	s.spans = append(s.spans, [2]int64{start, 0})
	part := source.Part{Name: name, Line: line, Shared: shared}
	if s.found == 1 {
		part.Things = s.vol.lists.Things(s.vol.id)
	}
	s.pending = append(s.pending, part)
	return nil
}

// enclosureName is the name of the nth unnamed document inside another one.
func enclosureName(outer string, n int) string { return fmt.Sprintf("%s-enclosure%d", outer, n) }

func (s *splitter) end() {
	n := len(s.open) - 1
	doc := s.open[n]
	s.open = s.open[:n]
	s.spans[doc.index][1] = s.d.InputOffset()
	if n == 0 {
		s.flush()
	}
}

// release hands out what is held; next is the name of the document behind it.
func (s *splitter) release(next string) error {
	for i, p := range s.held {
		c := p.Shared.(*context)
		if i == 0 {
			c.next = next
		}
		if next == "" {
			// Nothing comes that could tell it.
			c.doubts = append(c.doubts, s.doubts...)
			s.doubts = nil
		}
		if err := s.emit(p); err != nil {
			return err
		}
		s.emitted++
	}
	clear(s.held)
	s.held = s.held[:0]
	return nil
}

// flush holds the documents that are whole, to be handed out. Inner ones share
// the bytes of the outer one.
func (s *splitter) flush() {
	first, last := int64(-1), int64(0)
	for _, span := range s.spans {
		if span[1] > 0 {
			if first < 0 {
				first = span[0]
			}
			last = max(last, span[1])
		}
	}
	if first >= 0 {
		raw := s.w.cut(first, last)
		for i, span := range s.spans {
			if span[1] == 0 {
				continue
			}
			from, to := span[0]-first, span[1]-first
			s.pending[i].Raw = raw[from:to:to]
			s.held = append(s.held, s.pending[i])
		}
	}
	clear(s.pending)
	s.pending, s.spans = s.pending[:0], s.spans[:0]
}

// trimPage is the number of a page without the brackets of one that has none
// printed.
func trimPage(n string) string {
	if n = strings.Trim(n, "[] "); len(n) > 12 {
		return ""
	}
	return n
}

// outside sees an element that is not part of a document.
func (s *splitter) outside(t xml.StartElement) {
	local := t.Name.Local
	s.path = append(s.path, local)
	switch {
	case s.depth == 1:
		s.vol.setID(xmlID(t.Attr))
	case local == "title" || local == "idno":
		s.text.Reset()
		s.path[len(s.path)-1] = local + " " + attr(t.Attr, "type")
	case headerNames[local] && slices.Contains(s.path, "teiHeader"):
		s.text.Reset()
		s.path[len(s.path)-1] = strings.TrimSpace(local + " " + attr(t.Attr, "role"))
	case local == "head":
		s.text.Reset()
	case local == "lb":
		s.text.WriteByte(' ')
	case strings.HasPrefix(local, "div"):
		s.titles = append(s.titles, heading{depth: s.depth, id: xmlID(t.Attr)})
	case local == "include":
		s.doubts = append(s.doubts, notIncluded(t.Attr))
	}
	if s.found == 0 {
		s.lists.Begin(lists.Element{Local: local, ID: xmlID(t.Attr), Type: attr(t.Attr, "type"), Target: localID(t.Attr)})
	}
}

// leave sees the end of an element outside of the documents.
func (s *splitter) leave(local string) {
	n := len(s.path) - 1
	if n < 0 {
		return
	}
	name := s.path[n]
	s.path = s.path[:n]
	if s.found == 0 {
		s.lists.End(local)
	}
	switch {
	case local == "head" && n > 0 && strings.HasPrefix(s.path[n-1], "div"):
		s.entitle(strings.ReplaceAll(cable.OneLine(s.text.String()), cable.ChapterSign, "—"))
	case strings.HasPrefix(local, "div"):
		for k := len(s.titles); k > 0 && s.titles[k-1].depth >= s.depth; k-- {
			s.titles = s.titles[:k-1]
		}
	case (local == "title" || local == "idno" || headerNames[local]) && s.found == 0 && slices.Contains(s.path, "teiHeader"):
		s.vol.header(name, cable.OneLine(s.text.String()))
	}
}

// entitle gives the innermost division a title. A second one stands below the first.
func (s *splitter) entitle(text string) {
	k := len(s.titles) - 1
	if k < 0 {
		return
	}
	if s.titles[k].text == "" {
		s.titles[k].text = text
		return
	}
	s.titles = append(s.titles, heading{s.titles[k].depth, s.titles[k].id, text})
}
