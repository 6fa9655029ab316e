// Package compare sets two texts of a cable beside each other: which paragraphs
// are the same, which stand in one alone, and of the others which words. What was
// blotted out of a text is one word of its own kind. It knows the model, and alone
// the library that finds differences.
//
// Spaces and line ends are not compared: a text that was sent again is set in
// other lines.
package compare

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"reftel/internal/cable"
)

// A Side says in which of two texts something stands.
type Side int

// The sides.
const (
	Both Side = iota
	First
	Second
)

// A Part is a stretch of text that stands on one side, or on both, where it is
// told as the first has it. Cut marks what stands for removed text.
type Part struct {
	Side Side
	Cut  bool
	Text string
}

// A Row is a paragraph of the first text, one of the second, or two of which each
// is the other's. First and Second are places in their lists, -1 for none. Parts
// are left out where both are the same.
type Row struct {
	First, Second int
	Parts         []Part
}

// Same reports whether both texts have the paragraph, word by word.
func (r Row) Same() bool { return r.First >= 0 && r.Second >= 0 && r.Parts == nil }

// Rows are two texts beside each other, in an order that is that of both.
type Rows struct {
	Rows   []Row
	NoCase bool // one text is in capitals and the other is not: case is not compared
}

// Paragraphs compares two lists of paragraphs. It stops with an error when ctx is
// done.
func Paragraphs(ctx context.Context, first, second []cable.Paragraph) (*Rows, error) {
	x := &comparison{ctx: ctx}
	x.a, x.b = wholes(first), wholes(second)
	x.noCase = capitals(x.a) != capitals(x.b)
	x.anchorsA, x.anchorsB = anchors(first), anchors(second)
	at, bt := keys(x.a, x.noCase), keys(x.b, x.noCase)
	es, err := edits(ctx, at, bt)
	if err != nil {
		return nil, fmt.Errorf("comparing paragraphs: %w", err)
	}
	for _, e := range es {
		if err := x.add(e); err != nil {
			return nil, fmt.Errorf("comparing paragraphs: %w", err)
		}
	}
	return &Rows{x.rows, x.noCase}, nil
}

// Words compares two short texts, such as two subjects. It is nil where they are the
// same.
func Words(first, second string) []Part {
	parts, _ := words(context.Background(), first, second, false) // which fails with its context alone
	return parts
}

// A comparison is two lists of paragraphs of which some are set beside each other.
type comparison struct {
	ctx                context.Context
	a, b               []string // the paragraphs as wholes
	anchorsA, anchorsB []string
	noCase             bool
	rows               []Row
}

// add takes the paragraphs of an edit: the same ones, or those between that are
// brought together as they are alike.
func (x *comparison) add(e edit) error {
	if err := x.ctx.Err(); err != nil {
		return err
	}
	if e.same {
		for i := range e.endA - e.fromA {
			x.rows = append(x.rows, Row{First: e.fromA + i, Second: e.fromB + i})
		}
		return nil
	}
	pairs, err := x.pairs(e)
	if err != nil {
		return err
	}
	i, j := e.fromA, e.fromB
	alone := func(untilA, untilB int) {
		for ; i < untilA; i++ {
			x.rows = append(x.rows, Row{First: i, Second: -1, Parts: told(nil, First, tokens(x.a[i]))})
		}
		for ; j < untilB; j++ {
			x.rows = append(x.rows, Row{First: -1, Second: j, Parts: told(nil, Second, tokens(x.b[j]))})
		}
	}
	for _, p := range pairs {
		alone(p[0], p[1])
		parts, err := words(x.ctx, x.a[i], x.b[j], x.noCase)
		if err != nil {
			return err
		}
		x.rows = append(x.rows, Row{First: i, Second: j, Parts: parts})
		i, j = i+1, j+1
	}
	alone(e.endA, e.endB)
	return nil
}

// wholes are paragraphs with their portion marks and headings.
func wholes(ps []cable.Paragraph) []string {
	out := make([]string, len(ps))
	for i := range ps {
		p := &ps[i]
		if p.Heading != "" {
			out[i] = p.Heading + "\n"
		}
		if p.Mark != "" {
			out[i] += "(" + p.Mark + ") "
		}
		out[i] += p.Text
	}
	return out
}

func anchors(ps []cable.Paragraph) []string {
	out := make([]string, len(ps))
	for i := range ps {
		out[i] = ps[i].Anchor
	}
	return out
}

// capitals reports whether texts are in capitals, as telegrams were.
func capitals(texts []string) bool {
	upper, lower := 0, 0
	for _, t := range texts {
		for _, r := range t {
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLower(r):
				lower++
			}
		}
	}
	return upper > 10*lower
}

// keys are texts by which the same ones are known.
func keys(texts []string, noCase bool) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = strings.Join(strings.Fields(t), " ")
		if noCase {
			out[i] = strings.ToLower(out[i])
		}
	}
	return out
}
