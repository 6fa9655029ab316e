package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/archive/copies"
	"reftel/internal/archive/record"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// Rules of likeness, as the embedded engine has them.
const (
	similarWeighed = 3   // times as many candidates are compared as are shown
	similarLeast   = 2   // telling words that a candidate shares
	similarShared  = 3   // telling words that like cables share at least
	similarTwins   = 0.9 // part of words shared from which cables are the same text
	similarReasons = 4   // words shown as reason
)

// Similar finds up to n cables that share the telling words of a cable. Cables of nearly
// the same text are left out, the most alike come first.
func (a *Archive) Similar(ctx context.Context, id string, n int) ([]archive.Likeness, error) {
	t, err := a.find(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("similar to %.64q: %w", id, err)
	}
	if t == nil {
		return nil, fmt.Errorf("similar to %.64q: %w", id, archive.ErrNotFound)
	}
	if n < 1 {
		return nil, nil
	}
	slot := &a.alike[t.ord%likeSlots]
	if f := slot.Load(); f != nil && f.ord == t.ord && f.n == n {
		return slices.Clone(f.found), nil
	}
	out, err := a.like(ctx, t, n)
	if err != nil {
		return nil, fmt.Errorf("similar to %s: %w", t.id, err)
	}
	slot.Store(&foundLike{t.ord, n, slices.Clone(out)})
	return out, nil
}

// likeSlots is how many cables' similar ones are remembered: pages that many people look
// at are few, and to find what is similar takes four questions to the cluster.
const likeSlots = 1 << 10

// foundLike is what was found last in a slot.
type foundLike struct {
	ord, n int
	found  []archive.Likeness
}

func (a *Archive) like(ctx context.Context, t *target, n int) ([]archive.Likeness, error) {
	cs, err := a.cablesOf(ctx, t.id)
	if err != nil {
		return nil, err
	}
	own := cs[0]
	telling, err := a.telling(ctx, own)
	if err != nil || len(telling) < similarLeast {
		return nil, err
	}
	found, err := a.sharing(ctx, t.id, telling, similarWeighed*n)
	if err != nil {
		return nil, err
	}
	twins, err := a.twins(ctx, own, t, found, len(telling))
	if err != nil {
		return nil, err
	}
	var out []archive.Likeness
	for _, c := range found {
		if len(out) == n {
			break
		}
		if len(c.shared) < similarShared || twins[c.id] {
			continue
		}
		l := archive.Likeness{Summary: c.summary}
		for _, i := range c.shared[:min(similarReasons, len(c.shared))] {
			l.Words = append(l.Words, telling[i].word)
		}
		for _, v := range values.Of(own, query.Tags, nil) {
			if slices.Contains(c.tags, v.Text) && !slices.Contains(l.Tags, v.Text) {
				l.Tags = append(l.Tags, v.Text)
			}
		}
		out = append(out, l)
	}
	return out, nil
}

// cablesOf reads cables by their own ids.
func (a *Archive) cablesOf(ctx context.Context, ids ...string) ([]*cable.Cable, error) {
	docs, err := a.client.MultiGet(ctx, a.index, ids, mapping.Frame)
	if err != nil {
		return nil, err
	}
	out := make([]*cable.Cable, len(docs))
	for i, d := range docs {
		var s mapping.Stored
		if err := json.Unmarshal(d.Source, &s); err != nil {
			return nil, fmt.Errorf("cable %s: %w: %w", ids[i], archive.ErrUnavailable, err)
		}
		r, err := a.dec.Decode(s.Frame, record.Parsed)
		if err == nil {
			out[i], err = r.Cable()
		}
		if err != nil {
			return nil, fmt.Errorf("cable %s: %w: %w", ids[i], archive.ErrUnavailable, err)
		}
	}
	return out, nil
}

// A candidate shares words with a cable.
type candidate struct {
	id      string
	group   int
	shared  []int // places of telling words
	tags    []string
	summary archive.Summary
}

// sharing are the k cables that share most of some words, without one, equal ones in
// archive order.
func (a *Archive) sharing(ctx context.Context, id string, telling []tellingWord, k int) ([]candidate, error) {
	var should []clause
	for i, w := range telling {
		should = append(should, clause{"constant_score": clause{"filter": term(mapping.Weights, mapping.Exactly+w.word), "boost": w.weight, "_name": strconv.Itoa(i)}})
	}
	res, err := a.client.Search(ctx, client.Search{Index: a.index, Body: clause{
		"query": clause{"function_score": clause{
			"query":              clause{"bool": clause{"should": should, "minimum_should_match": similarLeast, "must_not": []clause{term(mapping.ID, id)}}},
			"field_value_factor": clause{"field": mapping.Brevity}, "boost_mode": "multiply",
		}},
		"size": k, "sort": []any{"_score", clause{mapping.Ord: "asc"}}, "track_total_hits": false,
		"_source": []string{mapping.Summary}, "docvalue_fields": []string{string(query.Tags), mapping.Group},
	}})
	if err != nil {
		return nil, err
	}
	out := make([]candidate, len(res.Hits.Hits))
	for i, h := range res.Hits.Hits {
		var s mapping.Stored
		if err := json.Unmarshal(h.Source, &s); err != nil {
			return nil, fmt.Errorf("cable %s: %w: %w", h.ID, archive.ErrUnavailable, err)
		}
		out[i] = candidate{id: h.ID, summary: s.Summary.Summary}
		var group []int
		if err := readAll(h.Fields, map[string]any{mapping.Group: &group}); err != nil || len(group) == 0 {
			return nil, fmt.Errorf("cable %s: %w: its copies", h.ID, cmp.Or(err, archive.ErrUnavailable))
		}
		out[i].group = group[0]
		if tags, ok := h.Fields[string(query.Tags)]; ok {
			if err := json.Unmarshal(tags, &out[i].tags); err != nil {
				return nil, fmt.Errorf("cable %s: %w: %w", h.ID, archive.ErrUnavailable, err)
			}
		}
		for _, name := range h.Matched {
			place, err := strconv.Atoi(name)
			if err != nil {
				return nil, fmt.Errorf("cable %s: %w: %w", h.ID, archive.ErrUnavailable, err)
			}
			out[i].shared = append(out[i].shared, place)
		}
		slices.Sort(out[i].shared)
	}
	return out, nil
}

// twins are the candidates of nearly the same text as a cable. One that shares less than
// half of the telling words is none.
func (a *Archive) twins(ctx context.Context, own *cable.Cable, t *target, found []candidate, telling int) (map[string]bool, error) {
	out := map[string]bool{}
	var likely []string
	for _, c := range found {
		switch {
		case c.group == t.group:
			out[c.id] = true
		case 2*len(c.shared) >= telling && len(c.shared) >= similarShared:
			likely = append(likely, c.id)
		}
	}
	if len(likely) == 0 {
		return out, nil
	}
	theirs, err := a.cablesOf(ctx, likely...)
	if err != nil {
		return nil, err
	}
	mine := wordSet(own)
	for i, c := range theirs {
		out[likely[i]] = copies.Jaccard(mine, wordSet(c)) >= similarTwins
	}
	return out, nil
}

// idf is what a word tells that so many of n cables have.
func idf(n, df float64) float64 { return math.Log(1 + (n-df+0.5)/(df+0.5)) }
