package telegram

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/marking"
	"reftel/internal/reference"
)

// A Span is an annotated name in the source text, offsets in bytes.
type Span struct {
	Kind       string
	Start, End int
}

// Meta is what a source says of a cable outside its text. What is stated there
// goes before what the text shows.
type Meta struct {
	ID             string // as stated by the source: a table, an attribute
	Stem           string // file name without its ending, which may be an id
	Date           cable.Date
	Classification string
	OriginName     string
	Captions       []string
	Spans          []Span
	Hints          Hints
}

// Cable parses a text and makes a cable of it. It is nil with a reason when
// the text shows none of the marks of a telegram or no page can have its id.
func (p *Parser) Cable(text string, meta Meta) (*cable.Cable, string) {
	if strings.Count(text, "\n") > MaxLines {
		return nil, "more than " + strconv.Itoa(MaxLines) + " lines, the limit for one cable"
	}
	c := &cable.Cable{}
	h := meta.Hints
	stem, stemKnown := p.idFromStem(meta.Stem)
	known := meta.ID
	if known == "" && stemKnown {
		known = stem
	}
	if id, _, _, ok := p.Tables.CanonicalMRN(known); ok {
		h.ID = id
		if mrn, err := cable.ParseMRN(id); err == nil && h.Year == 0 {
			h.Year = mrn.Year
		}
	}
	if !meta.Date.IsZero() {
		h.Year, h.Date = meta.Date.Year, meta.Date
	}
	m := p.Parse(text, h)
	if reason := m.noTelegram(); reason != "" && meta.ID == "" {
		return nil, reason
	}
	p.markings(c, m, meta.Classification)
	c.From = m.From
	for _, a := range m.Addressees {
		if post, _, ok := p.Tables.MatchPost(a.Name); ok {
			a.Post = post.Code
		}
		c.Addressees = append(c.Addressees, a)
		if a.Line == "to" {
			c.To = append(c.To, a.Name)
		} else {
			c.Info = append(c.Info, a.Name)
		}
	}
	p.date(c, m, meta)
	p.identify(c, m, meta, stem, stemKnown)
	if err := cable.CheckID(c.ID); err != nil && c.ID != "" {
		return nil, err.Error()
	}
	p.origin(c, m, meta)
	c.ExecutiveOrder, c.DeclassifyOn = m.ExecutiveOrder, m.DeclassifyOn
	c.Tags, c.References = m.Tags, m.References
	c.Reasons, c.Passing, c.Sections = m.Reasons, m.Passing, m.Sections
	c.ClassifiedBy = m.ClassifiedBy.Text
	c.Signers = m.Signers
	c.Redactions, c.PartialExtract, c.CorrectedCopy = m.Redactions, m.PartialExtract, m.CorrectedCopy
	for _, t := range m.Closing {
		c.Notes = append(c.Notes, cable.Note{Text: t})
	}
	c.Paragraphs = slices.Grow(c.Paragraphs, len(m.Paragraphs))
	for i := range m.Paragraphs {
		q := &m.Paragraphs[i]
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: q.Number, Mark: q.Mark, Heading: q.Heading.Text, Text: q.Body.Text, Fixed: q.Fixed})
	}
	cable.SetAnchors(c.Paragraphs)
	for _, i := range m.Summary {
		c.Summary = append(c.Summary, c.Paragraphs[i].Anchor)
	}
	for _, i := range m.Comment {
		c.Comment = append(c.Comment, c.Paragraphs[i].Anchor)
	}
	p.subject(c, m)
	p.entities(c, m, meta.Spans)
	c.Language = languageOf(c)
	p.doubts(c, m)
	c.Unplaced = m.unplaced(text)
	return c, ""
}

// markings sets classification, captions and precedence: those of the message,
// but for the classification that its source tells of it.
func (p *Parser) markings(c *cable.Cable, m *Message, told string) {
	c.Classification, c.Captions, c.Precedence = m.Classification, m.Captions, m.Precedence
	if told == "" {
		return
	}
	class, caption, _, ok := marking.CutClass(told)
	if !ok {
		c.Classification = told
		return
	}
	c.Classification = class
	if caption != "" {
		m.addCaption(caption)
		c.Captions = m.Captions
	}
}

// noTelegram says why a text is none: too little of the structure was found.
func (m *Message) noTelegram() string {
	marked := false
	for i := range m.Paragraphs {
		marked = marked || m.Paragraphs[i].Number > 0 && m.Paragraphs[i].Mark != ""
	}
	signs := 0
	for _, has := range []bool{m.Classification != "", m.Classification != "" && m.Serial != "", m.From != "" && !m.Date.IsZero(), !m.Date.IsZero(), m.HasTagsLine, m.Subject.Text != "", m.ExecutiveOrder != "", marked} {
		if has {
			signs++
		}
	}
	switch {
	case signs < 2: // a letter has a subject, and an essay numbers
		return "no telegram: it has no two of a classification line with a number, sender, date-time group, E.O., TAGS, SUBJECT and numbered paragraphs with marks"
	case len(m.Paragraphs) == 0 && m.Subject.Text == "":
		return "no text: neither a subject nor a paragraph was found"
	}
	return ""
}

// idFromStem reads an id from a file name such as 09MADRID1152 or
// 1979LAPAZ04006-1738525535391. It must name a known post.
func (p *Parser) idFromStem(stem string) (string, bool) {
	stem = strings.TrimSpace(stem)
	if i := strings.IndexAny(stem, " "); i > 0 {
		stem = stem[:i]
	}
	try := []string{stem}
	if i := strings.LastIndexByte(stem, '-'); i > 0 {
		try = append(try, stem[:i])
	}
	for _, s := range try {
		if id, ok := p.Tables.KnownMRN(s); ok {
			return id, true
		}
	}
	return "", false
}

func (p *Parser) date(c *cable.Cable, m *Message, meta Meta) {
	switch {
	case !meta.Date.IsZero():
		// The date-time group is the telegram's own word; tables repeat it, some
		// without its minutes.
		if c.Date = meta.Date; m.Date.HasTime && m.Date.Key() == meta.Date.Key() {
			c.Date = m.Date
		}
	case !m.Date.IsZero():
		c.Date = m.Date
	default:
		if d, ok := m.inferredDate(); ok {
			c.Date, c.DateInferred = d, true
		}
	}
}

// identify finds the id: stated by the source, then a file name that agrees
// with the text, then the number printed in the text with the year of the
// date-time group, or with a year that is inferred and marked so.
func (p *Parser) identify(c *cable.Cable, m *Message, meta Meta, stem string, stemKnown bool) {
	printed, close := p.printed(c, m)
	switch {
	case meta.ID != "":
		id, alias, inferred, ok := p.Tables.CanonicalMRN(meta.ID)
		if id != printed && p.garbled(meta.ID, printed, meta.OriginName) {
			p.takePrinted(c, printed, meta.ID)
			break
		}
		if !ok {
			c.ID = strings.ToUpper(cable.OneLine(meta.ID))
			c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id unknown", Detail: meta.ID})
			break
		}
		c.ID, c.IDInferred = id, inferred
		if alias != "" {
			c.Aliases = append(c.Aliases, alias)
			c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id aliased", Detail: alias})
		}
	case stemKnown && (printed == "" || sameNumber(stem, printed)):
		c.ID = stem
		if printed != "" && printed != stem {
			c.Doubts = append(c.Doubts, cable.Doubt{Kind: "year of the file name used", Detail: printed + " → " + stem})
		}
	case printed != "":
		c.ID, c.IDInferred = printed, close || c.DateInferred
		if c.IDInferred {
			c.Warnings = append(c.Warnings, "The year of the id is inferred from the declassification date less ten years.")
			if m.originInferred {
				c.Warnings[len(c.Warnings)-1] = "The post of the id is inferred from the sender; the classification line does not name it."
			} else if close {
				c.Warnings[len(c.Warnings)-1] = "The post of the id is inferred from a misspelt name: " + m.Origin + "."
			}
		}
	}
	if mrn, err := cable.ParseMRN(c.ID); err == nil {
		if plus := mrn.PlusD(); plus != c.ID && !slices.Contains(c.Aliases, plus) {
			c.Aliases = append(c.Aliases, plus)
		}
		if c.Date.IsZero() {
			c.Date, c.DateInferred = cable.Date{Year: mrn.Year}, true
		}
	}
}

// printed is the id made of the text alone.
func (p *Parser) printed(c *cable.Cable, m *Message) (id string, close bool) {
	if m.Origin == "" || c.Date.Year == 0 {
		return "", false
	}
	n, err := strconv.Atoi(m.Serial)
	if err != nil || n == 0 {
		return "", false
	}
	post, closeness, ok := p.Tables.MatchPost(m.Origin)
	if !ok {
		return "", false
	}
	return cable.MRN{Year: c.Date.Year, Origin: post.Code, Serial: n}.String(), closeness == reference.Close || m.originInferred
}

// stated takes a number as it was published apart: two digits of the year, what
// stands for the office, the serial.
var stated = regexp.MustCompile(`^(\d\d)(.*?)0*(\d*)$`)

// garbled reports whether a published id is malformed, so that the number in the
// text goes before it: its office is none, while the text and the office that the
// source names agree, and nothing that can be read of it says otherwise.
func (p *Parser) garbled(published, printed, origin string) bool {
	want, err := cable.ParseMRN(printed)
	if err != nil || origin == "" {
		return false
	}
	if m, err := cable.ParseMRN(published); err == nil {
		if _, how, ok := p.Tables.MatchPost(m.Origin); ok && how != reference.Close {
			return false
		}
	}
	post, how, ok := p.Tables.MatchPost(origin)
	if !ok || how == reference.Close || post.Code != want.Origin {
		return false
	}
	g := stated.FindStringSubmatch(strings.ToUpper(cable.OneLine(published)))
	return g != nil && g[1] == fmt.Sprintf("%02d", want.Year%100) && (g[3] == "" || g[3] == strconv.Itoa(want.Serial))
}

// takePrinted gives the cable the number of its text in place of a malformed one,
// which stays as another id of it.
func (p *Parser) takePrinted(c *cable.Cable, printed, published string) {
	published = strings.ToUpper(cable.OneLine(published))
	c.ID, c.IDInferred = printed, true
	if cable.CheckID(published) == nil {
		c.Aliases = append(c.Aliases, published)
	}
	c.Warnings = append(c.Warnings, "The id was published as "+shorten(published)+"; text and origin agree on "+printed+".")
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id aliased", Detail: shorten(published)})
}

// shorten is as much of a published id as a message shows.
func shorten(id string) string {
	if len(id) > 80 {
		return strings.ToValidUTF8(id[:80], "") + "…"
	}
	return id
}

// sameNumber reports whether two ids have the same post and serial.
func sameNumber(a, b string) bool {
	x, err1 := cable.ParseMRN(a)
	y, err2 := cable.ParseMRN(b)
	return err1 == nil && err2 == nil && x.Origin == y.Origin && x.Serial == y.Serial
}

func (p *Parser) origin(c *cable.Cable, m *Message, meta Meta) {
	code := ""
	if mrn, err := cable.ParseMRN(c.ID); err == nil {
		code = mrn.Origin
	}
	for _, name := range []string{meta.OriginName, m.Origin, c.From} {
		if code != "" {
			break
		}
		if name == "" {
			continue
		}
		if post, _, ok := p.Tables.MatchPost(name); ok {
			code = post.Code
		}
	}
	if post, ok := p.Tables.Post(code); ok {
		c.Origin = cable.Post{Code: post.Code, Name: post.LongName(), Country: post.Country}
	} else {
		c.Origin = cable.Post{Code: code}
	}
	if meta.OriginName != "" {
		c.Origin.Name = meta.OriginName
	}
}

// NoSubject is the warning on a subject that was made of the first words.
const NoSubject = "The cable has no subject line; its first words stand in its place."

func (p *Parser) subject(c *cable.Cable, m *Message) {
	c.Subject = strings.TrimSpace(m.Subject.Text)
	if c.Subject == "" {
		c.Subject, c.SubjectInferred = firstWords(c), true
		if c.Subject == "" {
			c.SubjectInferred = false
			return
		}
		c.Warnings = append(c.Warnings, NoSubject)
	}
	if d := p.Tables.TitleCase(c.Subject, Texts(c)...); d != c.Subject {
		c.SubjectDisplay = d
	}
}

// Texts are the texts of the paragraphs of a cable.
func Texts(c *cable.Cable) []string {
	out := make([]string, len(c.Paragraphs))
	for i := range c.Paragraphs {
		out[i] = c.Paragraphs[i].Text
	}
	return out
}

// firstWords are up to twelve words of the first paragraph.
func firstWords(c *cable.Cable) string {
	for i := range c.Paragraphs {
		words := strings.Fields(c.Paragraphs[i].Text)
		if len(words) == 0 {
			continue
		}
		if len(words) > 12 {
			return strings.Join(words[:12], " ") + " …"
		}
		return strings.Join(words, " ")
	}
	return ""
}

func languageOf(c *cable.Cable) string {
	texts := make([]string, 0, len(c.Paragraphs))
	for i := range c.Paragraphs {
		texts = append(texts, c.Paragraphs[i].Text)
	}
	return Language(texts...)
}

// doubts counts what the ingest report lists.
func (p *Parser) doubts(c *cable.Cable, m *Message) {
	c.Doubts = append(c.Doubts, m.Doubts...)
	c.Warnings = append(c.Warnings, m.Warnings...)
	note := func(cond bool, kind string) {
		if cond {
			c.Doubts = append(c.Doubts, cable.Doubt{Kind: kind})
		}
	}
	note(c.IDInferred, "id inferred")
	note(c.DateInferred, "date inferred")
	note(c.Date.IsZero(), "no date")
	note(!m.HasTagsLine, "no TAGS")
	note(m.Subject.Text == "", "no subject")
	note(m.From == "" && m.Date.IsZero() && !m.PartialExtract, "no header")
	note(len(c.Paragraphs) == 0, "no paragraph")
	note(m.PartialExtract, "partial extract")
	for i := range c.Paragraphs {
		if strings.Contains(c.Paragraphs[i].Anchor, ".") {
			note(true, "paragraph number repeated")
			break
		}
	}
}
