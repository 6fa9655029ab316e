package templates

// Leads stand above the results of a search: what the text may mean besides
// its words.

// A Jump is a cable that the text of a search names by its id.
type Jump struct {
	ID       string
	Title    string // "" when the cable is not held
	Href     string
	Date     Date
	Note     string // how the id was read, or that the cable is not held
	Inferred bool   // the note tells a guess
}

func jumpTitle(n int) string {
	if n == 1 {
		return "Go to the cable"
	}
	return "Go to a cable"
}

// A Meaning is a TAGS code that words of a search stand for.
type Meaning struct {
	Code     string
	Meaning  string // External Political Relations
	Searched bool   // cables with the code are among the results
	All      Link   // all cables with the code
	Words    *Link  // the search without the code
}

func (m Meaning) said() string {
	s := " is the TAGS code of “" + m.Meaning + "”"
	if m.Searched {
		s += "; cables with it are found too"
	}
	return s + "."
}
