package jsondump

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"

	"reftel/internal/ingest/columns"
	"reftel/internal/ingest/source"
)

// A fault is the Shared of a part that is no object: what is wrong with it.
type fault string

const (
	broken  = fault("the object is no JSON: a text in it is never closed, or its brackets are not in pairs")
	cut     = fault("the object is cut off at the end of the file")
	mixed   = fault("a text beside a list of objects; only the list was read")
	unknown = fault("no JSON: an object is wanted here; what stands up to the next line that begins with one was not read")
)

var tooLong = fault(fmt.Sprintf("an object larger than %d MB, the limit for one cable", source.MaxPart>>20))

// shown is how much is kept of an object that is too long.
const shown = 4 << 10

// A splitter hands out the objects of a file.
type splitter struct {
	in    *bufio.Reader
	emit  func(source.Part) error
	line  int
	count int
}

// buffers are readers that are larger than a look ahead, which moves what is left of the
// buffer to its front: in one no larger than the look that would be all of it, for each
// object. Most files are one small object, and making a buffer for each took longer than
// reading it.
var buffers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 16*source.HeadSize) }}

// split hands out objects in their order: those of the file itself, and of the
// lists that it holds. Which of them are cables is found when they are parsed.
// An object that is broken loses only itself and what stands behind it in its
// line.
func split(r io.Reader, emit func(source.Part) error) error {
	in := buffers.Get().(*bufio.Reader)
	in.Reset(r)
	defer func() {
		in.Reset(nil)
		buffers.Put(in)
	}()
	s := &splitter{in: in, emit: emit, line: 1}
	for {
		c, err := s.peek()
		switch {
		case errors.Is(err, io.EOF) && s.count == 0:
			return source.Refuse(0, "JSON without an object")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("reading behind line %d: %w", s.line, err)
		case c == '[' || c == ']' || c == '}': // the list that is the file; what is left of one that was broken
			_, _ = s.in.Discard(1)
			continue
		case c != '{':
			err = s.out(nil, s.line, unknown)
			s.skipLine()
		case s.holdsList():
			err = s.list()
		default:
			err = s.object()
		}
		if err != nil {
			return err
		}
	}
}

// peek is the next byte that is no blank or comma.
func (s *splitter) peek() (byte, error) {
	for {
		b, err := s.in.Peek(1)
		if err != nil {
			return 0, err
		}
		switch b[0] {
		case '\n':
			s.line++
		case ' ', '\t', '\r', ',', 0xEF, 0xBB, 0xBF:
		default:
			return b[0], nil
		}
		_, _ = s.in.Discard(1)
	}
}

// skipLine goes to the next line that begins with an object.
func (s *splitter) skipLine() {
	for {
		b, err := s.in.ReadSlice('\n')
		if len(b) > 0 && b[len(b)-1] == '\n' {
			s.line++
			if next, _ := s.in.Peek(1); len(next) == 1 && next[0] == '{' {
				return
			}
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return
		}
	}
}

// out emits an object under its number.
func (s *splitter) out(raw []byte, line int, wrong fault) error {
	s.count++
	p := source.Part{Name: strconv.Itoa(s.count), Line: line, Raw: raw}
	if wrong != "" {
		p.Shared = wrong
		p.Raw = raw[:min(len(raw), shown)]
		if len(p.Raw) == 0 {
			p.Raw = []byte("{")
		}
	}
	return s.emit(p)
}

// object emits the object that begins here.
func (s *splitter) object() error {
	line := s.line
	raw, wrong := s.value(true)
	if err := s.out(raw, line, wrong); err != nil {
		return err
	}
	if wrong == broken {
		s.skipLine()
	}
	return nil
}

// value reads one value, and keeps it if so told.
func (s *splitter) value(keep bool) (raw []byte, wrong fault) {
	depth, quoted := 0, false
	for first := true; ; first = false {
		c, err := s.in.ReadByte()
		if err != nil {
			return raw, cut
		}
		if first && (c == '}' || c == ']') {
			return raw, broken
		}
		if !quoted && depth == 0 && (c == ',' || c == '}' || c == ']') { // behind a bare number or word
			_ = s.in.UnreadByte()
			return raw, wrong
		}
		if keep && len(raw) <= source.MaxPart {
			raw = append(raw, c)
			if len(raw) > source.MaxPart {
				wrong = tooLong
			}
		}
		switch {
		case c == '\n':
			if quoted {
				_ = s.in.UnreadByte()
				return raw, broken
			}
			s.line++
		case quoted && c == '\\':
			next, err := s.in.ReadByte()
			if err != nil {
				return raw, cut
			}
			if next == '\n' {
				_ = s.in.UnreadByte()
				return raw, broken
			}
			if keep && len(raw) <= source.MaxPart {
				raw = append(raw, next)
			}
		case c == '"':
			quoted = !quoted
			if !quoted && depth == 0 {
				return raw, wrong
			}
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return raw, wrong
			}
		}
	}
}

// holdsList reports whether the object that begins here has a list of objects
// before it has anything that a cable has. It looks no farther than the buffer.
func (s *splitter) holdsList() bool {
	head, _ := s.in.Peek(source.HeadSize)
	depth, list, key := 0, false, false
	for i := 0; i < len(head); i++ {
		switch c := head[i]; c {
		case '"':
			end := i + 1
			for end < len(head) && head[end] != '"' {
				if head[end] == '\n' {
					return list // a text that is broken
				}
				if head[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(head) {
				return list
			}
			if depth == 1 && key {
				switch f, _ := columns.Named(string(head[i+1 : end])); f {
				case columns.Body, columns.ID, columns.Subject, columns.Header:
					return false
				}
			}
			key, i = false, end
		case '{', '[':
			if c == '[' && depth == 1 {
				next := bytes.TrimLeft(head[i+1:], " \t\r\n")
				list = list || len(next) > 0 && next[0] == '{'
			}
			depth++
			key = depth == 1
		case '}', ']':
			if depth--; depth == 0 {
				return list
			}
		case ',':
			key = depth == 1
		}
	}
	return list
}

// list emits the objects of the lists that an object holds.
func (s *splitter) list() error {
	_, _ = s.in.Discard(1)
	for {
		c, err := s.peek()
		if err != nil {
			return s.out(nil, s.line, cut)
		}
		switch c {
		case '}':
			_, _ = s.in.Discard(1)
			return nil
		case '"':
			line := s.line
			key, wrong := s.value(true)
			if wrong != "" {
				return s.lost(key, line, wrong)
			}
			for c, err = s.peek(); err == nil && c == ':'; c, err = s.peek() {
				_, _ = s.in.Discard(1)
			}
			if c == '[' {
				_, _ = s.in.Discard(1)
				if done, err := s.elements(); err != nil || done {
					return err
				}
				continue
			}
			if _, wrong := s.value(false); wrong != "" {
				return s.lost(key, line, wrong)
			}
			if f, _ := columns.Named(string(key)); f == columns.Body {
				if err := s.out(key, line, mixed); err != nil {
					return err
				}
			}
		default:
			return s.lost(nil, s.line, unknown)
		}
	}
}

// lost emits what is wrong and goes on behind it.
func (s *splitter) lost(raw []byte, line int, wrong fault) error {
	if err := s.out(raw, line, wrong); err != nil {
		return err
	}
	s.skipLine()
	return nil
}

// elements emits the objects of one list and passes over what is none. done
// says that the list was left, by a fault in it.
func (s *splitter) elements() (done bool, err error) {
	for {
		c, err := s.peek()
		switch {
		case err != nil:
			return true, s.out(nil, s.line, cut)
		case c == ']':
			_, _ = s.in.Discard(1)
			return false, nil
		case c == '{':
			line := s.line
			raw, wrong := s.value(true)
			if err := s.out(raw, line, wrong); err != nil {
				return true, err
			}
			if wrong == broken {
				s.skipLine()
			}
		default:
			line := s.line
			if _, wrong := s.value(false); wrong != "" {
				return true, s.lost(nil, line, wrong)
			}
		}
	}
}
