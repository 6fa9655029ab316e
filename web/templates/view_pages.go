package templates

// Home is the view of [HomePage].
type Home struct {
	Page
	Lead     string    // one sentence: what this is
	Examples []Example // searches to try
	Totals   []Total   // what the archive holds
	Span     string    // "from 1966 to 2010"
	Years    Histogram
	Ways     []Way // by post, by TAGS, by person, …

	CablesTitle string // "First cables" or "Latest cables"
	Cables      []CableItem
	CablesAll   *Link
}

// An Example is a search to try.
type Example struct {
	Query   string // as typed in the box
	Href    string
	Meaning string // what it does, on the help page
}

// A Total is one figure of what the archive holds. Label is drawn as given:
// "cables", "posts".
type Total struct {
	Count int
	Label string
	Href  string
}

// A Way is a way into the archive, or a list of values that go with a subject.
type Way struct {
	ID    string // unique on the page; becomes the id of the heading
	Title string
	Intro string
	Items []Item
	All   *Link // "All 214 posts"
}

// Subject is the view of [SubjectPage]: a tag, a post, a person, a place.
type Subject struct {
	Page
	Crumbs  []Link
	Kind    string // in words: "TAGS subject", "Person", "Post"
	Name    string // heading
	Code    string // PREL, MEXICO
	Meaning string // one or two sentences
	Also    []string
	Facts   []Fact
	Total   int

	Years   Histogram
	Related []Way // TAGS, people and places that go with it

	SearchHref   string   // the same as a search with all filters
	SearchHidden []Hidden // of the form that searches within

	ListTitle  string // "Cables from Mexico City"
	Sorts      []Link
	Cables     []CableItem
	Pagination Pagination
	Links      []Link // elsewhere: feeds, authority files
}

// Index is the view of [IndexPage]: all tags, posts, names of a kind, or all
// values of a facet within a search.
type Index struct {
	Page
	Crumbs     []Link
	Heading    string
	Intro      string
	Kinds      []Link      // other lists of the same family
	Selections []Selection // when within a search
	Prefix     string      // value of the field "starts with", parameter prefix
	HasPrefix  bool        // draw that field
	Hidden     []Hidden    // of its form, whose action is Action
	Action     string
	Letters    []Link // A to Z; no Href when there is nothing
	Sorts      []Link // by count, A to Z
	Groups     []Way  // one without a title is a plain list
	Total      int    // values in all
	Unit       string // "posts"
	Pagination Pagination
}

// Dates is the view of [DatesPage]: years, or the months of one year, or the
// cables of one month.
type Dates struct {
	Page
	Crumbs     []Link
	Heading    string
	Intro      string
	Total      int
	Years      Histogram
	Rows       []DateRow
	Cables     []CableItem
	Pagination Pagination
}

// A DateRow is a year with its months, or a month alone.
type DateRow struct {
	Label string
	Href  string
	Count int
	Parts []Link // months with counts; no Href when there is nothing
}

// Stub is the view of [StubPage]: a cable that is cited here but not held.
type Stub struct {
	Page
	Crumbs     []Link
	ID         string
	Facts      []Fact // what its id tells: post, year, number
	Forms      []string
	CitedBy    []CableItem
	Total      int
	Pagination Pagination
	SearchHref string // the id in full text
}

// Gone is the view of [GonePage]: published once, withdrawn since (410).
type Gone struct {
	Page
	ID     string
	Reason string
	Since  Date
	Links  []Link
}

// NotFound is the view of [NotFoundPage] (404).
type NotFound struct {
	Page
	What        string // a sentence; "" is the usual one
	Suggestions []Link
}

// Failure is the view of [FailurePage] (400, 500, 503).
type Failure struct {
	Page
	Status    int
	Heading   string
	Sentence  string // what happened and what to do, in words
	RequestID string
	Retry     string // URL to try again
}

// About is the view of [AboutPage].
type About struct {
	Page
	Lead     string
	Totals   []Total
	Sections []Section
	Facts    []Fact // version, generation, sources
}

// A Section is a heading with text.
type Section struct {
	ID         string
	Title      string
	Paragraphs []string
	List       []string
	Links      []Link
}

// Help is the view of [HelpPage], the language of the search box.
type Help struct {
	Page   // its Title is the heading
	Lead   []HelpBlock
	Groups []HelpGroup
}

// A HelpGroup explains one part of the language.
type HelpGroup struct {
	ID     string
	Title  string
	Blocks []HelpBlock
}

// A HelpBlock is a paragraph or a table.
type HelpBlock struct {
	Text []HelpRun
	Rows []HelpRow
}

// A HelpRow is a term, as searches to try, with what is said of it.
type HelpRow struct {
	Term  []HelpRun
	Lines []HelpLine
}

// A HelpLine is one thing that is said of a term.
type HelpLine struct {
	Heading string // "Because"; may be empty
	Text    []HelpRun
}

// A HelpRun is a piece of a text: plain, or code, which may be a link.
type HelpRun struct {
	Text string
	Code bool
	Href string
}
