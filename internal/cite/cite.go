// Package cite writes citations of cables and of their paragraphs: a sentence in
// the manner of a Chicago note, BibTeX, RIS, and COinS for lists. It is handed
// values and asks nobody; it knows cables and what lists show of them, and neither
// pages nor an engine.
package cite

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"reftel/internal/cable"
)

// A Work is what a citation names. Paragraph is nil for a whole cable.
type Work struct {
	Cable     *cable.Cable
	Paragraph *cable.Paragraph
	URL       string // absolute where the address of the site is known
}

// Sentence is the citation in the manner of a Chicago note.
func (x Work) Sentence() string {
	c := x.Cable
	if x.printed() {
		return x.inVolume()
	}
	var parts []string
	if s := Sender(c); s != "" {
		parts = append(parts, s)
	}
	parts = append(parts, "“"+strings.ReplaceAll(strings.ReplaceAll(OneLine(c.Title()), "“", "‘"), "”", "’")+",”")
	rest := []string{c.ID}
	if d := dated(c); d != "" {
		rest = append(rest, d)
	}
	if x.Paragraph != nil {
		rest = append(rest, paragraphCited(x.Paragraph))
	}
	if c.Classification != "" {
		rest = append(rest, titleCase(c.Classification))
	}
	s := strings.Join(parts, ", ") + " " + strings.Join(rest, ", ")
	if x.URL != "" {
		s += "; " + x.URL
	}
	return s
}

// paragraphCited is "para. 3", "second para. 3" or "unnumbered para. 2".
func paragraphCited(p *cable.Paragraph) string {
	number, again, _ := strings.Cut(strings.TrimPrefix(p.Anchor, "par"), ".")
	switch {
	case p.Number == 0:
		return "unnumbered para. " + strings.TrimPrefix(p.Anchor, "p")
	case again != "":
		return Ordinal(again) + " para. " + number
	}
	return fmt.Sprintf("para. %d", p.Number)
}

// Ordinal is a small number in words: second.
func Ordinal(n string) string {
	switch n {
	case "2":
		return "second"
	case "3":
		return "third"
	}
	return n + "th"
}

// longDate is September 8, 2009; September 2009; 2009.
func longDate(d cable.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", time.Month(d.Month), d.Year)
	}
	return fmt.Sprintf("%s %d, %d", time.Month(d.Month), d.Day, d.Year)
}

// OneLine puts a text on one line and takes out control characters.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
