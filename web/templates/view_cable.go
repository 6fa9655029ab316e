package templates

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
