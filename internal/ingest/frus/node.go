package frus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"reftel/internal/ingest/source"
)

// A node is an element of one document, or a text when it has no name.
type node struct {
	name string
	attr []xml.Attr
	text string
	kids []*node
}

func (n *node) get(name string) string { return attr(n.attr, name) }

// child is the first child with the name, or nil.
func (n *node) child(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// isEnclosure reports whether the node is a document inside another one.
func (n *node) isEnclosure() bool { return isDocument(n.name, n.attr) }

// length is roughly how much text the node holds.
func (n *node) length() int {
	l := len(n.text)
	for _, k := range n.kids {
		l += k.length()
	}
	return l
}

// aside reports whether an element holds nothing of the text.
func aside(name string) bool {
	switch name {
	case "cb", "gb", "fw", "index", "anchor", "graphic", "media", "file", "pdf", "page-count-according-to-citation", "milestone":
		return true
	}
	return false
}

// all writes the text of a document as it stands in the file, with blanks for
// what stands apart, and without the documents inside of it.
func (n *node) all(b *strings.Builder, root bool) {
	if n.name == "" {
		b.WriteString(n.text)
		return
	}
	if aside(n.name) || !root && n.isEnclosure() {
		return
	}
	apart := n.name == "lb" || n.name == "seg" || n.name == "sic" || !isInline(n.name)
	if apart {
		b.WriteByte(' ')
	}
	for _, k := range n.kids {
		k.all(b, false)
	}
	if apart {
		b.WriteByte(' ')
	}
}

// letters counts those of the text that all writes.
func (n *node) letters(root bool) int {
	if aside(n.name) || !root && n.isEnclosure() {
		return 0
	}
	sum := letters(n.text)
	for _, k := range n.kids {
		sum += k.letters(false)
	}
	return sum
}

// letters counts the letters of ASCII.
func letters(s string) int {
	n := 0
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' {
			n++
		}
	}
	return n
}

// parseTree reads the element that is the part.
func parseTree(p source.Part) (*node, error) {
	d := newDecoder(bytes.NewReader(p.Raw))
	// What the decoder reads without a document type can declare no entity.
	root := &node{}
	stack := make([]*node, 1, 32)
	stack[0] = root
	refuse := func(why string) error {
		line, _ := d.InputPos()
		return source.Refuse(max(p.Line, 1)+line-1, "%s", why)
	}
	for {
		t, err := d.RawToken() // namespaces matter outside of documents alone
		if errors.Is(err, io.EOF) {
			if len(stack) > 1 {
				return nil, refuse("malformed XML: it ends inside of an element")
			}
			break
		}
		if err != nil {
			return nil, refuse(reason(err))
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) > maxDepth {
				return nil, refuse(errDepth.Error())
			}
			n := &node{name: t.Name.Local, attr: t.Attr}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			if len(stack) == 1 || top.name != t.Name.Local {
				return nil, refuse("malformed XML: </" + t.Name.Local + "> ends what it did not begin")
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 1 {
				top.kids = append(top.kids, &node{text: string(t)})
			}
		case xml.Directive:
			return nil, refuse("a document type inside of a document")
		}
	}
	if len(root.kids) != 1 || !root.kids[0].isEnclosure() {
		return nil, refuse(`not one <div type="document">`)
	}
	return root.kids[0], nil
}
