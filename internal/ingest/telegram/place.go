package telegram

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// entities places the annotated spans: each belongs to the field that it
// begins in and is clipped to it; what is left empty or is only a label is
// dropped.
func (p *Parser) entities(c *cable.Cable, m *Message, spans []Span) {
	counts := newTally(c, len(spans))
	fields := fieldsOf(m)
	for i, s := range spans {
		for _, f := range fields.at(s.Start) {
			e, ok := f.place(s)
			if !ok {
				continue
			}
			switch {
			case f.paragraph >= 0:
				q := &c.Paragraphs[f.paragraph]
				if q.Entities == nil {
					q.Entities = make([]cable.Entity, 0, spansBefore(spans[i:], f.end))
				}
				q.Entities = append(q.Entities, e)
			case f.field == &m.Subject:
				c.SubjectEntities = append(c.SubjectEntities, e)
			default:
				counts.add(e)
			}
			break
		}
	}
	for _, e := range c.SubjectEntities {
		counts.add(e)
	}
	for i := range c.Paragraphs {
		for _, e := range c.Paragraphs[i].Entities {
			counts.add(e)
		}
	}
	SortEntities(c.Entities)
}

// spansBefore is how many of the spans begin before a place of the source.
func spansBefore(spans []Span, end int) int {
	n := 0
	for n < len(spans) && spans[n].Start < end {
		n++
	}
	return n
}

// A spot is a field in which spans may begin.
type spot struct {
	field      *Field
	paragraph  int // whose text it is, else -1
	order      int // in which fields are asked
	start, end int // in the source
	inOrder    bool
	at, chars  int // a place in its text, in bytes and in characters, behind which the next one mostly lies
}

// spots are fields by where they begin in the source. A cable of megabytes has
// tens of thousands of fields and of spans.
type spots struct {
	list []*spot
	ends []int // the farthest end up to each
	here []*spot
}

func fieldsOf(m *Message) *spots {
	fs := &spots{}
	all := make([]spot, 0, 2+2*len(m.Paragraphs)) // of which pointers are kept
	fs.list = make([]*spot, 0, cap(all))
	add := func(f *Field, paragraph int) {
		if len(f.Pieces) == 0 {
			return // nothing begins in it
		}
		all = append(all, spot{field: f, paragraph: paragraph, order: len(fs.list)})
		s := &all[len(all)-1]
		s.start, s.end = f.Range()
		s.inOrder = slices.IsSortedFunc(f.Pieces, func(a, b Piece) int { return cmp.Compare(a.Src+a.Len, b.Src+b.Len) })
		fs.list = append(fs.list, s)
	}
	add(&m.Subject, -1)
	add(&m.ClassifiedBy, -1)
	for i := range m.Paragraphs {
		add(&m.Paragraphs[i].Heading, -1)
		add(&m.Paragraphs[i].Body, i)
	}
	slices.SortStableFunc(fs.list, func(a, b *spot) int { return cmp.Compare(a.start, b.start) })
	fs.ends = make([]int, len(fs.list))
	far := 0
	for i, s := range fs.list {
		far = max(far, s.end)
		fs.ends[i] = far
	}
	return fs
}

// at are the fields round a place of the source, in the order in which they are
// asked. They are valid until the next call.
func (fs *spots) at(src int) []*spot {
	fs.here = fs.here[:0]
	n, _ := slices.BinarySearchFunc(fs.list, src+1, func(s *spot, at int) int { return cmp.Compare(s.start, at) })
	for i := n - 1; i >= 0 && fs.ends[i] > src; i-- {
		if fs.list[i].end > src {
			fs.here = append(fs.here, fs.list[i])
		}
	}
	slices.SortFunc(fs.here, func(a, b *spot) int { return cmp.Compare(a.order, b.order) })
	return fs.here
}

// locate is Field.Locate, which begins at the piece in question.
func (f *spot) locate(start, end int) (from, to int, ok bool) {
	if !f.inOrder {
		return f.field.Locate(start, end)
	}
	ps := f.field.Pieces
	i, _ := slices.BinarySearchFunc(ps, start+1, func(p Piece, at int) int { return cmp.Compare(p.Src+p.Len, at) })
	near := Field{Pieces: ps[i:]}
	if j := slices.IndexFunc(near.Pieces, func(p Piece) bool { return p.Src >= end }); j >= 0 {
		near.Pieces = near.Pieces[:j]
	}
	return near.Locate(start, end)
}

// place clips a span to a field when it begins there.
func (f *spot) place(s Span) (cable.Entity, bool) {
	from, to, ok := f.locate(s.Start, s.End)
	if !ok {
		return cable.Entity{}, false
	}
	whole := f.field.Text
	for from < to && strings.IndexByte(" \n\t.,;:-(\"'", whole[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(" \n\t,;:-(\"'", whole[to-1]) >= 0 {
		to--
	}
	text := whole[from:to]
	if !meaningful(text) || strings.Contains(text, "\n\n") {
		return cable.Entity{}, false
	}
	e := cable.Entity{Kind: s.Kind, Text: text}
	if from < f.at {
		f.at, f.chars = 0, 0
	}
	f.chars += characters(whole[f.at:from])
	f.at = from
	e.Start = f.chars
	e.End = e.Start + utf8.RuneCountInString(text)
	if name := strings.TrimRight(cable.OneLine(text), ",; "); name != text {
		e.Name = name
	}
	return e, true
}

// characters is how many a text has: eight at once where each is a byte, as nearly all are.
func characters(s string) int {
	n := 0
	for len(s) >= 8 {
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&utf8.RuneSelf != 0 {
			return n + utf8.RuneCountInString(s)
		}
		s, n = s[8:], n+8
	}
	return n + utf8.RuneCountInString(s)
}

// labelWords are words of the form, which taggers take for names.
var labelWords = map[string]bool{
	"DECL": true, "DECL:": true, "TAGS": true, "SUBJECT": true, "REF": true, "SUMMARY": true, "COMMENT": true, "CLASSIFIED BY": true,
	"REASON": true, "SECTION": true, "END SUMMARY": true, "SIPDIS": true, "NOFORN": true, "UNCLAS": true, "SECRET": true, "CONFIDENTIAL": true,
	"BEGIN SUMMARY": true, "END COMMENT": true,
}

func meaningful(s string) bool {
	if isLabelWord(strings.TrimRight(s, ":")) {
		return false
	}
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0 })
}

// isLabelWord reports whether a word, in any case, is one of labelWords.
func isLabelWord(s string) bool {
	var room [16]byte // longer than all of them
	up := room[:0]
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf: // a letter that is one of ASCII in capitals
			return labelWords[strings.ToUpper(s)]
		case i >= len(room):
		case isLower(c):
			up = append(up, c-'a'+'A')
		default:
			up = append(up, c)
		}
	}
	return len(s) <= len(room) && labelWords[string(up)]
}

// A tally counts names into a cable.
type tally struct {
	c  *cable.Cable
	at map[[2]string]int // place in its list, by kind and name
}

// newTally has room for so many names.
func newTally(c *cable.Cable, names int) tally {
	t := tally{c, make(map[[2]string]int, names)}
	for i, e := range c.Entities {
		t.at[[2]string{e.Kind, e.Name}] = i
	}
	return t
}

func (t tally) add(e cable.Entity) {
	key := [2]string{e.Kind, e.Normal()}
	i, ok := t.at[key]
	if !ok {
		i = len(t.c.Entities)
		t.at[key] = i
		t.c.Entities = append(t.c.Entities, cable.EntityCount{Kind: e.Kind, Name: key[1]})
	}
	t.c.Entities[i].Count++
}

// SortEntities puts the most frequent names first, then by kind and name.
func SortEntities(es []cable.EntityCount) {
	slices.SortFunc(es, func(a, b cable.EntityCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		if a.Kind != b.Kind {
			return strings.Compare(a.Kind, b.Kind)
		}
		return strings.Compare(a.Name, b.Name)
	})
}

// unplaced is what of the source text is in no subject and in no paragraph: the
// head, the lines that were dropped.
func (m *Message) unplaced(text string) string {
	var b strings.Builder
	at := 0
	upTo := func(end int) {
		if gap := text[at:max(at, end)]; strings.ContainsFunc(gap, unicode.IsLetter) {
			b.WriteString(gap)
			b.WriteByte('\n')
		}
	}
	for _, f := range m.placed() {
		for _, p := range f.Pieces {
			if p.Src > at {
				upTo(p.Src)
			}
			at = max(at, p.Src+p.Len)
		}
	}
	upTo(len(text))
	return b.String()
}

// placed are the fields with their pieces, in the order of the source.
func (m *Message) placed() []*Field {
	out := make([]*Field, 0, 2+2*len(m.Paragraphs))
	add := func(f *Field) {
		if len(f.Pieces) > 0 {
			out = append(out, f)
		}
	}
	add(&m.Subject)
	add(&m.ClassifiedBy)
	for i := range m.Paragraphs {
		add(&m.Paragraphs[i].Heading)
		add(&m.Paragraphs[i].Body)
	}
	slices.SortStableFunc(out, func(a, b *Field) int { return a.Pieces[0].Src - b.Pieces[0].Src })
	return out
}
