package csvdump

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

// buffers are readers of a megabyte, which most lines of a table are shorter than. Most
// tables are too, and making one for each took longer than reading it.
var buffers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 1<<20) }}

// split cuts the file into records without reading what is in them. A record
// ends at a line end outside quotes, or before a line that begins a record.
func (r reader) split(src io.Reader, emit func(source.Part) error) error {
	in := buffers.Get().(*bufio.Reader)
	in.Reset(src)
	defer func() {
		in.Reset(nil)
		buffers.Put(in)
	}()
	head, _ := in.Peek(source.HeadSize)
	lay, why := r.layoutOf(head)
	if why != "" {
		return source.Refuse(0, "%s", why)
	}
	if lay == nil {
		lay = &layout{title: "the dump", sep: ',', escapes: true, columns: dumpColumns, lead: 2, dump: true}
	}
	s := splitter{emit: emit, lay: lay}
	for line := 1; ; {
		b, err := in.ReadSlice('\n')
		if len(b) > 0 {
			if err := s.line(b, line, !errors.Is(err, bufio.ErrBufferFull)); err != nil {
				return err
			}
			if b[len(b)-1] == '\n' {
				line++
			}
		}
		switch {
		case err == nil || errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			return s.flush()
		default:
			if err := s.flush(); err != nil {
				return err
			}
			return fmt.Errorf("reading behind line %d: %w", line, err)
		}
	}
}

// shown is how much is kept of a record that is too long.
const shown = 4 << 10

// A fault is the Shared of a part that is no record: what is wrong with it.
type fault string

var tooLong = fault(fmt.Sprintf("a record larger than %d MB, the limit for one cable", source.MaxPart>>20))

// A splitter gathers the lines of one record.
type splitter struct {
	emit    func(source.Part) error
	lay     *layout
	rec     []byte
	start   int  // line in which the record begins
	quoted  bool // inside a quoted field
	midLine bool // the last piece did not end its line
	skip    bool // the record is over the limit; the rest of it is passed over
	headed  bool // the names of the columns are passed
	count   int
	last    []byte // the part handed out last
}

// line takes a line, or a piece of one that is longer than the buffer.
func (s *splitter) line(b []byte, number int, whole bool) error {
	fresh := !s.midLine
	s.midLine = !whole
	if fresh && (len(s.rec) > 0 || s.skip) && s.quoted && s.lay.begins(b) {
		// The record before never closed its quote.
		if err := s.flush(); err != nil {
			return err
		}
	}
	if len(s.rec) == 0 && !s.skip {
		if fresh && len(bytes.TrimSpace(b)) == 0 {
			return nil
		}
		s.start = number
	}
	s.quoted = s.lay.afterQuotes(b, s.quoted)
	if !s.skip {
		s.rec = append(s.rec, b...)
		if len(s.rec) > source.MaxPart {
			// It is refused once; what follows of it is only looked through for
			// its end.
			s.skip = true
			if err := s.out(s.rec[:shown], tooLong); err != nil {
				return err
			}
			s.rec = nil
		}
	}
	if whole && !s.quoted {
		return s.flush()
	}
	return nil
}

// flush hands out the record gathered so far.
func (s *splitter) flush() error {
	rec := s.rec
	s.rec, s.quoted = nil, false
	if s.skip {
		s.skip = false
		return nil
	}
	if len(rec) == 0 {
		return nil
	}
	if s.count == 0 && s.lay.heads && !s.headed {
		s.headed = true
		return nil // the names of the columns
	}
	// Lines behind a record that a stray quote ended early belong to it, and it
	// is refused already.
	if s.lay.known() && !s.lay.begins(rec) && s.last != nil {
		if f, err := s.lay.fields(string(s.last)); err != nil || len(f) != len(s.lay.columns) {
			return nil
		}
	}
	return s.out(rec, "")
}

// out emits a record under its running number, or its line where it has none.
func (s *splitter) out(rec []byte, wrong fault) error {
	s.count++
	name := "line" + strconv.Itoa(s.start)
	if head := bytes.TrimPrefix(rec, []byte("\ufeff")); s.lay.columns[0] == columns.Number && s.lay.begins(head) {
		name = string(bytes.Trim(head[:bytes.IndexByte(head, s.lay.sep)], `"`))
	}
	p := source.Part{Name: name, Line: s.start, Raw: bytes.Clone(rec), Shared: s.lay}
	s.last = p.Raw
	if wrong != "" {
		p.Shared = wrong
	}
	return s.emit(p)
}

// afterQuotes tells whether the text behind b is inside quotes.
func (l *layout) afterQuotes(b []byte, quoted bool) bool {
	for i := 0; i < len(b); {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			return quoted
		}
		i += j
		slashes := 0
		for k := i - 1; l.escapes && k >= 0 && b[k] == '\\'; k-- {
			slashes++
		}
		if slashes%2 == 0 {
			quoted = !quoted
		}
		i++
	}
	return quoted
}
