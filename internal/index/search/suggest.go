package search

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
	"reftel/internal/query"
	"reftel/internal/text"
)

// Suggest completes what a reader types: TAGS and posts by code or name, names
// by the beginnings of their words, and ids in any spelling, with or without
// the year. What is the text itself comes first, then the most frequent. There
// are at most n of them, and of kinds alone where kinds are given.
func (a *Archive) Suggest(ctx context.Context, prefix string, n int, kinds ...query.Field) ([]archive.Suggestion, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	if len(text.Words(prefix)) == 0 || n <= 0 {
		return nil, nil
	}
	var out, byID []archive.Suggestion
	for _, k := range suggest.Kinds(kinds...) {
		found, err := a.suggestValues(k, prefix, n)
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		out = append(out, found...)
	}
	if suggest.Wanted(query.FieldID, kinds) {
		var err error
		if byID, err = a.suggestIDs(prefix, min(n, suggest.MostIDs)); err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
	}
	return suggest.Join(byID, out, prefix, n), nil
}

// suggestValues are values of a kind, the most frequent ones.
func (a *Archive) suggestValues(k suggest.Kind, prefix string, n int) ([]archive.Suggestion, error) {
	c := a.columns.Column(k.Facet)
	vs := c.Named(prefix, true, n)
	for _, whole := range []bool{false, true} { // the last word as a beginning, and as it is
		for _, other := range plan.Names(query.Value{Text: prefix, Prefix: !whole}, a.words.Spellings)[1:] {
			vs = append(vs, c.Named(other, !whole, n)...)
		}
	}
	vs = inOrder(vs)
	vs = vs[:min(n, len(vs))]
	same, ok, err := a.same(k.Facet, prefix)
	if err != nil {
		return nil, err
	}
	if ok && !slices.Contains(vs, same) {
		vs = append(vs, same)
	}
	var out []archive.Suggestion
	for _, v := range vs {
		s := archive.Suggestion{Kind: k.Field, Value: c.Values[v], Label: c.Label(v), Count: c.Frequency(v)}
		other := ok && v == same && text.Squeeze(s.Value) != text.Squeeze(prefix)
		if kind := values.KindOf(k.Facet); kind != "" && (other || !suggest.Begins(s.Value, prefix)) {
			t, err := a.thing(kind, s.Value)
			if err != nil {
				return nil, err
			}
			s.Also = suggest.Also(t, prefix)
		}
		out = append(out, s)
	}
	return out, nil
}

// same is the value that is the text but for case, or has it for another name: the
// most frequent names with its words need not hold it.
func (a *Archive) same(f query.Facet, asked string) (uint32, bool, error) {
	c := a.columns.Column(f)
	if v, ok := c.Find(ids.Key(asked)); ok {
		return v, true, nil
	}
	value, err := a.counted(f, asked)
	if err != nil {
		return 0, false, err
	}
	v, ok := c.Find(value)
	return v, ok, nil
}

// suggestIDs completes an id.
func (a *Archive) suggestIDs(prefix string, n int) ([]archive.Suggestion, error) {
	dated, number, other := suggest.IDs(prefix)
	var ords []uint32
	switch {
	case dated != "":
		ords = a.store.IDs.Sorted.Beginning(dated, n)
	case number != "":
		ords = a.store.IDs.Numbers().Beginning(number, n)
	}
	if len(ords) == 0 && other != "" {
		ords = a.store.IDs.Sorted.Beginning(other, n)
	}
	a.store.Ahead(false, ords...)
	var out []archive.Suggestion
	for _, ord := range ords {
		sum, err := a.store.Summary(ord)
		if err != nil {
			return nil, err
		}
		out = append(out, archive.Suggestion{Kind: query.FieldID, Value: sum.ID, Label: sum.Title, Count: 1})
	}
	return out, nil
}

// Frequency is how many cables have a value of a facet.
func (a *Archive) Frequency(ctx context.Context, f query.Facet, value string) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("frequency: %w", err)
	}
	if err := archive.CheckFacet(f); err != nil {
		return 0, fmt.Errorf("frequency: %w", err)
	}
	c := a.columns.Column(f)
	value, err := a.counted(f, value)
	if err != nil {
		return 0, fmt.Errorf("frequency: %w", err)
	}
	v, ok := c.Find(value)
	if !ok {
		return 0, nil
	}
	return c.Frequency(v), nil
}

// Named is the thing that has a name in a facet, nil where nothing is told of it.
func (a *Archive) Named(ctx context.Context, f query.Facet, name string) (*authority.Thing, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	if err := archive.CheckFacet(f); err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	kind := values.KindOf(f)
	if kind == "" {
		return nil, nil
	}
	t, err := a.thing(kind, name)
	if _, counted := a.columns.Column(f).Find(name); t == nil && err == nil && !counted {
		for _, other := range plan.Names(query.Value{Text: name}, a.words.Spellings)[1:] {
			if t, err = a.thing(kind, other); t != nil || err != nil {
				break
			}
		}
	}
	if err != nil {
		return nil, fmt.Errorf("named: %w", err)
	}
	return t, nil
}
