package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/cable"
	"reftel/internal/index/columns"
	"reftel/internal/query"
	"reftel/internal/text"
)

// suggestedIDs is how many ids Suggest offers at most.
const suggestedIDs = 5

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
	wanted := func(k query.Field) bool { return len(kinds) == 0 || slices.Contains(kinds, k) }
	var out []archive.Suggestion
	for _, k := range suggested() {
		if !wanted(k.field) {
			continue
		}
		c := a.columns.Column(k.facet)
		vs := c.Named(prefix, true, n)
		if same, ok := same(c, prefix); ok && !slices.Contains(vs, same) {
			vs = append(vs, same)
		}
		for _, v := range vs {
			out = append(out, archive.Suggestion{Kind: k.field, Value: c.Values[v], Label: c.Label(v), Count: c.Frequency(v)})
		}
	}
	slices.SortStableFunc(out, func(x, y archive.Suggestion) int {
		return cmp.Or(cmp.Compare(exactness(y, prefix), exactness(x, prefix)), cmp.Compare(y.Count, x.Count))
	})
	if wanted(query.FieldID) {
		byID, err := a.suggestIDs(prefix, min(n, suggestedIDs))
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		out = append(byID, out...)
	}
	return out[:min(n, len(out))], nil
}

// A suggestedKind is a facet whose values are many enough to need suggestions,
// and the field of the search box that asks for them.
type suggestedKind struct {
	facet query.Facet
	field query.Field
}

func suggested() []suggestedKind {
	return []suggestedKind{
		{query.Tags, query.FieldTag}, {query.Origin, query.FieldFrom}, {query.Persons, query.FieldPer},
		{query.Organisations, query.FieldOrg}, {query.Places, query.FieldLoc}, {query.Misc, query.FieldMisc},
	}
}

// exactness puts first what is the text itself.
func exactness(s archive.Suggestion, prefix string) int {
	if text.Squeeze(s.Value) == text.Squeeze(prefix) {
		return 1
	}
	return 0
}

// same is the value that is the text but for case: the most frequent names with
// its words need not hold it.
func same(c *columns.Column, asked string) (uint32, bool) {
	if v, ok := c.Find(ids.Key(asked)); ok {
		return v, true
	}
	return c.Find(asked)
}

// suggestIDs completes an id. Without a year there must be a digit of the
// number at least: otherwise every name of a post would be the beginning of
// thousands.
func (a *Archive) suggestIDs(prefix string, n int) ([]archive.Suggestion, error) {
	m, ok := cable.ParsePartMRN(prefix)
	var ords []uint32
	switch {
	case !ok || m.Origin == "":
	case m.Year != 0:
		ords = a.store.IDs.Sorted.Beginning(m.String(), n)
	case m.Serial != 0 && len(m.Origin) >= 3:
		ords = a.store.IDs.Numbers.Beginning(m.Number(), n)
	}
	// Ids that are not made of year, post and number.
	if k := ids.Key(prefix); len(ords) == 0 && len(k) >= 4 && strings.ContainsAny(k, "0123456789") && !isNumber(k) {
		ords = a.store.IDs.Sorted.Beginning(k, n)
	}
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

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Frequency is how many cables have a value of a facet.
func (a *Archive) Frequency(ctx context.Context, f query.Facet, value string) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("frequency: %w", err)
	}
	if !slices.Contains(query.Facets(), f) {
		return 0, fmt.Errorf("frequency: %w: there is no facet %q", archive.ErrBadRequest, f)
	}
	c := a.columns.Column(f)
	v, ok := c.Find(value)
	if !ok {
		return 0, nil
	}
	return c.Frequency(v), nil
}
