// Package cite writes citations of cables and of their paragraphs: sentences in six
// styles, BibTeX, BibLaTeX, RIS and CSL-JSON, what the head of a page tells reference
// managers, and COinS for lists. It is handed values and asks nobody; it knows cables
// and what lists show of them, and neither pages nor an engine.
//
// What is told of a cable is what the source states. What was inferred stands in
// brackets, and what is not known is left out. A post is one name: no form of a
// citation lets a program take it for a person's.
package cite

import (
	"cmp"
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
	Holding   string // what its collection is called; "" is as the cable has it
	ARK       string // absolute; "" where cables have none
}

// collection is what the collection is called.
func (x Work) collection() string { return OneLine(cmp.Or(x.Holding, x.Cable.Collection)) }

// Sentence is the citation in the manner of a Chicago note.
func (x Work) Sentence() string { return x.sentence(x.where(), x.URL) }

// gap stands for what is filled in later; it is in no text, since [OneLine] takes
// control characters out.
const gap = "\x00"

// Around are the pieces of the sentence between which the paragraph and its address
// are put by who quotes one of the cable's.
func (x Work) Around() (before, between, behind string) {
	parts := strings.SplitN(x.sentence(gap, gap), gap, 3)
	return parts[0], parts[1], parts[2]
}

func (x Work) sentence(where, url string) string {
	c := x.Cable
	if x.printed() {
		return x.inVolume(where, url)
	}
	title := x.quoted(",")
	if title != "" {
		title += " "
	}
	s := join(", ", Sender(c), title+join(", ", x.id(), dated(c), where, titleCase(c.Classification)))
	return stop(join("; ", s, url))
}

// where is the paragraph as a citation tells it, "" for a whole cable.
func (x Work) where() string {
	if x.Paragraph == nil {
		return ""
	}
	return Cited(x.Paragraph)
}

// Cited is "para. 3", "second para. 3" or "unnumbered para. 2", of a long one "para. 3,
// second piece".
func Cited(p *cable.Paragraph) string {
	anchor, piece, _ := strings.Cut(p.Anchor, "-")
	number, again, _ := strings.Cut(strings.TrimPrefix(anchor, "par"), ".")
	if piece != "" {
		piece = ", " + Ordinal(piece) + " piece"
	}
	switch {
	case p.Number == 0:
		return "unnumbered para. " + strings.TrimPrefix(anchor, "p") + piece
	case again != "":
		return Ordinal(again) + " para. " + number + piece
	}
	return fmt.Sprintf("para. %d", p.Number) + piece
}

// id is the number of the cable; one of which a part was inferred is marked.
func (x Work) id() string {
	if x.Cable.IDInferred {
		return x.Cable.ID + " [inferred]"
	}
	return x.Cable.ID
}

// quoted is the title in quotation marks, with a sign of punctuation within them. One
// that was made of the first words stands in brackets instead, and a cable without any
// has none.
func (x Work) quoted(sign string) string {
	c := x.Cable
	switch {
	case c.SubjectInferred:
		return "[" + titled(c.Title()) + "]" + sign
	case x.printed():
		return quote(x.head(), sign)
	case c.Subject == "" && c.SubjectDisplay == "":
		return ""
	}
	return quote(c.Title(), sign)
}

// Ordinal is a number that tells a place, a small one in words: second, 21st.
func Ordinal(n string) string {
	ends := func(with string) bool { return strings.HasSuffix(n, with) }
	switch {
	case n == "2":
		return "second"
	case n == "3":
		return "third"
	case ends("11"), ends("12"), ends("13"):
		return n + "th"
	case ends("1"):
		return n + "st"
	case ends("2"):
		return n + "nd"
	case ends("3"):
		return n + "rd"
	}
	return n + "th"
}

// dated is the date as a citation tells it.
func dated(c *cable.Cable) string {
	switch d := longDate(c.Date); {
	case c.Undated && d != "":
		return "undated [" + d + "]"
	case c.Undated:
		return "undated"
	case c.DateInferred && d != "":
		return "[" + d + "]"
	default:
		return d
	}
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

// day is the date that the document bears, without a time, for programs. What editors
// inferred of an undated one is not its date.
func day(c *cable.Cable) cable.Date {
	if c.Undated {
		return cable.Date{}
	}
	return cable.Date{Year: c.Date.Year, Month: c.Date.Month, Day: c.Date.Day}
}

// OneLine puts a text on one line and takes out control characters.
func OneLine(s string) string {
	apart := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
	last := ' '
	for _, r := range s {
		if apart(r) && (r != ' ' || last == ' ') {
			return strings.Join(strings.FieldsFunc(s, apart), " ")
		}
		last = r
	}
	if last == ' ' {
		return strings.TrimSuffix(s, " ")
	}
	return s // most are on one line already
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	var ps []string
	for _, p := range parts {
		if p != "" {
			ps = append(ps, p)
		}
	}
	return strings.Join(ps, sep)
}
