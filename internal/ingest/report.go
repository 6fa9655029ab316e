package ingest

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// examples is how many ids the report gives for a kind of doubt.
const examples = 5

// A Report says what an ingest read, what it refused and what it doubted.
type Report struct {
	Files    int            `json:"files"` // files read
	Bytes    int64          `json:"bytes"` // of cables read
	Cables   int            `json:"cables"`
	Formats  map[string]int `json:"formats"` // cables by format
	Refused  []Refused      `json:"refused"`
	Doubts   []DoubtCount   `json:"doubts"` // most frequent first
	doubtful map[string]*DoubtCount
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
	return &Report{Formats: map[string]int{}, Refused: []Refused{}, Doubts: []DoubtCount{}, doubtful: map[string]*DoubtCount{}}
}

func (r *Report) refuse(x *source.Refusal) {
	r.Refused = append(r.Refused, Refused{Path: x.Path, Line: x.Line, Reason: x.Reason})
}

func (r *Report) add(c *cable.Cable) {
	r.Cables++
	r.Bytes += int64(c.Source.Bytes)
	r.Formats[c.Source.Format]++
	for _, d := range c.Doubts {
		n := r.doubtful[d.Kind]
		if n == nil {
			n = &DoubtCount{Kind: d.Kind}
			r.doubtful[d.Kind] = n
		}
		n.Count++
		if len(n.Examples) < examples {
			e := c.ID
			if d.Detail != "" {
				e += ": " + d.Detail
			}
			n.Examples = append(n.Examples, e)
		}
	}
}

func (r *Report) finish() {
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
	for _, d := range r.Doubts {
		fmt.Fprintf(&b, "doubt: %d × %s (%s)\n", d.Count, d.Kind, strings.Join(d.Examples, "; "))
	}
	fmt.Fprintf(&b, "refused: %d\n", len(r.Refused))
	for _, x := range r.Refused {
		if x.Line > 0 {
			fmt.Fprintf(&b, "  %s:%d: %s\n", x.Path, x.Line, x.Reason)
		} else {
			fmt.Fprintf(&b, "  %s: %s\n", x.Path, x.Reason)
		}
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
