package api

import "reftel/internal/cable"

// The answers of a search. Names of fields are those of a cable (`reftel parse`,
// `reftel export`) where they mean the same.

// A SearchAnswer is a page of results.
type SearchAnswer struct {
	Total      int       `json:"total" doc:"Cables found, each copy counted."`
	Listed     int       `json:"listed" doc:"Hits on all pages: of several cables with nearly the same text one stands for all."`
	Page       int       `json:"page" doc:"This page, from 1."`
	Size       int       `json:"size" doc:"Hits a page."`
	Next       string    `json:"next,omitempty" doc:"Address of the next page; absent on the last one."`
	URL        string    `json:"url" doc:"Page with the same results, for people."`
	Asked      Asked     `json:"asked" doc:"How the request was read."`
	Hits       []Hit     `json:"hits" doc:"Cables of this page, in order."`
	Facets     []Facet   `json:"facets" doc:"The most frequent values of each facet over all that was found."`
	Timeline   Timeline  `json:"timeline" doc:"What was found by date, without the dates that were chosen."`
	Notes      []string  `json:"notes,omitempty" doc:"Sentences for people: what was read otherwise than it was typed, or cut short."`
	DidYouMean *Offer    `json:"did_you_mean,omitempty" doc:"The search in another spelling, which finds more."`
	Fewer      *Offer    `json:"fewer_words,omitempty" doc:"The search with all but one of its words, where few cables have all."`
	Relaxed    []Offer   `json:"without_filter,omitempty" doc:"Where nothing is found: searches without one of the filters."`
	Rests      []Offer   `json:"without_part,omitempty" doc:"Where nothing is found: searches without some parts."`
	Named      []Found   `json:"named,omitempty" doc:"Cables that the text names by their ids."`
	Leads      []Lead    `json:"leads,omitempty" doc:"What the text is the name of: a person, a post and a date, a volume."`
	Meanings   []Meaning `json:"meanings,omitempty" doc:"TAGS codes in the text, or that it means."`
	Generation string    `json:"generation" doc:"State of the archive that answered."`
}

// An Asked is a request as it was read.
type Asked struct {
	Q       string   `json:"q,omitempty" doc:"Text of the search box."`
	Words   string   `json:"words,omitempty" doc:"most or some, where not all words are wanted: also where all were asked for and no cable has them."`
	Filters []Filter `json:"filters,omitempty" doc:"Values of facets that were chosen."`
	Since   string   `json:"since,omitempty" doc:"First date."`
	Until   string   `json:"until,omitempty" doc:"Last date."`
	Sort    string   `json:"sort" doc:"Order of the hits." enum:"relevance,oldest,newest,added"`
	Apart   bool     `json:"copies_apart,omitempty" doc:"Cables with nearly the same text are listed one by one."`
	ReadAs  string   `json:"read_as" doc:"The whole request in plain English."`
}

// A Filter is a value of a facet that was chosen.
type Filter struct {
	Param string `json:"param" doc:"Parameter that chooses it: tag, all-tag, not-tag."`
	Value string `json:"value" doc:"The value, under the name by which it is counted."`
}

// A Summary is what lists tell of a cable.
type Summary struct {
	ID             string     `json:"id" doc:"Id of the cable."`
	IDInferred     bool       `json:"id_inferred,omitempty" doc:"A part of the id was inferred."`
	Title          string     `json:"title" doc:"Subject in readable case, or a name made of the id."`
	Subject        string     `json:"subject,omitempty" doc:"Subject as sent."`
	Date           cable.Date `json:"date,omitzero" doc:"As far as it is known: 1974-05-18T16:05, 1974-05-18, 1974-05 or 1974."`
	DateInferred   bool       `json:"date_inferred,omitempty" doc:"The date was concluded."`
	Origin         cable.Post `json:"origin,omitzero" doc:"Post that sent it."`
	From           string     `json:"from,omitempty" doc:"Sender as sent."`
	To             []string   `json:"to,omitempty" doc:"Addressees as sent."`
	Classification string     `json:"classification,omitempty" doc:"Classification when it was sent."`
	Captions       []string   `json:"captions,omitempty" doc:"Handling marks."`
	Cites          []Cites    `json:"cites,omitempty" doc:"Cables that it cites."`
	Printed        string     `json:"printed,omitempty" doc:"The volume and the number that it was printed under."`
	URL            string     `json:"url" doc:"Permalink of the cable."`
}

// A Cites is a reference to a cable.
type Cites struct {
	ID       string `json:"id" doc:"Id of the cable that is cited, which need not be here."`
	Letter   string `json:"letter,omitempty" doc:"Letter by which the text calls it: ref A."`
	Inferred bool   `json:"inferred,omitempty" doc:"A part of the id was inferred."`
}

// A Hit is a cable that was found.
type Hit struct {
	Summary
	Snippets []Snippet `json:"snippets" doc:"Its best paragraphs, at most three."`
	Copies   int       `json:"copies,omitempty" doc:"Other cables here with nearly the same text."`
}

// A Snippet is a piece of a paragraph.
type Snippet struct {
	Anchor string  `json:"anchor,omitempty" doc:"Anchor of the paragraph: par3."`
	Number int     `json:"number,omitempty" doc:"Its number as printed."`
	Mark   string  `json:"mark,omitempty" doc:"Its portion mark: C."`
	URL    string  `json:"url" doc:"Permalink of the paragraph."`
	Parts  []Piece `json:"parts" doc:"The text in pieces; joined they are the snippet."`
}

// A Piece of a text is either matched or not.
type Piece struct {
	Text  string `json:"text" doc:"The piece."`
	Match bool   `json:"match,omitempty" doc:"It is what was searched for."`
}

// A Facet is the values of one facet over what was found.
type Facet struct {
	Facet    string  `json:"facet" doc:"Name of the facet, as parameters have it."`
	Title    string  `json:"title" doc:"Its name for people."`
	Distinct int     `json:"distinct" doc:"How many values occur."`
	About    bool    `json:"about,omitempty" doc:"Whether distinct is nearly so many: a cluster does not count thousands one by one."`
	Missing  int     `json:"missing" doc:"Cables without a value."`
	Values   []Value `json:"values" doc:"Values with their counts."`
}

// A Value is a value of a facet.
type Value struct {
	Value    string `json:"value" doc:"As parameters have it; -none- asks for cables without one."`
	Label    string `json:"label,omitempty" doc:"Its meaning, where that is another text."`
	Count    int    `json:"count" doc:"Cables with it, whatever else is chosen of this facet."`
	Within   int    `json:"within,omitempty" doc:"Cables that are left if it must hold beside all that is chosen."`
	Selected bool   `json:"selected,omitempty" doc:"It is chosen."`
	Excluded bool   `json:"excluded,omitempty" doc:"It is excluded."`
	URL      string `json:"url" doc:"Page of the value."`
}

// A Timeline counts cables by date.
type Timeline struct {
	Period  cable.Date `json:"period,omitzero" doc:"What is divided: absent for all time, a year or a month."`
	Buckets []Bar      `json:"buckets" doc:"Each year, month or day of it, empty ones too."`
	Vague   int        `json:"vague" doc:"Cables of the period that tell no month, or no day."`
	Undated int        `json:"undated" doc:"Cables without a date."`
}

// A Bar is one of its years, months or days.
type Bar struct {
	Date  cable.Date `json:"date" doc:"The year, month or day."`
	Count int        `json:"count" doc:"Cables found."`
	Held  int        `json:"held" doc:"All cables of the archive of that date."`
}

// An Offer is another search.
type Offer struct {
	Q       string `json:"q" doc:"Its text."`
	Without string `json:"without,omitempty" doc:"The filter that it does not have."`
	Count   int    `json:"count" doc:"Cables that it finds."`
	URL     string `json:"url" doc:"Its page."`
	API     string `json:"api" doc:"Its address here."`
}

// A Found is where an id leads.
type Found struct {
	ID      string     `json:"id" doc:"Id of the cable."`
	State   string     `json:"state" enum:"held,cited,withdrawn,unknown" doc:"It is held here, cited by cables here, was withdrawn, or is none of these."`
	Title   string     `json:"title,omitempty" doc:"Of a cable that is held."`
	Date    cable.Date `json:"date,omitzero" doc:"Of a cable that is held."`
	CitedBy int        `json:"cited_by,omitempty" doc:"Cables here that cite it, where they were counted."`
	URL     string     `json:"url" doc:"Permalink."`
}

// A Lead is a page that may be what somebody looks for.
type Lead struct {
	Kind  string `json:"kind" doc:"What it is: per, org, loc or misc for names, or a word for people."`
	Value string `json:"value" doc:"Its name."`
	Also  string `json:"also,omitempty" doc:"Another name of it, where that was typed."`
	Count int    `json:"count" doc:"Its cables."`
	URL   string `json:"url" doc:"Its page."`
}

// A Meaning is a TAGS code and what it means.
type Meaning struct {
	Tag   cable.Tag `json:"tag" doc:"The code."`
	Count int       `json:"count" doc:"Cables with it."`
	URL   string    `json:"url" doc:"Its page."`
}

// A ValuesAnswer is a page of all values of a facet.
type ValuesAnswer struct {
	Facet
	Total      int    `json:"total" doc:"Values on all pages."`
	Page       int    `json:"page" doc:"This page, from 1."`
	Size       int    `json:"size" doc:"Values a page."`
	Next       string `json:"next,omitempty" doc:"Address of the next page; absent on the last one."`
	Letters    string `json:"letters,omitempty" doc:"Letters with which some value begins."`
	URL        string `json:"url" doc:"Page with the same values."`
	Generation string `json:"generation" doc:"State of the archive that answered."`
}

// A TimelineAnswer is a timeline alone.
type TimelineAnswer struct {
	Timeline
	URL        string `json:"url" doc:"Page of the search."`
	Generation string `json:"generation" doc:"State of the archive that answered."`
}
