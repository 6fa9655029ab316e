package record

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/codec"
)

// The texts of a cable's paragraphs stand in its record before all else, in a
// form that costs nothing to read: 20 hits need 20 texts for their snippets, and
// reading all of a cable for that was most of the time of a search.

// appendTexts writes the number of paragraphs, and anchor, number, portion mark
// and text of each.
func appendTexts(b []byte, ps []cable.Paragraph) []byte {
	size := binary.MaxVarintLen64
	for i := range ps {
		size += len(ps[i].Anchor) + len(ps[i].Mark) + len(ps[i].Text) + 4*binary.MaxVarintLen64
	}
	b = slices.Grow(b, size)
	b = binary.AppendUvarint(b, uint64(len(ps)))
	for i := range ps {
		p := &ps[i]
		b = codec.AppendString(b, p.Anchor)
		b = binary.AppendUvarint(b, uint64(p.Number))
		b = codec.AppendString(b, p.Mark)
		b = codec.AppendString(b, p.Text)
	}
	return b
}

// ReadTexts reads them. The paragraphs have no more than that.
func ReadTexts(b []byte) ([]cable.Paragraph, error) {
	all := string(b) // of which all texts are parts
	r := &codec.Scanner{B: b}
	text := func() string {
		n := r.Count()
		at := len(b) - len(r.B)
		r.Bytes(n)
		return all[at:min(at+n, len(all))]
	}
	ps := make([]cable.Paragraph, r.Count())
	for i := range ps {
		ps[i] = cable.Paragraph{Anchor: text(), Number: int(r.Uvarint()), Mark: text(), Text: text()}
	}
	if !r.Done() {
		return nil, codec.ErrShort
	}
	return ps, nil
}

// readBegun reads texts that are cut off somewhere. The last ends with its last word that
// is whole.
func readBegun(b []byte) []cable.Paragraph {
	all := string(b)
	r := &codec.Scanner{B: b}
	text := func() string {
		n := r.Count()
		at := len(b) - len(r.B)
		return all[at : at+len(r.Bytes(n))]
	}
	var ps []cable.Paragraph
	for range r.Uvarint() {
		p := cable.Paragraph{Anchor: text(), Number: int(r.Uvarint()), Mark: text()}
		size := r.Uvarint()
		if r.Bad {
			break
		}
		rest := all[len(b)-len(r.B):]
		if size > uint64(len(rest)) {
			if end := strings.LastIndexFunc(rest, unicode.IsSpace); end > 0 {
				p.Text = rest[:end]
				ps = append(ps, p)
			}
			break
		}
		p.Text = rest[:size]
		r.Bytes(int(size))
		ps = append(ps, p)
	}
	return ps
}

// withoutTexts is a cable whose paragraphs have no text, nor have their mentions one that
// stands at its place in that. Mentions stand in their order; one that does not keeps its
// text, so that a paragraph is gone through once whatever it holds.
func withoutTexts(c *cable.Cable) *cable.Cable {
	bare := *c
	bare.Paragraphs = append([]cable.Paragraph(nil), c.Paragraphs...)
	for i := range bare.Paragraphs {
		p := &bare.Paragraphs[i]
		if len(p.Entities) > 0 {
			p.Entities = slices.Clone(p.Entities)
			cut := cutter{text: p.Text}
			for k := range p.Entities {
				e := &p.Entities[k]
				if e.End-e.Start == utf8.RuneCountInString(e.Text) && cut.at(e.Start, e.End) == e.Text {
					e.Text = ""
				}
			}
		}
		p.Text = ""
	}
	return &bare
}

// mentioned gives the mentions of a paragraph their texts again. Records of before have
// them all.
func mentioned(p *cable.Paragraph) {
	cut := cutter{text: p.Text}
	for k := range p.Entities {
		if e := &p.Entities[k]; e.Text == "" {
			e.Text = cut.at(e.Start, e.End)
		}
	}
}

// A cutter cuts pieces out of a text by the numbers of its characters, in the order in which
// they begin.
type cutter struct {
	text     string
	off, num int // of a character: where it begins, and which it is
}

// at is the piece from one character to another, "" where there is none or it begins before
// the last one.
func (c *cutter) at(start, end int) string {
	if start < c.num || end <= start {
		return ""
	}
	from, ok := c.forward(start)
	if !ok {
		return ""
	}
	here := *c // who is asked for next may stand in this one
	to, ok := here.forward(end)
	if !ok {
		return ""
	}
	return c.text[from:to]
}

// forward goes to a character, or to the end behind the last one.
func (c *cutter) forward(num int) (off int, ok bool) {
	// Most texts are of ASCII, and are gone through by eight characters.
	for c.num+8 <= num && c.off+8 <= len(c.text) {
		t := c.text[c.off : c.off+8]
		if t[0]|t[1]|t[2]|t[3]|t[4]|t[5]|t[6]|t[7] >= utf8.RuneSelf {
			break
		}
		c.off, c.num = c.off+8, c.num+8
	}
	for ; c.num < num; c.num++ {
		if c.off >= len(c.text) {
			return 0, false
		}
		size := 1
		if c.text[c.off] >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(c.text[c.off:])
		}
		c.off += size
	}
	return c.off, true
}
