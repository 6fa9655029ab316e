// Package csvdump reads tables in which each record is a cable: the dump of
// eight columns (running number, date as M/D/YYYY H:MM, reference id, origin,
// classification, references joined by a vertical bar, header, body) and other
// tables whose columns are known by their names or by the values in them, parted
// by commas, semicolons, tabs or vertical bars. Quotes inside a field are
// escaped by a backslash or doubled, fields run over many lines, a body can be
// larger than 64 KB. The file is streamed: only one record is held at a time.
//
// A record that is broken (a quote that is never closed) loses only itself: a
// line that begins like a record begins one.
package csvdump

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/columns"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "csv-dump"

// Format is the reader of the dump.
func Format(tables *reference.Tables) source.Format {
	r := reader{telegram.Parser{Tables: tables}}
	return source.Format{Name: Name, Detect: r.detect, Split: r.split, Parse: r.parse, Numbers: true}
}

// detect takes a table: that of the dump, or any other. What is no table of
// cables is refused when it is split.
func (r reader) detect(head []byte) bool {
	if first := bytes.TrimLeft(head, " \t\r\n\ufeff"); len(first) > 0 && first[0] == '<' {
		return false // markup, of which each page of an archive is one: do not look for columns in it
	}
	lay, why := r.layoutOf(head)
	return lay != nil || why != ""
}

// beginsRecord reports whether a line begins with a running number and a date:
// "4711","1/2/2006 3:04","06…
func beginsRecord(line []byte) bool {
	i := 0
	quote := func() {
		if i < len(line) && line[i] == '"' {
			i++
		}
	}
	digits := func(least, most int) bool {
		n := 0
		for i < len(line) && line[i] >= '0' && line[i] <= '9' {
			i, n = i+1, n+1
		}
		return n >= least && n <= most
	}
	char := func(c byte) bool {
		if i < len(line) && line[i] == c {
			i++
			return true
		}
		return false
	}
	quote()
	if !digits(1, 9) {
		return false
	}
	quote()
	if !char(',') {
		return false
	}
	quote()
	if !digits(1, 2) || !char('/') || !digits(1, 2) || !char('/') || !digits(4, 4) {
		return false
	}
	if char(' ') && (!digits(1, 2) || !char(':') || !digits(2, 2) || char(':') && !digits(2, 2)) {
		return false
	}
	quote()
	return char(',')
}

type reader struct{ grammar telegram.Parser }

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	lay, ok := p.Shared.(*layout)
	if !ok {
		wrong, _ := p.Shared.(fault)
		return nil, source.Refuse(p.Line, "%s", string(wrong))
	}
	content := p.Content()
	if err := source.CheckText(content); err != nil {
		return nil, err
	}
	f, err := lay.fields(string(content))
	if err != nil {
		return nil, source.Refuse(p.Line, "%v", err)
	}
	if len(f) != len(lay.columns) {
		return nil, source.Refuse(p.Line, "a record of %d columns; %s has %d", len(f), lay.title, len(lay.columns))
	}
	rec := lay.record(f)
	if slices.Contains(lay.columns, columns.ID) && strings.TrimSpace(rec.Values[columns.ID]) == "" {
		return nil, source.Refuse(p.Line, "a record without a reference id")
	}
	c, reason := rec.Cable(&r.grammar)
	if c == nil {
		return nil, source.Refuse(p.Line, "%s", reason)
	}
	return c, nil
}

// fields splits one record. Where a backslash escapes, it takes a quote, an
// apostrophe or a backslash behind it literally; before anything else it is
// text, for a backslash ends lines in a few bodies. A doubled quote is a quote
// as well.
func (l *layout) fields(rec string) ([]string, error) {
	rec = strings.TrimPrefix(strings.TrimRight(rec, "\r\n"), "\ufeff")
	var out []string
	for i := 0; ; {
		var field string
		if i < len(rec) && rec[i] == '"' {
			var b strings.Builder
			i++
			closed := false
			for i < len(rec) {
				j := strings.IndexAny(rec[i:], `"\`)
				if j < 0 {
					break
				}
				b.WriteString(rec[i : i+j])
				i += j
				switch {
				case rec[i] == '\\' && l.escapes && i+1 < len(rec) && strings.IndexByte("\"'\\", rec[i+1]) >= 0:
					b.WriteByte(rec[i+1])
					i += 2
				case rec[i] == '\\':
					b.WriteByte('\\')
					i++
				case i+1 < len(rec) && rec[i+1] == '"':
					b.WriteByte('"')
					i += 2
				default:
					i++
					closed = true
				}
				if closed {
					break
				}
			}
			if !closed {
				return nil, fmt.Errorf("a quote is opened in column %d and never closed", len(out)+1)
			}
			field = b.String()
			if i < len(rec) && rec[i] != l.sep {
				return nil, fmt.Errorf("text behind the closing quote of column %d", len(out)+1)
			}
		} else {
			j := strings.IndexByte(rec[i:], l.sep)
			if j < 0 {
				j = len(rec) - i
			}
			field = rec[i : i+j]
			i += j
		}
		out = append(out, field)
		if len(out) > MaxColumns {
			return nil, fmt.Errorf("more than %d columns", MaxColumns)
		}
		if i >= len(rec) {
			return out, nil
		}
		i++ // the separator
	}
}
