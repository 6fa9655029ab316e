package csvdump

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/columns"
	"reftel/internal/ingest/source"
)

// A record of a table has so many columns.
const (
	leastColumns = 3
	MaxColumns   = 108
)

// A layout says how the records of a file are written and what their columns
// hold.
type layout struct {
	title   string // what the table is called where a record does not fit
	sep     byte
	escapes bool // a backslash escapes; else only doubling does
	bare    bool // no quotes: \n and \t stand for what would break a record
	heads   bool // the first record names the columns
	columns []columns.Field
	names   []string // of the columns, where they are told
	order   columns.Order
	lead    int // columns in front by which a record is known to begin; 0 for none
	dump    bool
}

// dumpColumns are those of the dump.
var dumpColumns = []columns.Field{columns.Number, columns.Date, columns.ID, columns.Origin, columns.Class, columns.Refs, columns.Header, columns.Body}

// sampleSize is how many records at the start of a file tell its layout.
const sampleSize = 40

// layoutOf finds the layout of the table that begins with head. It is nil for
// what is no table; why is not empty for a table that is not one of cables.
func (r reader) layoutOf(head []byte) (lay *layout, why string) {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	if first := bytes.TrimSpace(head); len(first) == 0 || strings.IndexByte("<{[", first[0]) >= 0 {
		return nil, ""
	}
	if lay := dumpLayout(head); lay != nil {
		return lay, ""
	}
	var records [][]string
	for _, sep := range []byte(",;\t|") {
		l := &layout{title: "the table", sep: sep}
		l.dialect(head)
		if sample := l.sample(head); len(sample) > 0 && (records == nil || len(sample[0]) > len(records[0])) {
			lay, records = l, sample
		}
	}
	if lay == nil {
		return nil, ""
	}
	if lay.byNames(records) || r.byValues(lay, records) {
		if lay.heads {
			records = records[1:]
		}
		lay.settle(records)
		if columns.Enough(func(f columns.Field) bool { return slices.Contains(lay.columns, f) }) {
			return lay, ""
		}
	} else if len(records) < 3 {
		return nil, ""
	}
	return nil, "a table, but not one of cables: " + columns.Wanted + "; found: " + lay.found()
}

// dumpLayout is that of the dump, where one of the first two lines begins like
// a record of it and no record has another number of columns.
func dumpLayout(head []byte) *layout {
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	second, _, _ := bytes.Cut(rest, []byte("\n"))
	if !beginsRecord(first) && !beginsRecord(second) {
		return nil
	}
	l := &layout{title: "the dump", sep: ',', escapes: true, columns: dumpColumns, lead: 2, dump: true}
	records := l.records(head, 0)
	other := len(records) > 0
	for i, rec := range records {
		if len(rec) == len(dumpColumns) {
			other = false
		}
		if i > 0 && len(rec) != len(records[0]) {
			other = false
		}
	}
	if other && len(records[0]) > 3 {
		return nil
	}
	if !beginsRecord(first) && bytes.Count(first, []byte(",")) == len(dumpColumns)-1 {
		l.heads, records = true, records[min(1, len(records)):]
	}
	l.vote(records)
	// What nothing tells is as the dump has it.
	l.order.Told = true
	return l
}

// known reports whether it can be told from a line that a record begins there.
func (l *layout) known() bool { return l.lead > 0 }

// begins reports whether a line begins a record: its first columns hold what
// they should.
func (l *layout) begins(line []byte) bool {
	if l.dump {
		return beginsRecord(line)
	}
	if l.lead == 0 {
		return false
	}
	for _, f := range l.columns[:l.lead] {
		i := bytes.IndexByte(line, l.sep)
		if i < 0 || i > 200 {
			return false
		}
		if !holds(f, string(bytes.Trim(line[:i], `" `))) {
			return false
		}
		line = line[i+1:]
	}
	return true
}

// holds reports whether a value is of the kind of a field that can be told by
// its values.
func holds(f columns.Field, value string) bool {
	if value == "" {
		return false
	}
	switch f {
	case columns.Number:
		return len(value) <= 9 && strings.Trim(value, "0123456789") == ""
	case columns.Date:
		_, _, ok := columns.ParseDate(value, columns.Order{Told: true})
		return ok && len(value) >= 6
	case columns.ID:
		_, err := cable.ParseMRN(value)
		return err == nil
	}
	return false
}

// record puts the fields of a record where they belong.
func (l *layout) record(f []string) columns.Record {
	rec := columns.Record{Values: make(map[columns.Field]string, len(f)), Order: l.order}
	for i, value := range f {
		if l.bare {
			value = unescape(value)
		}
		field := l.columns[i]
		switch {
		case field != columns.Other && rec.Values[field] == "":
			rec.Values[field] = value
		case strings.TrimSpace(value) != "":
			name := fmt.Sprintf("Column %d", i+1)
			if i < len(l.names) && l.names[i] != "" {
				name = l.names[i]
			}
			rec.Others = append(rec.Others, cable.Note{Text: name + ": " + cable.OneLine(value)})
		}
	}
	return rec
}

// unescape undoes what databases write in files without quotes.
func unescape(s string) string {
	if s == `\N` {
		return ""
	}
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "", `\t`, "\t").Replace(s)
}

// dialect finds out how quotes are escaped.
func (l *layout) dialect(head []byte) {
	doubled := doublesQuotes(head)
	l.escapes = !doubled || bytes.Contains(head, []byte(`\"`))
	l.bare = l.sep == '\t' && !bytes.HasPrefix(head, []byte(`"`)) && !bytes.Contains(head, []byte("\t\""))
}

// doublesQuotes reports whether a quote is doubled in the middle of a field.
func doublesQuotes(head []byte) bool {
	inside := func(i int) bool {
		return i >= 0 && i < len(head) && bytes.IndexByte([]byte("\",;\t|\r\n"), head[i]) < 0
	}
	for at := 0; ; at++ {
		i := bytes.Index(head[at:], []byte(`""`))
		if i < 0 {
			return false
		}
		if at += i; inside(at-1) && inside(at+2) {
			return true
		}
	}
}

// records are the whole records at the start of a file: none where the first has
// fewer fields than least.
func (l *layout) records(head []byte, least int) [][]string {
	var out [][]string
	start, quoted := 0, false
	whole := len(head) < source.HeadSize/2
	for at := 0; at < len(head) && len(out) < sampleSize; {
		n := bytes.IndexByte(head[at:], '\n')
		if n < 0 && (!whole || quoted) {
			break
		}
		end := len(head)
		if n >= 0 {
			end = at + n + 1
		}
		quoted = l.afterQuotes(head[at:end], quoted)
		at = end
		if quoted {
			continue
		}
		if f, err := l.fields(string(head[start:end])); err == nil {
			if len(f) < least && len(out) == 0 {
				return nil // most texts are no table: do not look for columns in the rest
			}
			out = append(out, f)
		}
		start = end
	}
	for len(out) > 0 && len(out[len(out)-1]) == 1 && strings.TrimSpace(out[len(out)-1][0]) == "" {
		out = out[:len(out)-1]
	}
	return out
}

// sample are the records at the start where they make a table: all but a few
// have as many columns as the first, three or more.
func (l *layout) sample(head []byte) [][]string {
	records := l.records(head, leastColumns)
	var same [][]string
	for _, rec := range records {
		if len(rec) == len(records[0]) {
			same = append(same, rec)
		}
	}
	if len(same) == 0 || len(same)*10 < len(records)*8 {
		return nil
	}
	return same
}

// found names the columns of a table, for the report.
func (l *layout) found() string {
	var b strings.Builder
	for i := range l.columns {
		if i == 20 {
			fmt.Fprintf(&b, " and %d more", len(l.columns)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		switch {
		case i < len(l.names) && l.names[i] != "":
			fmt.Fprintf(&b, "%.40s", cable.OneLine(l.names[i]))
		default:
			fmt.Fprintf(&b, "%d %s", i+1, kindNames[l.columns[i]])
		}
	}
	return b.String()
}
