package library

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
)

// History is what is told of ids by when they changed. Cables and ids that are gone stand
// in two indices, which are asked at once and merged.
func (l *Library) History(ctx context.Context, ask archive.Past) (archive.History, error) {
	if ask.N < 0 {
		return archive.History{}, fmt.Errorf("history: %w: %d entries", archive.ErrBadRequest, ask.N)
	}
	h, err := l.history(ctx, ask)
	if err != nil {
		return archive.History{}, fmt.Errorf("history: %w", err)
	}
	return h, nil
}

func (l *Library) history(ctx context.Context, ask archive.Past) (h archive.History, err error) {
	whole, rest, n := asked(ask), map[string]any(nil), min(ask.N, mapping.Window)
	if ask.ID != "" {
		whole, n = is(mapping.ID, ask.ID), 1
	} else if ask.After.ID != "" {
		rest = behind(ask.After)
	}
	ss := []client.Search{l.changed(whole, n), l.Tables.Withdrawn(whole, n)}
	if rest != nil {
		ss = []client.Search{
			l.changed(all(whole, rest), n), l.Tables.Withdrawn(all(whole, rest), n), l.changed(whole, 0), l.Tables.Withdrawn(whole, 0),
		}
	}
	as, err := l.Client.MultiSearch(ctx, ss...)
	if err != nil {
		return h, err
	}
	for _, a := range as[len(as)-2:] {
		h.Total += a.Hits.Total.Value
	}
	for i, entry := range []func(client.Hit) (archive.Entry, error){entryOf, tables.Entry} {
		for _, hit := range as[i].Hits.Hits {
			e, err := entry(hit)
			if err != nil {
				return archive.History{}, err
			}
			h.Entries = append(h.Entries, e)
		}
	}
	if ask.ID != "" { // of a cable, before that of an id that went
		h.Entries = h.Entries[:min(1, len(h.Entries))]
		h.Total = len(h.Entries)
		return h, nil
	}
	slices.SortFunc(h.Entries, func(x, y archive.Entry) int { return cmp.Or(x.Changed.Compare(y.Changed), strings.Compare(x.ID, y.ID)) })
	h.Entries = h.Entries[:min(n, len(h.Entries))]
	if len(h.Entries) == 0 {
		h.Entries = nil
	}
	return h, nil
}

// asked is the condition for the entries that are asked for, wherever they go on.
func asked(ask archive.Past) map[string]any {
	times := map[string]any{}
	if !ask.Since.IsZero() {
		times["gte"] = ceil(ask.Since)
	}
	if !ask.Until.IsZero() {
		times["lt"] = ceil(ask.Until.Add(time.Second))
	}
	conditions := []map[string]any{{"range": map[string]any{mapping.Changed: times}}}
	if ask.Collection != "" {
		conditions = append(conditions, is(mapping.Collection, ask.Collection))
	}
	return all(conditions...)
}

// ceil is the first whole second that is not before a time.
func ceil(t time.Time) int64 {
	s := t.Unix()
	if t.Nanosecond() > 0 {
		s++
	}
	return s
}

// behind is the condition for what follows an entry.
func behind(e archive.Entry) map[string]any {
	later := map[string]any{"range": map[string]any{mapping.Changed: map[string]any{"gt": e.Changed.Unix()}}}
	if e.Changed.Nanosecond() > 0 {
		return later
	}
	return either(later, all(is(mapping.Changed, e.Changed.Unix()), map[string]any{"range": map[string]any{mapping.ID: map[string]any{"gt": e.ID}}}))
}

// changed asks for entries of cables.
func (l *Library) changed(condition map[string]any, size int) client.Search {
	return client.Search{Index: l.Index, Body: map[string]any{
		"query": condition, "size": size, "track_total_hits": true, "sort": []any{mapping.Changed, mapping.ID},
		"stored_fields": "_none_", "docvalue_fields": []any{mapping.ID, mapping.Added, mapping.Changed, mapping.Collection},
	}}
}

func entryOf(h client.Hit) (e archive.Entry, err error) {
	if e.ID, err = text(h, mapping.ID); err != nil {
		return e, err
	}
	if e.Collection, err = text(h, mapping.Collection); err != nil {
		return e, err
	}
	for field, into := range map[string]*time.Time{mapping.Added: &e.Added, mapping.Changed: &e.Changed} {
		var s []int64
		if err := json.Unmarshal(h.Fields[field], &s); err != nil || len(s) == 0 {
			return e, fmt.Errorf("%w: a cable without the time of its history", archive.ErrUnavailable)
		}
		*into = time.Unix(s[0], 0).UTC()
	}
	return e, nil
}
