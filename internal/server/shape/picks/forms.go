package picks

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/shape"
	"reftel/internal/server/shape/forms"
)

// A Form is a form in which a list is taken along.
type Form struct {
	Ext   string // as addresses end in it
	Type  string // of its contents
	Label string
	write func(items []Item) ([]byte, error)
}

// Forms are all of them. The last one has each entry in each form: the page puts the
// notes of a reader in, which never come here.
func Forms() []Form {
	return []Form{
		{"md", "text/markdown; charset=utf-8", "Markdown", markdown},
		{"csv", "text/csv; charset=utf-8; header=present", "CSV", table},
		{"bib", "application/x-bibtex; charset=utf-8", "BibTeX", bibTeX},
		{"ris", "application/x-research-info-systems; charset=utf-8", "RIS", ris},
		{"csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON", csl},
		{"json", "application/json", "JSON", whole},
	}
}

// FormOf is the form that addresses end in so.
func FormOf(ext string) (Form, bool) {
	for _, f := range Forms() {
		if f.Ext == ext {
			return f, true
		}
	}
	return Form{}, false
}

// Write writes a list.
func (f Form) Write(items []Item) ([]byte, error) {
	b, err := f.write(items)
	if err != nil {
		return nil, fmt.Errorf("writing a list as %s: %w", f.Ext, err)
	}
	return b, nil
}

// An Item is an entry in all forms. Of one that leads nowhere Problem tells why.
type Item struct {
	Entry    string          `json:"entry"`
	Title    string          `json:"title"`
	URL      string          `json:"url,omitempty"`
	Problem  string          `json:"problem,omitempty"`
	Markdown string          `json:"markdown"`
	Row      []string        `json:"row"` // of columns, the last for a note
	BibTeX   string          `json:"bibtex,omitempty"`
	RIS      string          `json:"ris,omitempty"`
	CSL      json.RawMessage `json:"csl,omitempty"`
}

// columns are those of the table.
var columns = []string{"entry", "id", "paragraph", "date", "subject", "sender", "citation", "quotation", "url", "problem", "note"}

// longest is how much of a paragraph a list quotes, in characters.
const longest = 20000

// Missing is an entry that leads nowhere.
func Missing(p Pick, problem string) Item {
	row := []string{p.String(), p.ID, p.Anchor, "", "", "", "", "", "", problem, ""}
	return Item{Entry: p.String(), Title: p.ID, Problem: problem, Markdown: "- " + plain(p.String()+". "+problem) + "\n", Row: cells(row)}
}

// ItemOf is an entry that leads to a cable.
func ItemOf(p Pick, c *cable.Cable, base string) (Item, error) {
	x := cite.Work{Cable: c}
	quoted := ""
	if p.Anchor != "" {
		i, ok := c.Paragraph(p.Anchor)
		if !ok {
			return Missing(p, "The cable is here, but it has no paragraph of this name."), nil
		}
		x.Paragraph = &c.Paragraphs[i]
		quoted = shape.Cut(x.Paragraph.Text, longest)
	}
	sentence := x.Sentence() // which has no address yet
	x.URL = base + p.path()
	it := Item{Entry: p.String(), Title: c.Title(), URL: x.URL, Markdown: "- " + plain(sentence) + " <" + x.URL + ">\n", BibTeX: x.BibTeX(), RIS: x.RIS()}
	if quoted != "" {
		it.Markdown += "\n  > " + plain(quoted) + "\n"
	}
	date := ""
	if c.Date.Year > 0 {
		date = c.Date.String()
	}
	it.Row = cells([]string{it.Entry, c.ID, p.Anchor, date, c.Title(), cite.Sender(c), sentence, quoted, x.URL, "", ""})
	b, err := x.CSL()
	if err != nil {
		return it, err
	}
	var one []json.RawMessage
	if err := json.Unmarshal(b, &one); err != nil || len(one) != 1 {
		return it, fmt.Errorf("%d works of one: %w", len(one), err)
	}
	it.CSL = one[0]
	return it, nil
}

// cells are texts that no spreadsheet takes for formulas.
func cells(row []string) []string {
	for i := range row {
		row[i] = forms.Cell(row[i])
	}
	return row
}

// plain is a text on one line in which Markdown finds no marks.
func plain(s string) string {
	var b strings.Builder
	for _, r := range cite.OneLine(s) {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func markdown(items []Item) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Reading list\n\n")
	for _, it := range items {
		b.WriteString(it.Markdown)
	}
	return b.Bytes(), nil
}

func table(items []Item) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	for _, it := range items {
		if err := w.Write(it.Row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func bibTeX(items []Item) ([]byte, error) {
	var b bytes.Buffer
	for _, it := range items {
		if it.Problem != "" {
			fmt.Fprintf(&b, "%% %s: %s\n", cite.OneLine(it.Entry), it.Problem)
			continue
		}
		b.WriteString(it.BibTeX + "\n")
	}
	return b.Bytes(), nil
}

// ris has works alone: it knows no remarks.
func ris(items []Item) ([]byte, error) {
	var b bytes.Buffer
	for _, it := range items {
		if it.Problem == "" {
			b.WriteString(it.RIS + "\r\n")
		}
	}
	return b.Bytes(), nil
}

func csl(items []Item) ([]byte, error) {
	works := []json.RawMessage{}
	for _, it := range items {
		if it.Problem == "" {
			works = append(works, it.CSL)
		}
	}
	return encoded(works)
}

func whole(items []Item) ([]byte, error) {
	return encoded(struct {
		Columns []string `json:"columns"`
		Entries []Item   `json:"entries"`
	}{columns, items})
}

func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
