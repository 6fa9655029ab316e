// Package templates draws the pages of the archive. Each page is one exported
// component that takes one view struct of the files view*.go: [HomePage] takes
// [Home], [SearchPage] takes [Search], and so on. A view holds what the page
// shows, ready to be drawn: plain strings, numbers, lists, and URLs made by the
// server. The templates decide nothing but the looks: they add thousands
// separators, plurals and the heights of bars. They ask nobody for anything
// and escape everything; no view field is ever HTML.
//
// The zero value of any field means "leave it out": no heading, list or label
// is drawn for something that is empty.
package templates

import (
	"reftel/web/templates/citations"
	"reftel/web/templates/trail"
)

// Routes that the templates themselves link to. The server serves them.
const (
	RouteHome       = "/"
	RouteSearch     = "/search" // the action of every search box; the text is parameter q
	RouteHelp       = "/help/search"
	RouteAbout      = "/about"
	RouteQuality    = "/quality"
	RouteAPI        = "/api"
	RouteList       = "/list"
	RouteOpenSearch = "/opensearch.xml"
)

// A Page is what every page has: its head, its header and its footer. All
// views embed it.
type Page struct {
	Title       string // of the page alone; the site's name is added
	Description string // one or two sentences, for result lists of search engines
	Quotation   string // what link previews quote, where it is longer than Description
	Base        string // of absolute URLs: https://cables.example.org; "" where it is not known
	Canonical   string // absolute URL, also og:url
	NoIndex     bool   // robots "noindex, follow"
	NoFollow    bool   // with NoIndex: "noindex, nofollow"
	OGType      string // "" is website; a cable is article
	OGTitle     string // "" is Title
	PrevURL     string // link rel=prev
	NextURL     string // link rel=next
	Alternates  []Alternate
	Metas       []Meta // citation_title, DCTERMS.*, …
	JSONLD      any    // drawn as application/ld+json; nil for none

	Menu  []Link // main navigation, the current one marked
	Query string // text in the search box

	Demo       bool   // the cables are fictional; says so on every page
	Version    string // of the program
	Generation string // name of the published generation
	Updated    Date   // when it was published

	Assets   Assets
	Operator Operator
	Tongues  []Tongue // the languages that the page can be read in; none where there is one
}

// Assets are the URLs of the embedded files, as static.Files.URL gives them:
// reftel.css, reftel.js, suggest.js, icon.svg, touch.png, and the fonts named in
// static.Preload.
type Assets struct {
	CSS           string
	Texts, Script string   // what scripts say, "" in English; and the script of all pages
	Suggest       string   // script of the search boxes
	List          string   // script of the reading list that a reader keeps
	Icon          string   // SVG favicon
	Touch         string   // PNG icon for phones, may be empty
	Fonts         []string // woff2 files worth a preload
}

// An Alternate is another form of the page: link rel=alternate.
type Alternate struct {
	Type  string // application/json, application/atom+xml
	Title string
	Href  string
}

// A Meta is a meta element of the head.
type Meta struct {
	Name    string
	Content string
}

// Home is the view of [HomePage].
type Home struct {
	Page
	Lead     string    // one sentence: what this is
	Examples []Example // searches to try
	Totals   []Total   // what the archive holds
	Span     string    // "from 1966 to 2010"
	Years    Histogram
	Ways     []Way    // by TAGS, by person, by country, …
	Lines    []string // about the archive
	More     []Link   // where more of it is told

	CablesTitle string // "Latest cables"
	Cables      []CableItem
	CablesAll   *Link
}

// Search is the view of [SearchPage]: results, filters, or why there are none.
type Search struct {
	Page           // Query is the text in the large box
	Total   int    // cables found
	ReadAs  string // how the query was read, when it says more than the query
	Notes   []string
	Problem string // why the request was refused
	More    *Link  // cables with all but one of the words
	Fewer   string // which of the words the results have, "" for all
	Compare string // the comparison over time that begins with it; "" for none

	Leads      []Lead // people, organisations and places whose name the text is
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
	Sizes []Option // parameter size

	Results    []CableItem
	Copies     *Link // cables that stand behind copies of them; to the list of each
	Pagination Pagination

	// With no results:
	Lacking     []Lacking   // parts of the query that no cable has
	Relaxed     []Selection // each filter whose removal would help, with the count that it gives
	Suggestions []Link      // other spellings, phrase as words; with counts
	Examples    []Example
}

// Cable is the view of [CablePage].
type Cable struct {
	Page
	Trail  *trail.Trail // when the reader came from a search
	Crumbs []Link       // else: the way from the home page

	ID              string
	IDInferred      bool
	Pick            string // puts it on the reading list
	Subject         string // readable subject, the heading
	SubjectParts    []Part // the same with matches; "" draws Subject
	SubjectRuns     []Run  // the same with the marks of notes
	SubjectSent     string // as sent, when it reads otherwise
	SubjectInferred bool
	Lang            string // of the text, ISO 639-1; "" is English
	Date            Date
	DateNotes       []Run // marks of notes on the date
	Volume          *InVolume
	Classification  Classification
	Captions        []Caption
	From            string
	To              []string

	Facts    []Fact // the metadata, decoded, in the order of the page
	Warnings []Note // notes on this text

	Matches *trail.Matches // of the search, nil for none

	References []Reference
	CitedBy    []CableItem
	CitedByAll *Link       // when there are more
	CitedCount int         // how many cite this in all
	Similar    []CableItem // each with a note that says why

	Copies       []CableItem // with nearly the same text
	CopyCount    int         // how many there are in all
	CopiesAll    string      // search for the cable and all of them
	Versions     []Version   // sources of this cable, when there are several, the first ones
	AllVersions  string      // page of them
	VersionCount int         // how many there are in all

	SameNumber []CableItem // other telegrams that bear its number

	Thread        *Thread // of the cables that it hangs together with
	CompareCopies []Link  // its text beside that of each copy
	CompareNumber []Link  // beside that of each telegram of its number

	Reading    Reading // how the text is shown
	Capitals   bool    // the text is in capitals
	Parts      *Parts  // of a long text; Paragraphs are those of one
	Paragraphs []Paragraph
	Footnotes  []Footnote
	NoText     string // why there are no paragraphs

	Names  []Way  // entities by kind with counts
	Shorts []Fact // abbreviations of the text with their meanings; Term is one

	Earlier *Neighbour // the cable before it from the same post
	Later   *Neighbour

	Raw      string // URL of the text as received
	Forms    []Link // JSON, plain text
	Source   []Fact // provenance
	Citation citations.Citation
}

// Quotation is the view of [QuotationPage], the permalink page of one
// paragraph.
type Quotation struct {
	Page
	Trail          *trail.Trail // when the reader came from a search
	Hits           *trail.Hits  // its matches in this paragraph
	CableID        string
	IDInferred     bool
	CableTitle     string
	Pick           string // puts the paragraph on the reading list
	CableHref      string // the whole cable at this paragraph: /cable/ID#par3
	Date           Date
	From           string
	To             []string
	Classification Classification
	Captions       []Caption

	Volume    *InVolume
	Lang      string // of the text, ISO 639-1; "" is English
	Capitals  bool   // the text is in capitals
	Paragraph Paragraph
	Footnotes []Footnote // of the paragraph
	Before    *Paragraph
	After     *Paragraph
	Of        int    // paragraphs in the cable
	Place     int    // this is number so many, from 1
	Prev      string // permalink page of the paragraph before
	Next      string

	Status   LinkStatus
	Notice   string // a sentence in words when Status is not LinkExact
	Text     string // quotation with its source, ready to be pasted
	Citation citations.Citation
	Embed    string // what shows the paragraph in a page elsewhere, ready to be pasted
}

// A LinkStatus says how a link with a fingerprint was understood.
type LinkStatus string

// The states of a link.
const (
	LinkExact   LinkStatus = ""        // the text is as it was
	LinkMoved   LinkStatus = "moved"   // found under another number
	LinkChanged LinkStatus = "changed" // the text has changed since
)

// Subject is the view of [SubjectPage]: a tag, a post, a person, a place.
type Subject struct {
	Page
	Crumbs  []Link
	Kind    string // in words: "TAGS subject", "Person", "Post"
	Name    string // heading
	Code    string // PREL, MEXICO
	Meaning string // one or two sentences
	Facts   []Fact
	Total   int

	Told     []Fact // of a name: who bears it, other names, first and last cable
	Mentions string // to the sentences that name it

	Years   Histogram
	Related []Way // TAGS, people and places that go with it

	SearchHref   string   // the same as a search with all filters
	SearchHidden []Hidden // of the form that searches within

	Sorts      []Link
	Cables     []CableItem
	Pagination Pagination
}

// Mentions is the view of [MentionsPage]: cables with the sentences that name
// something, as their snippets.
type Mentions struct {
	Page
	Crumbs     []Link
	Kind       string // in words
	Name       string
	Total      int // cables
	Sentences  int // of the one cable, where the page is about one
	Cables     []CableItem
	Pagination Pagination
}

// Index is the view of [IndexPage]: all tags, posts, names of a kind, or all
// values of a facet within a search.
type Index struct {
	Page
	Crumbs     []Link
	Kinds      []Link      // other lists of the same family
	Selections []Selection // when within a search
	Said       string      // which cables the chosen values and another one give, in words
	Switch     *Link       // from any of the chosen values to all of them, or back
	Prefix     string      // value of the field "starts with", parameter prefix
	Hidden     []Hidden    // of its form, whose action is Action
	Action     string
	Letters    []Link // A to Z; no Href when there is nothing
	Sorts      []Link // by count, A to Z
	Items      []Item // the values
	Total      int    // values in all
	Pagination Pagination
}

// Dates is the view of [DatesPage]: years, or the months of one year, or the
// cables of one month or one day.
type Dates struct {
	Page
	Crumbs     []Link
	Total      int
	Before     *Link // the nearest year, month or day before that has cables
	After      *Link
	Note       string // why there are none
	Compare    string // the comparison of searches over time; "" for no link
	Years      Histogram
	Month      Calendar // of a month, in place of bars
	Rows       []DateRow
	Cables     []CableItem
	Pagination Pagination
}

// A Calendar is a month as a table of its weeks.
type Calendar struct {
	Title string
	Weeks [][7]CalendarDay // from Monday
	Note  string           // cables that no day counts
}

// A CalendarDay is one day of a month; without a number it is of another.
type CalendarDay struct {
	Day   int
	Date  string // its whole name: 18 May 1974
	Href  string // "" when Count is 0
	Count int
	Shade int // from 1 to 4, by its count among those of the month
}

// Stub is the view of [StubPage]: a cable that is cited here but not held.
type Stub struct {
	Page
	Trail      *trail.Trail // when the reader came from a search
	ID         string
	Facts      []Fact // what its id tells: post, year, number
	CitedBy    []CableItem
	Total      int    // how many cite it in all
	SearchHref string // the id in full text
}

// Gone is the view of [GonePage]: published once, not in the archive now (410).
type Gone struct {
	Page
	Trail   *trail.Trail // when the reader came from a search
	ID      string
	Reason  string // why it was withdrawn; "" where none was given
	Since   Date
	CitedBy []CableItem
	Total   int // how many cite it in all
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
	More     []Link // where more is told
	Facts    []Fact // version, generation, sources
}
