package forms

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/cite"
)

// A Column is one of a table of cables.
type Column struct {
	Name  string
	Type  string // as Frictionless calls types
	About string
	of    func(c *cable.Cable, url string) string
}

// many joins the values of a cell.
func many(values []string) string { return strings.Join(values, "; ") }

// Columns are those of the table. Texts come last: they are long.
func Columns() []Column {
	return []Column{
		{"id", "string", "Id of the cable: the number of the message, or its place in a printed volume.", func(c *cable.Cable, _ string) string { return c.ID }},
		{"date", "string", "As far as it is known: 1974-05-18T16:05, 1974-05-18, 1974-05 or 1974.", func(c *cable.Cable, _ string) string { return c.Date.String() }},
		{"date_inferred", "boolean", "The date was concluded.", func(c *cable.Cable, _ string) string { return strconv.FormatBool(c.DateInferred) }},
		{"subject", "string", "The subject, or a name made of the id.", func(c *cable.Cable, _ string) string { return c.Title() }},
		{"sender", "string", "The office that sent it, for readers.", func(c *cable.Cable, _ string) string { return cite.Sender(c) }},
		{"from", "string", "The sender as sent.", func(c *cable.Cable, _ string) string { return c.From }},
		{"post", "string", "Code of the post, as ids have it.", func(c *cable.Cable, _ string) string { return c.Origin.Code }},
		{"country", "string", "Country of the post.", func(c *cable.Cable, _ string) string { return c.Origin.Country }},
		{"to", "string", "Addressees as sent, “; ” between them.", func(c *cable.Cable, _ string) string { return many(c.To) }},
		{"info", "string", "Addressees for information, “; ” between them.", func(c *cable.Cable, _ string) string { return many(c.Info) }},
		{"classification", "string", "Classification when it was sent.", func(c *cable.Cable, _ string) string { return c.Classification }},
		{"captions", "string", "Handling marks, “; ” between them.", func(c *cable.Cable, _ string) string { return many(c.Captions) }},
		{"precedence", "string", "Precedence.", func(c *cable.Cable, _ string) string { return c.Precedence }},
		{"tags", "string", "TAGS codes, “; ” between them.", func(c *cable.Cable, _ string) string { return many(tags(c)) }},
		{"references", "string", "Ids of the cables that it cites, “; ” between them.", func(c *cable.Cable, _ string) string { return many(cited(c)) }},
		{"collection", "string", "Collection.", func(c *cable.Cable, _ string) string { return c.Collection }},
		{"printed", "string", "The volume and the number that it was printed under.", func(c *cable.Cable, _ string) string { return c.Edition.Printed() }},
		{"language", "string", "Language of the text (ISO 639-1).", func(c *cable.Cable, _ string) string { return c.Language }},
		{"url", "string", "Address of the cable.", func(_ *cable.Cable, url string) string { return url }},
		{"text", "string", "The text, an empty line between paragraphs.", func(c *cable.Cable, _ string) string { return text(c) }},
	}
}

func tags(c *cable.Cable) []string {
	out := make([]string, len(c.Tags))
	for i, t := range c.Tags {
		out[i] = t.Code
	}
	return out
}

func cited(c *cable.Cable) []string {
	var out []string
	for _, r := range c.References {
		if r.ID != "" {
			out = append(out, r.ID)
		}
	}
	return out
}

func text(c *cable.Cable) string {
	var b strings.Builder
	for i := range c.Paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		p := &c.Paragraphs[i]
		if p.Heading != "" {
			b.WriteString(p.Heading + "\n\n")
		}
		if p.Number > 0 {
			b.WriteString(strconv.Itoa(p.Number) + ". ")
		}
		if p.Mark != "" {
			b.WriteString("(" + p.Mark + ") ")
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// A table is CSV as RFC 4180 has it, with a row of names first.
type table struct {
	w       *csv.Writer
	columns []Column
	row     []string
}

func newTable(w io.Writer, _ string) writer {
	t := &table{w: csv.NewWriter(w), columns: Columns()}
	t.w.UseCRLF = true
	t.row = make([]string, len(t.columns))
	return t
}

func (t *table) head() error {
	for i, c := range t.columns {
		t.row[i] = c.Name
	}
	return t.put()
}

func (t *table) cable(c *cable.Cable, url, _ string) error {
	for i, col := range t.columns {
		t.row[i] = Cell(col.of(c, url))
	}
	return t.put()
}

// more is a row whose first cell is no id.
func (t *table) more(url string) error {
	clear(t.row)
	t.row[0] = "The list goes on at " + url
	return t.put()
}

// put writes the row at once: nothing waits here for rows that come later.
func (t *table) put() error {
	if err := t.w.Write(t.row); err != nil {
		return err
	}
	t.w.Flush()
	return t.w.Error()
}

// formulas are the signs that make a spreadsheet take a cell for a formula, in their
// full width too.
const formulas = "=+-@＝＋－＠\t\r\n"

// Cell is a text as a cell that no spreadsheet takes for a formula: one that begins like
// a formula has an apostrophe in front. Control characters are shown as signs, and lines
// end in one way, since a cell has no other.
func Cell(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	risky := size > 0 && strings.ContainsRune(formulas, first)
	if strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
		s = shown.Replace(s)
		s = strings.Map(func(r rune) rune {
			if r != '\n' && r != '\t' && unicode.IsControl(r) {
				return unicode.ReplacementChar
			}
			return r
		}, s)
	}
	if risky {
		return "'" + s
	}
	return s
}

// shown puts one sign in the place of all ends of lines.
var shown = strings.NewReplacer("\r\n", "\n", "\r", "\n")
