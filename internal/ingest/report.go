package ingest

import (
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"sort"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names/gather"
	"reftel/internal/ingest/names/kinds"
	"reftel/internal/ingest/source"
	"reftel/internal/text/visible"
)

// examples is how many cases the report gives for a kind of doubt; of lost words
// it gives each.
const examples = 3

// listedParts is how many refused parts of a file are listed.
const listedParts = 1000

// A Report says what an ingest read, what it refused and what it doubted.
type Report struct {
	Files   int            `json:"files"`            // files read
	Passed  int            `json:"passed,omitempty"` // files of systems (.DS_Store, __MACOSX), passed over
	Bytes   int64          `json:"bytes"`            // of cables read
	Cables  int            `json:"cables"`
	Formats map[string]int `json:"formats"` // cables by format
	// References counts what cables cite, over the whole input.
	References References   `json:"references"`
	Refused    []Refused    `json:"refused"`
	Doubts     []DoubtCount `json:"doubts"` // most frequent first
	// Names are the things that the cables name, Proposals pairs of names that may
	// be one thing. They are kept elsewhere.
	Names     authority.File    `json:"-"`
	Proposals []gather.Proposal `json:"-"`
	// Kinds are what all cables together say of names that were recognised as two kinds. It
	// is known when all were handed on: who keeps them applies it.
	Kinds kinds.Kinds `json:"-"`

	refusing string // file of the last refusal
	parts    int    // how many of its parts were refused

	doubtful map[string]*DoubtCount
	cases    map[string][]archive.DoubtCase // by kind, for readers
	seed     maphash.Seed
	ids      map[uint64]bool // hashes of the ids read
	cited    []citation
}

// References says where the references of all cables lead.
type References struct {
	Cables   int            `json:"cables"`   // references to cables
	Resolved int            `json:"resolved"` // to a cable of this input
	Absent   int            `json:"absent"`   // to a cable that is not in it
	NoYear   int            `json:"no_year"`  // to a cable of a year that nothing tells
	Others   map[string]int `json:"others"`   // by kind: email, report, other …
	Examples []string       `json:"examples"` // of absent cables
}

// A citation is a reference to a cable, small enough to keep for all.
type citation struct {
	hash uint64
	text string // for the first ones alone
}

// Refused is one file, or a part of one, that is kept out of the archive.
type Refused struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// A DoubtCount says how often something was doubtful, with a few cases.
type DoubtCount struct {
	Kind     string   `json:"kind"`
	Count    int      `json:"count"`
	Examples []string `json:"examples"`
}

func newReport() *Report {
	return &Report{
		Formats: map[string]int{}, Refused: []Refused{}, Doubts: []DoubtCount{}, References: References{Others: map[string]int{}},
		doubtful: map[string]*DoubtCount{}, cases: map[string][]archive.DoubtCase{}, seed: maphash.MakeSeed(), ids: map[uint64]bool{},
	}
}

// refuse notes what is kept out. Of the parts of one file it lists the first
// listedParts and counts the others, so that no file can fill the memory with its
// refusals.
func (r *Report) refuse(x *source.Refusal) {
	file, _, part := strings.Cut(x.Path, "#")
	if !part || file != r.refusing {
		r.tellMore()
		r.refusing, r.parts = file, 0
	}
	if r.parts++; part && r.parts > listedParts {
		return
	}
	r.Refused = append(r.Refused, Refused{Path: x.Path, Line: x.Line, Reason: x.Reason})
}

// tellMore notes how many parts of a file are refused beyond those that are listed.
func (r *Report) tellMore() {
	if more := r.parts - listedParts; more > 0 {
		r.Refused = append(r.Refused, Refused{Path: r.refusing, Reason: fmt.Sprintf("%d more parts of it are refused; the first %d are listed", more, listedParts)})
	}
	r.parts = 0
}

func (r *Report) add(c *cable.Cable) {
	r.Cables++
	r.Bytes += int64(c.Source.Bytes)
	r.Formats[c.Source.Format]++
	for _, d := range c.Doubts {
		r.doubt(c, d)
	}
	id := maphash.String(r.seed, c.ID)
	if r.ids[id] {
		r.doubt(c, cable.Doubt{Kind: "several records under one id", Detail: c.Source.Path})
	}
	r.ids[id] = true
	for _, x := range c.References {
		switch {
		case x.Kind != "cable":
			r.References.Others[x.Kind]++
		case x.ID == "":
			r.References.Cables++
			r.References.NoYear++
		default:
			r.References.Cables++
			cite := citation{hash: maphash.String(r.seed, x.ID)}
			if len(r.cited) < 1000 {
				cite.text = c.ID + " cites " + x.ID
			}
			r.cited = append(r.cited, cite)
		}
	}
}

func (r *Report) doubt(c *cable.Cable, d cable.Doubt) {
	n := r.doubtful[d.Kind]
	if n == nil {
		n = &DoubtCount{Kind: d.Kind}
		r.doubtful[d.Kind] = n
	}
	n.Count++
	if len(r.cases[d.Kind]) < examples {
		r.cases[d.Kind] = append(r.cases[d.Kind], archive.DoubtCase{ID: c.ID, Detail: told(d.Detail, c.Source.Path)})
	}
	if len(n.Examples) < examples || d.Kind == wordsLost {
		e := c.ID
		if d.Detail != "" {
			e += ": " + d.Detail
		}
		n.Examples = append(n.Examples, e)
	}
}

func (r *Report) finish() {
	r.tellMore()
	for _, c := range r.cited {
		if r.ids[c.hash] {
			r.References.Resolved++
			continue
		}
		r.References.Absent++
		if c.text != "" && len(r.References.Examples) < examples {
			r.References.Examples = append(r.References.Examples, c.text)
		}
	}
	r.cited, r.ids = nil, nil // a report is kept until the archive is published
	for _, n := range r.doubtful {
		r.Doubts = append(r.Doubts, *n)
	}
	sort.Slice(r.Doubts, func(i, j int) bool {
		if r.Doubts[i].Count != r.Doubts[j].Count {
			return r.Doubts[i].Count > r.Doubts[j].Count
		}
		return r.Doubts[i].Kind < r.Doubts[j].Kind
	})
	slices.SortStableFunc(r.Refused, func(a, b Refused) int { return strings.Compare(a.Path, b.Path) })
}

// WriteTo writes the summary for people.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "read: %d files, %.1f MB of cables\n", r.Files, float64(r.Bytes)/1e6)
	if r.Passed > 0 {
		fmt.Fprintf(&b, "passed over: %d files that a system put beside the others (__MACOSX, .DS_Store, Thumbs.db)\n", r.Passed)
	}
	formats := make([]string, 0, len(r.Formats))
	for f := range r.Formats {
		formats = append(formats, f)
	}
	slices.Sort(formats)
	fmt.Fprintf(&b, "parsed: %d cables", r.Cables)
	for i, f := range formats {
		sep := ", "
		if i == 0 {
			sep = ": "
		}
		fmt.Fprintf(&b, "%s%d %s", sep, r.Formats[f], f)
	}
	b.WriteByte('\n')
	x := r.References
	fmt.Fprintf(&b, "references to cables: %d (%d held, %d absent, %d without a year)", x.Cables, x.Resolved, x.Absent, x.NoYear)
	kinds := make([]string, 0, len(x.Others))
	for k := range x.Others {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		fmt.Fprintf(&b, ", %s %d", k, x.Others[k])
	}
	b.WriteByte('\n')
	for _, d := range r.Doubts {
		fmt.Fprintf(&b, "doubt: %d × %s (%s)\n", d.Count, visible.Line(d.Kind), shownCases(d.Examples, d.Count))
	}
	fmt.Fprintf(&b, "refused: %d\n", len(r.Refused))
	_ = r.WriteRefused(&b, "  ") // a Builder takes all
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
