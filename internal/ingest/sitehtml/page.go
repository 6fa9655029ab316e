package sitehtml

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// A page is what one page shows of its cable.
type page struct {
	cells    map[string]string // of the table, by the name of the column in lower case
	articles []string
	subject  string // of the heading; it may be cut
	blocks   []string
	tags     map[string]bool // words that are links to a tag
	badDate  string          // what the table gives as date and is none
	line     int             // in which the table begins
}

// columns are the names where the table has no heads.
var columns = []string{"reference id", "created", "released", "classification", "origin"}

// findTable is the offset of the tag <table class="cable"> in any quoting, and
// that of the text behind it, or -1.
func findTable(b []byte) (at, end int) {
	close := -1 // of the tag; one may close many that are open
	for from := 0; ; {
		i := indexFold(b[from:], "<table")
		if i < 0 {
			return -1, -1
		}
		i += from
		if close < i {
			if close = bytes.IndexByte(b[i:], '>'); close < 0 {
				return -1, -1
			}
			close += i
		}
		if isTable(b[i:close]) {
			return i, close + 1
		}
		from = i + len("<table")
	}
}

// isTable reports whether a tag that begins a table begins that of a cable.
func isTable(tag []byte) bool { return hasClass(tag[len("<table"):], "cable") }

// indexFold is bytes.Index for a lower-case tag that may be in capitals.
func indexFold(b []byte, tag string) int {
	for at := 0; ; at++ {
		i := bytes.IndexByte(b[at:], tag[0])
		if i < 0 {
			return -1
		}
		if at += i; len(b)-at < len(tag) {
			return -1
		}
		if strings.EqualFold(string(b[at:at+len(tag)]), tag) {
			return at
		}
	}
}

// hasClass reports whether the attributes of a tag name the class.
func hasClass(attrs []byte, class string) bool {
	if len(attrs) == 0 {
		return false
	}
	s := strings.ToLower(string(attrs[:min(len(attrs), 512)]))
	i := strings.Index(s, "class")
	if i < 0 {
		return false
	}
	s = strings.TrimLeft(s[i+len("class"):], " \t\r\n")
	if !strings.HasPrefix(s, "=") {
		return false
	}
	s = strings.TrimLeft(s[1:], " \t\r\n")
	if s != "" && (s[0] == '\'' || s[0] == '"') {
		if end := strings.IndexByte(s[1:], s[0]); end >= 0 {
			s = s[1 : end+1]
		}
	}
	for _, w := range strings.Fields(s) {
		if w == class {
			return true
		}
	}
	return false
}

// readPage reads the table and the blocks. Everything before the table is
// menus and is passed over unread, but for the heading.
func readPage(raw []byte) (*page, error) {
	at, end := findTable(raw)
	if at < 0 {
		return nil, source.Refuse(0, "a page of the site, but without the table of a cable")
	}
	g := &page{cells: map[string]string{}, tags: map[string]bool{}, line: source.LineAt(raw, at), subject: heading(raw[:at])}
	z := html.NewTokenizer(bytes.NewReader(raw[end:]))
	z.SetMaxBuf(0)
	if !g.readTable(z) {
		return nil, source.Refuse(source.LineAt(raw, len(raw)), "the page is cut off: its table is never closed")
	}
	if closed := g.readBlocks(z); !closed {
		return nil, source.Refuse(source.LineAt(raw, len(raw)), "the page is cut off: <pre> is never closed")
	}
	whole := indexFold(raw[end:], "</html") >= 0 || indexFold(raw[end:], "</body") >= 0
	switch {
	case len(g.blocks) == 0 && !whole:
		return nil, source.Refuse(source.LineAt(raw, len(raw)), "the page is cut off before the text")
	case len(g.blocks) == 1 && !whole:
		return nil, source.Refuse(source.LineAt(raw, len(raw)), "the page is cut off behind its first block")
	case len(g.blocks) == 0:
		return nil, source.Refuse(g.line, "the page has no text")
	}
	return g, nil
}

// heading is the subject in "Viewing cable ID, SUBJECT".
func heading(menus []byte) string {
	const mark = "Viewing cable "
	i := bytes.LastIndex(menus, []byte(mark))
	if i < 0 {
		return ""
	}
	s := menus[i+len(mark):]
	if j := bytes.IndexByte(s, '<'); j >= 0 {
		s = s[:j]
	}
	_, subject, ok := strings.Cut(html.UnescapeString(string(s)), ",")
	if !ok {
		return ""
	}
	return cable.OneLine(subject)
}

// readTable reads the rows up to the end of the table: heads, the values below
// them, and rows with press articles.
func (g *page) readTable(z *html.Tokenizer) bool {
	var heads []string
	var cell strings.Builder
	kind, column, values := "", 0, false
	finish := func() {
		text := cable.OneLine(cell.String())
		cell.Reset()
		switch {
		case kind == "th" && !values:
			heads = append(heads, strings.ToLower(strings.TrimRight(text, ": ")))
		case kind == "td" && !values:
			names := heads
			if len(names) == 0 {
				names = columns
			}
			if column < len(names) {
				g.cells[names[column]] = text
			}
			column++
		case kind != "" && text != "":
			g.article(text)
		}
		kind = ""
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.TextToken:
			if kind != "" {
				cell.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "td", "th":
				finish()
				kind = string(name)
			case "tr":
				finish()
				values = values || column > 0
			case "br":
				cell.WriteByte(' ')
			}
		case html.EndTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "td", "th":
				finish()
			case "table":
				finish()
				return true
			}
		}
	}
}

// article takes a cell below the values: "Appears in these articles:" and the
// addresses.
func (g *page) article(text string) {
	found := false
	for _, w := range strings.Fields(text) {
		if strings.Contains(w, "://") {
			g.articles = append(g.articles, "Press article: "+w)
			found = true
		}
	}
	if !found && !strings.HasSuffix(text, ":") {
		g.articles = append(g.articles, text)
	}
}

// readBlocks reads the preformatted blocks up to the end of the page; false
// when one is not closed.
func (g *page) readBlocks(z *html.Tokenizer) bool {
	var out strings.Builder
	open, link := false, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return !open
		case html.TextToken:
			if open {
				at := out.Len()
				out.Write(z.Text())
				if link {
					g.tags[strings.ToUpper(strings.TrimSpace(out.String()[at:]))] = true
				}
			}
			link = false
		case html.StartTagToken, html.SelfClosingTagToken:
			switch name, more := z.TagName(); string(name) {
			case "a":
				link = open && more && leadsToTag(z)
			case "pre":
				open = true
			case "br", "p", "div":
				if open {
					out.WriteByte('\n')
				}
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "pre" && open {
				g.blocks = append(g.blocks, out.String())
				out.Reset()
				open = false
			}
		}
	}
}

// leadsToTag reports whether a link is one to the list of a tag.
func leadsToTag(z *html.Tokenizer) bool {
	for {
		key, value, more := z.TagAttr()
		if string(key) == "href" {
			return bytes.Contains(value, []byte("/tag/"))
		}
		if !more {
			return false
		}
	}
}

// partTags parts a phrase in the TAGS of which the page links each word as a
// tag of its own.
func (g *page) partTags(tables *reference.Tables, c *cable.Cable) {
	for i := 0; i < len(c.Tags); i++ {
		words := strings.Fields(c.Tags[i].Code)
		if c.Tags[i].Kind != "phrase" || len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return !g.tags[w] }) {
			continue
		}
		var parts []cable.Tag
		for _, w := range words {
			tag, ok := tables.Tag(w, c.Date.Year)
			if !ok {
				tag = cable.Tag{Code: w, Kind: "unknown"}
			}
			if !slices.ContainsFunc(c.Tags, func(t cable.Tag) bool { return t.Code == w }) {
				parts = append(parts, tag)
			}
		}
		c.Tags = slices.Replace(c.Tags, i, i+1, parts...)
		i += len(parts) - 1
	}
}

// meta turns the table into what the grammar is told.
func (g *page) meta() (telegram.Meta, error) {
	m := telegram.Meta{ID: g.cells["reference id"], Classification: g.cells["classification"], OriginName: g.cells["origin"]}
	if m.ID == "" {
		return m, source.Refuse(g.line, "the table of the page tells no reference id")
	}
	if created := g.cells["created"]; created != "" {
		if d, err := cable.ParseDate(strings.Replace(created, " ", "T", 1)); err == nil {
			m.Date = withoutFalseMinutes(d)
		} else {
			g.badDate = created
		}
	}
	return m, nil
}

// withoutFalseMinutes takes the time of day off where the minutes are only the
// hour said again on a dial of twelve (15:03, 18:06), as the site's program wrote
// them: how late it was is not known then.
func withoutFalseMinutes(d cable.Date) cable.Date {
	if (d.Hour+11)%12+1 == d.Minute {
		d.Hour, d.Minute, d.HasTime = 0, 0, false
	}
	return d
}

// released is the day on which the page was published.
func (g *page) released() string {
	day, _, _ := strings.Cut(g.cells["released"], " ")
	if d, err := cable.ParseDate(day); err == nil {
		return d.String()
	}
	return ""
}

// takeSubject puts the subject of the page's heading in place of the first
// words of a cable without a subject line.
func (g *page) takeSubject(tables *reference.Tables, c *cable.Cable) {
	c.Subject, c.SubjectDisplay = g.subject, ""
	if d := tables.TitleCase(c.Subject, telegram.Texts(c)...); d != c.Subject {
		c.SubjectDisplay = d
	}
	for i, w := range c.Warnings {
		if strings.Contains(w, "no subject line") {
			c.Warnings[i] = "The cable has no subject line; the heading of its page stands in its place."
		}
	}
}
