package templates

import (
	"reftel/web/templates/trail"
	"reftel/web/templates/words"
)

// What the views of pages are made of: first what many pages show, then the
// pieces of single pages.

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
	Detail string // a short extra: chosen, left out
	Href   string
	Count  int  // cables
	Match  bool // was searched for

	Both    *Link  // chooses it beside the chosen value: both must hold
	Exclude string // leaves it out; "" for no such link
}

// A Histogram shows counts over time as bars that are links, and the same as a
// text list. Without bars only Undated is drawn.
type Histogram struct {
	Title   string // heading: "Cables by year"
	Bars    []Bar  // every year (or decade, or month) of the span, empty ones too
	Path    []Link // from all years to what the bars divide; that has no Href
	Note    string // cables that no bar counts, as those that tell no month
	Far     []Link // what lies before and behind the span, in words
	Undated *Link  // cables without a date
	NoList  bool   // the bars are not listed besides
}

// A Bar is one year, month or day of a histogram.
type Bar struct {
	Label    string // 1974, the 1970s, May 1974, 18 May 1974
	Tick     string // under the axis: 1974, 1970s, May, 18
	Href     string // sets the range to this bar; "" when Count is 0
	Count    int
	Selected bool // inside the chosen range
	Far      bool // all that lies before the span, or behind
}

// A Part of a text is either matched by the query or not.
type Part struct {
	Text  string
	Match bool
	ID    string // of a match that can be gone to
}

// A Run is a stretch of a paragraph that is one thing: plain text, the mention
// of an entity, or a reference to a cable.
type Run struct {
	Parts []Part
	Kind  RunKind
	Href  string // where the mention leads
	Name  string // normalised name, when it is not the text; of a note its number
	ID    string // of the mark of a note
	Again bool   // an earlier mention says what it is

	Inferred string // what it rests on, in words, that this is a name, or whose; "" where the source says so
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
	Short        RunKind = "abbr"   // an abbreviation; Name is its meaning
	NoteMark     RunKind = "note"   // the mark of a note, which has no text of its own
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
	TitleParts     []Part // the same with matches; empty draws Title
	Href           string
	Date           Date
	From           string
	To             []string // the first is shown, the rest counted
	Classification Classification
	Captions       []Caption
	Snippets       []Snippet     // best first, at most 3
	Fields         []trail.Field // outside of the text
	Note           string        // "as reference B, paragraph 4"
	Printed        string        // Foreign Relations …, Volume V, Document 12
	More           *Link         // to the snippets that are not shown: "All 41 sentences"
	Copies         *Link         // "3 near-identical cables"
	NoFollow       bool          // its links carry a search
	Pick           string        // puts it on the reading list
	COinS          string        // for Zotero: the title of an empty span.Z3988
}

// A Snippet is a piece of one paragraph that matched.
type Snippet struct {
	Href      string // the page of the paragraph, with the search: /cable/ID/par3?q=…
	Paragraph string // its visible number: 3; "" when it has none
	Place     string // where it stands that is no paragraph: Subject
	Mark      string // portion mark
	Parts     []Part
	Bare      string // Href without the search
}

// Pagination leads through a list. It is left out when there is one page.
type Pagination struct {
	Prev  string // URL or ""
	Next  string
	Pages []PageLink
	From  int    // number of the first item shown, from 1
	To    int    // of the last
	Total int    // of all
	Note  string // where deep paging stops: say so, and what to do
	Forms []Link // the whole list for other programs
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

// A Selection is a filter that is applied, and the way to take it off.
type Selection struct {
	Label   string // "TAGS", "Since"
	Value   string // "PREL External political relations"
	Exclude bool   // the filter says: not this
	Join    string // to the one before, of the same facet: and, or
	Switch  *Link  // behind the last of several of a facet: all of them, or any
	Remove  string // URL without it
	Count   int    // in Relaxed: cables without this filter
}

// A Facet is one group of the filter panel.
type Facet struct {
	Title  string // TAGS
	Open   bool   // drawn open; facets with a selection should be
	Said   string // which cables the chosen values and another one give, in words
	Switch *Link  // from any of the chosen values to all of them, or back
	Values []FacetValue
	All    *Link  // "Show all 214 TAGS" page; Count is how many
	AllAt  string // its path, which the search form leads to as well
	AsForm bool   // the ways are buttons of the search form, which need no addresses
}

// A FacetValue is one value of a facet with its count among the results.
type FacetValue struct {
	Label    string
	Code     string // of a tag, shown before the label
	Count    int
	Href     string // adds it; when Selected or Excluded, takes it off
	Exclude  string // URL that excludes it; "" for no such link
	Both     *Link  // chooses it beside the chosen value: both must hold
	Selected bool
	Excluded bool
	Missing  bool   // stands for "has no value": Label says it
	Choose   Hidden // what Href adds, as a parameter of the search form
	Leave    Hidden // what Exclude adds
}

// A DateInput is a text field for a date.
type DateInput struct {
	Value string
	Error string // why Value could not be read
}

// A Jump is a cable that the text of a search names by its id.
type Jump struct {
	ID         string
	IDInferred bool   // of a cable that is held
	Title      string // "" when the cable is not held
	Href       string
	Date       Date
	Note       string // how the id was read, or that the cable is not held
	Inferred   bool   // the note tells a guess
	Citing     *Link  // the cables that cite it; nil where none does
}

// A Meaning is a TAGS code that words of a search stand for.
type Meaning struct {
	Code     string
	Meaning  string // External Political Relations
	Searched bool   // cables with the code are among the results
	All      Link   // all cables with the code
	Words    *Link  // the search without the code
}

// A Lead is a person, an organisation, a place or another name that a search asks
// for by its name. Count is how many cables have it.
type Lead struct {
	Link
	Kind string // in words: Person
	Also string // its other name, where that was typed
}

// A Lacking is a part of a search that no cable has.
type Lacking struct {
	Said   words.Message // a sentence, in whose place the words stand
	Asked  string        // the words as they were typed; "" where the sentence has them itself
	Better *Link         // the words in another spelling
}

// A Version is one source that a cable was read from.
type Version struct {
	Path       string
	Format     string
	Bytes      int
	Difference string // from the version that is shown, a sentence
	Href       string // its bytes
	Compare    string // its text beside the one that is shown
}

// A Thread leads to the cables that hang together with one by their references.
type Thread struct {
	Href   string
	Beside int    // how many it cites, or cite it
	Years  string // of those: 1974 to 1976
}

// A Fact is one row of a definition list.
type Fact struct {
	ID     string // of the element, where something leads to it
	Term   string
	Help   string // one sentence that explains the term
	Values []FactValue
}

// A FactValue is one value of a fact.
type FactValue struct {
	Text     string
	Kind     string // of a tag: subject
	Detail   string // what it means, in words
	English  string // all of the text, or the end of the detail, that a table tells
	Href     string
	Inferred bool
	Mono     bool // a hash, a path: drawn in the fixed-width face
	Match    bool // was searched for
	ISO      string
}

// A Note is a sentence on a text.
type Note struct {
	Text    string
	English bool // of what read the text, which speaks English
}

// A Reference is one entry of the list of references.
type Reference struct {
	Letter     string // A
	Kind       string // in words: cable, e-mail, memorandum
	Text       string // as printed
	ID         string // of a cable
	IDInferred bool   // of a cable that is held
	Href       string // to the cable, or to its stub
	Held       bool   // the cable is in this archive
	Title      string // of a cable that is held
	Match      bool   // was searched for
}

// A Paragraph is the unit of a link.
type Paragraph struct {
	Anchor      string // id of the element: par3
	Label       string // visible: "3", "3 (second)"; "" when it has no number
	Ordinal     string // of one without a number: its place among its kind
	Name        string // in words: "paragraph 3"
	Cited       string // as a citation tells it: "para. 3"
	Mark        string // portion mark: C, S/NF
	MarkMeaning string // Confidential
	Heading     string
	HeadingRuns []Run // the same with matches and the marks of notes; empty draws Heading
	Hits        *trail.Hits
	Role        string // "Summary", "Comment", "Action request"; may be empty
	Aside       bool   // words of the editors in place of others
	Close       bool   // the next one goes on with its list, or its dialogue
	Runs        []Run
	Pre         bool   // columns: keep as laid out
	Href        string // permalink page
	Link        string // absolute, with its fingerprint: what is copied
}

// A Footnote is a note of the editors.
type Footnote struct {
	ID     string // of the element
	Number string
	Name   string // what it is, where its number does not say it: Summary
	Anchor string // of its mark in the text
	Text   string
	Runs   []Run // the same with matches; empty draws Text
}

// An InVolume is where a document stands in a printed volume.
type InVolume struct {
	Name     string // of the volume
	Href     string
	Number   string // Document 12; may be empty
	Kind     string // editorial note; may be empty
	Previous *Neighbour
	Next     *Neighbour
}

// A Neighbour is the cable before or after.
type Neighbour struct {
	ID         string
	IDInferred bool
	Title      string
	Href       string
	Date       Date
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
	Items []Item
	All   *Link // "All 214 posts"
}

// A DateRow is a year or a month with its cables.
type DateRow struct {
	Label string
	Href  string
	Count int
}

// A Section is a heading with text.
type Section struct {
	ID         string
	Title      string
	Paragraphs []string
}
