package tables

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/opensearch/client"
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Value is a value of a facet. A thing that no cable names has a count of 0.
type Value struct {
	Text  string `json:"v"`
	Label string `json:"l,omitempty"` // "" where it is the value
	Words string `json:"w,omitempty"` // folded, of all its names; a tab stands between two names
	Count int    `json:"n"`           // cables
	Rank  uint32 `json:"r"`

	Thing *authority.Thing `json:"-"` // what is told of it; of values that were looked up
}

// Shown is what readers see of it.
func (v *Value) Shown() string { return cmp.Or(v.Label, v.Text) }

// valueOf reads a document.
func valueOf(h client.Hit) (Value, error) {
	var d document
	if err := json.Unmarshal(h.Source, &d); err != nil {
		return Value{}, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
	}
	v := Value{Text: d.Value, Label: d.Label, Words: d.Words, Count: d.Count}
	if d.Rank != nil {
		v.Rank = *d.Rank
	}
	if d.Data == "" {
		return v, nil
	}
	v.Thing = &authority.Thing{}
	if err := json.Unmarshal([]byte(d.Data), v.Thing); err != nil {
		return Value{}, fmt.Errorf("%w: the thing of %.64q: %w", archive.ErrUnavailable, d.Value, err)
	}
	return v, nil
}

// A Question asks for values of one facet in the order of their ranks.
type Question struct {
	Facet query.Facet
	Texts []string // ways in which the words of a name are spelt, any of which is enough
	Begun bool     // the last word of each may be the beginning of one
	Exact []string // or values as they are
	Names []string // or any name of a thing
	N     int      // at most so many
	Held  bool     // that some cable has
}

func (q *Question) search(index string) client.Search {
	var ways []map[string]any
	for _, s := range q.Texts {
		if c := holding(s, q.Begun); c != nil {
			ways = append(ways, c)
		}
	}
	if len(q.Exact) > 0 {
		ways = append(ways, among(fieldValue, q.Exact))
	}
	if kindOf := values.KindOf(q.Facet); kindOf != "" && len(q.Names) > 0 {
		ks := make([]string, len(q.Names))
		for i, n := range q.Names {
			ks[i] = authority.Key(kindOf, n)
		}
		ways = append(ways, among(fieldKeys, ks))
	}
	if len(ways) == 0 { // which finds nothing
		ways = append(ways, among(fieldValue, []string{}))
	}
	conditions := []map[string]any{is(kind, valueKind), is(fieldFacet, string(q.Facet)), either(ways...)}
	if q.Held {
		conditions = append(conditions, map[string]any{"exists": map[string]any{"field": fieldRank}})
	}
	return client.Search{Index: index, Body: map[string]any{
		"query": all(conditions...), "size": q.N, "track_total_hits": false,
		"sort": []any{map[string]any{fieldRank: map[string]any{"order": "asc", "missing": "_last"}}},
	}}
}

// holding asks for all words of a text; with begun the last may be the beginning of one. It
// is nil for a text without words.
func holding(s string, begun bool) map[string]any {
	ws := text.Words(s)
	if len(ws) == 0 {
		return nil
	}
	var conditions []map[string]any
	for i, w := range ws {
		how := "term"
		if begun && i == len(ws)-1 {
			how = "prefix"
		}
		conditions = append(conditions, map[string]any{how: map[string]any{fieldWords: w}})
	}
	return all(conditions...)
}

// Ask answers questions, each in its place.
func (t *Tables) Ask(ctx context.Context, qs ...Question) ([][]Value, error) {
	ss := make([]client.Search, len(qs))
	for i := range qs {
		ss[i] = qs[i].search(t.index)
	}
	as, err := t.client.MultiSearch(ctx, ss...)
	if err != nil {
		return nil, err
	}
	out := make([][]Value, len(qs))
	for i, a := range as {
		for _, h := range a.Hits.Hits {
			v, err := valueOf(h)
			if err != nil {
				return nil, err
			}
			out[i] = append(out[i], v)
		}
	}
	return out, nil
}

// Counted is the value of a facet that a name stands for: itself where cables have it,
// else the one under which the thing of this name is counted. ok is false where it is none.
func (t *Tables) Counted(ctx context.Context, f query.Facet, name string) (v Value, ok bool, err error) {
	if hasFew(f) {
		v, ok = t.labels[f][name]
		return v, ok, ctx.Err()
	}
	found, err := t.Ask(ctx, Question{Facet: f, Exact: []string{name}, Names: []string{name}, N: 2, Held: true})
	if err != nil || len(found[0]) == 0 {
		return Value{}, false, err
	}
	i := slices.IndexFunc(found[0], func(v Value) bool { return v.Text == name })
	return found[0][max(i, 0)], true, nil
}

// All are all values of a facet that cables have, in the order of their ranks. They are
// kept once they were asked for.
func (t *Tables) All(ctx context.Context, f query.Facet) ([]Value, error) {
	if hasFew(f) {
		return t.whole.Values[f], ctx.Err()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if vs, ok := t.many[f]; ok {
		return vs, nil
	}
	var vs []Value
	held := all(is(kind, valueKind), is(fieldFacet, string(f)), map[string]any{"exists": map[string]any{"field": fieldRank}})
	err := t.each(ctx, held, fieldRank, func(h client.Hit) error {
		v, err := valueOf(h)
		v.Thing = nil
		vs = append(vs, v)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("values: %w", err)
	}
	t.many[f] = vs
	return vs, nil
}

// Begins reports whether names of a value have words in a row, the last of which may be
// the beginning of one.
func (v *Value) Begins(words string) bool { return strings.Contains(" "+v.Words, " "+words) }

// pageSize is how many documents are read at a time.
const pageSize = 2000

// each calls do with all documents of a condition, in the order of a field whose values
// are unique among them.
func (t *Tables) each(ctx context.Context, condition map[string]any, by string, do func(client.Hit) error) error {
	body := map[string]any{"query": condition, "size": pageSize, "sort": []any{by}, "track_total_hits": false}
	for {
		a, err := t.client.Search(ctx, client.Search{Index: t.index, Body: body})
		if err != nil {
			return err
		}
		hits := a.Hits.Hits
		for _, h := range hits {
			if err := do(h); err != nil {
				return err
			}
		}
		if len(hits) < pageSize {
			return nil
		}
		body["search_after"] = hits[len(hits)-1].Sort
	}
}
