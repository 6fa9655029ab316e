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
