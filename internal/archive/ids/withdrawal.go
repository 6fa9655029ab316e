package ids

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Withdrawal says why an id leads to no cable any more, and since when.
type Withdrawal struct {
	ID     string
	Reason string
	Date   string // 2026-03-05
}

// The bounds of a list of withdrawals.
const (
	mostReason = 2000    // bytes
	mostList   = 1 << 28 // bytes
)

// columns of a list, as its first line names them.
var columns = []string{"id", "reason", "date"}

// ReadWithdrawals reads a list with a line of names (id, reason, date, in any order;
// others are passed over) and a line for each id: parted by tabs where the first line is, else
// by commas with quotation marks, as spreadsheets write it. An error names the line.
func ReadWithdrawals(r io.Reader, name string) ([]Withdrawal, error) {
	b, err := io.ReadAll(io.LimitReader(r, mostList+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case len(b) > mostList:
		return nil, fmt.Errorf("%s: more than %d MB", name, mostList>>20)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	l := list{name: name, seen: map[string]int{}}
	head, _, _ := bytes.Cut(b, []byte("\n"))
	if bytes.ContainsRune(head, '\t') {
		err = l.tabs(string(b))
	} else {
		err = l.commas(b)
	}
	if err == nil && l.at == nil {
		err = fmt.Errorf("%s: it is empty; its first line must name the columns %s", name, strings.Join(columns, ", "))
	}
	return l.all, err
}

// A list is one that is being read.
type list struct {
	name string
	at   []int // places of the columns
	seen map[string]int
	all  []Withdrawal
}

func (l *list) tabs(text string) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := l.row(n, strings.Split(line, "\t")); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) commas(b []byte) error {
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	for {
		row, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			return fmt.Errorf("%s:%d: %w", l.name, bad.StartLine, bad.Err)
		case err != nil:
			return fmt.Errorf("%s: %w", l.name, err)
		}
		line, _ := r.FieldPos(0)
		if err := l.row(line, row); err != nil {
			return err
		}
	}
}

// row takes a row: the first one names the columns.
func (l *list) row(line int, fields []string) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%s:%d: %s", l.name, line, fmt.Sprintf(format, args...))
	}
	if l.at == nil {
		for _, c := range columns {
			i := slices.IndexFunc(fields, func(f string) bool { return strings.EqualFold(strings.TrimSpace(f), c) })
			if i < 0 {
				return fail("no column is called %s; the first line must name the columns %s", c, strings.Join(columns, ", "))
			}
			l.at = append(l.at, i)
		}
		return nil
	}
	if most := slices.Max(l.at); len(fields) <= most {
		return fail("%d columns instead of %d", len(fields), most+1)
	}
	w := Withdrawal{ID: strings.TrimSpace(fields[l.at[0]]), Reason: strings.Join(strings.Fields(fields[l.at[1]]), " "), Date: strings.TrimSpace(fields[l.at[2]])}
	if err := w.check(); err != nil {
		return fail("%v", err)
	}
	k := Key(w.ID)
	if l.seen[k] > 0 {
		return fail("%s stands in line %d already", w.ID, l.seen[k])
	}
	l.seen[k] = line
	l.all = append(l.all, w)
	return nil
}

func (w Withdrawal) check() error {
	_, err := time.Parse(time.DateOnly, w.Date)
	switch {
	case w.ID == "":
		return errors.New("no id")
	case w.Reason == "":
		return fmt.Errorf("no reason is given for %s", w.ID)
	case w.Date == "":
		return fmt.Errorf("no date is given for %s", w.ID)
	case err != nil:
		return fmt.Errorf("the date of %s is %q and not one like 2026-03-05", w.ID, w.Date)
	case len(w.Reason) > mostReason:
		return fmt.Errorf("the reason for %s is longer than %d bytes", w.ID, mostReason)
	case !plain(w.ID) || !plain(w.Reason):
		return fmt.Errorf("control characters, or bytes that are no UTF-8, in the line of %q", w.ID)
	}
	return nil
}

func plain(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl) }

// WriteWithdrawals writes a list that ReadWithdrawals reads, in the order of the ids.
// A reason or a date that is still to be filled in may be missing.
func WriteWithdrawals(ws []Withdrawal) []byte {
	ws = slices.Clone(ws)
	slices.SortFunc(ws, func(a, b Withdrawal) int { return strings.Compare(a.ID, b.ID) })
	var b bytes.Buffer
	b.WriteString(strings.Join(columns, "\t") + "\n")
	for _, w := range ws {
		b.WriteString(w.ID + "\t" + w.Reason + "\t" + w.Date + "\n")
	}
	return b.Bytes()
}
