package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	jsonv2 "github.com/go-json-experiment/json"

	"reftel/internal/archive"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/rank"
	"reftel/internal/archive/record"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
	"reftel/internal/text"
)

// listBody asks for size rows of the list of a request, those before from left out, with
// what is to come of each: some fields, all for true, none for nil.
func (a *Archive) listBody(sel *selection, req query.Request, from, size int, stored any) clause {
	ranked := byScore(sel, req)
	var score []clause
	if ranked {
		score = sel.score
	}
	body := clause{
		"query": sel.hits(score...), "from": from, "size": size, "sort": orderOf(req.Sort, ranked), "track_scores": ranked,
		"track_total_hits": false, "_source": false,
	}
	switch {
	case a.reorders(sel, req, from):
		body["from"], body["size"], body["docvalue_fields"] = 0, max(rank.Hits, from+size), []string{mapping.Brevity, mapping.ID}
		body["stored_fields"] = "_none_" // where the cluster keeps ids, it unpacks whole texts with them
	case stored != nil:
		body["_source"] = stored
	}
	if !req.Apart {
		body["collapse"] = clause{"field": mapping.Group}
	}
	return body
}

// byScore reports whether hits are in the order of their scores.
func byScore(sel *selection, req query.Request) bool {
	return (req.Sort == "" || req.Sort == query.Relevance) && sel.text.scored
}

// orderOf is an order as the cluster has it. No two cables are equal in it.
func orderOf(s query.Sort, ranked bool) []any {
	switch {
	case ranked:
		return []any{"_score", clause{mapping.Ord: "asc"}}
	case s == query.Oldest:
		return []any{clause{mapping.Ord: "asc"}}
	case s == query.Added:
		return []any{clause{mapping.Added: "desc"}, clause{mapping.Newest: "asc"}}
	}
	return []any{clause{mapping.Newest: "asc"}}
}

// inOrder is the answer to a list: put in order where the cluster's own is not that of the
// texts, and asked again where no word that counts for the order stands in any cable, be it
// found or not. Then the newest come first.
func (a *Archive) inOrder(ctx context.Context, sel *selection, req query.Request, from, size int, stored any, answer *client.Answer) (*client.Answer, error) {
	if !byScore(sel, req) || len(answer.Hits.Hits) == 0 {
		return answer, nil
	}
	anew := a.reorders(sel, req, from)
	var err error
	if anew {
		if answer.Hits.Hits, err = identified(answer.Hits.Hits); err != nil {
			return nil, err
		}
	}
	if answer.Hits.Hits[0].Score > 0 {
		if anew {
			answer.Hits.Hits, err = a.reordered(ctx, sel, req, from, size, stored, answer.Hits.Hits)
		}
		return answer, err
	}
	counts, err := a.anyCounts(ctx, req.Expr)
	switch {
	case err != nil:
		return nil, err
	case counts && anew:
		answer.Hits.Hits, err = a.rows(ctx, answer.Hits.Hits, from, size, stored, map[string]json.RawMessage{})
		return answer, err
	case counts:
		return answer, nil
	}
	req.Sort = query.Newest
	again, err := a.client.Search(ctx, a.of(a.listBody(sel, req, from, size, stored)))
	if err != nil {
		return nil, err
	}
	answer.Hits.Hits = again.Hits.Hits
	return answer, nil
}

// identified are hits with the ids that came among their fields. The hits themselves may be
// remembered, and others may have them.
func identified(hits []client.Hit) ([]client.Hit, error) {
	hits = slices.Clone(hits)
	for i := range hits {
		var id []string
		if err := readAll(hits[i].Fields, map[string]any{mapping.ID: &id}); err != nil || len(id) != 1 {
			return nil, fmt.Errorf("hit %d: %w: its id", i, cmp.Or(err, archive.ErrUnavailable))
		}
		hits[i].ID = id[0]
	}
	return hits, nil
}

// sortOf are the numbers by which a hit has its place.
func sortOf(h client.Hit) ([]int, error) {
	out := make([]int, len(h.Sort))
	for i, raw := range h.Sort {
		if err := json.Unmarshal(raw, &out[i]); err != nil {
			return nil, fmt.Errorf("%w: the place of a hit: %w", archive.ErrUnavailable, err)
		}
	}
	return out, nil
}

// stored is what a page shows. Texts are read where something is marked in them: then all
// that is kept comes, since the cluster takes a document apart to leave something out.
func (a *Archive) stored(req query.Request) any {
	if len(plan.Marked(req.Expr)) > 0 {
		return true
	}
	return []string{mapping.Summary, mapping.Alike, mapping.Added, mapping.Changed}
}

// page are the hits of a page with their snippets.
func (a *Archive) page(ctx context.Context, sel *selection, req query.Request, answer *client.Answer) ([]archive.Hit, error) {
	answer, err := a.inOrder(ctx, sel, req, (req.Page-1)*req.Size, req.Size, a.stored(req), answer)
	if err != nil {
		return nil, err
	}
	hits := answer.Hits.Hits
	out, texts := make([]archive.Hit, len(hits)), make([][]cable.Paragraph, len(hits))
	for i, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var s mapping.Stored
		if err := jsonv2.Unmarshal(h.Source, &s); err != nil {
			return nil, fmt.Errorf("cable %s: %w: %w", h.ID, archive.ErrUnavailable, err)
		}
		out[i] = archive.Hit{
			Summary: s.Summary.Summary, Snippets: s.Summary.Opening, Score: h.Score, Copies: s.Alike,
			Added: time.Unix(s.Added, 0).UTC(), Changed: time.Unix(s.Changed, 0).UTC(),
		}
		if s.Frame == nil {
			continue
		}
		if texts[i], err = a.texts(s.Frame); err != nil {
			return nil, fmt.Errorf("cable %s: %w: %w", h.ID, archive.ErrUnavailable, err)
		}
	}
	m := a.matcher(req.Expr, texts)
	if m.Empty() {
		return out, nil
	}
	for i := range out {
		if found := m.Snippets(texts[i]); len(found) > 0 {
			out[i].Snippets = found
		}
	}
	return out, nil
}

// texts are those of a record.
func (a *Archive) texts(frame []byte) ([]cable.Paragraph, error) {
	r, err := a.dec.Decode(frame, record.OnlyTexts)
	if err != nil {
		return nil, err
	}
	return record.ReadTexts(r.Texts)
}

// matcher finds in some texts what the cluster found in them.
func (a *Archive) matcher(e query.Expr, texts [][]cable.Paragraph) *snippet.Matcher {
	plans := plan.Marked(e)
	spelt := map[string][]string{}
	first := map[byte]bool{} // letters with which words begin that may fit
	any := false
	for _, p := range plans {
		ss := p.Places
		if p.Whole != nil {
			ss = append(ss[:len(ss):len(ss)], *p.Whole)
		}
		for _, s := range ss {
			any = any || s.Fuzzy || s.Wild
			for _, t := range append(s.Terms(a.tables.Spellings), s.Written) {
				if t != "" {
					first[t[0]] = true
				}
				spelt[t] = a.tables.Spellings(t)
			}
		}
	}
	known := map[string]bool{}
	var words []string
	for _, ps := range texts {
		for i := range ps {
			for _, s := range []string{ps[i].Heading, ps[i].Text} {
				text.Scan(s, func(term []byte, _, _ int, _ text.Kind) {
					at := strings.TrimPrefix(string(term), text.Elided)
					if (any || at != "" && first[at[0]]) && !known[string(term)] {
						known[string(term)] = true
						words = append(words, string(term))
					}
				})
			}
		}
	}
	return snippet.New(e, snippet.FormsIn(words, spelt))
}
