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
	"time"
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"

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

// longest is how long the library looks for the least difference of two sequences;
// after that what is left counts as different.
const longest = 300 * time.Millisecond

// Paragraphs compares two lists of paragraphs. It stops with an error when ctx is
// done.
func Paragraphs(ctx context.Context, first, second []cable.Paragraph) (*Rows, error) {
	x := &comparison{ctx: ctx}
	x.a, x.b = wholes(first), wholes(second)
	x.noCase = capitals(x.a) != capitals(x.b)
	x.anchorsA, x.anchorsB = anchors(first), anchors(second)
	at, bt := keys(x.a, x.noCase), keys(x.b, x.noCase)
	for _, e := range edits(at, bt) {
		if err := x.add(e); err != nil {
			return nil, fmt.Errorf("comparing paragraphs: %w", err)
		}
	}
	return &Rows{x.rows, x.noCase}, nil
}

// Words compares two short texts, such as two subjects.
func Words(first, second string) []Part { return words(first, second, false) }

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
			x.rows = append(x.rows, Row{First: i, Second: -1, Parts: words(x.a[i], "", x.noCase)})
		}
		for ; j < untilB; j++ {
			x.rows = append(x.rows, Row{First: -1, Second: j, Parts: words("", x.b[j], x.noCase)})
		}
	}
	for _, p := range pairs {
		if err := x.ctx.Err(); err != nil {
			return err
		}
		alone(p[0], p[1])
		x.rows = append(x.rows, Row{First: i, Second: j, Parts: words(x.a[i], x.b[j], x.noCase)})
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
		var b strings.Builder
		for _, k := range tokens(t) {
			b.WriteString(k.key(noCase))
		}
		out[i] = strings.TrimSpace(b.String())
	}
	return out
}

// An edit is a stretch of two sequences that is the same in both, or is not.
type edit struct {
	same                     bool
	fromA, endA, fromB, endB int
}

// edits divide two sequences into stretches that are the same and those between.
// For the library each thing is a character.
func edits(a, b []string) []edit {
	numbers := map[string]rune{}
	coded := func(things []string) []rune {
		rs := make([]rune, len(things))
		for i, t := range things {
			n, ok := numbers[t]
			if !ok {
				n = character(len(numbers))
				numbers[t] = n
			}
			rs[i] = n
		}
		return rs
	}
	ra, rb := coded(a), coded(b)
	if len(numbers) > mostThings {
		return []edit{{false, 0, len(a), 0, len(b)}}
	}
	library := diffmatchpatch.DiffMatchPatch{DiffTimeout: longest}
	var out []edit
	i, j := 0, 0
	for _, d := range library.DiffMainRunes(ra, rb, false) {
		e := edit{d.Type == diffmatchpatch.DiffEqual, i, i, j, j}
		n := len([]rune(d.Text))
		if d.Type != diffmatchpatch.DiffInsert {
			e.endA += n
		}
		if d.Type != diffmatchpatch.DiffDelete {
			e.endB += n
		}
		i, j = e.endA, e.endB
		if last := len(out) - 1; last >= 0 && out[last].same == e.same {
			out[last].endA, out[last].endB = i, j
			continue
		}
		out = append(out, e)
	}
	return out
}

// mostThings is how many different things two sequences may have: there are not many
// more characters.
const mostThings = 1_000_000

// character is the n-th character that a text can hold, surrogates left out.
func character(n int) rune {
	r := rune(n) + 1
	if r >= 0xD800 {
		r += 0x800
	}
	return r
}
