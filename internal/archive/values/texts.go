package values

import "reftel/internal/cable"

// EachProse calls f with the subject and the text of a cable. With EachAddition
// these are all the words that are searched.
func EachProse(c *cable.Cable, f func(text string, subject bool)) {
	f(c.Subject, true)
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		if p.Heading != "" {
			f(p.Heading, false)
		}
		f(p.Text, false)
	}
}

// EachAddition calls f with what follows the text: editors' notes and names.
func EachAddition(c *cable.Cable, f func(text string, subject bool)) {
	for i := range c.Notes {
		f(c.Notes[i].Text, false)
	}
	for _, s := range c.Signers {
		f(s, false)
	}
	if c.ClassifiedBy != "" {
		f(c.ClassifiedBy, false)
	}
}
