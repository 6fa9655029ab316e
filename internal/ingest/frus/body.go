package frus

import (
	"strings"

	"reftel/internal/cable"
)

// A para is a paragraph before it gets its number and its anchor.
type para struct {
	heading string
	text    string
	spans   []span
	prose   bool // a p, which may begin with its number
}

// A note is lifted out of the text; para is the paragraph that it belongs to,
// -1 where it belongs to the whole. A placed one knows where its mark stood: at
// an offset, in bytes, of the text that place names.
type note struct {
	number, text string
	para         int
	placed       bool
	place        string
	at           int
}

// A body collects what stands in a document.
type body struct {
	doc  *node
	vol  *volume
	name string // of the part
	id   string // of the cable
	vid  string // id of the volume

	head       text   // with the marks of from and to
	untitled   string // what stands where the volume says that there is no head
	front      string // the number that stands in a head of its own
	headCut    int    // how much of the front of the head was its number
	cuts       []int  // the same for each paragraph
	paras      []para
	notes      []note
	heading    string // of the next paragraph
	signers    []string
	signed     []cable.Entity // persons who signed, for the counts
	refs       []cable.Reference
	refSeen    map[string]bool
	dates      []*node // own date elements, those of the datelines first
	datelines  int     // how many of them
	attached   []*node // date elements in the datelines of attachments
	dateText   []string
	place      string   // of the dateline
	corner     []string // what stands opposite to the dateline: secret, us urgent
	sources    []string // texts of the source notes
	topic      string   // the list of the subject
	present    []string // the list of those who took part
	ending     bool     // nothing follows
	corrected  int
	pages      []string      // numbers of the pages that begin in the document
	pageFirst  bool          // the first of them begins before its text
	included   []cable.Doubt // parts that stand in other files
	inAttached int           // depth of attachments
	enclosures int
	listed     bool // the text being built is a list or a table: blocks are lines
	cur        text
	curProse   bool
}

// read walks the document.
func (b *body) read() {
	b.refSeen = map[string]bool{}
	headDone := false
	for _, k := range b.doc.kids {
		if k.name == "head" && !headDone {
			b.inline(&b.head, k)
			s, _ := b.head.finish()
			if strings.HasPrefix(s, untitled) {
				b.untitled = s
			}
			if b.front == "" && numberOnly.MatchString(s) && b.moreHeads(k) {
				b.front = s
				b.head.reset()
			} else if s != "" && b.untitled != s {
				headDone = true
				b.placeNotes(&b.head, "subject")
				b.ownDates(k, false)
			} else {
				b.head.reset()
			}
			continue
		}
		if k.name == "" || isInline(k.name) {
			b.inline(&b.cur, k)
			continue
		}
		b.flush()
		b.block(k)
	}
	b.ending = true
	b.flush()
	if b.heading != "" {
		b.paras = append(b.paras, para{text: b.heading})
		b.heading = ""
		for i := range b.notes {
			if n := &b.notes[i]; n.place == "heading" && n.para == len(b.paras)-1 {
				n.place = ""
			}
		}
	}
}

// untitled stands in the head where the volume gives none.
const untitled = "[Untitled]"

// isInline reports whether the element is part of a line of text.
func isInline(name string) bool {
	switch name {
	case "p", "ab", "head", "list", "table", "quote", "cit", "note", "opener", "closer", "dateline", "salute", "signed", "byline",
		"postscript", "attachment", "lg", "l", "sp", "speaker", "figure", "floatingText", "text", "front", "body", "back", "group", "trailer",
		"argument", "epigraph", "item", "row", "cell", "label", "figDesc":
		return false
	}
	return !strings.HasPrefix(name, "div")
}

// block reads an element that stands between paragraphs.
func (b *body) block(n *node) {
	switch n.name {
	case "head", "speaker":
		var t text
		b.inline(&t, n)
		b.addHeading(&t)
	case "note":
		b.note(n)
	case "dateline":
		b.dateline(n)
	case "signed":
		b.sign(n)
	case "list":
		b.headList(n)
		b.list(n)
	case "table":
		b.lines(n)
	case "opener":
		b.ownDates(n, false)
		b.container(n, false)
	case "attachment":
		b.inAttached++
		b.container(n, false)
		b.inAttached--
	case "p", "ab":
		if strings.HasPrefix(n.get("rend"), "sectiontitle") && n.length() < 200 {
			var t text
			b.inline(&t, n)
			b.addHeading(&t)
			return
		}
		b.container(n, true)
	default:
		if n.isEnclosure() {
			b.enclosure(n)
			return
		}
		if attached := strings.HasPrefix(n.name, "div") && attachmentType(n.get("type")); attached {
			b.inAttached++
			defer func() { b.inAttached-- }()
		}
		b.container(n, false)
	}
}

func attachmentType(s string) bool {
	switch s {
	case "attachment", "enclosure", "inclosure", "annex", "appendix", "tab":
		return true
	}
	return false
}

// container reads text and elements; each block in it ends a paragraph.
func (b *body) container(n *node, prose bool) {
	outer := b.curProse
	b.curProse = prose
	for _, k := range n.kids {
		switch {
		case k.name == "seg" && n.name == "opener":
			b.cornerOf(k)
		case k.name == "" || isInline(k.name) || k.name == "note" && (prose || !b.cur.empty()):
			b.inline(&b.cur, k)
		default:
			b.flush()
			b.block(k)
			b.curProse = prose
		}
	}
	b.flush()
	b.curProse = outer
}

// flush ends the paragraph that is being built.
func (b *body) flush() {
	s, spans := b.cur.finish()
	last := len(b.paras) - 1
	switch {
	case opensAlone(s) && !b.ending:
		// A bracket that stands alone is the first sign of what follows.
		b.cur.space = false
		return
	case closesAlone(s) && last >= 0 && b.heading == "" && len(b.cur.notes) == 0:
		b.paras[last].text += s
	case s != "":
		b.placeNotes(&b.cur, "")
		b.addPara(s, spans, b.curProse)
	}
	b.cur.reset()
}

func opensAlone(s string) bool { return s == "[" || s == "(" || s == "“" }

func closesAlone(s string) bool { return s == "]" || s == ")" || s == "”" }

func (b *body) addPara(s string, spans []span, prose bool) {
	b.paras = append(b.paras, para{heading: b.heading, text: s, spans: append([]span(nil), spans...), prose: prose})
	b.heading = ""
}

// placeNotes tells the notes whose marks stand in a text where that is. The text is
// about to become part of the next paragraph.
func (b *body) placeNotes(t *text, where string) {
	s, _ := t.finish()
	for _, m := range t.notes {
		if n := &b.notes[m.n]; n.para >= 0 {
			n.para, n.placed, n.place, n.at = len(b.paras), true, where, min(m.at, len(s))
		}
	}
}

func (b *body) addHeading(t *text) {
	s, _ := t.finish()
	if s == "" || s == untitled {
		return
	}
	b.placeNotes(t, "heading")
	if b.heading != "" {
		const between = " — "
		for _, m := range t.notes {
			b.notes[m.n].at += len(b.heading) + len(between)
		}
		s = b.heading + between + s
	}
	b.heading = s
}

// longItem is the mean length of items above which each is a paragraph.
const longItem = 200

// list reads a list: short items are the lines of one paragraph, long ones
// paragraphs of their own.
func (b *body) list(n *node) {
	items := 0
	for _, k := range n.kids {
		if k.name == "item" {
			items++
		}
	}
	if items == 0 || n.length() <= items*longItem {
		b.lines(n)
		return
	}
	for _, k := range n.kids {
		switch k.name {
		case "head":
			b.block(k)
		case "label":
			b.flush()
			b.inline(&b.cur, k)
			b.cur.space = true
		case "item":
			b.item(k)
		case "":
			b.inline(&b.cur, k)
		default:
			b.block(k)
		}
	}
	b.flush()
}

// item is a long item; its first paragraph goes on behind the label.
func (b *body) item(n *node) {
	for i, k := range n.kids {
		if k.name == "p" && i <= 1 {
			for _, g := range k.kids {
				if g.name == "" || isInline(g.name) || g.name == "note" {
					b.inline(&b.cur, g)
				} else {
					b.flush()
					b.block(g)
				}
			}
			b.flush()
			continue
		}
		if k.name == "" || isInline(k.name) || k.name == "note" || k.name == "label" {
			b.inline(&b.cur, k)
			if k.name == "label" {
				b.cur.space = true
			}
			continue
		}
		b.flush()
		b.block(k)
	}
	b.flush()
}

// lines reads a list or a table as the lines of one paragraph.
func (b *body) lines(n *node) {
	b.flush()
	if h := n.child("head"); h != nil {
		b.block(h)
	}
	b.listed = true
	b.line(&b.cur, n)
	b.listed = false
	outer := b.curProse
	b.curProse = false
	b.flush()
	b.curProse = outer
}

// line writes the lines of n; its own head was read.
func (b *body) line(t *text, n *node) {
	label := false // the last element was a label, which its item goes on
	own := n.child("head")
	for _, k := range n.kids {
		behind := label
		if k.name != "" {
			label = k.name == "label"
		}
		switch k.name {
		case "head":
			if k != own || n.name != "list" && n.name != "table" {
				t.line()
				b.inline(t, k)
				t.line()
			}
		case "item", "row", "list", "table", "p", "l", "lg", "quote", "signed", "dateline", "salute", "closer", "opener":
			if prev := len(t.b); k.name == "item" && prev > 0 && t.b[prev-1] != '\n' && behind {
				t.space = true
			} else {
				t.line()
			}
			if k.name == "list" || k.name == "table" {
				if h := k.child("head"); h != nil {
					b.inline(t, h)
					t.line()
				}
			}
			b.line(t, k)
		case "label":
			t.line()
			b.line(t, k)
		case "cell":
			t.separator()
			b.line(t, k)
		default:
			if n.isEnclosure() {
				b.enclosure(n)
				continue
			}
			b.inline(t, k)
		}
	}
	if n.name == "row" || n.name == "list" || n.name == "table" {
		t.b = trimCells(t.b)
		t.line()
	}
}

// trimCells takes empty cells off the end of a row.
func trimCells(b []byte) []byte {
	for {
		n := len(b)
		switch {
		case n > 0 && b[n-1] == ' ':
			b = b[:n-1]
		case n > 1 && b[n-1] == '|' && b[n-2] == ' ':
			b = b[:n-2]
		default:
			return b
		}
	}
}
