// Package templates draws the pages of the archive. Each page is one exported
// component that takes one view struct of this file: [HomePage] takes [Home],
// [SearchPage] takes [Search], and so on. A view holds what the page shows,
// ready to be drawn: plain strings, numbers, lists, and URLs made by the
// server. The templates decide nothing but the looks: they add thousands
// separators, plurals and the heights of bars. They ask nobody for anything
// and escape everything; no view field is ever HTML.
//
// The zero value of any field means "leave it out": no heading, list or label
// is drawn for something that is empty.
package templates

// Routes that the templates themselves link to. The server serves them.
const (
	RouteHome       = "/"
	RouteSearch     = "/search" // the action of every search box; the text is parameter q
	RouteHelp       = "/help/search"
	RouteAbout      = "/about"
	RouteOpenSearch = "/opensearch.xml"
)

// A Page is what every page has: its head, its header and its footer. All
// views embed it.
type Page struct {
	Site        string // name of the site; "" is Reftel
	Title       string // of the page alone; the site's name is added
	Description string // one or two sentences, for result lists of search engines
	Quotation   string // what link previews quote, where it is longer than Description
	Canonical   string // absolute URL, also og:url
	NoIndex     bool   // robots "noindex, follow"
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

	Assets Assets
}

// Assets are the URLs of the embedded files, as static.Files.URL gives them:
// reftel.css, reftel.js, suggest.js, icon.svg, touch.png, and the fonts named in
// static.Preload.
type Assets struct {
	CSS     string
	Script  string
	Suggest string   // script of the search boxes
	Icon    string   // SVG favicon
	Touch   string   // PNG icon for phones, may be empty
	Fonts   []string // woff2 files worth a preload
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

// A Link is a link with its text. Count is shown when it is above zero.
type Link struct {
	Label   string
	Href    string
	Count   int
	Current bool // aria-current
}

// A Date is a date as readers see it. ISO may be partial (1974, 1974-05).
type Date struct {
	Text     string // 18 May 1974; "" when there is none
	ISO      string
	Inferred bool // not stated in the cable but concluded
}

// An Item is one value in a list of values: a tag, a post, a name.
type Item struct {
	Label  string // what readers read: External political relations
	Code   string // PREL, shown before the label when it differs; may be empty
	Detail string // a short extra: the country of a post, the kind of a tag
	Href   string
	Count  int // cables
}

// A Histogram shows counts over time as bars that are links, and the same as a
// text list. Without bars only Undated is drawn.
type Histogram struct {
	Title   string // heading: "Cables by year"
	Bars    []Bar  // every year (or month) of the whole span, empty ones too
	Path    []Link // from all years to what the bars divide; that has no Href
	Note    string // cables that no bar counts, as those that tell no month
	Undated *Link  // cables without a date
}

// A Bar is one year, month or day of a histogram.
type Bar struct {
	Label    string // 1974, May 1974, 18 May 1974
	Tick     string // under the axis: 1974, May, 18; "" is Label
	Href     string // sets the range to this bar; "" when Count is 0
	Count    int
	Selected bool // inside the chosen range
}

// A Part of a text is either matched by the query or not.
type Part struct {
	Text  string
	Match bool
}

// A Run is a stretch of a paragraph that is one thing: plain text, the mention
// of an entity, or a reference to a cable.
type Run struct {
	Parts []Part
	Kind  RunKind
	Href  string // where the mention leads
	Name  string // normalised name, when it is not the text
}

// A RunKind says what a run of text is.
type RunKind string

// The kinds of runs.
const (
	Plain        RunKind = ""
	Person       RunKind = "per"
	Organisation RunKind = "org"
	Place        RunKind = "loc"
	Misc         RunKind = "misc"
	CableRef     RunKind = "ref"    // a cable that is held here
	AbsentRef    RunKind = "absent" // a cable that is not
	Redacted     RunKind = "redacted"
)

// A Classification is the badge of a cable. The look follows Name (SECRET,
// CONFIDENTIAL, LIMITED OFFICIAL USE, UNCLASSIFIED, …). Empty draws nothing.
type Classification struct {
	Name    string
	Meaning string // one sentence, on the cable page
	Href    string // search for it
}

// A Caption is a handling mark: NODIS, "no distribution beyond the addressee".
type Caption struct {
	Code    string
	Meaning string
	Href    string
}

// A CableItem is one cable in a list: of results, of a tag, cited by.
type CableItem struct {
	ID             string
	IDInferred     bool
	Title          string
	Href           string
	Date           Date
	From           string
	To             []string // the first is shown, the rest counted
	Classification Classification
	Captions       []Caption
	Snippets       []Snippet // best first, at most 3
	Note           string    // "as reference B, paragraph 4"
	Copies         *Link     // "3 near-identical cables"
	NoFollow       bool      // the link carries a search
	COinS          string    // for Zotero: the title of an empty span.Z3988
}

// A Snippet is a piece of one paragraph that matched.
type Snippet struct {
	Href      string // the paragraph in its cable: /cable/ID?q=…#par3
	Paragraph string // its visible number: 3; "" when it has none
	Mark      string // portion mark
	Parts     []Part
}

// Pagination leads through a list. It is left out when there is one page.
type Pagination struct {
	Label string // accessible name; "" is "Pages"
	Prev  string // URL or ""
	Next  string
	Pages []PageLink
	From  int    // number of the first item shown, from 1
	To    int    // of the last
	Total int    // of all
	Note  string // where deep paging stops: say so, and what to do
}

// A PageLink is one page number, or a gap between page numbers.
type PageLink struct {
	Number  int
	Href    string
	Current bool
	Gap     bool
}

// A Hidden field keeps a part of the state in a form.
type Hidden struct {
	Name  string
	Value string
}

// An Option is one choice of a select.
type Option struct {
	Value    string
	Label    string
	Selected bool
}

// ---------------------------------------------------------------- home

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

// ---------------------------------------------------------------- search

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

// ---------------------------------------------------------------- cable

// Cable is the view of [CablePage].
type Cable struct {
	Page
	Trail  *Trail // when the reader came from a search
	Crumbs []Link // else: the way from the home page

	ID              string
	IDInferred      bool
	Subject         string // readable subject, the heading
	SubjectParts    []Part // the same with matches; "" draws Subject
	SubjectSent     string // as sent, when it reads otherwise
	SubjectInferred bool
	Lang            string // of the text, ISO 639-1; "" is English
	Date            Date
	Classification  Classification
	Captions        []Caption
	From            string
	To              []string

	Facts    []Fact   // the metadata, decoded, in the order of the page
	Warnings []string // notes on this text

	Matches    []Link // paragraphs with matches: label "3", href "#par3"
	MatchCount int

	References []Reference
	CitedBy    []CableItem
	CitedByAll *Link       // when there are more
	CitedCount int         // how many cite this in all
	Similar    []CableItem // each with a note that says why

	Copies    []CableItem // with nearly the same text
	CopyCount int         // how many there are in all
	CopiesAll string      // search for the cable and all of them
	Versions  []Version   // sources of this cable, when there are several

	Paragraphs []Paragraph
	Footnotes  []Footnote

	Names []Way // entities by kind with counts

	Earlier *Neighbour // the cable before it from the same post
	Later   *Neighbour

	Raw      string // URL of the text as received
	Forms    []Link // JSON, TEI, …
	Source   []Fact // provenance
	Citation Citation
}

// A Version is one source that a cable was read from.
type Version struct {
	Path       string
	Format     string
	Bytes      int
	Difference string // from the version that is shown, a sentence
	Href       string // its bytes
}

// A Trail is the way back to the results, and to the results beside this one.
type Trail struct {
	Back     string // URL of the results
	Query    string // what was searched; may be empty
	Position int    // 3 of …
	Total    int
	Prev     string // URL or ""
	Next     string
}

// A Fact is one row of a definition list.
type Fact struct {
	Term   string
	Help   string // one sentence that explains the term
	Values []FactValue
}

// A FactValue is one value of a fact.
type FactValue struct {
	Text     string
	Code     string // of a tag: PREL
	Kind     string // of a tag: subject
	Detail   string // what it means, in words
	Href     string
	Inferred bool
	Mono     bool // a hash, a path: drawn in the fixed-width face
	ISO      string
}

// A Reference is one entry of the list of references.
type Reference struct {
	Letter string // A
	Kind   string // in words: cable, e-mail, memorandum
	Text   string // as printed
	ID     string // of a cable
	Href   string // to the cable, or to its stub
	Held   bool   // the cable is in this archive
	Title  string // of a cable that is held
	Date   Date
}

// A Paragraph is the unit of a link.
type Paragraph struct {
	Anchor      string // id of the element: par3
	Label       string // visible: "3", "3 (second)"; "" when it has no number
	Name        string // in words: "paragraph 3"
	Mark        string // portion mark: C, S/NF
	MarkMeaning string // Confidential
	Heading     string
	Role        string // "Summary", "Comment", "Action request"; may be empty
	Runs        []Run
	Pre         bool   // columns: keep as laid out
	Href        string // permalink page
	Link        string // absolute, with its fingerprint: what is copied
	HasMatch    bool
}

// A Footnote is a note of the editors.
type Footnote struct {
	Number string
	Anchor string // of the paragraph that it belongs to
	Text   string
}

// A Neighbour is the cable before or after.
type Neighbour struct {
	ID    string
	Title string
	Href  string
	Date  Date
}

// A Citation is how to cite the page.
type Citation struct {
	Sentence string // ready to be pasted
	URL      string // absolute
	BibTeX   string
	RIS      string
	Links    []Link // downloads of the same
}

// ---------------------------------------------------------------- quotation

// Quotation is the view of [QuotationPage], the permalink page of one
// paragraph.
type Quotation struct {
	Page
	CableID        string
	CableTitle     string
	CableHref      string // the whole cable at this paragraph: /cable/ID#par3
	Date           Date
	From           string
	To             []string
	Classification Classification
	Captions       []Caption

	Lang      string // of the text, ISO 639-1; "" is English
	Paragraph Paragraph
	Before    *Paragraph
	After     *Paragraph
	Of        int    // paragraphs in the cable
	Place     int    // this is number so many, from 1
	Prev      string // permalink page of the paragraph before
	Next      string

	Status   LinkStatus
	Notice   string // a sentence in words when Status is not LinkExact
	Text     string // quotation with its source, ready to be pasted
	Citation Citation
}

// A LinkStatus says how a link with a fingerprint was understood.
type LinkStatus string

// The states of a link.
const (
	LinkExact   LinkStatus = ""        // the text is as it was
	LinkMoved   LinkStatus = "moved"   // found under another number
	LinkChanged LinkStatus = "changed" // the text has changed since
)

// ---------------------------------------------------------------- subjects and lists

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

// ---------------------------------------------------------------- other pages

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
