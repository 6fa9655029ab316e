package index

import (
	"context"
	"errors"
	"time"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// A Summary is what a list shows of a cable.
type Summary struct {
	ID             string
	IDInferred     bool
	Title          string // readable subject, or a name made of the id
	Subject        string // as sent
	Date           cable.Date
	DateInferred   bool
	Origin         cable.Post
	From           string
	To             []string
	Classification string
	Captions       []string
}

// A Result is one page of answers to a request.
type Result struct {
	Total    int // cables found
	Folded   int // of which so many are not listed, because a copy stands for them
	Hits     []Hit
	Facets   []FacetCounts // in the order of query.Facets
	Timeline Timeline      // divides Request.Period
	Notes    []string      // sentences for readers, e.g. that a prefix was cut short
	Took     time.Duration
}

// Listed is how many hits the pages of the result have.
func (r *Result) Listed() int { return r.Total - r.Folded }

// A Hit is a cable that matched, with its best paragraphs.
type Hit struct {
	Summary
	Score    float64
	Snippets []Snippet // best first, at most 3
	Copies   int       // other cables here with nearly the same text
}

// A Snippet is a piece of one paragraph. Its parts joined are its text.
type Snippet struct {
	Anchor string // of the paragraph
	Number int
	Mark   string
	Parts  []Part
}

// A Part of a text is either matched by the query or not.
type Part struct {
	Text  string
	Match bool
}

// FacetCounts are the values of one facet among the hits, most frequent first.
// They ignore the facet's own selection and follow everything else.
type FacetCounts struct {
	Facet    query.Facet
	Buckets  []Bucket // the top ones, and every selected one even with no hits
	Distinct int      // how many values have hits
	Missing  int      // hits without a value
}

// A Bucket is one value with its count. Label is what readers see (PREL is
// "External political relations"); it may equal Value.
type Bucket struct {
	Value    string
	Label    string
	Count    int
	Selected bool
	Excluded bool
}

// Lookup states what an id leads to.
type Lookup int

// The states of an id.
const (
	Unknown Lookup = iota // never seen
	Held                  // the id of a cable here
	Alias                 // another id of a cable here: Canonical tells
	Absent                // cited by cables here, not held itself
	Gone                  // was published once and was withdrawn
)

// Stats describe a generation as a whole.
type Stats struct {
	Cables      int
	Paragraphs  int
	First, Last cable.Date
	Undated     int
	Posts       int
	Entities    int
	References  int // cable references
	Resolved    int // of which lead to a cable here
}

// ErrNotFound is the answer for an id that no cable here has.
var ErrNotFound = errors.New("no such cable")

// ErrBadRequest marks a request that names what does not exist: a facet, an
// order, a page below 1.
var ErrBadRequest = errors.New("bad request")

// ErrBusy is returned by Create while another ingest holds the archive.
var ErrBusy = errors.New("another ingest is running")

// ErrShrunk is returned by Publish when the archive would lose more than a
// twentieth of its cables and BuildOptions.AllowShrink is not set.
var ErrShrunk = errors.New("fewer cables than before")

// ErrNoGeneration says that nothing was published in a data folder yet.
var ErrNoGeneration = errors.New("nothing was published yet")

// A Generation names one published state of the archive.
type Generation struct {
	ID           string // name of its folder
	Built        time.Time
	ManifestHash string // SHA-256, hex
	Cables       int
}

// BuildOptions say how a generation is built. The zero value is useful.
type BuildOptions struct {
	Tool        string         // program and version, for the manifest
	AllowShrink bool           // publish even when many cables are gone
	Workers     int            // 0: one a core
	Keep        int            // generations to keep, 0: 2
	Progress    func(Progress) // called from one goroutine at a time; may be nil
}

// Progress is a step of a build. Total is 0 where it is not known.
type Progress struct {
	Stage string // "read", "sort", "write", "index", "verify", "publish"
	Done  int
	Total int
}

// A Report is kept with a generation.
type Report struct {
	Sources  []SourceFile `json:"sources,omitempty"`
	Rejected []Rejected   `json:"rejected,omitempty"`
}

// A SourceFile is one input of an ingest.
type SourceFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Format string `json:"format,omitempty"`
	Cables int    `json:"cables"`
}

// Rejected is an input, or a part of one, that did not become a cable.
type Rejected struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// A Version is one source that was read for a cable. The first version of a
// cable is the one that is shown.
type Version struct {
	Source cable.Source `json:"source"`
	Raw    []byte       `json:"-"` // the source byte for byte
}

// A RefTarget is a reference and where it leads. Canonical, IDInferred
// and Title are set for Held and Alias, Canonical alone for Absent and Gone.
type RefTarget struct {
	cable.Reference
	State      Lookup
	Canonical  string
	IDInferred bool
	Title      string
}

// A Span is a piece of a text in characters (Unicode code points), End
// excluded.
type Span struct{ Start, End int }

// FacetOptions choose a page of all values of a facet.
type FacetOptions struct {
	Prefix string // words of the value or its label start so; case and accents do not matter
	ByName bool   // else by count
	Page   int    // from 1
	Size   int    // 0: 100
}

// A FacetPage is one page of all values of a facet.
type FacetPage struct {
	FacetCounts
	Letters string // "ABD…": with which letters of A to Z a word of some value with hits begins
	Total   int    // values that fit the prefix and have hits, or all with hits
	Page    int
	Size    int
}

// A Suggestion completes what a reader types. Kind is a field of the search
// box: tag, from, per, org, loc, misc or id.
type Suggestion struct {
	Kind  query.Field
	Value string
	Label string
	Count int
}

// A VerifyReport says what Verify found. Problems is empty when all is well.
type VerifyReport struct {
	Generation Generation
	Files      int
	Bytes      int64
	Problems   []string
}

// A Searcher is what the pages need of an archive to search it.
type Searcher interface {
	Search(ctx context.Context, r query.Request) (*Result, error)
	FacetValues(ctx context.Context, r query.Request, f query.Facet, o FacetOptions) (*FacetPage, error)
}
