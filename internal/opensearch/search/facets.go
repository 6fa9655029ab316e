package search

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

// How many values of a facet are told, how many are counted once more where an index has
// several shards, and how many each shard tells: what is among the first ten of all is
// among so many of each, and when it is counted once more its count is exact.
const (
	topValues = 10
	recounted = 40
	shardSize = 1000
)

// distinctUpTo is up to how many values of a facet are counted nearly exactly, and
// numbersUpTo up to how many by their numbers: of more up to some four in a hundred are
// missed or too many, and it takes two fifths of the time. A facet that has no more than few
// has all of them told, which is exact and costs less.
const (
	distinctUpTo = 40000
	numbersUpTo  = 3000
	few          = 100
)

func itoa(n int) string { return strconv.Itoa(n) }

// counted is the value of a facet that a name stands for: itself where cables have it,
// else the one under which the thing of this name is counted.
func (a *Archive) counted(ctx context.Context, f query.Facet, name string) (string, error) {
	if !slices.Contains(mapping.Named(), f) || name == query.None {
		return name, nil
	}
	found, err := a.tables.Ask(ctx, tables.Question{Facet: f, Exact: []string{name}, Names: []string{name}, N: 2})
	if err != nil || len(found[0]) == 0 {
		return name, err
	}
	for _, v := range found[0] {
		if v.Text == name && v.Count > 0 {
			return name, nil
		}
	}
	return found[0][0].Text, nil
}

// counts is how many cables each of some conditions finds.
func (a *Archive) counts(ctx context.Context, cs []clause) ([]int, error) {
	ss := make([]client.Search, len(cs))
	for i, c := range cs {
		ss[i] = a.counting(c)
	}
	as, err := a.client.MultiSearch(ctx, ss...)
	if err != nil {
		return nil, err
	}
	out := make([]int, len(cs))
	for i, r := range as {
		out[i] = r.Hits.Total.Value
	}
	return out, nil
}

// counting asks how many cables a clause finds.
func (a *Archive) counting(c clause) client.Search {
	return client.Search{Index: a.index, Body: clause{"size": 0, "track_total_hits": true, "query": c}}
}

// A count is how many hits have a value, and how many of the hits themselves where those
// were counted without the filters of the facet.
type count struct {
	Key    string `json:"key"`
	Count  int    `json:"doc_count"`
	Within *struct {
		Count int `json:"doc_count"`
	} `json:"within"`
}

func (c *count) within() int {
	if c.Within == nil {
		return c.Count
	}
	return c.Within.Count
}

// A tally is the counts of one facet as the cluster tells them.
type tally struct {
	Other    int     `json:"sum_other_doc_count"`
	Buckets  []count `json:"buckets"`
	missing  count
	distinct struct {
		Value int `json:"value"`
	}
	chosen struct {
		Buckets map[string]count `json:"buckets"`
	}
}

// aggs count one facet. within is what its own filters let through, nil where it has none;
// chosen are its chosen values.
func (a *Archive) aggs(f query.Facet, within clause, chosen []string) map[string]any {
	name := string(f)
	size, perShard := topValues, shardSize
	whole := a.toldWhole(f)
	switch {
	case whole:
		size = max(1, len(a.tables.Values(f)))
		perShard = size
	case a.Shards > 1:
		size = recounted
	default:
		perShard = size // what one shard tells is the whole
	}
	with := func(agg clause) clause {
		if within != nil {
			agg["aggs"] = clause{"within": clause{"filter": within}}
		}
		return agg
	}
	out := map[string]any{
		name: with(clause{"terms": clause{"field": name, "size": size, "shard_size": perShard}}),
	}
	if a.Edition == 0 || within != nil {
		out[name+" missing"] = with(clause{"missing": clause{"field": name}})
	}
	if !whole {
		by, upTo := a.countedBy(f)
		out[name+" distinct"] = clause{"cardinality": clause{"field": by, "precision_threshold": upTo}}
	}
	if len(chosen) > 0 {
		filters := clause{}
		for i, v := range chosen {
			filters[itoa(i)] = having(f, v)
		}
		out[name+" chosen"] = with(clause{"filters": clause{"filters": filters}})
	}
	return out
}

// countedBy is the field by which the values of a facet are told apart, and up to how many
// of them exactly.
func (a *Archive) countedBy(f query.Facet) (field string, upTo int) {
	if a.Edition > 0 && slices.Contains(mapping.Many(), f) {
		return mapping.Counted(f), numbersUpTo
	}
	if n := len(a.tables.Values(f)); n > 0 {
		return string(f), min(distinctUpTo, n) // the more it may count exactly, the more it costs
	}
	return string(f), distinctUpTo
}

// toldWhole reports whether all values of a facet that have hits are told.
func (a *Archive) toldWhole(f query.Facet) bool {
	return f == query.Year || values.KindOf(f) == "" && len(a.tables.Values(f)) <= few
}

// readTally reads the counts of one facet.
func (a *Archive) readTally(f query.Facet, aggs map[string]json.RawMessage, chosen int, without map[string]int) (*tally, error) {
	t, name := &tally{}, string(f)
	into := map[string]any{name: t}
	if _, alone := aggs[name+" missing"]; alone || a.Edition == 0 {
		into[name+" missing"] = &t.missing
	} else {
		t.missing.Count = without[name]
	}
	if !a.toldWhole(f) {
		into[name+" distinct"] = &t.distinct
	}
	if chosen > 0 {
		into[name+" chosen"] = &t.chosen
	}
	return t, readAll(aggs, into)
}

// lacking are how many hits have no value of a facet, where that is counted for all at once.
func (a *Archive) lacking(first *client.Answer) (map[string]int, error) {
	if a.Edition == 0 {
		return nil, nil
	}
	var t tally
	if err := readAll(first.Aggs, map[string]any{mapping.Lacking: &t}); err != nil {
		return nil, err
	}
	out := map[string]int{}
	for _, b := range t.Buckets {
		out[b.Key] = b.Count
	}
	return out, nil
}

// facet makes what is told of a facet.
func (a *Archive) facet(f query.Facet, t *tally, s *selection) archive.FacetCounts {
	out := archive.FacetCounts{Facet: f, Distinct: t.distinct.Value, Missing: t.missing.Count}
	if t.Other == 0 {
		out.Distinct = len(t.Buckets) // they are all there, and need not be guessed
	} else {
		_, upTo := a.countedBy(f)
		out.About = out.Distinct > upTo
	}
	top := t.Buckets
	if f != query.Year {
		top = top[:min(topValues, len(top))]
	}
	for i := range top {
		out.Buckets = append(out.Buckets, a.bucket(f, top[i].Key, &top[i], s))
	}
	for i, value := range slices.Concat(s.in[f], s.out[f]) {
		if slices.ContainsFunc(out.Buckets, func(b archive.Bucket) bool { return b.Value == value }) {
			continue
		}
		n := t.chosen.Buckets[itoa(i)]
		b := a.bucket(f, value, &n, s)
		if value == query.None {
			b.Label = ""
		}
		out.Buckets = append(out.Buckets, b)
	}
	if f == query.Year {
		slices.SortFunc(out.Buckets, func(a, b archive.Bucket) int { return strings.Compare(a.Value, b.Value) })
	}
	return out
}

func (a *Archive) bucket(f query.Facet, value string, n *count, s *selection) archive.Bucket {
	return archive.Bucket{
		Value: value, Label: a.tables.Label(f, value), Count: n.Count, Within: n.within(),
		Selected: slices.Contains(s.in[f], value), Excluded: slices.Contains(s.out[f], value),
	}
}

// A facetSearch counts one facet that has filters, or all that have none.
type facetSearch struct {
	of      []query.Facet // none where a value of the facet before is counted
	query   clause
	aggs    map[string]any
	overall *archive.FacetCounts // of the one facet, where they are known
}

// body is the search. What has no aggs is counted.
func (x facetSearch) body() clause {
	if len(x.aggs) == 0 {
		return clause{"size": 0, "query": x.query, "track_total_hits": true}
	}
	return clause{"size": 0, "query": x.query, "aggs": x.aggs}
}

// facetSearches count all facets: those without filters over the hits, and each of the
// others over the hits as they were without its filters. In the first search are facets of
// few values. To count those of many takes longer than all else, so that they are counted
// beside it: persons alone, since they take as long as the others.
func (a *Archive) facetSearches(s *selection) []facetSearch {
	first := facetSearch{query: s.hits(), aggs: map[string]any{}}
	persons := facetSearch{query: s.hits(), aggs: map[string]any{}}
	many := facetSearch{query: s.hits(), aggs: map[string]any{}}
	var out []facetSearch
	for _, f := range query.Facets() {
		pass, filtered := s.pass[f]
		if !filtered {
			of := &first
			switch {
			case f == query.Persons:
				of = &persons
			case slices.Contains(mapping.Many(), f):
				of = &many
			}
			of.of = append(of.of, f)
			for name, agg := range a.aggs(f, nil, nil) {
				of.aggs[name] = agg
			}
			continue
		}
		chosen := slices.Concat(s.in[f], s.out[f])
		if all := a.overall(s, f); all != nil {
			out = append(out, a.amongHits(s, f, all, chosen)...)
			continue
		}
		out = append(out, facetSearch{of: []query.Facet{f}, query: s.without(f), aggs: a.aggs(f, pass, chosen)})
	}
	for _, x := range []facetSearch{persons, many} {
		if len(x.of) > 0 {
			out = append(out, x)
		}
	}
	if a.Edition > 0 {
		maps.Copy(first.aggs, lackingAggs())
	}
	return append([]facetSearch{first}, out...)
}

// readFacets makes what is told of all facets of the answers to the searches.
func (a *Archive) readFacets(ctx context.Context, s *selection, fs []facetSearch, answers []*client.Answer) ([]archive.FacetCounts, error) {
	tallies := map[query.Facet]*tally{}
	without, err := a.lacking(answers[0])
	if err != nil {
		return nil, err
	}
	for i, x := range fs {
		for _, f := range x.of {
			chosen := len(s.in[f]) + len(s.out[f])
			if x.overall != nil {
				tallies[f], err = readOverall(x.overall, answers[i:], chosen)
			} else {
				tallies[f], err = a.readTally(f, answers[i].Aggs, chosen, without)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	if a.Shards > 1 {
		if err := a.recount(ctx, fs, tallies); err != nil {
			return nil, err
		}
	}
	var out []archive.FacetCounts
	for _, f := range query.Facets() {
		out = append(out, a.facet(f, tallies[f], s))
	}
	return out, nil
}

// recount counts the first values of each facet once more: a shard that has many of a
// value may not have told of it where another had more.
func (a *Archive) recount(ctx context.Context, fs []facetSearch, tallies map[query.Facet]*tally) error {
	var ss []client.Search
	var of [][]query.Facet
	for _, x := range fs {
		if x.overall != nil {
			continue
		}
		aggs := map[string]any{}
		var facets []query.Facet
		for _, f := range x.of {
			t := tallies[f]
			if t.Other == 0 {
				continue
			}
			keys := make([]string, len(t.Buckets))
			for i := range t.Buckets {
				keys[i] = t.Buckets[i].Key
			}
			agg := clause{"terms": clause{"field": string(f), "size": len(keys), "include": keys}}
			if sub, ok := x.aggs[string(f)].(clause)["aggs"]; ok {
				agg["aggs"] = sub
			}
			aggs[string(f)] = agg
			facets = append(facets, f)
		}
		if len(facets) > 0 {
			ss = append(ss, client.Search{Index: a.index, Body: clause{"size": 0, "query": x.query, "aggs": aggs}})
			of = append(of, facets)
		}
	}
	answers, err := a.client.MultiSearch(ctx, ss...)
	if err != nil {
		return err
	}
	for i, facets := range of {
		for _, f := range facets {
			var again tally
			if err := readAll(answers[i].Aggs, map[string]any{string(f): &again}); err != nil {
				return err
			}
			tallies[f].Buckets = again.Buckets
		}
	}
	return nil
}
