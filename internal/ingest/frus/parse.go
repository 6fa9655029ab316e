package frus

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/marking"
)

// parse makes a cable of one document.
func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	doc, err := parseTree(p)
	if err != nil {
		return nil, err
	}
	shared, ok := p.Shared.(*context)
	if !ok {
		shared = &context{vol: newVolume()}
	}
	b := &body{doc: doc, vol: shared.vol, name: p.Name, vid: shared.vol.id}
	if b.vid == "" {
		b.vid = stem(name)
	}
	ownID := xmlID(doc.attr)
	if b.name == "" {
		b.name = ownID
	}
	if b.name == "" {
		b.name = "doc"
	}
	b.id = b.vid + "-" + b.name
	if err := cable.CheckID(b.id); err != nil {
		return nil, source.Refuse(p.Line, "%v", err)
	}
	b.read()

	c := &cable.Cable{ID: b.id, Collection: shared.vol.collection(b.vid)}
	if ownID != b.name || shared.vol.id == "" {
		c.IDInferred = true
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id inferred", Detail: b.id})
	}
	head, marks := b.headText()
	c.Subject = head
	c.SubjectEntities = entities(head, clip(marks, len(head)))
	c.From, c.To = correspondents(head, marks)
	for _, to := range c.To {
		c.Addressees = append(c.Addressees, cable.Addressee{Line: "to", Name: to})
	}
	b.date(c, shared.title)
	b.edition(c, shared, ownID)
	c.Doubts = append(c.Doubts, shared.doubts...)
	for _, d := range b.included {
		c.Doubts = append(c.Doubts, d)
		c.Warnings = append(c.Warnings, "A part of the document stands in another file ("+d.Detail+"), which was not read.")
	}
	r.mark(c, b)
	r.origin(c, b)
	r.telegramHead(c, b)
	b.title(c)
	b.paragraphs(c)
	b.finishNotes(c)
	c.Signers, c.References = b.signers, b.refs
	if c.Subject == "" {
		b.inferSubject(c)
	}
	c.NotPrinted = len(c.Paragraphs) == 0 && c.Subject != "" && len(b.included) == 0
	if c.SubjectInferred && b.untitled != "" {
		c.Subject, c.SubjectDisplay = b.untitled, c.Subject
	}
	b.count(c)
	var texts []string
	for i, size := 0, 0; i < len(c.Paragraphs) && size < languageSample; i++ {
		texts = append(texts, c.Paragraphs[i].Text)
		size += len(c.Paragraphs[i].Text)
	}
	c.Language = telegram.Language(texts...)
	b.doubts(c)
	b.tellLost(c)
	return c, nil
}

// languageSample is how much text tells the language, in bytes.
const languageSample = 2000

// stem is the name of a file without its folders, its ending and its part.
func stem(name string) string {
	if i := strings.LastIndexByte(name, '#'); i >= 0 {
		name = name[:i]
	}
	name = path.Base(strings.ReplaceAll(name, "!", "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	if safeID(name) && len(name) <= 60 {
		return name
	}
	return "frus"
}

func clip(spans []span, n int) []span {
	var out []span
	for _, s := range spans {
		if s.end = min(s.end, n); s.start < s.end {
			out = append(out, s)
		}
	}
	return out
}

var paraNumber = regexp.MustCompile(`^(\d{1,3})\.(?: +\S|[^\d\s])`)

// numberStep is how far the next number may be ahead: parts are omitted.
const numberStep = 5

// A numbering is where the numbers of the paragraphs are: the last one, and the
// last ones of the lists inside of which a new one began.
type numbering struct {
	last  int
	outer []int
}

// takes reports whether a number can be that of a paragraph: it begins a list,
// goes on, or goes on with a list outside of one that ended.
func (o *numbering) takes(n int) bool {
	resumed := slices.Index(o.outer, n-1)
	switch {
	case n == 1:
		if o.last > 0 && !slices.Contains(o.outer, o.last) { // the outermost counts
			o.outer = append(o.outer, o.last)
		}
	case n == o.last+1 && o.last > 0:
	case resumed >= 0 && n > 1:
		o.outer = o.outer[:resumed]
	case o.last > 0 && n > o.last && n <= o.last+numberStep:
	default:
		return false
	}
	o.last = n
	return true
}

// paragraphs gives the paragraphs numbers, marks and anchors. A number counts
// only where it is the first or follows the one before; the number of a
// telegram in front of its first paragraph is text.
func (b *body) paragraphs(c *cable.Cable) {
	var order numbering
	for _, p := range b.paras {
		out := cable.Paragraph{Heading: p.heading}
		s, spans := p.text, p.spans
		if p.prose {
			if m := paraNumber.FindStringSubmatch(s); m != nil {
				n, _ := strconv.Atoi(m[1])
				if order.takes(n) {
					out.Number = n
					cut := len(m[1]) + 1
					s, spans = cutFront(s, spans, cut+len(s[cut:])-len(strings.TrimLeft(s[cut:], " ")))
				}
			}
			if mark, n := portionMark(s); mark != "" {
				out.Mark = mark
				s, spans = cutFront(s, spans, n)
			}
		}
		b.cuts = append(b.cuts, len(p.text)-len(s))
		out.Text, out.Entities = s, entities(s, spans)
		c.Paragraphs = append(c.Paragraphs, out)
		c.Redactions += strings.Count(s, "not declassified")
	}
	cable.SetAnchors(c.Paragraphs)
}

// portionMark reads the mark in front of a paragraph. One in small letters is
// the letter of an item.
func portionMark(s string) (mark string, n int) {
	mark, n = marking.CutPortion(s)
	if mark == "" || s[0] != '(' || n == len(s) || s[n-1] == ')' || strings.ToUpper(s[:n]) != s[:n] {
		return "", 0
	}
	return mark, n
}

// finishNotes ties the notes to their paragraphs and to the place in them where
// their mark stood.
func (b *body) finishNotes(c *cable.Cable) {
	for _, n := range b.notes {
		out := cable.Note{Number: n.number, Text: n.text, Place: n.place}
		if at := min(n.para, len(c.Paragraphs)-1); at >= 0 {
			p := &c.Paragraphs[at]
			out.Anchor = p.Anchor
			switch {
			case n.para > at: // behind the last paragraph
				out.Place, out.Offset = "", utf8.RuneCountInString(p.Text)
			case n.place == "heading":
				out.Offset = characters(p.Heading, n.at)
			case n.place == "" && n.placed:
				out.Offset = characters(p.Text, n.at-b.cuts[at])
			}
		}
		switch n.place {
		case "subject":
			out.Place, out.Offset = n.place, characters(c.Subject, n.at-b.headCut)
		case "dateline":
			out.Place = n.place
		}
		c.Notes = append(c.Notes, out)
		if n.number == "source" && strings.HasPrefix(n.text, "[Extract") {
			c.PartialExtract = true
		}
	}
}

// characters is an offset in bytes as one in characters.
func characters(s string, at int) int {
	return utf8.RuneCountInString(s[:max(0, min(at, len(s)))])
}

// subjectWords is how many words stand in for a head that is not there.
const subjectWords = 12

func (b *body) inferSubject(c *cable.Cable) {
	for i := range c.Paragraphs {
		words := strings.Fields(c.Paragraphs[i].Text)
		if len(words) == 0 {
			continue
		}
		c.Subject, c.SubjectInferred = strings.Join(words[:min(len(words), subjectWords)], " "), true
		if len(words) > subjectWords {
			c.Subject += " …"
		}
		if utf8.RuneCountInString(c.Subject) > 300 {
			c.Subject = string([]rune(c.Subject)[:300]) + "…"
		}
		c.Warnings = append(c.Warnings, "The document has no head; its first words stand in its place.")
		return
	}
}

// count sums the mentions of the whole document: head, paragraphs, signers.
func (b *body) count(c *cable.Cable) {
	type key struct{ kind, name string }
	at := map[key]int{}
	add := func(es []cable.Entity) {
		for _, e := range es {
			k := key{e.Kind, e.Normal()}
			i, ok := at[k]
			if !ok {
				i = len(c.Entities)
				at[k] = i
				c.Entities = append(c.Entities, cable.EntityCount{Kind: k.kind, Name: k.name})
			}
			c.Entities[i].Count++
		}
	}
	add(c.SubjectEntities)
	for i := range c.Paragraphs {
		add(c.Paragraphs[i].Entities)
	}
	add(b.signed)
	telegram.SortEntities(c.Entities)
}

// doubts counts what the ingest report lists.
func (b *body) doubts(c *cable.Cable) {
	note := func(is bool, kind, detail string) {
		if is {
			c.Doubts = append(c.Doubts, cable.Doubt{Kind: kind, Detail: detail})
		}
	}
	note(c.DateInferred, "date inferred", c.Date.String())
	note(c.Date.IsZero(), "no date", "")
	note(c.Subject == "" || c.SubjectInferred, "no subject", "")
	note(c.NotPrinted, "described and not printed", "")
	note(len(c.Paragraphs) == 0 && !c.NotPrinted, "no paragraph", "")
	note(b.corrected > 0, "text corrected by the editors", strconv.Itoa(b.corrected))
	for i := range c.Paragraphs {
		if strings.Contains(c.Paragraphs[i].Anchor, ".") {
			note(true, "paragraph number repeated", c.Paragraphs[i].Anchor)
			break
		}
	}
}

// kept are the texts of a cable that hold the text of the document, each piece
// of it once.
func (b *body) kept(c *cable.Cable) []string {
	head, _ := b.head.finish()
	kept := []string{c.Subject, head[:min(b.headCut, len(head))], b.front}
	if b.untitled != c.Subject {
		kept = append(kept, b.untitled)
	}
	signed := ""
	for i := range c.Paragraphs {
		kept = append(kept, c.Paragraphs[i].Heading, c.Paragraphs[i].Mark, c.Paragraphs[i].Text)
	}
	for _, n := range c.Notes {
		if kept = append(kept, n.Text); n.Number == "signed" {
			signed += n.Text + "\n"
		}
	}
	for _, s := range c.Signers {
		if !strings.Contains(signed, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// tellLost counts as a doubt the words of the document that the cable has not,
// or not as often. They are looked for where letters are missing.
func (b *body) tellLost(c *cable.Cable) {
	kept := b.kept(c)
	missing := b.doc.letters(true)
	for _, s := range kept {
		missing -= letters(s)
	}
	if missing <= 0 {
		return
	}
	var text strings.Builder
	b.doc.all(&text, true)
	count := map[string]int{}
	for _, s := range kept {
		for w := range strings.FieldsSeq(cable.NameKey(s)) {
			count[w]++
		}
	}
	var lost []string
	for w := range strings.FieldsSeq(cable.NameKey(strings.ReplaceAll(text.String(), "\u00ad", ""))) {
		if count[w]--; count[w] < 0 && letters(w) > 0 {
			lost = append(lost, w)
		}
	}
	if len(lost) > 0 {
		detail := fmt.Sprintf("%d: %s", len(lost), strings.Join(lost[:min(len(lost), 5)], " "))
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "words lost", Detail: detail})
	}
}
