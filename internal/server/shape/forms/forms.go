// Package forms writes cables one behind another in the forms in which lists are taken
// out: CSV, JSON Lines, RIS, BibTeX and plain text; and lists of them as Atom feeds. It
// holds one cable at a time, is handed cables and asks nobody.
package forms

import (
	"fmt"
	"io"
	"slices"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/shape"
)

// A Form is one of the forms of a list.
type Form struct {
	Ext   string // as addresses end in it: csv
	Type  string // of its contents
	Label string
	write func(w io.Writer, base string) writer
}

// All are the forms in which a list is written whole.
func All() []Form {
	return []Form{
		{"csv", "text/csv; charset=utf-8; header=present", "CSV", newTable},
		{"jsonl", "application/x-ndjson", "JSON Lines", newLines},
		{"ris", "application/x-research-info-systems; charset=utf-8", "RIS", newRIS},
		{"bib", "application/x-bibtex; charset=utf-8", "BibTeX", newBibTeX},
		{"txt", "text/plain; charset=utf-8", "Plain text", newText},
	}
}

// Of is the form that addresses end in so.
func Of(ext string) (Form, bool) {
	fs := All()
	i := slices.IndexFunc(fs, func(f Form) bool { return f.Ext == ext })
	if i < 0 {
		return Form{}, false
	}
	return fs[i], true
}

// A writer knows one form. more says in the manner of the form that the list is not
// whole, and at which address it goes on.
type writer interface {
	head() error
	cable(c *cable.Cable, url, holding string) error
	more(url string) error
}

// A Writer writes a list.
type Writer struct {
	Naming func(collection string) string // what citations call a collection; nil is as it is

	to   writer
	base string
}

// NewWriter begins a list. Base is where the addresses of cables begin, "" where that is
// not known.
func (f Form) NewWriter(w io.Writer, base string) (*Writer, error) {
	x := &Writer{to: f.write(w, base), base: base}
	if err := x.to.head(); err != nil {
		return nil, fmt.Errorf("beginning a list as %s: %w", f.Ext, err)
	}
	return x, nil
}

// Write writes one cable.
func (x *Writer) Write(c *cable.Cable) error {
	holding := c.Collection
	if x.Naming != nil {
		holding = x.Naming(holding)
	}
	if err := x.to.cable(c, x.base+shape.CablePath(c.ID), holding); err != nil {
		return fmt.Errorf("writing cable %s: %w", c.ID, err)
	}
	return nil
}

// More ends a list that is not whole: what it lacks is at an address.
func (x *Writer) More(path string) error {
	if err := x.to.more(x.base + path); err != nil {
		return fmt.Errorf("writing where the list goes on: %w", err)
	}
	return nil
}

// A plain writer writes each cable by a function, and a line where the list goes on.
type plain struct {
	w    io.Writer
	form func(c *cable.Cable, url, holding string) ([]byte, error)
	last string // format of the line
}

func (*plain) head() error { return nil }

func (x *plain) cable(c *cable.Cable, url, holding string) error {
	b, err := x.form(c, url, holding)
	if err == nil {
		_, err = x.w.Write(b)
	}
	return err
}

func (x *plain) more(url string) error {
	_, err := fmt.Fprintf(x.w, x.last, url)
	return err
}

// newLines writes the contract of a cable, one a line.
func newLines(w io.Writer, _ string) writer {
	return &plain{w, func(c *cable.Cable, _, _ string) ([]byte, error) { return shape.ForReaders(c).JSON() }, `{"more":%q}` + "\n"}
}

func newRIS(w io.Writer, _ string) writer {
	return &plain{w, func(c *cable.Cable, url, holding string) ([]byte, error) {
		return []byte(cite.Work{Cable: c, URL: url, Holding: holding}.RIS() + "\r\n"), nil
	}, "The list goes on at %s\r\n"}
}

func newBibTeX(w io.Writer, _ string) writer {
	return &plain{w, func(c *cable.Cable, url, holding string) ([]byte, error) {
		return []byte(cite.Work{Cable: c, URL: url, Holding: holding}.BibTeX() + "\n"), nil
	}, "%% The list goes on at %s\n"}
}

// textRule stands between cables. No telegram has such a line: theirs are shorter.
const textRule = "\n========================================================================================\n\n"

func newText(w io.Writer, _ string) writer {
	return &plain{w, func(c *cable.Cable, url, _ string) ([]byte, error) {
		return []byte(shape.PlainText(c) + "\n" + url + "\n" + textRule), nil
	}, "The list goes on at %s\n"}
}
