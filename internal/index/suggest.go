package index

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/query"
)

// Suggest completes what a reader types: tags and posts by code or name, names
// by the beginnings of their words, and ids, the most frequent first. There are
// at most n of them.
func (a *Archive) Suggest(prefix string, n int) []Suggestion {
	if len(words(prefix)) == 0 || n <= 0 {
		return nil
	}
	var out []Suggestion
	for _, k := range []struct {
		field query.Field
		facet query.Facet
	}{
		{query.FieldTag, query.Tags}, {query.FieldFrom, query.Origin}, {query.FieldPer, query.Persons},
		{query.FieldOrg, query.Organisations}, {query.FieldLoc, query.Places}, {query.FieldMisc, query.Misc},
	} {
		c := a.columns[k.facet]
		found := c.named(prefix, true) // in the order of frequency
		for _, v := range found[:min(n, len(found))] {
			out = append(out, Suggestion{k.field, c.values[v], c.label(v), c.frequency(v)})
		}
	}
	out = append(out, a.suggestIDs(prefix, n)...)
	slices.SortStableFunc(out, func(x, y Suggestion) int {
		return cmp.Or(cmp.Compare(exactness(y, prefix), exactness(x, prefix)), cmp.Compare(y.Count, x.Count))
	})
	return out[:min(n, len(out))]
}

// exactness puts first what is the text itself.
func exactness(s Suggestion, prefix string) int {
	if squeeze(s.Value) == squeeze(prefix) {
		return 1
	}
	return 0
}

func (a *Archive) suggestIDs(prefix string, n int) []Suggestion {
	if n > 5 {
		n = 5
	}
	p := idKey(prefix)
	if len(p) < 3 || p[0] < '0' || p[0] > '9' {
		return nil // ids begin with a year
	}
	var out []Suggestion
	for _, id := range a.ids.held {
		if strings.HasPrefix(id, p) {
			s := Suggestion{Kind: query.FieldID, Value: id, Label: id, Count: 1}
			if out = append(out, s); len(out) == n {
				break
			}
		}
	}
	return out
}
