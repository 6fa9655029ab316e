package library

import (
	"context"
	"encoding/json"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
)

// lookupsAtOnce is how many ids are looked up by one search.
const lookupsAtOnce = 1000

// held are cables by the keys of their ids, and of their other ids.
type held struct{ own, others map[string]*mapping.Stored }

// find is the cable that an id leads to, nil where it leads to none.
func (h *held) find(id string) (s *mapping.Stored, alias bool) {
	for _, k := range ids.Keys(id) {
		if s := h.own[k]; s != nil {
			return s, false
		}
		if s := h.others[k]; s != nil {
			return s, true
		}
	}
	return nil, false
}

// cables looks up the cables of ids, with some fields beside their ids.
func (l *Library) cables(ctx context.Context, asked []string, fields ...string) (*held, error) {
	h := &held{map[string]*mapping.Stored{}, map[string]*mapping.Stored{}}
	for len(asked) > 0 {
		n := min(lookupsAtOnce, len(asked))
		var keys []string
		for _, id := range asked[:n] {
			keys = append(keys, ids.Keys(id)...)
		}
		asked = asked[n:]
		stored, _, err := l.stored(ctx, map[string]any{
			"query": all(either(among(mapping.Key, keys), among(mapping.Aliases, keys))), "sort": []any{mapping.Ord}, "size": 3*len(keys) + 10,
		}, append(fields, mapping.ID, mapping.Ord, mapping.Aliases)...)
		if err != nil {
			return nil, err
		}
		for i := range stored { // of several whose ids differ in case alone the last
			s := &stored[i]
			h.own[ids.Key(s.ID)] = s
			for _, k := range s.Aliases {
				h.others[k] = s
			}
		}
	}
	return h, ctx.Err()
}

// stored are the documents of a search, as far as some fields go, and how many there are.
func (l *Library) stored(ctx context.Context, body map[string]any, fields ...string) ([]mapping.Stored, int, error) {
	body["_source"] = fields
	body["track_total_hits"] = true
	a, err := l.Client.Search(ctx, client.Search{Index: l.Index, Body: body})
	if err != nil {
		return nil, 0, err
	}
	out, err := storedOf(a)
	return out, a.Hits.Total.Value, err
}

func storedOf(a *client.Answer) ([]mapping.Stored, error) {
	out := make([]mapping.Stored, len(a.Hits.Hits))
	for i, h := range a.Hits.Hits {
		if err := json.Unmarshal(h.Source, &out[i]); err != nil {
			return nil, fmt.Errorf("%w: a document: %w", archive.ErrUnavailable, err)
		}
	}
	return out, nil
}

// cable is the one that an id leads to.
func (l *Library) cable(ctx context.Context, id string, fields ...string) (*mapping.Stored, error) {
	h, err := l.cables(ctx, []string{id}, fields...)
	if err != nil {
		return nil, err
	}
	s, _ := h.find(id)
	if s == nil {
		return nil, fmt.Errorf("cable %.64q: %w", id, archive.ErrNotFound)
	}
	return s, nil
}

// Lookup tells where ids lead, however they are spelt.
func (l *Library) Lookup(ctx context.Context, asked ...string) ([]archive.Found, error) {
	here, err := l.cables(ctx, asked, mapping.Summary)
	if err != nil {
		return nil, fmt.Errorf("lookup: %w", err)
	}
	out := make([]archive.Found, len(asked))
	var missing []string
	for i, id := range asked {
		s, alias := here.find(id)
		switch {
		case s == nil:
			missing = append(missing, id)
			continue
		case alias:
			out[i].State = archive.Alias
		default:
			out[i].State = archive.Held
		}
		out[i].ID, out[i].Summary = s.ID, &s.Summary.Summary
	}
	where, err := l.Tables.Missing(ctx, missing)
	if err != nil {
		return nil, fmt.Errorf("lookup: %w", err)
	}
	for i, id := range asked {
		if out[i].State.Here() {
			continue
		}
		if g, ok := where.Gone(id); ok {
			out[i] = archive.Found{State: archive.Gone, ID: g.ID}
			if g.Reason != "" {
				out[i].Withdrawn = &archive.Withdrawal{Reason: g.Reason, Date: g.Date}
			}
		} else if cited, ok := where.Cited(id); ok {
			out[i] = archive.Found{State: archive.Absent, ID: cited}
		}
	}
	return out, nil
}

// Numbered are the ids of all years with the post and the serial number of each text.
func (l *Library) Numbered(ctx context.Context, n int, texts ...string) ([][]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("numbered: %w", err)
	}
	out := make([][]string, len(texts))
	var ss []client.Search
	var of []int // the texts of the searches
	for i, t := range texts {
		m, ok := cable.ParsePartMRN(t)
		if !ok || m.Year != 0 || m.Origin == "" || m.Serial == 0 {
			continue
		}
		ss = append(ss, client.Search{Index: l.Index, Body: map[string]any{
			"query": all(is(mapping.Number, m.Number())), "sort": []any{mapping.Ord}, "size": min(max(n, 0), mapping.Window), "track_total_hits": false,
			"stored_fields": "_none_", "docvalue_fields": []any{mapping.ID},
		}})
		of = append(of, i)
	}
	as, err := l.Client.MultiSearch(ctx, ss...)
	if err != nil {
		return nil, fmt.Errorf("numbered: %w", err)
	}
	for k, a := range as {
		for _, h := range a.Hits.Hits {
			id, err := text(h, mapping.ID)
			if err != nil {
				return nil, fmt.Errorf("numbered: %w", err)
			}
			out[of[k]] = append(out[of[k]], id)
		}
	}
	return out, nil
}

// Record reads a cable by its id or an alias.
func (l *Library) Record(ctx context.Context, id string, depth archive.Depth) (*archive.Record, error) {
	s, err := l.cable(ctx, id, mapping.Frame)
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	far := record.Parsed
	if depth == archive.Sources {
		far = record.Sources
	}
	r, err := l.dec.Decode(s.Frame, far)
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w: %w", s.ID, archive.ErrUnavailable, err)
	}
	c, err := r.Cable()
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w: %w", s.ID, archive.ErrUnavailable, err)
	}
	out := &archive.Record{Cable: c, Versions: r.Count, Sources: r.Sources}
	if len(out.Sources) > 0 {
		out.Sources[0].Source = c.Source
	}
	return out, nil
}

// Versions are n of the sources of a cable behind the first from.
func (l *Library) Versions(ctx context.Context, id string, from, n, most int) ([]archive.Version, error) {
	if from < 0 || n < 0 {
		return nil, fmt.Errorf("versions of %.64q: %w: %d from %d", id, archive.ErrBadRequest, n, from)
	}
	s, err := l.cable(ctx, id, mapping.Frame)
	if err != nil {
		return nil, fmt.Errorf("versions: %w", err)
	}
	vs, err := l.dec.Versions(ctx, s.Frame, record.Range{From: from, N: n, Most: most})
	if err != nil {
		if ctx.Err() == nil {
			err = fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
		}
		return nil, fmt.Errorf("versions of %s: %w", s.ID, err)
	}
	return vs, nil
}
