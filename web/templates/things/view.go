// Package things draws the pages of what cables have in common: a TAGS code, a post,
// a country, a person, an organisation, a place, and the serial numbers of a post in a
// year. It knows the views of package templates, whose rules are its own: views hold
// what is shown, and the zero value of a field leaves it out.
package things

import "reftel/web/templates"

// Subject is the view of [SubjectPage].
type Subject struct {
	templates.Subject
	Company []Company
	Map     Map
	Numbers Numbers
}

// Company is the values of one kind that go with the subject.
type Company struct {
	ID         string // unique on the page; becomes the id of the heading
	Title      string
	Companions []Companion
	All        *templates.Link // "All 214"
}

// A Companion is a value that goes with the subject.
type Companion struct {
	Label string
	Code  string // PREL, shown before the label when it differs; may be empty
	Href  string // its own page
	Both  string // the search for the cables with both
	Count int    // of these
}

// A Map shows points on the map of the world.
type Map struct {
	Title  string // heading
	Label  string // what it shows, for those who do not see it
	Points []Point
	Note   string
}

// A Point is a place on the map, whose corner is 180° west and 84° north, two units
// a degree.
type Point struct {
	X, Y  int
	Href  string // of what is there; "" draws no link
	Size  int    // radius
	Label string
}

// Numbers are the serial numbers of a post year by year.
type Numbers struct {
	Title string
	Note  string
	Years []Year
}

// A Year tells how much of a series is held.
type Year struct {
	Year    int
	Href    string // the numbers of the year
	Held    int
	Highest int // of the numbers held or cited
	Cited   int // cited and not held
	Share   string
}

// Series is the view of [SeriesPage]: the numbers of a post in a year.
type Series struct {
	templates.Page
	Crumbs  []templates.Link
	Kicker  string
	Heading string
	Lead    string   // how much is held
	Notes   []string // what an absent number means
	Search  templates.Link
	Post    templates.Link
	Prev    *templates.Link // earlier year
	Next    *templates.Link

	Highest int
	Marks   []int // numbers that are held, for the line; drawn from 1 to Highest
	Runs    []Run
	Pages   templates.Pagination
}

// A Run is a number that is held or cited, or a stretch of numbers of which nothing
// is known here.
type Run struct {
	ID    string // of its row
	Label string // 4,410 or 4,411 to 4,520
	Link  *templates.Link
	Date  templates.Date
	Note  string // what an absent number is
}

// Home is the view of [HomePage].
type Home struct {
	templates.Home
	Atlas Atlas
}

// An Atlas is posts as a list and, those whose place is known, on the map.
type Atlas struct {
	Title  string
	Points []Point          // each with its address
	Note   string           // what the map shows
	Posts  []templates.Item // first of the list
	More   []templates.Item // the rest, folded away
	All    *templates.Link  // to the list of all, where this one is not whole
}
