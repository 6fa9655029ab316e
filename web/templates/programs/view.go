// Package programs draws the page that tells how programs ask.
package programs

import "reftel/web/templates"

// A View is the page.
type View struct {
	Guide  templates.Help
	Links  []templates.Link // the document, and the groups below
	Groups []Group
}

// A Group is operations that belong together.
type Group struct {
	ID         string
	Title      string
	Operations []Operation
}

// An Operation is one thing that can be asked.
type Operation struct {
	ID      string // as clients name it
	Path    string // with parts to fill in
	Title   string
	About   string
	Example string // an address that answers something; "" for none
	Params  []Param
	More    string // a sentence about parameters that are told elsewhere
}

// A Param is one of its parameters.
type Param struct {
	Name   string
	About  string
	Values []string // where no others are taken
}
