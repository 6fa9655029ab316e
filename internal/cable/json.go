package cable

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// JSON is the one-line form of the contract, without HTML escaping and with a
// final line end. Each cable of an ingest is written so twice: to write it field by
// field takes less than half the time of encoding/json, whose bytes these are.
func (c *Cable) JSON() ([]byte, error) {
	w := &writer{b: make([]byte, 0, c.room())}
	w.cable(c)
	if w.err != nil {
		return nil, w.err
	}
	w.b[len(w.b)-1] = '\n' // instead of a comma
	return w.b, nil
}

// room is about how many bytes the JSON takes.
func (c *Cable) room() int {
	n := 1<<10 + 64*(len(c.Entities)+len(c.SubjectEntities)) + 128*(len(c.References)+len(c.Addressees))
	for i := range c.Paragraphs {
		n += 64 + len(c.Paragraphs[i].Text) + 64*len(c.Paragraphs[i].Entities)
	}
	for i := range c.Notes {
		n += 64 + len(c.Notes[i].Text)
	}
	return n
}

// cable writes all fields that have a key, in their order.
func (w *writer) cable(c *Cable) {
	w.open()
	w.text(`"id":`, c.ID)
	w.flag(`"id_inferred":`, c.IDInferred)
	w.texts(`"aliases":`, c.Aliases)
	if !c.Date.IsZero() {
		w.text(`"date":`, c.Date.String())
	}
	w.flag(`"date_inferred":`, c.DateInferred)
	if c.Origin != (Post{}) {
		w.key(`"origin":`)
		w.post(&c.Origin)
	}
	w.some(`"classification":`, c.Classification)
	w.texts(`"captions":`, c.Captions)
	w.some(`"precedence":`, c.Precedence)
	w.some(`"from":`, c.From)
	w.texts(`"to":`, c.To)
	w.texts(`"info":`, c.Info)
	w.some(`"executive_order":`, c.ExecutiveOrder)
	w.some(`"declassify_on":`, c.DeclassifyOn)
	list(w, `"tags":`, c.Tags, w.tag)
	w.some(`"subject":`, c.Subject)
	list(w, `"references":`, c.References, w.reference)
	w.some(`"classified_by":`, c.ClassifiedBy)
	w.texts(`"reasons":`, c.Reasons)
	w.texts(`"passing":`, c.Passing)
	w.count(`"sections":`, c.Sections)
	list(w, `"paragraphs":`, c.Paragraphs, w.paragraph)
	w.texts(`"signers":`, c.Signers)
	list(w, `"entities":`, c.Entities, w.entityCount)
	w.some(`"language":`, c.Language)
	w.texts(`"warnings":`, c.Warnings)
	w.key(`"source":`)
	w.source(&c.Source)
	w.some(`"subject_display":`, c.SubjectDisplay)
	list(w, `"subject_entities":`, c.SubjectEntities, w.entity)
	w.flag(`"subject_inferred":`, c.SubjectInferred)
	list(w, `"addressees":`, c.Addressees, w.addressee)
	w.texts(`"summary":`, c.Summary)
	w.texts(`"comment":`, c.Comment)
	w.count(`"redactions":`, c.Redactions)
	w.flag(`"partial_extract":`, c.PartialExtract)
	w.flag(`"corrected_copy":`, c.CorrectedCopy)
	list(w, `"notes":`, c.Notes, w.note)
	w.some(`"date_zone":`, c.DateZone)
	w.some(`"date_printed":`, c.DatePrinted)
	w.some(`"date_range":`, c.DateRange)
	w.flag(`"undated":`, c.Undated)
	w.flag(`"aliases_inferred":`, c.AliasesInferred)
	w.flag(`"not_printed":`, c.NotPrinted)
	if c.Edition != nil {
		w.key(`"edition":`)
		w.edition(c.Edition)
	}
	w.some(`"collection":`, c.Collection)
	w.some(`"released":`, c.Released)
	w.close()
}

func (w *writer) post(p *Post) {
	w.open()
	w.some(`"code":`, p.Code)
	w.some(`"name":`, p.Name)
	w.some(`"country":`, p.Country)
	w.close()
}

func (w *writer) addressee(a *Addressee) {
	w.open()
	w.text(`"line":`, a.Line)
	w.text(`"name":`, a.Name)
	w.some(`"route":`, a.Route)
	w.some(`"precedence":`, a.Precedence)
	w.some(`"number":`, a.Number)
	w.some(`"post":`, a.Post)
	w.close()
}

func (w *writer) tag(t *Tag) {
	w.open()
	w.text(`"code":`, t.Code)
	w.some(`"kind":`, t.Kind)
	w.some(`"meaning":`, t.Meaning)
	w.close()
}

func (w *writer) reference(r *Reference) {
	w.open()
	w.some(`"letter":`, r.Letter)
	w.text(`"kind":`, r.Kind)
	w.some(`"id":`, r.ID)
	w.text(`"text":`, r.Text)
	w.flag(`"inferred":`, r.Inferred)
	w.close()
}

func (w *writer) paragraph(p *Paragraph) {
	w.open()
	w.text(`"anchor":`, p.Anchor)
	w.count(`"number":`, p.Number)
	w.some(`"mark":`, p.Mark)
	w.some(`"heading":`, p.Heading)
	w.text(`"text":`, p.Text)
	list(w, `"entities":`, p.Entities, w.entity)
	w.flag(`"fixed":`, p.Fixed)
	w.close()
}

func (w *writer) entity(e *Entity) {
	w.open()
	w.text(`"kind":`, e.Kind)
	w.text(`"text":`, e.Text)
	w.number(`"start":`, e.Start)
	w.number(`"end":`, e.End)
	w.some(`"name":`, e.Name)
	w.flag(`"inferred":`, e.Inferred)
	w.some(`"basis":`, e.Basis)
	w.share(`"confidence":`, e.Confidence)
	w.close()
}

func (w *writer) entityCount(e *EntityCount) {
	w.open()
	w.text(`"kind":`, e.Kind)
	w.text(`"name":`, e.Name)
	w.number(`"count":`, e.Count)
	w.close()
}

func (w *writer) note(n *Note) {
	w.open()
	w.some(`"number":`, n.Number)
	w.some(`"anchor":`, n.Anchor)
	w.some(`"place":`, n.Place)
	w.count(`"offset":`, n.Offset)
	w.text(`"text":`, n.Text)
	w.close()
}

func (w *writer) edition(e *Edition) {
	w.open()
	w.text(`"volume":`, e.Volume)
	w.some(`"number":`, e.Number)
	w.some(`"chapter":`, e.Chapter)
	w.texts(`"pages":`, e.Pages)
	w.some(`"previous":`, e.Previous)
	w.some(`"next":`, e.Next)
	w.some(`"url":`, e.URL)
	w.count(`"place":`, e.Place)
	w.some(`"division":`, e.Division)
	w.some(`"kind":`, e.Kind)
	w.some(`"name":`, e.Name)
	w.some(`"title":`, e.Title)
	w.texts(`"editors":`, e.Editors)
	w.some(`"imprint":`, e.Imprint)
	w.close()
}

func (w *writer) source(s *Source) {
	w.open()
	w.text(`"path":`, s.Path)
	w.text(`"format":`, s.Format)
	w.text(`"sha256":`, s.SHA256)
	w.number(`"bytes":`, s.Bytes)
	w.close()
}

// A writer appends JSON. Behind each value stands a comma, of which the last of an
// object or a list becomes its end.
type writer struct {
	b   []byte
	err error
}

func (w *writer) open() { w.b = append(w.b, '{') }

// close ends an object that another value may follow.
func (w *writer) close() { w.end('{', '}') }

func (w *writer) end(begin, end byte) {
	b := w.b
	if b[len(b)-1] != begin { // it is a comma
		b = b[:len(b)-1]
	}
	w.b = append(b, end, ',')
}

func (w *writer) key(key string) { w.b = append(w.b, key...) }

func (w *writer) text(key, s string) { w.b = quote(append(w.b, key...), s) }

// some writes a text that is left out where it is empty.
func (w *writer) some(key, s string) {
	if s != "" {
		w.text(key, s)
	}
}

func (w *writer) number(key string, n int) {
	w.b = append(strconv.AppendInt(append(w.b, key...), int64(n), 10), ',')
}

// count writes a number that is left out where it is 0.
func (w *writer) count(key string, n int) {
	if n != 0 {
		w.number(key, n)
	}
}

func (w *writer) flag(key string, set bool) {
	if set {
		w.b = append(append(w.b, key...), "true,"...)
	}
}

// share writes a number that is left out where it is 0. The library writes those that
// are seldom met, and refuses what is none.
func (w *writer) share(key string, x float64) {
	if x == 0 {
		return
	}
	w.key(key)
	if x >= 1e-6 && x < 1e21 {
		w.b = append(strconv.AppendFloat(w.b, x, 'f', -1, 64), ',')
		return
	}
	b, err := json.Marshal(x)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.b = append(append(w.b, b...), ',')
}

func (w *writer) texts(key string, ss []string) {
	if len(ss) == 0 {
		return
	}
	b := append(append(w.b, key...), '[')
	for _, s := range ss {
		b = quote(b, s)
	}
	w.b = b
	w.end('[', ']')
}

// list writes things, of which write writes one. It is left out where it is empty.
func list[T any](w *writer, key string, of []T, write func(*T)) {
	if len(of) == 0 {
		return
	}
	w.b = append(append(w.b, key...), '[')
	for i := range of {
		write(&of[i])
	}
	w.end('[', ']')
}

// quote writes a text in quotes, and a comma.
func quote(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0 // of what is not yet written
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if other := escape(r, size); other != "" {
			b = append(append(b, s[from:i]...), other...)
			from = i + size
		}
		i += size
	}
	b = append(b, s[from:]...)
	return append(b, '"', ',')
}

// escape is what is written for a sign of so many bytes, "" where that is itself.
func escape(r rune, size int) string {
	switch r {
	case '"':
		return `\"`
	case '\\':
		return `\\`
	case '\b':
		return `\b`
	case '\f':
		return `\f`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	case '\u2028':
		return `\u2028`
	case '\u2029':
		return `\u2029`
	case utf8.RuneError:
		if size == 1 { // it is no sign of UTF-8
			return `\ufffd`
		}
	}
	if r < ' ' {
		const hex = "0123456789abcdef"
		return `\u00` + hex[r>>4:r>>4+1] + hex[r&15:r&15+1]
	}
	return ""
}
