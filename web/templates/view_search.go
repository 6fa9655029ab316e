package templates

// Search is the view of [SearchPage]: results, filters, or why there are none.
type Search struct {
	Page           // Query is the text in the large box
	Total   int    // cables found
	ReadAs  string // how the query was read, when it says more than the query
	Notes   []string
	Problem string // something went wrong but not everything: time ran out

	Jumps      []Jump // cables that the text names by their ids
	DidYouMean *Link  // the query in another spelling
	Meanings   []Meaning

	Selections []Selection
	ClearAll   string
	Hidden     []Hidden // filters, so that they survive a new query

	Facets []Facet
	Since  DateInput
	Until  DateInput
	Years  Histogram

	Sorts []Option // parameter sort
	Sizes []Option // parameter size; may be empty

	Results    []CableItem
	Copies     *Link // cables that stand behind copies of them; to the list of each
	Pagination Pagination

	// With no results:
	Relaxed     []Selection // each filter whose removal would help, with the count that it gives
	Suggestions []Link      // other spellings, phrase as words; with counts
	Examples    []Example

	Downloads []Link // CSV, JSON, RIS, Atom
}

// A Selection is a filter that is applied, and the way to take it off.
type Selection struct {
	Label   string // "TAGS", "Since"
	Value   string // "PREL External political relations"
	Exclude bool   // the filter says: not this
	Remove  string // URL without it
	Count   int    // in Relaxed: cables without this filter
}

// A Facet is one group of the filter panel.
type Facet struct {
	Key    string // unique on the page: tag
	Title  string // TAGS
	Open   bool   // drawn open; facets with a selection should be
	Values []FacetValue
	All    *Link // "Show all 214 TAGS" page; Count is how many
}

// A FacetValue is one value of a facet with its count among the results.
type FacetValue struct {
	Label    string
	Code     string // of a tag, shown before the label
	Count    int
	Href     string // adds it; when Selected or Excluded, takes it off
	Exclude  string // URL that excludes it; "" for no such link
	Selected bool
	Excluded bool
	Missing  bool // stands for "has no value": Label says it
}

// A DateInput is a text field for a date.
type DateInput struct {
	Value string
	Error string // why Value could not be read
}
