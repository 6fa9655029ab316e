package telegram

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/reftel"
	"reftel/internal/reference"
)

// A Piece says that Len bytes of a field's text from Dst on are the bytes of
// the source text from Src on.
type Piece struct{ Dst, Src, Len int }

// A Field is text that was brought together from pieces of the source.
type Field struct {
	Text   string
	Pieces []Piece
}

// Range is the part of the source text that the field covers.
func (f *Field) Range() (start, end int) {
	if len(f.Pieces) == 0 {
		return 0, 0
	}
	last := f.Pieces[len(f.Pieces)-1]
	return f.Pieces[0].Src, last.Src + last.Len
}

// MaxLines is how many lines a telegram may have: five megabytes of lines of fifty
// letters have half as many.
const MaxLines = 200_000

// A Para is one paragraph as found.
type Para struct {
	Number  int
	Mark    string
	Heading Field
	Body    Field
	Fixed   bool // a table is in it
}

// A Message is what the grammar finds in one telegram.
type Message struct {
	Precedence     string
	Date           cable.Date // of the date-time group
	From           string
	Addressees     []cable.Addressee
	Classification string
	Captions       []string
	Origin         string // as printed in the classification line
	Serial         string // as printed
	Sections       int
	Passing        []string
	ExecutiveOrder string
	DeclassifyOn   string
	Tags           []cable.Tag
	HasTagsLine    bool
	Subject        Field
	References     []cable.Reference
	HasRefLine     bool
	ClassifiedBy   Field
	Reasons        []string
	Paragraphs     []Para
	Signers        []string
	Closing        []string // lines after the last paragraph that are no signers
	Redactions     int
	PartialExtract bool
	CorrectedCopy  bool
	Summary        []int // paragraphs by index
	Comment        []int
	Doubts         []cable.Doubt
	Warnings       []string // for the reader

	tagsText, refsText, reasonText string
	originInferred                 bool // Origin is the sender, the classification line does not name it
	early                          bool // words were broken at line ends
	tables                         *reference.Tables
}

// Hints are what a reader knows from outside the text.
type Hints struct {
	Year        int    // of the cable, 0 when not known
	Dehyphenate bool   // words were broken at line ends with a hyphen (1973-79)
	ID          string // canonical MRN, to drop self references
	Date        cable.Date
	Head        int // length of the header, where the source parts it from the body
}

// A Parser holds the tables that the grammar needs. It is safe for use by
// several goroutines.
type Parser struct{ Tables *reference.Tables }

// Parse reads one telegram.
func (p *Parser) Parse(text string, h Hints) *Message {
	m := &Message{early: h.Dehyphenate, tables: p.Tables}
	ls := p.partPages(text, splitLines(text))
	m.Closing = dropFurniture(ls)
	dropStrays(ls)
	ls = partSummaries(text, partLabels(kept(ls)))
	if h.Dehyphenate {
		mendGaps(ls)
		ls = kept(ls)
		keepHyphens(ls, p.Tables)
	} else {
		findBroken(ls, p.Tables)
	}
	m.noticeExtract(ls)
	starts := findStarts(ls)
	top := len(ls)
	if len(starts) > 0 {
		top = starts[0].line
	}
	rest := m.parseHeader(ls[:top], h.Head)
	used := m.parseLabels(ls, rest, top)
	if h.Year == 0 {
		h.Year = m.Date.Year
	}
	if h.Year == 0 {
		h.Year, _ = m.InferredYear()
	}
	m.parseTags(p.Tables, h.Year)
	m.parseBody(ls, used, starts, h, hasGap(text))
	if h.Date.IsZero() {
		h.Date = m.Date
	}
	var inferred []string
	m.References, inferred = reftel.Parse(p.Tables, m.refsText, reftel.Context{Year: h.Year, Date: h.Date, Self: h.ID})
	for _, id := range inferred {
		m.doubt("reference inferred", id)
	}
	return m
}

func kept(ls []line) []line {
	out := ls[:0]
	for _, l := range ls {
		if !l.drop {
			out = append(out, l)
		}
	}
	return out
}

// noticeExtract looks for the sentence that says that a record is not whole.
func (m *Message) noticeExtract(ls []line) {
	for i := 0; i < len(ls) && i < 12; i++ {
		if strings.Contains(ls[i].t, "partial extract of the original cable") {
			m.PartialExtract = true
			ls[i].t, ls[i].s = "", ""
		}
	}
}

// InferredYear is the year ten years before the declassification date (the
// rule of E.O. 12958 and 13526 where no other date is set); ok is false when
// there is no such date.
func (m *Message) InferredYear() (int, bool) {
	d, ok := m.inferredDate()
	return d.Year, ok
}

// InferredDate is the day ten years before the declassification date.
func (m *Message) inferredDate() (cable.Date, bool) {
	d, err := cable.ParseDate(m.DeclassifyOn)
	if err != nil || d.Year < 1983 {
		return cable.Date{}, false
	}
	d.Year -= 10
	return d, true
}

// doubt notes something for the ingest report.
func (m *Message) doubt(kind, detail string) {
	m.Doubts = append(m.Doubts, cable.Doubt{Kind: kind, Detail: detail})
}
