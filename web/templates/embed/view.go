// Package embed draws a paragraph for a frame in a page of another site: small, alone,
// with its own style and without script, so that it looks the same in any sandbox.
package embed

import (
	"context"
	"strings"
)

// A Paragraph is the view of [Page].
type Paragraph struct {
	Title     string
	Site      string
	Home      string // absolute, as all addresses here
	Canonical string // page of the paragraph
	Link      string // how it is called: Paragraph 3 of 09MEXICO2676
	Heading   string
	Lang      string
	Text      string
	Cut       bool // there is more of it
	Notice    string
	Citation  string
	Demo      bool
}

// Style is the text of the style element of the page.
func Style() string {
	var b strings.Builder
	_ = style().Render(context.Background(), &b) // a builder takes everything
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), "<style>"), "</style>")
}
