// Package csvdump reads a dump of cables as one CSV file of eight columns:
// running number, date (M/D/YYYY H:MM), reference id, origin, classification,
// references (joined by a vertical bar), header, body. Quotes inside a field
// are escaped by a backslash, fields run over many lines, a body can be larger
// than 64 KB. The file is streamed: only one record is held at a time.
//
// A record that is broken (a quote that is never closed) loses only itself: a
// line that begins like a record begins one.
package csvdump

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "csv-dump"

// Format is the reader of the dump.
func Format(tables *reference.Tables) source.Format {
	r := reader{telegram.Parser{Tables: tables}}
	return source.Format{Name: Name, Detect: detect, Split: split, Parse: r.parse}
}

// detect takes a file in which one of the first two lines begins like a record.
func detect(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	for range 2 {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		if beginsRecord(line) {
			return true
		}
		head = rest
	}
	return false
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
	if char(' ') && (!digits(1, 2) || !char(':') || !digits(2, 2)) {
		return false
	}
	quote()
	return char(',')
}

type reader struct{ grammar telegram.Parser }

const columns = 8

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	if wrong, ok := p.Shared.(fault); ok {
		return nil, source.Refuse(p.Line, "%s", string(wrong))
	}
	content := p.Content()
	if err := source.CheckText(content); err != nil {
		return nil, err
	}
	f, err := fields(string(content))
	if err != nil {
		return nil, source.Refuse(p.Line, "%v", err)
	}
	if len(f) != columns {
		return nil, source.Refuse(p.Line, "a record of %d columns; the dump has %d", len(f), columns)
	}
	meta := telegram.Meta{ID: strings.TrimSpace(f[2]), OriginName: strings.TrimSpace(f[3]), Classification: strings.TrimSpace(f[4])}
	if meta.ID == "" {
		return nil, source.Refuse(p.Line, "a record without a reference id")
	}
	date, dated := parseDate(f[1])
	if dated {
		meta.Date = date
	}
	text := strings.TrimSpace(f[6])
	if text != "" {
		text += "\n\n"
	}
	c, reason := r.grammar.Cable(text+r.grammar.Restore(f[7]), meta)
	if c == nil {
		return nil, source.Refuse(p.Line, "%s", reason)
	}
	if !dated {
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "date out of range", Detail: f[1]})
	}
	r.supplement(c, f[5])
	return c, nil
}

// supplement adds the references of the dump's own column that the text did
// not give.
func (r reader) supplement(c *cable.Cable, column string) {
	have := map[string]bool{c.ID: true}
	for _, x := range c.References {
		have[x.ID] = true
	}
	for _, s := range strings.Split(column, "|") {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		id, _, _, ok := r.grammar.Tables.CanonicalMRN(s)
		if !ok || have[id] {
			continue
		}
		have[id] = true
		c.References = append(c.References, cable.Reference{Kind: "cable", ID: id, Text: s})
	}
}

// parseDate reads M/D/YYYY H:MM.
func parseDate(s string) (cable.Date, bool) {
	day, clock, _ := strings.Cut(strings.TrimSpace(s), " ")
	parts := strings.Split(day, "/")
	if len(parts) != 3 {
		return cable.Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return cable.Date{}, false
		}
		n[i] = v
	}
	d := cable.Date{Year: n[2], Month: n[0], Day: n[1]}
	if hour, minute, ok := strings.Cut(clock, ":"); ok {
		h, err1 := strconv.Atoi(hour)
		m, err2 := strconv.Atoi(minute)
		if err1 == nil && err2 == nil {
			d.Hour, d.Minute, d.HasTime = h, m, true
		}
	}
	return d, d.Month > 0 && d.Day > 0 && d.Valid()
}

// fields splits one record. A backslash before a quote or a backslash takes it
// literally; before anything else it is text, for a backslash ends lines in a
// few bodies. A doubled quote is a quote as well.
func fields(rec string) ([]string, error) {
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
				case rec[i] == '\\' && i+1 < len(rec) && (rec[i+1] == '"' || rec[i+1] == '\\'):
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
			if i < len(rec) && rec[i] != ',' {
				return nil, fmt.Errorf("text behind the closing quote of column %d", len(out)+1)
			}
		} else {
			j := strings.IndexByte(rec[i:], ',')
			if j < 0 {
				j = len(rec) - i
			}
			field = rec[i : i+j]
			i += j
		}
		out = append(out, field)
		if len(out) > columns+100 {
			return nil, fmt.Errorf("more than %d columns", columns+100)
		}
		if i >= len(rec) {
			return out, nil
		}
		i++ // the comma
	}
}
