// Package tables is what belongs to a generation of OpenSearch as a whole, beside its
// cables: a second index with a document for each value of each facet, with its count, its
// words and what the authority file tells of it, for each id that is gone, each printed
// volume and each post's numbers of a year, and what is read when the generation is opened
// and then kept in memory: statistics, spellings, dates and the values of the facets that
// have few. It counts while cables are loaded, writes once all were, and looks up. It knows
// no texts.
package tables

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/query"
)

// Tables are those of one generation, opened. They may be used by any number of
// goroutines.
type Tables struct {
	client *client.Client
	index  string
	whole  whole
	labels map[query.Facet]map[string]Value // of the facets that have few, by their texts
	spelt  map[string][]string

	mu   sync.Mutex
	many map[query.Facet][]Value // of the others, once they were asked for
}

// whole is what is read at once.
type whole struct {
	Stats     archive.Stats           `json:"stats"`
	Account   *archive.Account        `json:"account,omitempty"`
	Heads     []archive.VolumeHead    `json:"heads,omitempty"`
	Dates     []DateCount             `json:"dates"`
	Spellings [][]string              `json:"spellings,omitempty"` // folded words that are spellings of one another
	Values    map[query.Facet][]Value `json:"values"`              // of the facets that have few
}

// A DateCount is how many cables have a date, by its key.
type DateCount struct {
	Key   int `json:"d"`
	Count int `json:"n"`
}

// Open reads what is kept in memory.
func Open(ctx context.Context, c *client.Client, index string) (*Tables, error) {
	t := &Tables{client: c, index: index}
	var parts []byte
	err := t.each(ctx, is(kind, wholeKind), fieldPart, func(h client.Hit) error {
		var d document
		if err := json.Unmarshal(h.Source, &d); err != nil {
			return err
		}
		parts = append(parts, d.Data...)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("the tables of %s: %w", index, err)
	}
	if t, err = Decode(parts, c, index); err != nil {
		return nil, fmt.Errorf("the tables of %s: %w", index, err)
	}
	return t, nil
}

// Decode reads what is kept in memory; all else will be asked of an index.
func Decode(b []byte, c *client.Client, index string) (*Tables, error) {
	t := &Tables{client: c, index: index, labels: map[query.Facet]map[string]Value{}, spelt: map[string][]string{}, many: map[query.Facet][]Value{}}
	if err := json.Unmarshal(b, &t.whole); err != nil {
		return nil, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
	}
	for f, vs := range t.whole.Values {
		t.labels[f] = make(map[string]Value, len(vs))
		for _, v := range vs {
			t.labels[f][v.Text] = v
		}
	}
	for _, group := range t.whole.Spellings {
		for _, w := range group {
			t.spelt[w] = append(t.spelt[w], group...)
		}
	}
	for w, all := range t.spelt {
		slices.Sort(all)
		t.spelt[w] = slices.Compact(all)
	}
	return t, nil
}

// Stats are those of the generation.
func (t *Tables) Stats() archive.Stats { return t.whole.Stats }

// Account is what the ingest told of what it read, nil where it told nothing.
func (t *Tables) Account() *archive.Account { return t.whole.Account }

// Heads are the heads of the printed volumes, in the order of their ids.
func (t *Tables) Heads() []archive.VolumeHead { return t.whole.Heads }

// Dates are all dates that cables have, in their order.
func (t *Tables) Dates() []DateCount { return t.whole.Dates }

// Spellings are the folded spellings of a word, itself among them.
func (t *Tables) Spellings(word string) []string {
	if all := t.spelt[word]; len(all) > 0 {
		return all
	}
	return []string{word}
}

// Values are those of a facet that has few, in the order of their ranks.
func (t *Tables) Values(f query.Facet) []Value { return t.whole.Values[f] }

// Label is what readers see of a value.
func (t *Tables) Label(f query.Facet, value string) string {
	if v, ok := t.labels[f][value]; ok && v.Label != "" {
		return v.Label
	}
	return value
}
