package library

import (
	"context"
	"fmt"
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/plan"
	"reftel/internal/archive/suggest"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
	folding "reftel/internal/text"
)

// Suggest completes what a reader types: TAGS and posts by code or name, names by the
// beginnings of their words, and ids in any spelling, with or without the year.
func (l *Library) Suggest(ctx context.Context, prefix string, n int, kinds ...query.Field) ([]archive.Suggestion, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	if len(folding.Words(prefix)) == 0 || n <= 0 {
		return nil, nil
	}
	n = min(n, mostSuggested)
	found, err := l.suggestValues(ctx, suggest.Kinds(kinds...), prefix, n)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	var byID []archive.Suggestion
	if suggest.Wanted(query.FieldID, kinds) {
		if byID, err = l.suggestIDs(ctx, prefix, min(n, suggest.MostIDs)); err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
	}
	return suggest.Join(byID, found, prefix, n), nil
}

// mostSuggested is how many values of a kind are looked up at most.
const mostSuggested = 1000

// suggestValues are values of some kinds, the most frequent ones of each. Of each kind are
// asked the value that is the text itself, the names that begin so and, where the text
// is spelt in other ways, those with the words of these.
func (l *Library) suggestValues(ctx context.Context, kinds []suggest.Kind, prefix string, n int) ([]archive.Suggestion, error) {
	begun := append([]string{prefix}, plan.Names(query.Value{Text: prefix, Prefix: true}, l.Tables.Spellings)[1:]...)
	spelt := plan.Names(query.Value{Text: prefix}, l.Tables.Spellings)[1:]
	var qs []tables.Question
	for _, k := range kinds {
		qs = append(qs,
			tables.Question{Facet: k.Facet, Exact: []string{ids.Key(prefix), prefix}, Names: []string{prefix}, N: 3, Held: true},
			tables.Question{Facet: k.Facet, Texts: begun, Begun: true, N: n, Held: true})
		if len(spelt) > 0 {
			qs = append(qs, tables.Question{Facet: k.Facet, Texts: spelt, N: n, Held: true})
		}
	}
	answers, err := l.Tables.Ask(ctx, qs...)
	if err != nil {
		return nil, err
	}
	var out []archive.Suggestion
	for i, k := range kinds {
		each := len(qs) / len(kinds)
		own := answers[each*i:][:each]
		same, vs := sameAs(own[0], prefix), slices.Concat(own[1:]...)
		slices.SortFunc(vs, func(x, y tables.Value) int { return int(x.Rank) - int(y.Rank) })
		vs = slices.CompactFunc(vs, func(x, y tables.Value) bool { return x.Rank == y.Rank })
		vs = vs[:min(n, len(vs))]
		if same != nil && !slices.ContainsFunc(vs, func(v tables.Value) bool { return v.Rank == same.Rank }) {
			vs = append(vs, *same)
		}
		for _, v := range vs {
			s := archive.Suggestion{Kind: k.Field, Value: v.Text, Label: v.Shown(), Count: v.Count}
			other := same != nil && v.Rank == same.Rank && folding.Squeeze(v.Text) != folding.Squeeze(prefix)
			if values.KindOf(k.Facet) != "" && (other || !suggest.Begins(v.Text, prefix)) {
				s.Also = suggest.Also(v.Thing, prefix)
			}
			out = append(out, s)
		}
	}
	return out, nil
}

// sameAs is the value that is a text but for case, or has it for another name: the most
// frequent names with its words need not hold it.
func sameAs(vs []tables.Value, asked string) *tables.Value {
	for _, name := range []string{ids.Key(asked), asked} {
		for i := range vs {
			if vs[i].Text == name {
				return &vs[i]
			}
		}
	}
	if len(vs) > 0 {
		return &vs[0]
	}
	return nil
}

// suggestIDs completes an id.
func (l *Library) suggestIDs(ctx context.Context, prefix string, n int) ([]archive.Suggestion, error) {
	dated, number, other := suggest.IDs(prefix)
	var ss []client.Search
	for _, beginning := range []struct{ field, text string }{{mapping.Key, dated}, {mapping.Number, number}, {mapping.Key, other}} {
		if beginning.text == "" {
			continue
		}
		ss = append(ss, client.Search{Index: l.Index, Body: map[string]any{
			"query": all(begins(beginning.field, beginning.text)), "sort": []any{beginning.field, mapping.Ord}, "size": n, "track_total_hits": false,
			"_source": []string{mapping.Summary},
		}})
	}
	as, err := l.Client.MultiSearch(ctx, ss...)
	if err != nil {
		return nil, err
	}
	for _, a := range as {
		found, err := storedOf(a)
		if err != nil {
			return nil, err
		}
		var out []archive.Suggestion
		for i := range found {
			s := &found[i].Summary
			out = append(out, archive.Suggestion{Kind: query.FieldID, Value: s.ID, Label: s.Title, Count: 1})
		}
		if len(out) > 0 {
			return out, nil
		}
	}
	return nil, nil
}

// Spellings are the spellings of folded words.
func (l *Library) Spellings(ctx context.Context, words ...string) (map[string][]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("spellings: %w", err)
	}
	out := make(map[string][]string, len(words))
	for _, w := range words {
		out[w] = l.Tables.Spellings(w)
	}
	return out, nil
}

// Frequency is how many cables have a value of a facet.
func (l *Library) Frequency(ctx context.Context, f query.Facet, value string) (int, error) {
	if err := archive.CheckFacet(f); err != nil {
		return 0, fmt.Errorf("frequency: %w", err)
	}
	v, _, err := l.Tables.Counted(ctx, f, value)
	if err != nil {
		return 0, fmt.Errorf("frequency: %w", err)
	}
	return v.Count, nil
}

// Named is the thing that has a name in a facet, nil where nothing is told of it.
func (l *Library) Named(ctx context.Context, f query.Facet, name string) (*authority.Thing, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	if err := archive.CheckFacet(f); err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	if values.KindOf(f) == "" {
		return nil, nil
	}
	qs := []tables.Question{{Facet: f, Names: []string{name}, N: 1}, {Facet: f, Exact: []string{name}, N: 1, Held: true}}
	for _, other := range plan.Names(query.Value{Text: name}, l.Tables.Spellings)[1:] {
		qs = append(qs, tables.Question{Facet: f, Names: []string{other}, N: 1})
	}
	found, err := l.Tables.Ask(ctx, qs...)
	if err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	if len(found[0]) == 0 && len(found[1]) > 0 { // a name of its own, of which nothing is told
		return nil, nil
	}
	for i, vs := range found {
		if i != 1 && len(vs) > 0 {
			return vs[0].Thing, nil
		}
	}
	return nil, nil
}
