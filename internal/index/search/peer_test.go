package search_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bsearch "github.com/blevesearch/bleve/v2/search"
	bq "github.com/blevesearch/bleve/v2/search/query"

	"reftel/internal/bench/corpus"
	"reftel/internal/cable"
	"reftel/internal/demo"
	"reftel/internal/enginetest/plain"
	"reftel/internal/ingest"
	"reftel/internal/query"
	"reftel/internal/reference"
)

// measuredCables are n cables of the synthetic corpus and those of the
// demonstration, read by the ingest, in the order of their ids. Some of the former
// lose their day or their date, and get a collection and a language, of which the
// corpus has none.
func measuredCables(t *testing.T, n int) []*cable.Cable {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	made, err := corpus.New(tables, n, 11, corpus.Dense)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := made.Write(t.Context(), dir, 1); err != nil {
		t.Fatal(err)
	}
	input, err := ingest.Path(dir)
	if err != nil {
		t.Fatal(err)
	}
	var cs []*cable.Cable
	inputs := []ingest.Input{input, {FS: demo.Cables(), Root: ".", Name: "demo"}}
	_, err = ingest.New(tables, nil).Run(t.Context(), inputs, func(c *cable.Cable, _ []byte) error {
		cs = append(cs, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	// The ingest collects in any order, and the requests are made up from it.
	// Of a cable that is here twice the fuller text is searched.
	slices.SortFunc(cs, func(a, b *cable.Cable) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), cmp.Compare(b.Source.Bytes, a.Source.Bytes))
	})
	cs = slices.CompactFunc(cs, func(a, b *cable.Cable) bool { return a.ID == b.ID })
	for i, c := range cs {
		if c.Collection == "" {
			vary(c, i)
		}
	}
	return cs
}

func vary(c *cable.Cable, i int) {
	switch {
	case i%31 == 0:
		c.Date = cable.Date{}
	case i%17 == 0:
		c.Date = cable.Date{Year: c.Date.Year, Month: c.Date.Month}
	case i%37 == 0:
		c.Date = cable.Date{Year: c.Date.Year}
	}
	c.Collection = []string{"First release", "Second release", "", "", "Release of 1998"}[i%5]
	c.Language = []string{"en", "en", "es", "fr", ""}[i*i%5]
}

// A peer is plain Bleve over the same cables. It finds words, phrases,
// beginnings, likenesses and dates, joins conditions and counts facets with
// code of its own; only the words and their stems are given to it.
type peer struct {
	index  bleve.Index
	cables map[string]*cable.Cable
	order  []string // ids in archive order: by date, the undated last, then by id
	texts  map[string][]plain.Passage
	values map[query.Facet][]string // all values of a column, in order
	named  map[string][]string      // the words of each value

	compounds []string // of two to four words, with hyphens
}

const (
	peerNone  = "none"  // names of the columns in which a cable has no value
	peerFirst = "first" // the first and the last day that a date may mean
	peerLast  = "last"
)

func newPeer(t *testing.T, cs []*cable.Cable) *peer {
	t.Helper()
	ix, err := bleve.NewUsing("", peerMapping(t), scorch.Name, scorch.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	p := &peer{index: ix, cables: map[string]*cable.Cable{}, texts: map[string][]plain.Passage{}, values: map[query.Facet][]string{}, named: map[string][]string{}}
	b := ix.NewBatch()
	for i, c := range cs {
		p.cables[c.ID], p.texts[c.ID] = c, plain.Passages(c)
		p.order = append(p.order, c.ID)
		for _, x := range p.texts[c.ID] {
			p.compounds = append(p.compounds, x.Compounds...)
		}
		for f, vs := range peerValues(c) {
			p.values[f] = append(p.values[f], vs...)
		}
		if err := b.Index(c.ID, p.document(c)); err != nil {
			t.Fatal(err)
		}
		if b.Size() == 500 || i == len(cs)-1 {
			if err := ix.Batch(b); err != nil {
				t.Fatal(err)
			}
			b.Reset()
		}
	}
	for f, vs := range p.values {
		slices.Sort(vs)
		p.values[f] = slices.Compact(vs)
		for _, v := range p.values[f] {
			p.named[v], _ = plain.Words(v)
		}
	}
	slices.SortFunc(p.order, p.inOrder)
	return p
}

// peerMapping has texts of ready words, parted by spaces, and keywords.
func peerMapping(t *testing.T) mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("spaced", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		t.Fatal(err)
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{"subject", "body"} {
		for _, kind := range []string{"", "Stem"} {
			text := bleve.NewTextFieldMapping()
			text.Analyzer, text.Store, text.IncludeInAll = "spaced", false, false
			doc.AddFieldMappingsAt(name+kind, text)
			doc.AddFieldMappingsAt(name+"Joined"+kind, bleve.NewKeywordFieldMapping())
		}
	}
	for _, f := range append(query.Facets(), "to", "ref", peerNone) {
		doc.AddFieldMappingsAt(string(f), bleve.NewKeywordFieldMapping())
	}
	for _, f := range []string{peerFirst, peerLast} {
		doc.AddFieldMappingsAt(f, bleve.NewDateTimeFieldMapping())
	}
	m.DefaultMapping = doc
	return m
}

// document is a cable as Bleve gets it. Each text is a value of its own, so
// that no phrase goes from one into the next; compounds written as one word
// stand apart, so that they are in no phrase.
func (p *peer) document(c *cable.Cable) map[string]any {
	lists := map[string][]string{}
	for _, x := range p.texts[c.ID] {
		name := "body"
		if x.Subject {
			name = "subject"
		}
		lists[name] = append(lists[name], strings.Join(x.Words, " "))
		lists[name+"Stem"] = append(lists[name+"Stem"], strings.Join(peerStems(x.Words), " "))
		lists[name+"Joined"] = append(lists[name+"Joined"], x.Joined...)
		lists[name+"JoinedStem"] = append(lists[name+"JoinedStem"], peerStems(x.Joined)...)
	}
	values := peerValues(c)
	for _, f := range append(query.Facets(), "to", "ref") {
		lists[string(f)] = values[f]
		if len(values[f]) == 0 {
			lists[peerNone] = append(lists[peerNone], string(f))
		}
	}
	doc := map[string]any{}
	for name, vs := range lists {
		doc[name] = vs
	}
	if !c.Date.IsZero() {
		doc[peerFirst], doc[peerLast] = plain.FirstDay(c.Date), plain.LastDay(c.Date)
	}
	return doc
}

// peerValues are the values of a cable in each column.
func peerValues(c *cable.Cable) map[query.Facet][]string {
	out := map[query.Facet][]string{}
	for _, f := range query.Facets() {
		out[f] = plainValues(c, f)
	}
	out["to"] = slices.Concat(c.To, c.Info)
	for _, a := range c.Addressees {
		out["to"] = append(out["to"], a.Name)
	}
	for _, r := range c.References {
		if r.Kind == "cable" && r.ID != "" {
			out["ref"] = append(out["ref"], r.ID)
		}
	}
	return out
}

// found are the ids that Bleve finds for a query, in archive order.
func (p *peer) found(t *testing.T, q bq.Query) []string {
	t.Helper()
	req := bleve.NewSearchRequestOptions(q, len(p.order), 0, false)
	req.Score = "none"
	res, err := p.index.SearchInContext(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	set := make(map[string]bool, len(res.Hits))
	for _, h := range res.Hits {
		set[h.ID] = true
	}
	if int(res.Total) != len(set) {
		t.Fatalf("Bleve says %d hits and lists %d", res.Total, len(set))
	}
	return slices.DeleteFunc(slices.Clone(p.order), func(id string) bool { return !set[id] })
}

// facets are Bleve's counts of all values of some facets.
func (p *peer) facets(t *testing.T, q bq.Query, of []query.Facet) bsearch.FacetResults {
	t.Helper()
	req := bleve.NewSearchRequestOptions(q, 0, 0, false)
	req.Score = "none"
	for _, f := range of {
		req.AddFacet(string(f), bleve.NewFacetRequest(string(f), 1+len(p.values[f])))
	}
	res, err := p.index.SearchInContext(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	return res.Facets
}
