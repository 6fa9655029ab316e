// Package prose draws pages that the operator of an archive wrote: headings,
// paragraphs, lists, quotations, tables, code and images. It is handed what was read of
// them, as values; no field is ever HTML.
package prose

import "reftel/web/templates"

// A View is a page of its own.
type View struct {
	templates.Page // its Title is the heading
	Crumbs         []templates.Link
	Text           Text
}

// An About is the page about the archive, with what the operator says of it first.
type About struct {
	templates.About
	Text Text
}

// A Text is what stands on a page below its heading.
type Text struct {
	Lang   string // marked where the page is in another
	Blocks []Block
}

// A Kind is the kind of a block or of a run.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading        // of Level, under ID
	Bullets        // Items
	Numbers        // Items, from Start
	Quotation      // Blocks
	Code           // Plain
	Table          // Rows, the first of which are headings
	Rule
)

// A Block is a piece of a text.
type Block struct {
	Kind   Kind
	Level  int    // of a heading: 2 to 6
	ID     string // of a heading
	Start  int    // of a list with numbers
	Plain  string // of code
	Runs   []Run
	Items  [][]Block
	Blocks []Block
	Rows   [][][]Run
}

// The kinds of runs.
const (
	Words Kind = iota
	Emphasis
	Strong
	Verbatim
	Link
	Image
	Break
)

// A Run is a piece of a line.
type Run struct {
	Kind          Kind
	Text          string // what it says, of an image what it shows
	Href          string // of a link, or of an image
	Width, Height int    // of an image, 0 where it has none of its own
	Runs          []Run  // of emphasis and links
}
