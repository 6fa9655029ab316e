// Package compare draws the comparison of searches over time: lines without any
// script, and a table that says the same. It knows the parts of package templates.
package compare

import (
	"strconv"

	"reftel/web/templates"
)

// A View is the page of a comparison.
type View struct {
	templates.Page
	Crumbs   []templates.Link
	Problem  string   // why the address was not read whole
	Inputs   []string // texts of the boxes, empty ones too
	Year     string   // of the box
	Share    bool     // what is drawn is the share
	Series   []Series
	Measures []templates.Link // by number, by share
	Path     []templates.Link // from all years to a year
	Title    string           // of the drawing
	Unit     string           // of the rows: Year
	Chart    Chart
	Rows     []Row
	Note     string
}

// A Series is one of the searches.
type Series struct {
	Number int
	Query  string
	Href   string // its results
	Total  int
	Remove string // the comparison without it
}

// A Chart is a drawing of Width by Height units, one line a series.
type Chart struct {
	Lines []Line
	Top   string   // what the upper edge stands for
	Half  string   // and the middle; "" for none
	Ticks []string // under it, from left to right
}

// Width and Height are the size of a chart in units; its lines end at Right, where
// their numbers begin.
const (
	Width  = 640
	Height = 260
	Right  = 610
)

// A Line is a series over time. Path is that of an SVG element.
type Line struct {
	Number int
	Path   string
	Marks  []Mark
	LabelY int
}

// A Mark is a point that is a link.
type Mark struct {
	X, Y  int
	Href  string
	Title string
}

// A Row is one year or month.
type Row struct {
	Label string
	Href  string // to its months; "" for none
	Held  int    // all cables of it
	Cells []Cell
}

// A Cell is a search in a year or month.
type Cell struct {
	Count int
	Share string // 1.8%; "" where the archive has no cable
	Href  string // "" for none
}

func class(number int) string { return "series s" + strconv.Itoa(number) }

func viewBox() string { return "0 0 " + strconv.Itoa(Width) + " " + strconv.Itoa(Height) }

// at is a path that is a point alone: its stroke is the mark, as large on any screen.
func (m Mark) at() string { return "M" + strconv.Itoa(m.X) + " " + strconv.Itoa(m.Y) + "h0" }

func box(i int) string { return "q" + strconv.Itoa(i+1) }
