// Package trail draws how a reader came to a cable and what was searched for in it:
// the ways back, the results before and after, the matches and the ways between
// them. It knows templ alone; its views are filled like those of package templates.
package trail

// A Trail is the ways back: to the results, and to the cables from which references
// were followed to this one.
type Trail struct {
	Back     string // URL of the results; "" where there was no search
	Query    string // what was searched; may be empty
	Via      []Step // the cables on the way here, the last one is where the reader came from
	Position string // "3 of 1,245"; "" where it is not known
	Prev     string // URL of the result before, or ""
	Next     string
	Note     string // why there is no position, a sentence
}

// A Step is a cable on the way.
type Step struct {
	ID   string
	Href string
}

// Matches is what the search found in a cable.
type Matches struct {
	Label  string // "13 matches"
	Where  string // "13 matches in 7 places"
	First  string // of the numbered ones: #match-1; "" where none is
	Of     int    // how many are numbered
	Places []Place
}

// A Place is where there are matches.
type Place struct {
	Label string // "¶ 3", "Subject", "TAGS: PREL"
	Name  string // the same in words, where the label needs them
	Count int    // shown above 1
	Href  string
}

// Hits are the matches of one text, with the ways to those before and after it.
type Hits struct {
	Label   string  // "Match", "Matches"; a whole sentence where there are no numbers
	Numbers []Place // each leads to its match
	Range   bool    // the numbers are the first and the last of a row
	Of      string  // "of 13"
	Prev    *Place
	Next    *Place
}

// A Field is a property with the values for which a cable was found.
type Field struct {
	Term   string // TAGS
	Values []string
}

// spoken is the name of an arrow: Previous match, ¶ 3.
func spoken(name, place string) string {
	if place == "" {
		return name
	}
	return name + ", " + place
}
