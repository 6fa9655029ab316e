package templates

// Leads stand above the results of a search: what the text may mean besides
// its words.

func jumpTitle(n int) string {
	if n == 1 {
		return "Go to the cable"
	}
	return "Go to a cable"
}

// A Jump is a cable that the text of a search names by its id.
type Jump struct {
	ID       string
	Title    string // "" when the cable is not held
	Href     string
	Date     Date
	Note     string // how the id was read, or that the cable is not held
	Inferred bool   // the note tells a guess
}
