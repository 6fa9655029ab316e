package frus

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/reftel"
	"reftel/internal/marking"
)

// The first paragraph of a telegram, as the volumes on 1973 and later print it:
//
//  17743. Subject: (C) Views on the Lens. Ref: Oslo 17719 (NOTAL).
//
// Number, subject and references of the telegram stand in it as one text.
var (
	messageNumber = regexp.MustCompile(`^(\d{1,6})\. +\S`)
	subjectLabel  = regexp.MustCompile(`\b(?i:Subject|Subj|Sub): *`)
	refLabel      = regexp.MustCompile(`\b(?:Refs?|REFS?|Ref\(s\)|Reftels?|REFTELS?|References?)(?:: *|\. +)`)
	otherLabel    = regexp.MustCompile(`\b(?:(?i:Subject|Subj|Sub|TAGS)|E\. ?O\. ?\d+): *`)
)

// firstYear of the numbers that a post gave to its telegrams of a calendar year,
// to whomever they went: such a number is an id.
const firstNumbered = 1973

// smallNumber is a number of a message that only a label behind it tells from
// that of a paragraph.
const smallNumber = 100

// headParagraphs is how many paragraphs may hold the head of a telegram.
const headParagraphs = 4

// telegramHead reads number, subject and references out of the first paragraphs
// of a telegram. The id that number, post and year make is an alias; it and the
// references are inferred.
func (r reader) telegramHead(c *cable.Cable, b *body) {
	if head, _ := b.head.finish(); !strings.Contains(head, "Telegram") || c.Date.Year < firstNumbered {
		return
	}
	var refs []string
	self := ""
	for i := range min(len(b.paras), headParagraphs) {
		s := b.paras[i].text
		m := messageNumber.FindStringSubmatch(s)
		if i > 0 && m != nil {
			break // the paragraphs of the text
		}
		if i == 0 && m != nil {
			n, _ := strconv.Atoi(m[1])
			if n >= smallNumber || otherLabel.MatchString(s[:min(len(s), 300)]) {
				self = r.alias(c, n)
			}
		}
		if i == 0 {
			subjectOf(c, s)
		}
		if loc := refLabel.FindStringIndex(s); loc != nil && (i > 0 && loc[0] == 0 || i == 0 && self != "") {
			text := s[loc[1]:]
			if end := otherLabel.FindStringIndex(text); end != nil {
				text = text[:end[0]]
			}
			refs = append(refs, strings.TrimRight(text, " ."))
		}
	}
	if len(refs) == 0 || c.Date.Day == 0 {
		return
	}
	found, _ := reftel.Parse(r.tables, strings.Join(refs, "\n"), reftel.Context{Year: c.Date.Year, Date: c.Date, Self: self})
	for _, ref := range found {
		if ref.ID == "" && (ref.Kind == "other" || ref.Kind == "cable") || ref.ID == c.ID {
			continue
		}
		ref.Inferred = ref.ID != ""
		b.refs = append(b.refs, ref)
	}
}

// alias is the id of the telegram by its number, where post and year are known.
func (r reader) alias(c *cable.Cable, n int) string {
	if n == 0 || c.Origin.Code == "" || c.Date.Day == 0 || c.Undated || c.DateInferred {
		return ""
	}
	id := cable.MRN{Year: c.Date.Year, Origin: c.Origin.Code, Serial: n}.String()
	c.Aliases, c.AliasesInferred = append(c.Aliases, id), true
	c.Doubts = append(c.Doubts, cable.Doubt{Kind: "alias inferred", Detail: id})
	return id
}

var numberAtEnd = regexp.MustCompile(`\d\.$`)

// maxSubject is how long a subject may be, in bytes.
const maxSubject = 300

// subjectOf shows the subject line of a telegram in the place of its head, which
// tells no more than who wrote to whom.
func subjectOf(c *cable.Cable, s string) {
	loc := subjectLabel.FindStringIndex(s)
	if loc == nil {
		return
	}
	s = s[loc[1]:]
	if end := refLabel.FindStringIndex(s); end != nil {
		s = s[:end[0]]
	}
	if end := otherLabel.FindStringIndex(s); end != nil {
		s = s[:end[0]]
	}
	if mark, n := marking.CutPortion(s); mark != "" && n < len(s) {
		s = s[n:]
	}
	if s = strings.TrimSpace(s); s != "" && len(s) <= maxSubject {
		display(c, s)
	}
}

// display shows what the document itself gives as its subject before the head,
// by which the volume cites it.
func display(c *cable.Cable, subject string) {
	// A full stop ends the line, unless it is that of an abbreviation.
	if word := subject[strings.LastIndexByte(subject, ' ')+1:]; len(word) > 3 && strings.IndexByte(word, '.') == len(word)-1 || numberAtEnd.MatchString(subject) {
		subject = strings.TrimSuffix(subject, ".")
	}
	if subject == "" || c.Subject == "" {
		return
	}
	c.SubjectDisplay = subject + " — " + c.Subject
}

// proseSize is the length above which a paragraph is text and no part of the
// head of a memorandum, in bytes.
const proseSize = 160

// maxNamed is how many of those who met stand in a title.
const maxNamed = 3

// headList reads what a list says of the whole document: its subject, or who took
// part. A list behind the first text belongs to an enclosure.
func (b *body) headList(n *node) {
	if b.inAttached > 0 {
		return
	}
	for i := range b.paras {
		if b.paras[i].prose && len(b.paras[i].text) > proseSize {
			return
		}
	}
	var items []string
	head := ""
	for _, k := range n.kids {
		var t text
		plain(&t, k)
		s, _ := t.finish()
		switch s = cable.OneLine(strings.Trim(s, " .;:")); {
		case k.name == "head":
			head = s
		case k.name == "item" && s != "":
			items = append(items, s)
		}
	}
	switch {
	case len(items) == 0:
	case n.get("type") == "participants" && len(b.present) == 0:
		b.present = items
	case n.get("type") == "subject" && b.topic == "" && (head == "" || strings.HasPrefix(strings.ToUpper(head), "SUBJ")):
		if i := slices.IndexFunc(items, participants.MatchString); i > 0 {
			items = items[:i] // the list goes on with who took part
		}
		if b.topic = strings.Join(items, "; "); len(b.topic) > maxSubject {
			b.topic = items[0]
		}
		if len(b.topic) > maxSubject {
			b.topic = ""
		}
	}
}

var participants = regexp.MustCompile(`(?i)\bparticipants?$`)

// title gives a document with a subject of its own that subject, and a talk
// without one the names of those who met.
func (b *body) title(c *cable.Cable) {
	switch {
	case c.Subject == "" || c.SubjectInferred:
	case b.topic != "":
		display(c, b.topic)
	case len(b.present) > 0 && c.SubjectDisplay == "" && bareTalk.MatchString(c.Subject):
		names, more := b.present, ""
		if len(names) > maxNamed {
			names, more = names[:maxNamed], " and others"
		}
		if s := strings.Join(names, "; ") + more; len(s) <= maxSubject {
			c.SubjectDisplay = c.Subject + " — " + s
		}
	}
}

// bareTalk is the head of a conversation that does not say who met.
var bareTalk = regexp.MustCompile(`^(?:Draft )?(?:Memorandum|Minutes|Record|Notes|Summary)(?: of| for)?(?: an?)? (?:Conversation|Meeting|Discussion)(?:$|,)`)
