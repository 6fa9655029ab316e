// Package volume draws the pages of printed volumes: the list of them, one with its
// chapters, a chapter with its documents, and the lists of names in its front. As in
// package templates a view holds what its page shows, and no more.
package volume

import (
	"strconv"

	"reftel/web/templates"
)

// Shelf is the view of [ShelfPage].
type Shelf struct {
	templates.Page
	Crumbs    []templates.Link
	Documents int // in all volumes
	Volumes   []Entry
}

// An Entry is a volume in the list of all.
type Entry struct {
	Name  string
	Title string // where the name has none
	Href  string
	Holds string // what of it is here: 128 documents, 1973 to 1977
}

// A Head is what the pages of one volume have in common.
type Head struct {
	templates.Page
	Crumbs []templates.Link
	Kicker string // above the heading: the volume, or the headings round a chapter
	Title  string
	Lead   string // what of it is here, a sentence
}

// Volume is the view of [Page].
type Volume struct {
	Head
	Facts    []templates.Fact
	Hidden   []templates.Hidden // of the form that searches within; none for no form
	Chapters []Chapter
	Lists    []templates.Link // of persons, of abbreviations
	Forms    []templates.Link // its documents as data
}

// A Chapter is a division in the contents. One without documents of its own is the
// heading of those below it.
type Chapter struct {
	ID        string // of the element
	Title     string
	Level     int // below the volume, from 0
	Href      string
	Count     int
	Documents []Document // where the contents show them
}

// A Document is a line of the contents.
type Document struct {
	Number string
	Title  string
	Href   string
	Date   templates.Date
	Note   string // editorial note, not printed
}

// Contents is the view of [ChapterPage].
type Contents struct {
	Head
	Documents  []Document
	Pagination templates.Pagination
	Previous   *templates.Link // chapter
	Next       *templates.Link
}

// Names is the view of [NamesPage].
type Names struct {
	Head
	Names      []Name
	Pagination templates.Pagination
}

// A Name is an entry of a list.
type Name struct {
	Short string // an abbreviation; "" for persons
	Name  string
	Href  string // "" where no cable has the name
	About []string
}

// level is the class of a division so deep in the contents.
func level(n int) string { return "level" + strconv.Itoa(min(n, 3)) }
