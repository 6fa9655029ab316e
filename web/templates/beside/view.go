// Package beside draws two texts of a cable beside each other: what differs in their
// heads, and each paragraph with the words that stand in one of them alone.
package beside

import "reftel/web/templates"

// A View is the view of [Page].
type View struct {
	templates.Page
	Crumbs []templates.Link
	Kicker string // "Two versions of one cable"
	Title  string
	First  Side
	Second Side
	Swap   string   // the same with the sides changed; may be empty
	Lead   string   // how many paragraphs are the same, differ, are alone
	Cuts   []string // what is cut on one side and can be read on the other, a sentence each
	Notes  []string
	Fields []Field
	Alike  string // fields that are the same, in words
	Rows   []Row
	Lang   string
}

// A Side is one of the two texts.
type Side struct {
	Name  string // short: 88OSLO1, or version 2
	Href  string
	About string // date, sender, format
}

// A Field is a field of the head that differs.
type Field struct {
	Name   string
	First  []Part
	Second []Part
}

// A Row is a paragraph of both, or of one; or several that are the same.
type Row struct {
	Name   string // in words: Paragraph 3
	Links  []templates.Link
	Look   string // same, changed, first or second
	Status string // in words: differs
	Parts  []Part
	Same   [][]Part // the texts of those that are the same, which are folded away
	Long   string   // why the text is not shown
}

// A Part is a stretch of text. Side says in which text alone it stands, "" for both.
type Part struct {
	Text string
	Side string // "", first or second
	Cut  bool   // it stands for removed text
}
