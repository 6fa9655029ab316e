// Package quality draws the pages that tell how far the archive can be trusted: what
// the ingest doubted and refused, which posts are held for which time, and what is
// missing. It knows the views of package templates, whose rules are its own.
package quality

import (
	"strconv"

	"reftel/web/templates"
)

// View is the view of [Page].
type View struct {
	templates.Page
	Crumbs  []templates.Link
	Title   string
	Lead    string
	Figures []templates.Fact // about the whole

	Untold  string // why nothing is told of doubts and refusals
	Doubts  []Doubt
	Certain string // that nothing was doubted
	Refused []Refused
	None    string // that nothing was refused

	Posts []Row // posts by their cables, each over time
	Note  string
	Pages templates.Pagination
}

// A Doubt is one kind of doubt.
type Doubt struct {
	English bool // the kind, which nobody translated
	Kind    string
	Count   int
	Cases   []Case
}

// A Case is a cable that is in doubt.
type Case struct {
	templates.Link // without Href where it is not held
	Detail         string
}

// A Refused is one kind of reason for which files were refused.
type Refused struct {
	Kind  string
	Count int
}

// A Row is a post, or a year of one, with its cables over time.
type Row struct {
	Label string
	Href  string // where more of it is told; "" for nowhere
	Said  string // how many cables, and how much of its numbers
	More  *templates.Link
	Cells []Cell
}

// A Cell is the cables of some time.
type Cell struct {
	Label string // 1974, 1970s, May
	Rest  string // of its name, behind the label: 1974
	Href  string // "" when Count is 0
	Count int
	Shade int // from 1 to 4, by its count among those of the row
}

// Post is the view of [PostPage]: a post month by month.
type Post struct {
	templates.Page
	Crumbs  []templates.Link
	Kicker  string
	Heading string
	Lead    string
	Links   []templates.Link
	Years   []Row
	Notes   []string
	Pages   templates.Pagination
}

func (c Cell) class() string { return "shade-" + strconv.Itoa(c.Shade) }
