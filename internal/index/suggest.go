package index

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/query"
)

// suggestedIDs is how many ids Suggest offers at most.
const suggestedIDs = 5

// Suggest completes what a reader types: TAGS and posts by code or name, names
// by the beginnings of their words, and ids in any spelling, with or without
// the year. What is the text itself comes first, then the most frequent. There
// are at most n of them, and of kinds alone where kinds are given.
func (a *Archive) Suggest(prefix string, n int, kinds ...query.Field) []Suggestion {
	if len(words(prefix)) == 0 || n <= 0 {
		return nil
	}
	wanted := func(k query.Field) bool { return len(kinds) == 0 || slices.Contains(kinds, k) }
	var out []Suggestion
	for _, k := range suggested() {
		if !wanted(k.field) {
			continue
		}
		c := a.columns[k.facet]
		vs := c.named(prefix, true, n)
		if same, ok := c.same(prefix); ok && !slices.Contains(vs, same) {
			vs = append(vs, same)
		}
		for _, v := range vs {
			out = append(out, Suggestion{k.field, c.values[v], c.label(v), c.frequency(v)})
		}
	}
	slices.SortStableFunc(out, func(x, y Suggestion) int {
		return cmp.Or(cmp.Compare(exactness(y, prefix), exactness(x, prefix)), cmp.Compare(y.Count, x.Count))
	})
	if wanted(query.FieldID) {
		out = append(a.suggestIDs(prefix, min(n, suggestedIDs)), out...)
	}
	return out[:min(n, len(out))]
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
func exactness(s Suggestion, prefix string) int {
	if squeeze(s.Value) == squeeze(prefix) {
		return 1
	}
	return 0
}

// same is the value that is the text but for case: the most frequent names with
// its words need not hold it.
func (c *column) same(text string) (uint32, bool) {
	if v, ok := c.find(idKey(text)); ok {
		return v, true
	}
	return c.find(text)
}

// suggestIDs completes an id. Without a year there must be a digit of the
// number at least: otherwise every name of a post would be the beginning of
// thousands.
func (a *Archive) suggestIDs(prefix string, n int) []Suggestion {
	year, post, serial, ok := splitID(prefix)
	var ords []uint32
	switch {
	case !ok || post == "":
	case year != "":
		ords = a.ids.sorted.beginning(year+post+serial, n)
	case serial != "" && len(post) >= 3:
		ords = a.ids.numbers.beginning(post+serial, n)
	}
	// Ids that are not made of year, post and number.
	if k := idKey(prefix); len(ords) == 0 && len(k) >= 4 && strings.ContainsAny(k, "0123456789") && !isNumber(k) {
		ords = a.ids.sorted.beginning(k, n)
	}
	var out []Suggestion
	for _, ord := range ords {
		s := Suggestion{Kind: query.FieldID, Value: a.ids.held[ord], Count: 1}
		if sum, err := a.summary(ord); err == nil {
			s.Label = sum.Title
		}
		out = append(out, s)
	}
	return out
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Numbered are the ids of all years with the post and the serial number of a
// text that names no year: "Mexico 2676". At most n, the oldest first.
func (a *Archive) Numbered(text string, n int) []string {
	year, post, serial, ok := splitID(text)
	if !ok || year != "" || post == "" || serial == "" {
		return nil
	}
	var ids []string
	for _, ord := range a.ids.numbers.equal(post+serial, n) {
		ids = append(ids, a.ids.held[ord])
	}
	return ids
}

// Frequency is how many cables have a value of a facet.
func (a *Archive) Frequency(f query.Facet, value string) int {
	c := a.columns[f]
	if c == nil {
		return 0
	}
	v, ok := c.find(value)
	if !ok {
		return 0
	}
	return c.frequency(v)
}
