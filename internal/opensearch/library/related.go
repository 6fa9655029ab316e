package library

import (
	"context"
	"fmt"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// Related are the cables that stand in a relation to an id.
func (l *Library) Related(ctx context.Context, id string, r archive.Relation, limit int) (archive.Related, error) {
	condition, err := l.relation(ctx, id, r)
	if err != nil || condition == nil {
		return archive.Related{}, related(err)
	}
	order := "asc"
	if r == archive.Before {
		order = "desc"
	}
	found, total, err := l.stored(ctx, map[string]any{
		"query": all(condition), "sort": []any{map[string]any{mapping.Ord: order}}, "size": min(max(limit, 0), mapping.Window),
	}, mapping.Summary)
	if err != nil {
		return archive.Related{}, related(err)
	}
	out := archive.Related{Total: total}
	for i := range found {
		out.Cables = append(out.Cables, found[i].Summary.Summary)
	}
	return out, nil
}

func related(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("related: %w", err)
}

// relation is the condition for the cables in a relation, nil where there are none.
func (l *Library) relation(ctx context.Context, id string, r archive.Relation) (map[string]any, error) {
	h, err := l.cables(ctx, []string{id}, mapping.Summary, mapping.Copies)
	if err != nil {
		return nil, err
	}
	s, _ := h.find(id)
	if r == archive.CitedBy {
		keys := append([]string{id}, ids.Keys(id)...)
		if s != nil {
			keys = append(append(keys, s.ID), s.Aliases...)
		}
		return among(string(values.Ref), keys), nil
	}
	if s == nil {
		return nil, fmt.Errorf("cable %.64q: %w", id, archive.ErrNotFound)
	}
	self := is(mapping.Ord, s.Ord)
	switch r {
	case archive.Copies:
		if s.Copies == nil {
			return nil, nil
		}
		return but(is(mapping.Copies, *s.Copies), self), nil
	case archive.SameNumber:
		first, err := l.cables(ctx, []string{ids.First(s.ID)})
		if err != nil {
			return nil, err
		}
		t, _ := first.find(ids.First(s.ID))
		if t == nil {
			return nil, nil
		}
		return but(either(is(mapping.Ord, t.Ord), begins(mapping.Key, ids.AgainKey(ids.First(s.ID)))), self), nil
	case archive.Before, archive.After:
		post := postOf(&s.Summary.Summary)
		if post == "" || s.Summary.Date.IsZero() {
			return nil, nil
		}
		ords := within(mapping.Ord, s.Ord+1, last)
		if r == archive.Before {
			ords = within(mapping.Ord, 0, s.Ord-1)
		}
		return all(is(string(query.Origin), post), has(mapping.Date), ords), nil
	}
	return nil, fmt.Errorf("%w: there is no relation %d", archive.ErrBadRequest, r)
}
