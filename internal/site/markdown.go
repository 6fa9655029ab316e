package site

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"reftel/web/templates/prose"
)

// deepest is how deep lists and quotations may lie in one another.
const deepest = 8

// A markdown is a page that is being read.
type markdown struct {
	*reader
	file      string
	source    []byte
	at        int // where the block begins that is being read
	ids       map[string]bool
	fragments []string // that links of the page lead to
	deep      int
}

// wrong takes down what is wrong with the block that is being read.
func (m *markdown) wrong(format string, values ...any) {
	m.fault(m.file, 1+bytes.Count(m.source[:min(m.at, len(m.source))], []byte("\n")), format, values...)
}

// read reads the page: its first heading, and what stands below it.
func (m *markdown) read() (head string, blocks []prose.Block) {
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(m.source))
	first, is := doc.FirstChild().(*ast.Heading)
	if !is || first.Level != 1 {
		m.wrong("a page begins with its title: # Title")
		return "", nil
	}
	if head = strings.TrimSpace(m.plain(first)); head == "" {
		m.wrong("the title says nothing")
	}
	blocks = m.blocks(first.NextSibling())
	for _, f := range m.fragments {
		if !m.ids[f] {
			m.at = 0
			m.wrong("a link leads to #%s, which is no heading of this page", f)
		}
	}
	return head, blocks
}

// blocks are a block and those behind it.
func (m *markdown) blocks(n ast.Node) []prose.Block {
	var out []prose.Block
	if m.deep++; m.deep > deepest {
		m.wrong("lists and quotations lie deeper in one another than %d", deepest)
		n = nil
	}
	for ; n != nil; n = n.NextSibling() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			m.at = n.Lines().At(0).Start
		}
		if b, ok := m.block(n); ok {
			out = append(out, b)
		}
	}
	m.deep--
	return out
}

func (m *markdown) block(n ast.Node) (prose.Block, bool) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return prose.Block{Runs: m.runs(n)}, true
	case *ast.Heading:
		if n.Level == 1 {
			m.wrong("a second title; headings below the first one begin with ##")
		}
		return prose.Block{Kind: prose.Heading, Level: n.Level, ID: m.id(m.plain(n)), Runs: m.runs(n)}, true
	case *ast.List:
		b := prose.Block{Kind: prose.Bullets}
		if n.IsOrdered() {
			b.Kind, b.Start = prose.Numbers, n.Start
		}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			b.Items = append(b.Items, m.blocks(item.FirstChild()))
		}
		return b, true
	case *ast.Blockquote:
		return prose.Block{Kind: prose.Quotation, Blocks: m.blocks(n.FirstChild())}, true
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		var code strings.Builder
		for i := range n.Lines().Len() {
			at := n.Lines().At(i)
			code.Write(at.Value(m.source))
		}
		return prose.Block{Kind: prose.Code, Plain: code.String()}, true
	case *ast.ThematicBreak:
		return prose.Block{Kind: prose.Rule}, true
	case *tables.Table:
		b := prose.Block{Kind: prose.Table}
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			var cells [][]prose.Run
			for c := row.FirstChild(); c != nil; c = c.NextSibling() {
				cells = append(cells, m.runs(c))
			}
			b.Rows = append(b.Rows, cells)
		}
		return b, true
	case *ast.LinkReferenceDefinition:
		return prose.Block{}, false
	case *ast.HTMLBlock:
		m.wrong("has HTML, which is not let through: write Markdown, or put it between backquotes")
		return prose.Block{}, false
	}
	m.wrong("a %s cannot be shown", n.Kind())
	return prose.Block{}, false
}

// runs are the pieces of a line.
func (m *markdown) runs(n ast.Node) []prose.Run {
	var out []prose.Run
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			m.at = c.Segment.Start
			out = append(out, prose.Run{Text: m.plainText(c)})
			if c.HardLineBreak() {
				out = append(out, prose.Run{Kind: prose.Break})
			}
		case *ast.String:
			out = append(out, prose.Run{Text: string(c.Value)})
		case *ast.CodeSpan:
			out = append(out, prose.Run{Kind: prose.Verbatim, Text: m.verbatim(c)})
		case *ast.Emphasis:
			kind := prose.Emphasis
			if c.Level > 1 {
				kind = prose.Strong
			}
			out = append(out, prose.Run{Kind: kind, Runs: m.runs(c)})
		case *ast.Link:
			href, err := m.destination(string(c.Destination))
			if err != nil {
				m.wrong("a link %w", err)
			}
			out = append(out, prose.Run{Kind: prose.Link, Href: href, Runs: m.runs(c)})
		case *ast.AutoLink:
			href := string(c.URL(m.source))
			if c.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(href, "mailto:") {
				href = "mailto:" + href
			}
			href, err := m.destination(href)
			if err != nil {
				m.wrong("a link %w", err)
			}
			out = append(out, prose.Run{Kind: prose.Link, Href: href, Runs: []prose.Run{{Text: string(c.Label(m.source))}}})
		case *ast.Image:
			out = append(out, m.image(c))
		case *ast.RawHTML:
			m.wrong("has HTML, which is not let through: write Markdown, or put it between backquotes")
		default:
			m.wrong("a %s cannot be shown", c.Kind())
		}
	}
	return out
}

// image is an image of the folder.
func (m *markdown) image(n *ast.Image) prose.Run {
	name := strings.TrimPrefix(string(n.Destination), "../")
	f, ok := m.named[name]
	if !ok {
		m.wrong("the image %q is not in the folder; its address is files/NAME, and no other site is asked for one", name)
	}
	return prose.Run{Kind: prose.Image, Text: m.plain(n), Href: f.path, Width: f.Width, Height: f.Height}
}

// plainText is a text with its escapes and entities resolved.
func (m *markdown) plainText(t *ast.Text) string {
	b := t.Value(m.source)
	if !t.IsRaw() {
		b = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(b)))
	}
	s := string(b)
	if t.SoftLineBreak() {
		s += " "
	}
	return s
}

// verbatim is the text of a piece of code.
func (m *markdown) verbatim(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(strings.ReplaceAll(string(t.Value(m.source)), "\n", " "))
		}
	}
	return b.String()
}

// plain is the text of a node without its marks.
func (m *markdown) plain(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(m.plainText(c))
		case *ast.CodeSpan:
			b.WriteString(m.verbatim(c))
		default:
			b.WriteString(m.plain(c))
		}
	}
	return b.String()
}

// taken are ids that the frame of the page has.
var taken = map[string]bool{"main": true, "quick": true, "links": true, "absent": true, "source": true, "privacy": true, "toast": true}

// id is the anchor of a heading: its letters and digits in small, with hyphens.
func (m *markdown) id(title string) string {
	name := strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
	if name == "" {
		name = "section"
	}
	id := name
	for i := 2; m.ids[id] || taken[id]; i++ {
		id = name + "-" + strconv.Itoa(i)
	}
	m.ids[id] = true
	return id
}
