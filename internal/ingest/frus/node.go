package frus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"

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
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
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
