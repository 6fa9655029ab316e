package frus

import (
	"slices"
	"strings"
)

// inline writes an element of a line of text; notes are lifted out of it.
func (b *body) inline(t *text, n *node) {
	switch n.name {
	case "":
		t.add(n.text)
	case "note":
		b.lift(t, n, b.note)
	case "pb":
		b.page(n)
	case "include":
		b.include(n)
		b.inlineKids(t, n)
	case "lb":
		if b.listed {
			t.line()
		} else {
			t.space = true
		}
	case "seg":
		switch n.get("type") {
		case "margin":
			b.margin(t, n)
		case "source", "summary":
			b.lift(t, n, b.note)
		default:
			b.inlineKids(t, n)
		}
	case "choice":
		b.choice(t, n)
	case "ref", "ptr":
		b.reference(n)
		b.inlineKids(t, n)
	case "persName", "placeName", "orgName", "gloss", "term":
		b.entity(t, n)
	default:
		if n.isEnclosure() {
			b.enclosure(n)
			return
		}
		if aside(n.name) {
			return // a word that the page divides stays whole
		}
		if !isInline(n.name) && n.name != "head" {
			t.space = true
		}
		b.inlineKids(t, n)
	}
}

// lift takes a note out of the text and keeps where its mark stood.
func (b *body) lift(t *text, n *node, read func(*node)) {
	t.lifted()
	first := len(b.notes)
	read(n)
	for i := first; i < len(b.notes); i++ {
		t.notes = append(t.notes, noteMark{i, len(t.b)})
	}
}

func (b *body) inlineKids(t *text, n *node) {
	for _, k := range n.kids {
		b.inline(t, k)
	}
}

// choice takes what the editors hold for right of an error, and what is
// printed of an abbreviation.
func (b *body) choice(t *text, n *node) {
	pick := n.child("corr")
	if pick != nil {
		b.corrected++
	}
	for _, name := range []string{"orig", "abbr", "sic"} {
		if pick == nil {
			pick = n.child(name)
		}
	}
	if pick == nil {
		b.inlineKids(t, n)
		return
	}
	b.inlineKids(t, pick)
}

// entity writes a name and marks it, and the marks of a head besides.
func (b *body) entity(t *text, n *node) {
	kind, name := b.entityOf(n)
	from := len(t.b)
	if kind != "" && t.nested == 0 {
		t.nested++
		b.inlineKids(t, n)
		t.nested--
		t.mark(kind, name, from)
	} else {
		b.inlineKids(t, n)
	}
	if m := n.get("type"); m == markFrom || m == markTo {
		t.mark(m, "", from)
	}
}

// plain writes an element without notes and leaves nothing behind.
func plain(t *text, n *node) {
	switch n.name {
	case "":
		t.add(n.text)
		return
	case "note":
		t.lifted()
		return
	case "lb", "p", "item", "cell", "label", "row":
		t.space = true
	case "seg":
		if n.get("type") == "margin" {
			t.lifted()
			return
		}
	}
	for _, k := range n.kids {
		plain(t, k)
	}
}

// note lifts a note out. Those about the source belong to the whole.
func (b *body) note(n *node) {
	if n.get("type") == "summary" {
		b.addNote("summary", b.noteText(n), -1)
		return
	}
	isSource := n.get("type") == "source"
	// Electronic volumes put a summary before the source.
	var parts []*node
	for _, k := range n.kids {
		if k.name == "p" || k.name == "seg" {
			parts = append(parts, k)
		}
	}
	if len(parts) > 1 {
		var first text
		plain(&first, parts[0])
		if s, _ := first.finish(); parts[0].get("type") == "summary" || strings.HasPrefix(s, "Summary:") {
			b.addNote("summary", b.noteText(parts[0]), -1)
			rest := *n
			rest.kids = nil
			for _, k := range n.kids {
				if k != parts[0] {
					rest.kids = append(rest.kids, k)
				}
			}
			n = &rest
		}
	}
	s := b.noteText(n)
	switch {
	case s == "":
	case isSource || strings.HasPrefix(strings.TrimPrefix(s, "["), "Source: "):
		b.addNote("source", s, -1)
		if b.inAttached == 0 {
			b.sources = append(b.sources, s)
		}
	default:
		b.addNote(strings.TrimSpace(n.get("n")), s, len(b.paras))
	}
}

// noteText is the text of a note; what it refers to is kept.
func (b *body) noteText(n *node) string {
	inner := body{vol: b.vol, vid: b.vid, id: b.id, name: b.name, refSeen: b.refSeen, refs: b.refs}
	var t text
	for _, k := range n.kids {
		if k.name == "note" {
			// The note of a note stands in brackets where its mark is.
			if s := inner.noteText(k); s != "" {
				t.lifted()
				t.space = true
				t.add("[" + s + "]")
				t.space = true
			}
			continue
		}
		if !isInline(k.name) && k.name != "" {
			t.line()
		}
		if k.name == "list" || k.name == "table" {
			inner.listed = true
			inner.line(&t, k)
			inner.listed = false
			continue
		}
		if k.name == "seg" && k.get("type") != "margin" {
			inner.inlineKids(&t, k)
			continue
		}
		inner.inline(&t, k)
	}
	b.refs = inner.refs
	b.included = append(b.included, inner.included...)
	for _, p := range inner.pages {
		if !slices.Contains(b.pages, p) {
			b.pages = append(b.pages, p)
		}
	}
	s, _ := t.finish()
	for _, nested := range inner.notes {
		s += " [" + nested.text + "]"
	}
	return s
}

func (b *body) addNote(number, s string, at int) {
	if s != "" {
		b.notes = append(b.notes, note{number: number, text: s, para: at})
	}
}

// margin writes what the margin holds, a page number of another edition or a
// remark, in brackets where it stands.
func (b *body) margin(t *text, n *node) {
	s := b.noteText(n)
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		s = s[1 : len(s)-1]
	}
	if s = paired(s); s == "" {
		return
	}
	t.space = true
	from := len(t.b)
	t.add("[" + s + "]")
	t.mark(markMargin, "", from)
	t.space = true
}

// cornerOf reads what stands opposite to the dateline: secret, us urgent.
func (b *body) cornerOf(n *node) {
	var t text
	b.inline(&t, n)
	if s, _ := t.finish(); s != "" {
		if b.inAttached == 0 {
			b.corner = append(b.corner, s)
		}
		b.addNote("marking", s, -1)
	}
}

// dateline reads place and date. It is no paragraph.
func (b *body) dateline(n *node) {
	var t text
	b.inline(&t, n)
	s, spans := t.finish()
	if b.inAttached > 0 {
		b.flush()
		b.ownDates(n, true)
		if s != "" {
			b.placeNotes(&t, "")
			b.addPara(s, spans, false)
		}
		return
	}
	b.placeNotes(&t, "dateline")
	b.ownDates(n, true)
	b.dateText = append(b.dateText, s)
	b.addNote("dateline", s, -1)
	if b.place != "" {
		return
	}
	if p := find(n, "placeName"); p != nil {
		var t text
		plain(&t, p)
		b.place, _ = t.finish()
	}
}

// ownDates collects the date elements of the document itself.
func (b *body) ownDates(n *node, dateline bool) {
	var found []*node
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.name == "date":
				found = append(found, k)
			case k.name == "note" || k.name == "dateline" || k.isEnclosure():
			default:
				walk(k)
			}
		}
	}
	walk(n)
	switch {
	case b.inAttached > 0:
		b.attached = append(b.attached, found...)
	case dateline:
		// The first dateline is that of the document, later ones of its enclosures.
		b.dates = slices.Insert(b.dates, b.datelines, found...)
		b.datelines += len(found)
	default:
		b.dates = append(b.dates, found...)
	}
}

// find is the first element with the name inside of n.
func find(n *node, name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if f := find(k, name); f != nil {
			return f
		}
	}
	return nil
}

// sign reads a signature. That of an attachment is a line of its text.
func (b *body) sign(n *node) {
	var whole text
	b.inline(&whole, n)
	s, spans := whole.finish()
	if s == "" {
		return
	}
	if b.inAttached > 0 {
		b.placeNotes(&whole, "")
		b.addPara(s, spans, false)
		return
	}
	b.signed = append(b.signed, entities(s, spans)...)
	before := len(b.signers)
	named := false
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			if k.name == "persName" {
				var t text
				plain(&t, k)
				name, _ := t.finish()
				named = b.addSigner(name) || named
				continue
			}
			if k.name != "note" {
				walk(k)
			}
		}
	}
	walk(n)
	if !named {
		// The name stands before the first line end, the office behind it.
		var t text
		b.firstLine(&t, n)
		name, _ := t.finish()
		named = b.addSigner(name)
	}
	if !named || strings.Trim(s, " ,.;:") != strings.Join(b.signers[before:], " ") {
		b.addNote("signed", s, -1)
	}
}

func (b *body) addSigner(name string) bool {
	name = strings.Trim(paired(name), " ,.;:")
	if name == "" || len(name) > 80 {
		return false
	}
	b.signers = append(b.signers, name)
	return true
}

// firstLine writes n up to its first line end and reports whether it met one.
func (b *body) firstLine(t *text, n *node) bool {
	for _, k := range n.kids {
		switch k.name {
		case "lb":
			if !t.empty() {
				return true
			}
		case "note":
		case "":
			t.add(k.text)
		default:
			if k.name == "seg" && k.get("type") == "margin" {
				continue
			}
			if b.firstLine(t, k) {
				return true
			}
		}
	}
	return false
}
