package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/cable"
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
		found, err := a.suggestValues(k, prefix, n)
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		out = append(out, found...)
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

// suggestValues are values of a kind, the most frequent ones.
func (a *Archive) suggestValues(k suggestedKind, prefix string, n int) ([]archive.Suggestion, error) {
	c := a.columns.Column(k.facet)
	vs := c.Named(prefix, true, n)
	for _, whole := range []bool{false, true} { // the last word as a beginning, and as it is
		for _, other := range a.spelt(query.Value{Text: prefix, Prefix: !whole})[1:] {
			vs = append(vs, c.Named(other, !whole, n)...)
		}
	}
	vs = inOrder(vs)
	vs = vs[:min(n, len(vs))]
	same, ok, err := a.same(k.facet, prefix)
	if err != nil {
		return nil, err
	}
	if ok && !slices.Contains(vs, same) {
		vs = append(vs, same)
	}
	var out []archive.Suggestion
	for _, v := range vs {
		s := archive.Suggestion{Kind: k.field, Value: c.Values[v], Label: c.Label(v), Count: c.Frequency(v)}
		other := ok && v == same && text.Squeeze(s.Value) != text.Squeeze(prefix)
		if kind := values.KindOf(k.facet); kind != "" && (other || !begins(s.Value, prefix)) {
			t, err := a.thing(kind, s.Value)
			if err != nil {
				return nil, err
			}
			s.Also = also(t, prefix)
		}
		out = append(out, s)
	}
	return out, nil
}

// also is the other name of a thing that was typed, or begun; of several the one
// that is the text itself.
func also(t *authority.Thing, prefix string) string {
	found := ""
	if t == nil {
		return found
	}
	for _, f := range t.Forms {
		if text.Squeeze(f.Name) == text.Squeeze(prefix) {
			return f.Name
		}
		if found == "" && begins(f.Name, prefix) {
			found = f.Name
		}
	}
	return found
}

// begins reports whether a name holds all words of a text, whose last may be the
// beginning of one.
func begins(name, prefix string) bool {
	have := text.Words(name)
	asked := text.Words(prefix)
	for i, w := range asked {
		last := i == len(asked)-1
		if !slices.ContainsFunc(have, func(h string) bool { return h == w || last && strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

// exactness puts first what is the text itself, by its own name or another.
func exactness(s archive.Suggestion, prefix string) int {
	asked := text.Squeeze(prefix)
	if text.Squeeze(s.Value) == asked || text.Squeeze(s.Also) == asked {
		return 1
	}
	return 0
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
	if !slices.Contains(query.Facets(), f) {
		return nil, fmt.Errorf("named: %w: there is no facet %q", archive.ErrBadRequest, f)
	}
	kind := values.KindOf(f)
	if kind == "" {
		return nil, nil
	}
	t, err := a.thing(kind, name)
	if _, counted := a.columns.Column(f).Find(name); t == nil && err == nil && !counted {
		for _, other := range a.spelt(query.Value{Text: name})[1:] {
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
