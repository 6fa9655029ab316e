// Package library answers what is asked of single cables and values of a generation of
// OpenSearch: where ids lead, records, what stands in a relation to a cable, history,
// suggestions, corrections, portraits, printed volumes. It asks the index of cables, the
// tables beside it and, for portraits, a searcher of the same generation. It writes nothing.
package library

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/record"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// Config is what a library is made of.
type Config struct {
	Client   *client.Client
	Index    string // of the cables
	Cables   int    // how many there are
	Shards   int    // of the index; 0 where that is not known
	Tables   *tables.Tables
	Searcher archive.Searcher
}

// A Library is that of one generation. It may be used by any number of goroutines.
type Library struct {
	Config
	dec record.Decoders
}

var (
	_ archive.Library = (*Library)(nil)
	_ archive.Shelves = (*Library)(nil)
)

// New is the library of a generation.
func New(c Config) *Library { return &Library{Config: c} }

// Stats describe the archive.
func (l *Library) Stats(ctx context.Context) (archive.Stats, error) {
	if err := ctx.Err(); err != nil {
		return archive.Stats{}, fmt.Errorf("stats: %w", err)
	}
	return l.Tables.Stats(), nil
}

// Account is what the ingest told of what it read.
func (l *Library) Account(ctx context.Context) (*archive.Account, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("account: %w", err)
	}
	return l.Tables.Account(), nil
}

// Volumes are the printed volumes whose documents are among the cables.
func (l *Library) Volumes(ctx context.Context) ([]archive.VolumeHead, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("volumes: %w", err)
	}
	return l.Tables.Heads(), nil
}

// Volume is one of them with its documents.
func (l *Library) Volume(ctx context.Context, id string) (*archive.Volume, error) {
	v, err := l.Tables.Volume(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("volume %.64q: %w", id, err)
	}
	if v == nil {
		return nil, fmt.Errorf("volume %.64q: %w", id, archive.ErrNotFound)
	}
	return v, nil
}

// Series are the serial numbers of a post, year by year.
func (l *Library) Series(ctx context.Context, post string) ([]archive.Numbers, error) {
	ns, err := l.Tables.Series(ctx, post)
	if err != nil {
		return nil, fmt.Errorf("series of %.64q: %w", post, err)
	}
	return ns, nil
}

// Around are the nearest dates before and after one, as precise as it is.
func (l *Library) Around(ctx context.Context, d cable.Date) (before, after cable.Date, err error) {
	if err := ctx.Err(); err != nil {
		return before, after, fmt.Errorf("around: %w", err)
	}
	if !d.Valid() {
		return before, after, fmt.Errorf("around: %w: %s is no date", archive.ErrBadRequest, d)
	}
	unit := 1 // by which keys of dates of its precision differ
	switch {
	case d.Month == 0:
		unit = 10000
	case d.Day == 0:
		unit = 100
	}
	cut := func(key int) cable.Date { // zero for a date that is less precise
		c := cable.Date{Year: key / 10000, Month: key / 100 % 100, Day: key % 100}
		switch {
		case unit == 10000:
			return cable.Date{Year: c.Year}
		case c.Month == 0, unit == 1 && c.Day == 0:
			return cable.Date{}
		case unit == 100:
			c.Day = 0
		}
		return c
	}
	dates := l.Tables.Dates()
	at := func(key int) int {
		i, _ := slices.BinarySearchFunc(dates, key, func(c tables.DateCount, key int) int { return c.Key - key })
		return i
	}
	for i := at(d.Key()) - 1; i >= 0 && before.IsZero(); i-- {
		before = cut(dates[i].Key)
	}
	for i := at(d.Key() + unit); i < len(dates) && after.IsZero(); i++ {
		after = cut(dates[i].Key)
	}
	return before, after, nil
}

// idsAtOnce is how many ids are asked for at a time.
const idsAtOnce = 10000

// IDs are the ids of n cables in archive order, the first from left out.
func (l *Library) IDs(ctx context.Context, from, n int) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("ids: %w", err)
	}
	if from < 0 || n < 0 {
		return nil, fmt.Errorf("ids: %w: %d from %d", archive.ErrBadRequest, n, from)
	}
	var out []string
	to := l.Cables
	if n < l.Cables-min(from, l.Cables) {
		to = from + n
	}
	for lo := from; lo < to; lo += idsAtOnce {
		hi := min(lo+idsAtOnce, to)
		a, err := l.Client.Search(ctx, client.Search{Index: l.Index, Body: map[string]any{
			"query": within(mapping.Ord, lo, hi-1), "sort": []any{mapping.Ord}, "size": hi - lo, "track_total_hits": false,
			"stored_fields": "_none_", "docvalue_fields": []any{mapping.ID},
		}})
		if err != nil {
			return nil, fmt.Errorf("ids: %w", err)
		}
		if len(a.Hits.Hits) != hi-lo {
			return nil, fmt.Errorf("ids: %w: %d cables of %d", archive.ErrUnavailable, len(a.Hits.Hits), hi-lo)
		}
		for _, h := range a.Hits.Hits {
			id, err := text(h, mapping.ID)
			if err != nil {
				return nil, fmt.Errorf("ids: %w", err)
			}
			out = append(out, id)
		}
	}
	return out, nil
}

// text is the value of a field of a hit, "" where it has none.
func text(h client.Hit, field string) (string, error) {
	var vs []string
	if raw, ok := h.Fields[field]; ok {
		if err := json.Unmarshal(raw, &vs); err != nil {
			return "", fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
		}
	}
	if len(vs) == 0 {
		return "", nil
	}
	return vs[0], nil
}

// postOf is the post of a cable as it is counted.
func postOf(s *archive.Summary) string {
	vs := values.Of(&cable.Cable{Origin: s.Origin}, query.Origin, nil)
	if len(vs) == 0 {
		return ""
	}
	return vs[0].Text
}

func is(field string, value any) map[string]any {
	return map[string]any{"term": map[string]any{field: value}}
}

func among(field string, vs []string) map[string]any {
	return map[string]any{"terms": map[string]any{field: vs}}
}

func begins(field, with string) map[string]any {
	return map[string]any{"prefix": map[string]any{field: with}}
}

func has(field string) map[string]any {
	return map[string]any{"exists": map[string]any{"field": field}}
}

func within(field string, from, to int) map[string]any {
	return map[string]any{"range": map[string]any{field: map[string]any{"gte": from, "lte": to}}}
}

func all(conditions ...map[string]any) map[string]any {
	return map[string]any{"bool": map[string]any{"filter": conditions}}
}

func either(conditions ...map[string]any) map[string]any {
	return map[string]any{"bool": map[string]any{"should": conditions, "minimum_should_match": 1}}
}

func but(condition, not map[string]any) map[string]any {
	return map[string]any{"bool": map[string]any{"filter": []any{condition}, "must_not": []any{not}}}
}

// last is the highest ordinal that an index can have.
const last = math.MaxInt32
