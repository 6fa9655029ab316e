// Package plain answers requests by reading every cable from the first word to the
// last, one after the other. It is slow and short, and knows no index: what it
// finds and counts an engine must find and count. It also makes up requests and
// cables for that.
package plain

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Reading is some cables, read.
type Reading struct {
	names  authority.File
	cables []*one // in archive order: by date, the undated last, then by id
	labels map[query.Facet]map[string]string
	stems  map[string]string   // of all words
	spelt  map[string][]string // the spellings of a folded word
	asked  map[string][]string // words of texts that were asked for
	order  []string
}

// one is a cable with its words and values.
type one struct {
	*cable.Cable
	passages []Passage
	values   map[query.Facet][]string
	copies   map[string]bool // ids of the cables of its group, its own among them
}

// Read reads cables, and under which names what they mention is counted. Of two with
// one id the fuller is kept, as an archive shows it.
func Read(cs []*cable.Cable, names authority.File) *Reading {
	fullest := map[string]*cable.Cable{}
	for _, c := range cs {
		if o := fullest[c.ID]; o == nil || textSize(c) > textSize(o) {
			fullest[c.ID] = c
		}
	}
	r := &Reading{names: names, stems: map[string]string{}, spelt: map[string][]string{}, asked: map[string][]string{}}
	for _, c := range fullest {
		r.cables = append(r.cables, &one{Cable: c, passages: Passages(c), values: valuesOf(c, names)})
	}
	slices.SortFunc(r.cables, func(a, b *one) int { return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID)) })
	for _, c := range r.cables {
		r.order = append(r.order, c.ID)
		for _, p := range c.passages {
			r.learn(&p)
			for _, w := range slices.Concat(p.Words, p.Joined) {
				if _, known := r.stems[w]; !known {
					r.stems[w] = text.Stem(w)
				}
			}
		}
	}
	r.labels = labelsOf(r.cables)
	return r
}

func textSize(c *cable.Cable) int {
	n := len(c.Subject)
	for _, p := range c.Paragraphs {
		n += len(p.Text)
	}
	return n
}

// IDs are the ids of all cables in archive order.
func (r *Reading) IDs() []string { return r.order }

// An Answer is what a request finds, and what is counted of it.
type Answer struct {
	IDs      []string // in archive order
	Facets   []archive.FacetCounts
	Timeline archive.Timeline
}

// Answer answers a request, whose order and page do not matter.
func (r *Reading) Answer(req query.Request) Answer {
	req.Filters = r.chosen(req.Filters)
	e := meant(req.Expr)
	var texts, dated []*one
	for _, c := range r.cables {
		if e != nil && !r.holds(c, e) {
			continue
		}
		texts = append(texts, c)
		if req.Since.IsZero() && req.Until.IsZero() || inRange(c.Date, req.Since, req.Until) {
			dated = append(dated, c)
		}
	}
	anyYear := req.WithoutFacet(query.Year).Filters
	out := Answer{IDs: []string{}, Timeline: r.timeline(passing(texts, anyYear, ""), req.Period())}
	for _, c := range passing(dated, req.Filters, "") {
		out.IDs = append(out.IDs, c.ID)
	}
	for _, f := range query.Facets() {
		out.Facets = append(out.Facets, r.facet(passing(dated, req.Filters, f), passing(dated, req.Filters, ""), req, f))
	}
	return out
}

// passing are the cables that pass all filters but those of one facet.
func passing(cs []*one, fs []query.Filter, but query.Facet) []*one {
	var out []*one
	for _, c := range cs {
		if passes(c, fs, but) {
			out = append(out, c)
		}
	}
	return out
}

// passes reports whether a cable passes all filters but those of one facet:
// values of a facet are alternatives, or all must hold; facets must all hold, an
// excluded value never holds. Values that must all hold are of no facet left out.
func passes(c *one, fs []query.Filter, but query.Facet) bool {
	included, met := map[query.Facet]bool{}, map[query.Facet]bool{}
	for _, f := range fs {
		every := slices.ContainsFunc(fs, func(g query.Filter) bool { return g.Facet == f.Facet && g.All })
		if f.Facet == but && (f.Exclude || !every) {
			continue
		}
		vs := c.values[f.Facet]
		has := slices.Contains(vs, f.Value) || f.Value == query.None && len(vs) == 0
		if f.Exclude {
			if has {
				return false
			}
			continue
		}
		if every && !has {
			return false
		}
		included[f.Facet] = true
		met[f.Facet] = met[f.Facet] || has
	}
	for f := range included {
		if !met[f] {
			return false
		}
	}
	return true
}
