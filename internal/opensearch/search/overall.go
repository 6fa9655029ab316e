package search

import (
	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// overall are the counts of a facet over all cables, where nothing but its own values is
// asked for: without its filters the hits are all cables, whose counts are known. nil where
// more is asked for, or where they are not known yet.
func (a *Archive) overall(s *selection, f query.Facet) *archive.FacetCounts {
	if s.text.clause != nil || s.dates != nil || len(s.facets) != 1 || s.every[f] != nil {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.whole == nil {
		return nil
	}
	for i := range a.whole.facets {
		if a.whole.facets[i].Facet == f {
			return &a.whole.facets[i]
		}
	}
	return nil
}

// amongHits are the searches that are left of a facet whose counts over all cables are
// known: how many of the hits have its first and its chosen values, and how many of all
// cables each that is chosen.
func (a *Archive) amongHits(s *selection, f query.Facet, all *archive.FacetCounts, chosen []string) []facetSearch {
	keys := make([]string, len(all.Buckets))
	for i, b := range all.Buckets {
		keys[i] = b.Value
	}
	aggs := map[string]any{}
	if len(keys) > 0 {
		aggs["first"] = clause{"terms": clause{"field": string(f), "size": len(keys), "include": keys}}
	}
	filters := clause{}
	for i, v := range chosen {
		filters[itoa(i)] = having(f, v)
	}
	aggs["chosen"] = clause{"filters": clause{"filters": filters}}
	out := []facetSearch{{of: []query.Facet{f}, query: s.hits(), aggs: aggs, overall: all}}
	for _, v := range chosen {
		out = append(out, facetSearch{query: having(f, v)})
	}
	return out
}

// readOverall is the tally of such a facet. The answers begin with its own, and with those
// of its chosen values.
func readOverall(all *archive.FacetCounts, answers []*client.Answer, chosen int) (*tally, error) {
	var first, among tally
	into := map[string]any{"chosen": &among.chosen}
	if len(all.Buckets) > 0 {
		into["first"] = &first
	}
	if err := readAll(answers[0].Aggs, into); err != nil {
		return nil, err
	}
	within := map[string]int{}
	for _, b := range first.Buckets {
		within[b.Key] = b.Count
	}
	t := &tally{Other: all.Distinct - len(all.Buckets), missing: count{Count: all.Missing}}
	t.distinct.Value = all.Distinct
	for _, b := range all.Buckets {
		t.Buckets = append(t.Buckets, countOf(b.Value, b.Count, within[b.Value]))
	}
	t.chosen.Buckets = map[string]count{}
	for i := range chosen {
		t.chosen.Buckets[itoa(i)] = countOf("", answers[i+1].Hits.Total.Value, among.chosen.Buckets[itoa(i)].Count)
	}
	return t, nil
}

func countOf(value string, all, within int) count {
	c := count{Key: value, Count: all}
	c.Within = &struct {
		Count int `json:"doc_count"`
	}{within}
	return c
}

// lackingAggs count the hits that have no value of a facet, for all facets at once.
func lackingAggs() map[string]any {
	return map[string]any{mapping.Lacking: clause{"terms": clause{"field": mapping.Lacking, "size": len(query.Facets()), "shard_size": len(query.Facets())}}}
}
