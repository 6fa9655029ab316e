// Package measure compares the names that are found in texts with names that
// were marked by hand. A mention counts once: found and marked are paired, and
// what is left on either side is a fault.
package measure

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"reftel/internal/cable"
)

// A Document is a text with its marks.
type Document struct {
	ID         string      `json:"id"`
	Paragraphs []Paragraph `json:"paras"`
}

// A Paragraph is one text of it.
type Paragraph struct {
	Text  string `json:"t"`
	Spans []Span `json:"s"`
}

// A Span is a name: bytes of the text, and its kind.
type Span struct {
	Start, End int
	Kind       string
}

// UnmarshalJSON reads [start, end, kind].
func (s *Span) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, &[]any{&s.Start, &s.End, &s.Kind}); err != nil {
		return fmt.Errorf("a span must be [start, end, kind]: %w", err)
	}
	return nil
}

// Read reads documents, one a line.
func Read(r io.Reader) ([]Document, error) {
	var out []Document
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 64<<20)
	for n := 1; scan.Scan(); n++ {
		if len(scan.Bytes()) == 0 {
			continue
		}
		var d Document
		if err := json.Unmarshal(scan.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("marked text, line %d: %w", n, err)
		}
		for i, p := range d.Paragraphs {
			for _, s := range p.Spans {
				if s.Start < 0 || s.Start >= s.End || s.End > len(p.Text) {
					return nil, fmt.Errorf("marked text, line %d, paragraph %d: the span %d to %d is not in its %d bytes", n, i+1, s.Start, s.End, len(p.Text))
				}
			}
		}
		out = append(out, d)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("reading marked text: %w", err)
	}
	return out, nil
}

// A Count says how many names were marked, found, and found rightly.
type Count struct{ Marked, Found, Overlap, Exact int }

// Precision, Recall and F1 of a number of names that were found rightly.
func (c Count) Precision(right int) float64 { return share(right, c.Found) }

// Recall is the part of the marked names that were found.
func (c Count) Recall(right int) float64 { return share(right, c.Marked) }

// F1 is the harmonic mean of both.
func (c Count) F1(right int) float64 { return share(2*right, c.Found+c.Marked) }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// A Score is the counts by kind, of all kinds, and of all where the kind is not
// asked for.
type Score struct {
	Kinds    map[string]*Count
	All      Count
	KindFree Count
}

// Kinds are the kinds that are scored, in order.
var Kinds = []string{cable.PER, cable.LOC, cable.ORG, cable.MISC}

// NewScore is a score of nothing.
func NewScore() *Score {
	s := &Score{Kinds: map[string]*Count{}}
	for _, k := range Kinds {
		s.Kinds[k] = &Count{}
	}
	return s
}

// Add adds the names of one text. Both lists are in the order of the text.
func (s *Score) Add(marked, found []Span) {
	for _, k := range Kinds {
		m, f := of(marked, k), of(found, k)
		c := Count{len(m), len(f), pairs(m, f, overlap), pairs(m, f, same)}
		s.Kinds[k].add(c)
		s.All.add(c)
	}
	s.KindFree.add(Count{len(marked), len(found), pairs(marked, found, overlap), pairs(marked, found, same)})
}

func (c *Count) add(d Count) {
	c.Marked += d.Marked
	c.Found += d.Found
	c.Overlap += d.Overlap
	c.Exact += d.Exact
}

func of(spans []Span, kind string) []Span {
	var out []Span
	for _, s := range spans {
		if s.Kind == kind {
			out = append(out, s)
		}
	}
	return out
}

func overlap(a, b Span) bool { return a.Start < b.End && b.Start < a.End }
func same(a, b Span) bool    { return a.Start == b.Start && a.End == b.End }

// pairs counts the pairs of spans that fit, each span in one pair.
func pairs(a, b []Span, fit func(a, b Span) bool) int {
	n, from := 0, 0
	for _, x := range a {
		for j := from; j < len(b) && b[j].Start < x.End; j++ {
			if fit(x, b[j]) {
				n++
				from = j + 1
				break
			}
		}
	}
	return n
}
