// Package citations draws how to cite a page: the sentence, more styles, and the forms that
// reference managers read. It knows strings alone.
package citations

// A Citation is how to cite the page.
type Citation struct {
	Sentence string // ready to be pasted
	Around   Around // the same for one of its paragraphs
	Styles   []Style
	BibTeX   string
	RIS      string
	Links    []Link // downloads of the same, and more forms
}

// Around are the pieces of a citation between which the script puts the paragraph that is
// quoted, and its address.
type Around struct{ Before, Between, Behind string }

// A Style is the citation in another manner. InText stands behind the words that are
// quoted.
type Style struct{ Name, Text, InText string }

// A Link leads to another form.
type Link struct{ Label, Href string }

// Given reports whether there is anything to show.
func (c Citation) Given() bool { return c.Sentence != "" || len(c.Links) > 0 }
