package index

import (
	"encoding/binary"

	"reftel/internal/cable"
)

// The texts of a cable's paragraphs stand in its record before all else, in a
// form that costs nothing to read: 20 hits need 20 texts for their snippets, and
// reading all of a cable for that was most of the time of a search.

// appendTexts writes the number of paragraphs, and anchor, number, portion mark
// and text of each.
func appendTexts(b []byte, ps []cable.Paragraph) []byte {
	b = binary.AppendUvarint(b, uint64(len(ps)))
	for i := range ps {
		p := &ps[i]
		b = appendString(b, p.Anchor)
		b = binary.AppendUvarint(b, uint64(p.Number))
		b = appendString(b, p.Mark)
		b = appendString(b, p.Text)
	}
	return b
}

// readTexts reads them. The paragraphs have no more than that.
func readTexts(b []byte) ([]cable.Paragraph, error) {
	all := string(b) // of which all texts are parts
	r := &byteScanner{b: b}
	text := func() string {
		n := r.count()
		at := len(b) - len(r.b)
		r.bytes(n)
		return all[at:min(at+n, len(all))]
	}
	ps := make([]cable.Paragraph, r.count())
	for i := range ps {
		ps[i] = cable.Paragraph{Anchor: text(), Number: int(r.uvarint()), Mark: text(), Text: text()}
	}
	if r.bad || len(r.b) != 0 {
		return nil, errShort
	}
	return ps, nil
}

// withoutTexts is a cable whose paragraphs have no text.
func withoutTexts(c *cable.Cable) *cable.Cable {
	bare := *c
	bare.Paragraphs = append([]cable.Paragraph(nil), c.Paragraphs...)
	for i := range bare.Paragraphs {
		bare.Paragraphs[i].Text = ""
	}
	return &bare
}
