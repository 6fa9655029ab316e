package archive

import (
	"time"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// A Summary is what a list shows of a cable.
type Summary struct {
	ID             string
	IDInferred     bool   // any part of the id was inferred
	Title          string // readable subject, or a name made of the id
	Subject        string // as sent
	Date           cable.Date
	DateInferred   bool
	Origin         cable.Post
	From           string
	To             []string
	Classification string
	Captions       []string
	Cites          []Cited // cables alone; nil in generations that do not tell
	Printed        string  `json:",omitempty"` // the volume and the number that it was printed under
}

// A Cited is a reference to a cable: its id as the citing one has it, and the letter
// by which that calls it (ref A).
type Cited struct {
	ID       string
	Letter   string `json:",omitempty"`
	Inferred bool   `json:",omitempty"` // a part of the id was inferred
}

// A Result is one page of answers to a request.
type Result struct {
	Total    int // cables found
	Folded   int // of which so many are not listed, because a copy stands for them
	Hits     []Hit
	Facets   []FacetCounts   // in the order of query.Facets
	Timeline Timeline        // divides Request.Period
	Notes    []query.Message // sentences for readers, e.g. that a prefix was cut short
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
	Cut      bool      // its texts are so long that only their beginning was looked through

	Added, Changed time.Time // as in the history of the archive
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

// A Span is a piece of a text in characters (Unicode code points), End
// excluded.
type Span struct{ Start, End int }

// A Place is where a cable stands among the hits of a request, with the ids
// around it. Prev and Next are "" at the ends, ID beyond them.
type Place struct {
	ID, Prev, Next string
	Total          int // rows of the list
}

// FacetCounts are the values of one facet among the hits, most frequent first.
// They ignore the facet's own selection and follow everything else. Values of the
// facet that must all hold are followed too.
type FacetCounts struct {
	Facet    query.Facet
	Buckets  []Bucket // the top ones, and every selected one even with no hits
	Distinct int      // how many values have hits
	About    bool     // Distinct is nearly so many: an engine need not look through all
	Missing  int      // hits without a value
}

// A Bucket is one value with its count. Label is what readers see (PREL is
// "External political relations"); it may equal Value.
type Bucket struct {
	Value    string
	Label    string
	Count    int
	Within   int // of the hits themselves: what is left if it must hold beside all that is chosen
	Selected bool
	Excluded bool
}

// FacetOptions choose a page of all values of a facet.
type FacetOptions struct {
	Prefix string // words of the value, its label or another of its names start so; case and accents do not matter
	ByName bool   // else by count
	Page   int    // from 1
	Size   int    // 0: 100
}

// A FacetPage is one page of all values of a facet.
type FacetPage struct {
	FacetCounts
	Letters string // "ABD…": with which letters of A to Z a word of some value with hits begins, or of another of its names
	Total   int    // values that fit the prefix and have hits, or all with hits
	Page    int
	Size    int
}

// A Timeline counts cables by date: those that a request would find if it chose
// no dates and no years. Each of them is in one bucket, in Vague, in Undated or
// outside of the period.
type Timeline struct {
	Period  cable.Date   // what is divided: nothing known for all time, a year, or a month
	Buckets []DateBucket // each year of the archive, month of the year or day of the month, empty ones too
	Vague   int          // cables of the period that tell no month, or no day
	Undated int
}

// A DateBucket is one year, month or day.
type DateBucket struct {
	Date  cable.Date
	Count int
	Held  int // all cables of the archive that are of it
}

// Busiest is the year of most of the cables, 0 where no year has any.
func (t *Timeline) Busiest() int {
	var year, most int
	for _, b := range t.Buckets {
		if b.Count > most {
			year, most = b.Date.Year, b.Count
		}
	}
	return year
}

// A Suggestion completes what a reader types. Kind is a field of the search
// box: tag, from, per, org, loc, misc or id.
type Suggestion struct {
	Kind  query.Field
	Value string
	Label string
	Also  string // another name of the value, where that is what was typed
	Count int
}

// A Likeness is a cable that is like another, and why.
type Likeness struct {
	Summary
	Words []string // shared words that tell most, folded
	Tags  []string // shared TAGS codes
}
