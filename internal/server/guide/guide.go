// Package guide makes the help page of docs/query.md, the one description of the
// search language, and the page for programs of docs/api.md. It knows Markdown, and
// nothing of requests or the archive.
package guide

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"reftel/docs"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Guides are the guide to the search language, with its examples as links, in the
// languages of a site.
type Guides map[string]templates.Help

// New reads the guides. In a language in which nobody wrote it the guide is English.
func New(speakers []*words.Speaker) (Guides, error) {
	original, err := help()
	if err != nil {
		return nil, err
	}
	all := Guides{}
	for _, say := range speakers {
		source := docs.QueryIn(say.Lang())
		if all[say.Lang()] = original.Help; source == nil {
			continue
		}
		v, err := read(source, original.columns)
		if err == nil {
			err = alike(&v.Help, original.Help)
		}
		if err != nil {
			return nil, fmt.Errorf("docs/query.%s.md: %w", say.Lang(), err)
		}
		v.Lang = say.Lang()
		all[say.Lang()] = v.Help
	}
	return all, nil
}

// alike holds that a translation has the parts of the original, under the same names,
// so that links to them last.
func alike(v *templates.Help, original templates.Help) error {
	if len(v.Groups) != len(original.Groups) {
		return fmt.Errorf("it has %d parts and not %d", len(v.Groups), len(original.Groups))
	}
	for i := range v.Groups {
		v.Groups[i].ID = original.Groups[i].ID
	}
	return nil
}

// help is read once in a process.
var help = sync.OnceValues(func() (document, error) {
	v, err := read(docs.Query, nil)
	if err != nil {
		return v, fmt.Errorf("docs/query.md: %w", err)
	}
	return v, nil
})

// Programs is the guide for who asks by a program, in a language. In one in which nobody
// wrote it, it is English. The programs in it are those of the original.
func Programs(lang string) (templates.Help, error) {
	original, err := programs()
	source := docs.APIIn(lang)
	if err != nil || source == nil {
		return original, err
	}
	v, err := read(source, nil)
	if err == nil {
		err = alike(&v.Help, original)
	}
	if err != nil {
		return v.Help, fmt.Errorf("docs/api.%s.md: %w", lang, err)
	}
	v.Lang = lang
	for i, g := range v.Groups {
		for k := range g.Blocks {
			if b := original.Groups[i].Blocks; k < len(b) {
				g.Blocks[k].Code = b[k].Code
			}
		}
	}
	return v.Help, nil
}

var programs = sync.OnceValues(func() (templates.Help, error) {
	v, err := read(docs.API, nil)
	if err != nil {
		return v.Help, fmt.Errorf("docs/api.md: %w", err)
	}
	return v.Help, nil
})

// A document is a guide as it was read.
type document struct {
	templates.Help
	columns []int // of each table, the one that holds searches; -1 for none
}

// read reads a document of headings, paragraphs, tables and programs. The column of a
// table with the heading "You type" or "Example" holds searches; in a translation that
// of the original does.
func read(source []byte, columns []int) (document, error) {
	v := document{Help: templates.Help{Lang: words.English}}
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source))
	g := &guide{source: source, original: columns}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		heading, isHeading := n.(*ast.Heading)
		switch {
		case isHeading && heading.Level == 1:
			continue // the page has its own
		case isHeading:
			title := g.plain(n)
			id := strings.Trim(strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r < 'a' || r > 'z' }), "-"), "-")
			v.Groups = append(v.Groups, templates.HelpGroup{ID: id, Title: title})
			continue
		}
		block, err := g.block(n)
		if err != nil {
			return v, err
		}
		if len(v.Groups) == 0 {
			v.Lead = append(v.Lead, block)
			continue
		}
		last := &v.Groups[len(v.Groups)-1]
		block.Said = last.Title
		last.Blocks = append(last.Blocks, block)
	}
	v.columns = g.columns
	return v, nil
}

// A guide is a document that is being read.
type guide struct {
	source            []byte
	original, columns []int // as of a document
}

func (g *guide) block(n ast.Node) (templates.HelpBlock, error) {
	switch n := n.(type) {
	case *ast.Paragraph:
		return templates.HelpBlock{Text: g.runs(n, false)}, nil
	case *ast.FencedCodeBlock:
		return templates.HelpBlock{Code: string(n.Lines().Value(g.source))}, nil
	case *table.Table:
		return templates.HelpBlock{Rows: g.rows(n)}, nil
	}
	return templates.HelpBlock{}, fmt.Errorf("a %s cannot be shown", n.Kind())
}

// rows shapes a table: what is typed, or the first cell, is the term, all other
// cells explain it, with their headings where there are several.
func (g *guide) rows(t *table.Table) []templates.HelpRow {
	var headings []string
	var out []templates.HelpRow
	searches := -1
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == table.KindTableHeader {
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				headings = append(headings, g.plain(c))
			}
			searches = g.column(headings)
			continue
		}
		var row templates.HelpRow
		i := 0
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch {
			case i == searches:
				row.Term = g.runs(c, true)
			case i == 0 && searches < 0:
				row.Term = g.runs(c, false)
			default:
				line := templates.HelpLine{Text: g.runs(c, false)}
				if len(headings) > 2 {
					line.Heading = headings[i]
				}
				row.Lines = append(row.Lines, line)
			}
			i++
		}
		out = append(out, row)
	}
	return out
}

// column is the one of the next table that holds searches.
func (g *guide) column(headings []string) int {
	at := slices.IndexFunc(headings, func(h string) bool { return h == "You type" || h == "Example" })
	if n := len(g.columns); n < len(g.original) {
		at = g.original[n]
	}
	g.columns = append(g.columns, at)
	return at
}

// runs are the pieces of a text: plain, or code, which with searches is a link
// to the search for it. What stands in bold is so in every archive.
func (g *guide) runs(n ast.Node, searches bool) []templates.HelpRun {
	var out []templates.HelpRun
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r := templates.HelpRun{Text: g.plain(c)}
		if e, ok := c.(*ast.Emphasis); ok && e.Level == 2 {
			r.Fixed = true
		}
		if c.Kind() == ast.KindCodeSpan {
			r.Code = true
			if searches {
				r.Href = query.Request{Text: r.Text}.URL("/search")
			}
		}
		out = append(out, r)
	}
	return out
}

// plain is the text of a node without its marks.
func (g *guide) plain(n ast.Node) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && enter {
			b.Write(t.Value(g.source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		if s, ok := n.(*ast.String); ok && enter {
			b.Write(s.Value)
		}
		return ast.WalkContinue, nil
	})
	return strings.ReplaceAll(b.String(), `\|`, "|")
}
