package csvdump

import (
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/columns"
	"reftel/internal/marking"
)

// kindNames are what the report calls columns without names.
var kindNames = map[columns.Field]string{
	columns.Other: "words", columns.Number: "numbers", columns.Date: "dates", columns.ID: "ids of cables", columns.Origin: "posts",
	columns.Class: "classifications", columns.Refs: "references", columns.Header: "headers", columns.Body: "text", columns.Subject: "lines of text",
}

// byNames takes the fields from the first record where it names two of them or
// more and holds nothing but names.
func (l *layout) byNames(records [][]string) bool {
	var fields []columns.Field
	known := 0
	for _, name := range records[0] {
		name = strings.TrimSpace(name)
		if len(name) > 60 || strings.ContainsAny(name, "\n:") || strings.Trim(name, "0123456789/.- ") == "" && name != "" {
			return false
		}
		f, ok := columns.Named(name)
		if ok {
			known++
		}
		fields = append(fields, f)
	}
	if known < 2 {
		return false
	}
	l.heads, l.columns, l.names = true, fields, records[0]
	return true
}

// byValues takes the fields from the kinds of value that the columns hold. It is
// false where not even a date or an id is among them, and then the first record
// may name what no field is for.
func (r reader) byValues(l *layout, records [][]string) bool {
	l.columns = make([]columns.Field, len(records[0]))
	texts := []int{}
	for i := range l.columns {
		values := column(records, i)
		l.columns[i] = r.kindOf(values)
		if l.columns[i] == columns.Body {
			texts = append(texts, i)
		}
		// A second column of ids is that of the references.
		if f := l.columns[i]; f != columns.Other && f != columns.Body && slices.Contains(l.columns[:i], f) {
			l.columns[i] = columns.Other
			if f == columns.ID {
				l.columns[i] = columns.Refs
			}
		}
	}
	for n, i := range texts {
		if n == len(texts)-1 {
			break
		}
		l.columns[i] = columns.Other
		if n == 0 && slices.ContainsFunc(column(records, i), isHeader) {
			l.columns[i] = columns.Header
		}
	}
	if !slices.Contains(l.columns, columns.Date) && !slices.Contains(l.columns, columns.ID) {
		if !slices.ContainsFunc(records[0], func(name string) bool { return len(name) > 60 || strings.Contains(name, "\n") }) {
			l.names = records[0]
		}
		return false
	}
	return true
}

// column are the values of one column that are not empty.
func column(records [][]string, i int) []string {
	var out []string
	for _, rec := range records {
		if v := strings.TrimSpace(rec[i]); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// kindOf is the field that all values but a fifth fit.
func (r reader) kindOf(values []string) columns.Field {
	if len(values) == 0 {
		return columns.Other
	}
	most := func(fits func(string) bool) bool {
		n := 0
		for _, v := range values {
			if fits(v) {
				n++
			}
		}
		return n*5 >= len(values)*4
	}
	for _, f := range []columns.Field{columns.Number, columns.Date, columns.ID} {
		if most(func(v string) bool { return holds(f, v) }) {
			return f
		}
	}
	switch {
	case most(isClass):
		return columns.Class
	case most(isReferences):
		return columns.Refs
	case most(func(v string) bool { return len(v) < 60 && r.isPost(v) }):
		return columns.Origin
	case slices.ContainsFunc(values, func(v string) bool { return len(v) > 300 || strings.Contains(v, "\n") || strings.Contains(v, `\n`) }):
		return columns.Body
	case most(func(v string) bool { return len(v) > 12 && strings.Contains(v, " ") }):
		return columns.Subject
	}
	return columns.Other
}

func isClass(v string) bool {
	_, _, rest, ok := marking.CutClass(strings.ToUpper(v))
	return ok && strings.TrimSpace(rest) == ""
}

// isReferences reports whether a value is a list of ids.
func isReferences(v string) bool {
	for s := range strings.SplitSeq(v, "|") {
		if !holds(columns.ID, strings.TrimSpace(s)) {
			return false
		}
	}
	return true
}

func (r reader) isPost(v string) bool {
	_, _, ok := r.grammar.Tables.MatchPost(v)
	return ok
}

// isHeader reports whether a text is the header of a telegram alone.
func isHeader(v string) bool {
	return strings.HasPrefix(v, "FM ") || strings.Contains(v, "\nFM ") || strings.Contains(v, `\nFM `)
}

// settle corrects the fields by their values: a column that is called id and
// holds running numbers, one that is called reference and holds the only id;
// and finds the order of the dates.
func (l *layout) settle(records [][]string) {
	all := func(i int, f columns.Field) bool {
		values := column(records, i)
		return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return !holds(f, v) })
	}
	for i, f := range l.columns {
		if f == columns.ID && all(i, columns.Number) {
			l.columns[i] = columns.Number
		}
	}
	if i := slices.Index(l.columns, columns.Refs); i >= 0 && !slices.Contains(l.columns, columns.ID) && all(i, columns.ID) && len(column(records, i)) == len(records) {
		l.columns[i] = columns.ID
	}
	l.vote(records)
	for i, f := range l.columns {
		if f == columns.Date || f == columns.ID {
			l.lead = i + 1
			break
		}
		if f != columns.Number {
			break
		}
	}
}

// vote finds out by the dates of the sample whether the day stands first: a
// number over twelve tells, and so does the date-time group of the text.
func (l *layout) vote(records [][]string) {
	at := slices.Index(l.columns, columns.Date)
	days, months := 0, 0
	for _, rec := range records {
		if at < 0 || at >= len(rec) {
			continue
		}
		a, b, ok := pair(rec[at])
		switch {
		case !ok || a == b:
		case a > 12 && b <= 12:
			days++
		case b > 12 && a <= 12:
			months++
		default:
			for i, f := range l.columns {
				if (f == columns.Header || f == columns.Body) && i < len(rec) {
					switch day, month := groupOf(rec[i]); {
					case day == a && month == b:
						days++
					case day == b && month == a:
						months++
					}
				}
			}
		}
	}
	l.order = columns.Order{DayFirst: days > months, Told: days != months}
}

// pair are the first two numbers of a date like 5/3/2008.
func pair(s string) (a, b int, ok bool) {
	p := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/.- ", r) })
	if len(p) < 3 || len(p[0]) > 2 || len(p[1]) > 2 {
		return 0, 0, false
	}
	a, b = small(p[0]), small(p[1])
	return a, b, a > 0 && b > 0
}

// small is a number of one or two digits, else 0.
func small(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// groupOf finds the day and month of the first date-time group (031505Z MAY 08).
func groupOf(text string) (day, month int) {
	words := strings.Fields(text[:min(len(text), 2000)])
	for i, w := range words {
		if len(w) < 6 || len(w) > 7 || small(w[:2]) == 0 || strings.Trim(w[:6], "0123456789") != "" || i+1 == len(words) {
			continue
		}
		if m := int(cable.MonthOf(words[i+1])); m > 0 {
			return small(w[:2]), m
		}
	}
	return 0, 0
}
