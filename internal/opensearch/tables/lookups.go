package tables

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/opensearch/client"
)

// Where tells of ids that lead to no cable: which are gone, and which are cited.
type Where struct {
	gone  map[string]ids.Gone // by key
	cited map[string]bool
}

// Gone is what is known of an id that led to a cable once.
func (w *Where) Gone(id string) (ids.Gone, bool) {
	for _, k := range ids.Keys(id) {
		if g, ok := w.gone[k]; ok {
			return g, true
		}
	}
	return ids.Gone{}, false
}

// Cited is the form in which cables cite an id.
func (w *Where) Cited(id string) (string, bool) {
	for _, k := range append([]string{id}, ids.Keys(id)...) {
		if w.cited[k] {
			return k, true
		}
	}
	return "", false
}

// Missing looks up ids that lead to no cable.
func (t *Tables) Missing(ctx context.Context, asked []string) (*Where, error) {
	w := &Where{gone: map[string]ids.Gone{}, cited: map[string]bool{}}
	if len(asked) == 0 {
		return w, nil
	}
	var keys, refs []string
	for _, id := range asked {
		keys = append(keys, ids.Keys(id)...)
		refs = append(append(refs, id), ids.Keys(id)...)
	}
	slices.Sort(refs)
	refs = slices.Compact(refs)
	body := func(n int, conditions ...map[string]any) client.Search {
		return client.Search{Index: t.index, Body: map[string]any{"query": all(conditions...), "size": n, "track_total_hits": false}}
	}
	as, err := t.client.MultiSearch(ctx,
		body(len(keys), is(kind, goneKind), among(fieldKeys, keys)),
		body(len(refs), is(kind, valueKind), is(fieldFacet, string(values.Ref)), among(fieldValue, refs)))
	if err != nil {
		return nil, err
	}
	for i, a := range as {
		for _, h := range a.Hits.Hits {
			var d document
			if err := json.Unmarshal(h.Source, &d); err != nil {
				return nil, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
			}
			if i == 1 {
				w.cited[d.Value] = true
				continue
			}
			for _, k := range d.Keys {
				w.gone[k] = ids.Gone{ID: d.ID, Last: d.Last, Reason: d.Reason, Date: d.Date}
			}
		}
	}
	return w, nil
}

// Volume is the printed volume of an id, nil where there is none.
func (t *Tables) Volume(ctx context.Context, id string) (*archive.Volume, error) {
	a, err := t.client.Search(ctx, client.Search{Index: t.index, Body: map[string]any{"query": all(is(kind, volumeKind), is(fieldID, id)), "size": 1}})
	if err != nil || len(a.Hits.Hits) == 0 {
		return nil, err
	}
	v := &archive.Volume{}
	if err := read(a.Hits.Hits[0], v); err != nil {
		return nil, err
	}
	return v, nil
}

// Series are the serial numbers of a post, year by year.
func (t *Tables) Series(ctx context.Context, post string) ([]archive.Numbers, error) {
	var out []archive.Numbers
	err := t.each(ctx, all(is(kind, seriesKind), is(fieldID, post)), fieldPart, func(h client.Hit) error {
		var n archive.Numbers
		err := read(h, &n)
		out = append(out, n)
		return err
	})
	return out, err
}

// read reads what a document holds as JSON.
func read(h client.Hit, into any) error {
	var d document
	err := json.Unmarshal(h.Source, &d)
	if err == nil {
		err = json.Unmarshal([]byte(d.Data), into)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
	}
	return nil
}

// Withdrawn asks for entries of history of ids that are that of no cable any more, those
// that fulfil a condition on the fields of times, collections and ids, which are called
// as those of cables are.
func (t *Tables) Withdrawn(condition map[string]any, size int) client.Search {
	gone := all(is(kind, goneKind), map[string]any{"exists": map[string]any{"field": fieldChanged}}, condition)
	return client.Search{Index: t.index, Body: map[string]any{
		"query": gone, "size": size, "track_total_hits": true, "sort": []any{fieldChanged, fieldID},
	}}
}

// Entry reads an answer to what Withdrawn asks.
func Entry(h client.Hit) (archive.Entry, error) {
	var d document
	if err := json.Unmarshal(h.Source, &d); err != nil {
		return archive.Entry{}, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
	}
	return archive.Entry{
		ID: d.ID, Collection: d.Collection, Added: time.Unix(d.Added, 0).UTC(), Changed: time.Unix(d.Changed, 0).UTC(), Gone: true,
	}, nil
}
