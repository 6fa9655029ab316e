package library

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/together"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// A company is the values that go with one that some cables have, of some facets each. The
// cluster chooses by mutual information, which orders values as together.Score does; what
// it chose is counted once more, since it knows each only where it was among the best of
// a shard.
type company struct {
	l      *Library
	having map[string]any
	cables int

	values [][]archive.Companion // of each facet, without their scores
}

// Values that the cluster chooses, in all and of each shard: many may score the same.
const (
	mostChosen  = 500
	mostOfShard = 2000
)

// ask adds the first and the last of the cables to a portrait, and finds what goes with
// the value where that is wanted.
func (c *company) ask(ctx context.Context, p *archive.Portrait, of []query.Facet, wanted bool) error {
	var ss []client.Search
	for _, order := range []string{"asc", "desc"} {
		ss = append(ss, client.Search{Index: c.l.Index, Body: map[string]any{
			"query": all(c.having, has(mapping.Date)), "sort": []any{map[string]any{mapping.Ord: order}}, "size": 1, "track_total_hits": false,
			"_source": []string{mapping.Summary},
		}})
	}
	if wanted = wanted && len(of) > 0; wanted {
		ss = append(ss, c.search(of, func(f query.Facet, _ int) map[string]any { return c.chosen(f) }))
	}
	as, err := c.l.Client.MultiSearch(ctx, ss...)
	if err != nil {
		return err
	}
	for i, into := range []**archive.Summary{&p.First, &p.Last} {
		found, err := storedOf(as[i])
		if err != nil {
			return err
		}
		if len(found) > 0 {
			*into = &found[0].Summary.Summary
		}
	}
	c.values = make([][]archive.Companion, len(of))
	if !wanted {
		return nil
	}
	best := make([][]string, len(of))
	for i := range of {
		bs, err := bucketsOf(as[2], i)
		if err != nil {
			return err
		}
		for _, b := range bs {
			best[i] = append(best[i], b.Key)
		}
	}
	return c.count(ctx, of, best)
}

// search asks about the values of some facets among the cables.
func (c *company) search(of []query.Facet, about func(f query.Facet, i int) map[string]any) client.Search {
	aggs := map[string]any{}
	for i, f := range of {
		aggs[strconv.Itoa(i)] = about(f, i)
	}
	return client.Search{Index: c.l.Index, Body: map[string]any{"query": all(c.having), "size": 0, "track_total_hits": false, "aggs": aggs}}
}

// chosen asks for the values that go with the cables, which two of them have at least.
// Those two may be of two shards; where there is one, the many that one cable has need
// not be looked up.
func (c *company) chosen(f query.Facet) map[string]any {
	ofShard := 1
	if c.l.Shards == 1 {
		ofShard = 2
	}
	return map[string]any{"significant_terms": map[string]any{
		"field": string(f), "size": mostChosen, "shard_size": mostOfShard, "min_doc_count": 2, "shard_min_doc_count": ofShard,
		"mutual_information": map[string]any{"include_negatives": false, "background_is_superset": true},
	}}
}

// count counts what was chosen, among the cables and among all.
func (c *company) count(ctx context.Context, of []query.Facet, best [][]string) error {
	as, err := c.l.Client.MultiSearch(ctx, c.search(of, func(f query.Facet, i int) map[string]any {
		if len(best[i]) == 0 {
			return map[string]any{"missing": map[string]any{"field": string(f)}} // which is not looked at
		}
		return map[string]any{"terms": map[string]any{"field": string(f), "include": best[i], "size": len(best[i])}}
	}))
	if err != nil {
		return err
	}
	qs := make([]tables.Question, len(of))
	for i, f := range of {
		qs[i] = tables.Question{Facet: f, Exact: best[i], N: len(best[i]), Held: true}
	}
	known, err := c.l.Tables.Ask(ctx, qs...)
	if err != nil {
		return err
	}
	for i := range of {
		if len(best[i]) == 0 {
			continue
		}
		bs, err := bucketsOf(as[0], i)
		if err != nil {
			return err
		}
		together := map[string]int{}
		for _, b := range bs {
			together[b.Key] = b.Count
		}
		for _, v := range known[i] {
			c.values[i] = append(c.values[i], archive.Companion{Value: v.Text, Label: v.Shown(), Together: together[v.Text], Count: v.Count})
		}
	}
	return nil
}

// best are at most n of the values of a facet, what tells most first, without one.
func (c *company) best(i, n int, without string) []archive.Companion {
	var out []archive.Companion
	for _, v := range c.values[i] {
		if v.Score = together.Score(v.Together, c.cables, v.Count, c.l.Cables, 0); v.Score > 0 && v.Value != without {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(x, y archive.Companion) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), strings.Compare(x.Value, y.Value))
	})
	return out[:min(max(n, 0), len(out))]
}

// A bucket is a value with its count.
type bucket struct {
	Key   string `json:"key"`
	Count int    `json:"doc_count"`
}

// bucketsOf are those of an answer about a facet.
func bucketsOf(a *client.Answer, i int) ([]bucket, error) {
	var found struct {
		Buckets []bucket `json:"buckets"`
	}
	if err := json.Unmarshal(a.Aggs[strconv.Itoa(i)], &found); err != nil {
		return nil, fmt.Errorf("%w: values of cables: %w", archive.ErrUnavailable, err)
	}
	return found.Buckets, nil
}
