package shape

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Place finds the paragraph that a permalink means, or -1. With a fingerprint
// the text decides; where no paragraph has it the anchor does, and the page
// says that the text is another.
func Place(c *cable.Cable, anchor, print string) (int, templates.LinkStatus) {
	i, ok := c.Paragraph(anchor)
	if ok && (print == "" || cable.Fingerprint(c.Paragraphs[i].Text) == print) {
		return i, templates.LinkExact
	}
	if print != "" {
		for j := range c.Paragraphs {
			if cable.Fingerprint(c.Paragraphs[j].Text) == print {
				return j, templates.LinkMoved
			}
		}
	}
	if ok {
		return i, templates.LinkChanged
	}
	return -1, templates.LinkExact
}

// paragraph shapes one paragraph.
func (x *Cable) paragraph(i int) templates.Paragraph {
	p := &x.Cable.Paragraphs[i]
	marks := x.mentions(p.Text)
	if !x.Unmarked {
		marks = append(append(marks, entityMarks(x.Terms.Words, p.Entities, x.counts, x.again)...), x.shortMarks(i)...)
	}
	label, name, _ := ParagraphNames(x.Terms.Words, p)
	return templates.Paragraph{
		Anchor:      p.Anchor,
		Label:       label,
		Ordinal:     ordinalOf(p),
		Name:        name,
		Cited:       cite.Cited(p),
		Mark:        p.Mark,
		MarkMeaning: x.Terms.markedAs(p),
		Heading:     p.Heading,
		Role:        x.role(p),
		Aside:       x.aside(p) != "",
		Runs:        runs(p.Text, marks, x.Found.In(p.Anchor)),
		Pre:         p.Fixed || columns(p.Text),
		Href:        x.Trail.each(ParagraphPath(x.Cable.ID, p.Anchor)),
		Link:        x.absolute(LastingPath(x.Cable.ID, p)),
	}
}

// again reports whether a name has been mentioned before on the page.
func (x *Cable) again(e cable.Entity) bool {
	key := e.Kind + " " + e.Normal()
	if x.told == nil {
		x.told = map[string]bool{}
	}
	was := x.told[key]
	x.told[key] = true
	return was
}

// capitals reports whether the text of the cable is in capitals, as telegrams were
// sent.
func (x *Cable) capitals() bool {
	large, all := 0, 0
	for i := range x.Cable.Paragraphs {
		for _, r := range x.Cable.Paragraphs[i].Text {
			if unicode.IsUpper(r) {
				large++
			}
			if unicode.IsLetter(r) {
				all++
			}
		}
	}
	return all > 0 && 10*large > 9*all
}

// counts reports whether a mention is of a name that counts among the cable's.
func (x *Cable) counts(e cable.Entity) bool {
	if x.counted == nil {
		x.counted = make(map[string]bool, len(x.Cable.Entities))
		for _, n := range x.Cable.Entities {
			x.counted[n.Kind+cable.NameKey(n.Name)] = true
		}
	}
	return x.counted[e.Kind+cable.NameKey(e.Normal())]
}

// role says what a paragraph is in the cable.
func (x *Cable) role(p *cable.Paragraph) string {
	for _, a := range x.Cable.Summary {
		if a == p.Anchor {
			return x.Terms.Words.Say("Summary")
		}
	}
	for _, a := range x.Cable.Comment {
		if a == p.Anchor {
			return x.Terms.Words.Say("Comment")
		}
	}
	return x.aside(p)
}

// aside says what a paragraph is that the editors of a volume put into a document in
// brackets: in place of words that they left out, or of those that were withheld.
func (x *Cable) aside(p *cable.Paragraph) string {
	if x.Cable.Edition == nil || !inBrackets(p.Text) {
		return ""
	}
	switch text := strings.ToLower(p.Text[1:]); {
	case strings.HasPrefix(text, "omitted"), strings.HasPrefix(text, "here follow"), strings.Contains(text, "not printed"):
		return x.Terms.Words.Say("Not printed")
	case strings.Contains(text, "not declassified"):
		return x.Terms.Words.Say("Withheld")
	}
	return ""
}

// inBrackets reports whether one pair of brackets stands round the whole text.
func inBrackets(s string) bool {
	if !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, "]") {
		return false
	}
	depth := 0
	for i, c := range s {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth == 0 {
			return i == len(s)-1
		}
	}
	return false
}

// A speech begins with the name of who speaks, an item of a list with its sign.
var (
	speech = regexp.MustCompile(`^(?:[\p{Lu}][\pL.’'-]* ){0,3}[\p{Lu}][\pL.’'-]*: `)
	item   = regexp.MustCompile(`^(?:[—–•-] ?|\(?[a-z\d]{1,3}\) |[a-z]\. )`)
)

// goesOn tells for each paragraph whether the next one goes on with the list or the
// dialogue that it is part of. Of a dialogue a third of the paragraphs at least, from
// the first speech to the last, say who speaks.
func goesOn(ps []cable.Paragraph) []bool {
	out := make([]bool, len(ps))
	first, last, speeches := 0, -1, 0
	for i := range ps {
		if speech.MatchString(ps[i].Text) {
			if last < 0 {
				first = i
			}
			last = i
			speeches++
		}
	}
	dialogue := speeches > 2 && 3*speeches > last-first
	for i := range max(len(ps)-1, 0) {
		a, b := &ps[i], &ps[i+1]
		switch {
		case b.Heading != "" || b.Number > 0:
		case dialogue && i >= first && i < last:
			out[i] = true
		default:
			out[i] = item.MatchString(a.Text) && item.MatchString(b.Text) || isLine(a.Text) && isLine(b.Text)
		}
	}
	return out
}

// lineLength is up to how many bytes a paragraph may be a line of a list of names.
const lineLength = 80

// isLine reports whether a paragraph is a line of a list: short, and no sentence.
func isLine(s string) bool {
	return len(s) <= lineLength && s != "" && !strings.ContainsAny(s[len(s)-1:], ".:;?!,")
}

// ordinalOf is the place of a paragraph without a number among its kind.
func ordinalOf(p *cable.Paragraph) string {
	if p.Number > 0 {
		return ""
	}
	return strings.TrimPrefix(p.Anchor, "p")
}

// ParagraphNames are the visible number of a paragraph and its name in words, within a
// sentence and at the beginning of one.
func ParagraphNames(say *words.Speaker, p *cable.Paragraph) (label, name, heading string) {
	if p.Number == 0 {
		n := strings.TrimPrefix(p.Anchor, "p")
		return "", say.Say("unnumbered paragraph %s", n), say.Say("Unnumbered paragraph %s", n)
	}
	label = strconv.Itoa(p.Number)
	if _, piece, ok := strings.Cut(p.Anchor, "-"); ok {
		label = say.Say("%s, %s piece", label, ordinal(say, piece))
	}
	if _, again, ok := strings.Cut(p.Anchor, "."); ok {
		label = say.Say("%s (%s) ‹number, its second or third time›", label, ordinal(say, again))
	}
	return label, say.Say("paragraph %s", label), say.Say("Paragraph %s", label)
}

// ordinal is a number from 2 on as an order.
func ordinal(say *words.Speaker, n string) string {
	switch n {
	case "2":
		return say.Say("second ‹paragraph›")
	case "3":
		return say.Say("third ‹paragraph›")
	}
	return say.Say("%sth ‹paragraph›", n)
}

// columns reports whether a text is laid out in columns: two lines at least in
// which three spaces in a row stand between words.
func columns(text string) bool {
	n := 0
	for line := range strings.Lines(text) {
		if strings.Contains(strings.TrimSpace(line), "   ") {
			n++
		}
	}
	return n >= 2
}

// Quotation shapes the permalink page of a paragraph.
func (x *Cable) Quotation(p templates.Page, i int, status templates.LinkStatus, asked string) templates.Quotation {
	c, say := x.Cable, x.Terms.Words
	para := &c.Paragraphs[i]
	url := x.absolute(ParagraphPath(c.ID, para.Anchor))
	label, name, short := ParagraphNames(say, para)
	if label != "" {
		short = "¶ " + label
	}

	work := cite.Work{Cable: c, Paragraph: para, URL: url, Holding: x.Terms.Collection(c.Collection)}
	x.head(&p, work)
	p.OGTitle = short + ", " + c.Title() + " (" + c.ID + ")"
	p.Title = p.OGTitle
	p.Canonical = url
	p.Description, p.Quotation = Cut(para.Text, 300), Cut(para.Text, 2000)
	v := templates.Quotation{
		Page:           p,
		CableID:        c.ID,
		Pick:           PickPath(c.ID, c.Paragraphs[i].Anchor),
		IDInferred:     c.IDInferred,
		CableTitle:     c.Title(),
		CableHref:      x.Trail.Address(x.partPath(x.First+i)) + "#" + para.Anchor,
		Date:           x.date(),
		From:           cite.Sender(c),
		To:             c.To,
		Classification: x.Terms.classified(c.Classification, c.Date.Year),
		Lang:           c.Language,
		Capitals:       x.capitals(),
		Paragraph:      x.noted(i),
		Footnotes:      x.footnotes(func(n cable.Note) bool { return n.Anchor == para.Anchor && (n.Place == "" || n.Place == inHeading) }),
		Volume:         x.inVolume(),
		Of:             x.count(),
		Place:          x.First + i + 1,
		Status:         status,
		Notice:         notice(say, status, asked, name),
		Text:           cite.Style{Text: work.Sentence()}.Quote(para.Text),
		Citation:       x.citation(work),
		Embed:          x.embedCode(p.OGTitle, para),
	}
	for _, code := range c.Captions {
		v.Captions = append(v.Captions, x.Terms.captionBadge(code, c.Date.Year))
	}
	if i > 0 {
		before := x.paragraph(i - 1)
		v.Before, v.Prev = &before, x.Trail.Address(ParagraphPath(c.ID, before.Anchor))
	}
	if i+1 < len(c.Paragraphs) {
		after := x.paragraph(i + 1)
		v.After, v.Next = &after, x.Trail.Address(ParagraphPath(c.ID, after.Anchor))
	}
	v.Hits = x.hits(para.Anchor)
	return v
}

// paragraphLinks is to how many paragraphs a page leads at once.
const paragraphLinks = 200

// ParagraphLinks lead to a cable and each of its paragraphs, of a long one the first.
func ParagraphLinks(say *words.Speaker, c *cable.Cable) []templates.Link {
	links := []templates.Link{{Label: c.Title() + " (" + c.ID + ")", Href: CablePath(c.ID)}}
	for i := range c.Paragraphs[:min(len(c.Paragraphs), paragraphLinks)] {
		p := &c.Paragraphs[i]
		_, _, name := ParagraphNames(say, p)
		links = append(links, templates.Link{Label: say.Say("%s: %s", name, Cut(p.Text, 60)), Href: ParagraphPath(c.ID, p.Anchor)})
	}
	return links
}

// notice says in words what became of the text of a link.
func notice(say *words.Speaker, status templates.LinkStatus, asked, name string) string {
	switch status {
	case templates.LinkMoved:
		if n, ok := numberOf(asked); ok {
			return say.Say("The text has moved since this link was made: it stood in paragraph %s then and is %s now.", n, name)
		}
		return say.Say("The text has moved since this link was made: it stood in another place then and is %s now.", name)
	case templates.LinkChanged:
		return say.Say("The text has changed since this link was made. This is %s as it is now.", name)
	}
	return ""
}

// numberOf is the number of a paragraph in an anchor.
func numberOf(anchor string) (n string, ok bool) {
	if n, ok = strings.CutPrefix(anchor, "par"); !ok {
		return "", false
	}
	_, err := strconv.ParseFloat(n, 64)
	return n, err == nil
}
