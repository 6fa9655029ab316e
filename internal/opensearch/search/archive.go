// Package search answers requests to one generation in OpenSearch, and finds cables that
// are like one. A query becomes one search of the index, or several at once where facets
// are counted without their own filters. What words mean, and which values a field asks
// for, is settled here by the neutral packages; the cluster is asked for terms, rows of
// terms and counts. It asks the index by its own name and writes nothing.
package search

import (
	"sync"
	"sync/atomic"

	"reftel/internal/archive/rank"
	"reftel/internal/archive/record"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
	"reftel/internal/text"
)

// An Archive is one generation. It never changes and may be used by any number of
// goroutines.
type Archive struct {
	client *client.Client
	index  string
	Facts
	tables *tables.Tables

	squeezed map[query.Facet][]string // the values of facets that have few, as codes are compared
	calendar calendar
	dec      record.Decoders

	alike [likeSlots]atomic.Pointer[foundLike]
	best  [bestSlots]atomic.Pointer[best]

	mu     sync.Mutex
	whole  *counts // of all cables, once they were asked for
	orders map[order][]*tables.Value
}

// Facts are what is known of an index. Older generations do not tell Means, nor an edition.
type Facts struct {
	Shards, Cables int
	Means          rank.Means
	Edition        int // mapping.Edition
}

// New is the archive of an index.
func New(c *client.Client, index string, facts Facts, t *tables.Tables) *Archive {
	a := &Archive{client: c, index: index, Facts: facts, tables: t, squeezed: map[query.Facet][]string{}, orders: map[order][]*tables.Value{}, calendar: calendarOf(t.Dates())}
	for _, f := range query.Facets() {
		for _, v := range t.Values(f) {
			a.squeezed[f] = append(a.squeezed[f], text.Squeeze(v.Text))
		}
	}
	return a
}

// Forget lets go of the answers that are remembered, but for what is told of all cables: a
// measure asks for each page as if nobody had asked for it lately.
func (a *Archive) Forget() {
	a.client.Forget()
	for i := range a.best {
		a.best[i].Store(nil)
	}
	for i := range a.alike {
		a.alike[i].Store(nil)
	}
}

// of is a search of the index. Words are weighed by all shards, where there are several.
func (a *Archive) of(body map[string]any) client.Search {
	return client.Search{Index: a.index, Body: body, DFS: a.Shards > 1}
}
