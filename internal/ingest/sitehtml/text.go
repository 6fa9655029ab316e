package sitehtml

import (
	"strings"

	"reftel/internal/ingest/telegram"
)

// text brings the blocks together as one telegram. Head is the length of those
// before the body, 0 where they are blank.
func (g *page) text(grammar *telegram.Parser) (text string, head int) {
	blocks := make([]string, len(g.blocks))
	copy(blocks, g.blocks)
	if len(blocks) > 1 && strings.Contains(blocks[0], "day, ") {
		blocks[0] = telegram.DayLine.ReplaceAllString(blocks[0], "")
	}
	last := len(blocks) - 1
	blocks[last] = grammar.Restore(dropRow(blocks[last], g.cells["reference id"]))
	front := strings.Join(blocks[:last], "\n\n")
	if strings.TrimSpace(front) != "" {
		head = len(front)
	}
	return strings.Join(blocks, "\n\n"), head
}

// dropRow undoes a row of a table that a few bodies begin with: running
// number, date, reference id, origin, classification, references, header, text,
// with tabs between them. The header spans lines, and so the text begins behind
// a tab some lines further down.
func dropRow(s, id string) string {
	if !strings.Contains(s[:min(len(s), 400)], "\t") {
		return s
	}
	body := strings.TrimLeft(s, " \t\r\n")
	first, rest, _ := strings.Cut(body, "\n")
	cells := strings.Split(first, "\t")
	at := -1
	for i, c := range cells {
		if strings.EqualFold(strings.TrimSpace(c), id) {
			at = i
		}
	}
	if at < 0 || len(cells) < at+4 {
		return s
	}
	// Behind the id: origin, classification, references. What is left is text.
	cells = cells[min(at+4, len(cells)):]
	// The header may lie in several lines; the tab that ends it parts it from the body.
	if i := strings.IndexByte(rest, '\t'); i >= 0 && i < 4000 {
		rest = rest[:i] + "\n\n" + rest[i+1:]
	}
	return strings.Join(cells, "\n\n") + "\n" + rest
}
