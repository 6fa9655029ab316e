// Package picks draws the page of a reading list. As in package templates a view holds
// what its page shows, and no more.
package picks

import "reftel/web/templates"

// View is the view of [Page].
type View struct {
	templates.Page
	Entries []Entry
	Shared  string           // the list as the form that adds to it sends it
	Address string           // of the list, to hand on
	Forms   []templates.Link // the list for other programs
	Script  string           // of this page
}

// An Entry is a cable or a paragraph.
type Entry struct {
	Key       string // 79LISBON4410/par3
	ID        string
	Title     string
	Paragraph string // Paragraph 3
	Href      string // "" where it leads nowhere
	Date      templates.Date
	From      string
	Problem   string // why it leads to no cable
	Up, Down  string // the list with the entry moved
	Remove    string // the list without it
}
