// Package thread draws the page of a thread: the cables that hang together by their
// references, as a list in time order and as a line with an arc for each reference.
package thread

import "reftel/web/templates"

// A View is the view of [Page].
type View struct {
	templates.Page
	Crumbs  []templates.Link
	Start   Start
	ID      string
	Lead    string   // how many cables, of which years
	Notes   []string // what is left out
	Cables  []Cable  // in time order
	Drawing Drawing
}

// A Start is the cable that was asked for.
type Start struct {
	Title  string
	Href   string
	Anchor string // its place in the list
}

// A Cable is one of the thread.
type Cable struct {
	Anchor     string // id of the element
	ID         string
	IDInferred bool
	Date       templates.Date
	Title      string // "" where it is not held
	Href       string
	From       string
	Status     string // why it cannot be read: Not in this archive
	Current    bool   // the one that was asked for
	Cites      []Citation
	CitedBy    []Citation
}

// A Citation is the other end of a reference.
type Citation struct {
	Letters  string // "ref B", or "" where the reference has none
	ID       string
	Href     string // its place in the list
	Inferred bool
}

// A Drawing is the line of time, downwards, with a point for each cable, and an arc
// for each reference from the cable that cites to the cited one.
type Drawing struct {
	Text   string // what is drawn, in words
	Width  int
	Height int
	Axis   int // where the line stands
	Top    int // of the line
	Years  []Year
	Arcs   []Arc
	Points []Point
}

// A Year is the heading of the cables of a year.
type Year struct {
	Y     int
	Label string
}

// An Arc is one reference. Own marks those of the cable that was asked for.
type Arc struct {
	Path   string
	Own    bool
	Absent bool
}

// A Point is one cable.
type Point struct {
	Y       int
	Label   string // its id, perhaps cut
	Name    string // id, date and title
	Href    string
	Current bool
	Absent  bool
}
