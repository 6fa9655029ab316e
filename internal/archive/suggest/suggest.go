// Package suggest holds what any engine does alike when it completes what a reader types:
// which facets are completed, what ids a text may begin, by which other name a value is
// offered, and what comes first. It knows values and names, and no engine.
package suggest

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// MostIDs is how many ids are offered at most.
const MostIDs = 5

// A Kind is a facet whose values are many enough to need suggestions, and the field
// of the search box that asks for them.
type Kind struct {
	Facet query.Facet
	Field query.Field
}

// Kinds are all of them, or those of some fields where fields are given.
func Kinds(of ...query.Field) []Kind {
	all := []Kind{
		{query.Tags, query.FieldTag}, {query.Origin, query.FieldFrom}, {query.Persons, query.FieldPer},
		{query.Organisations, query.FieldOrg}, {query.Places, query.FieldLoc}, {query.Misc, query.FieldMisc},
	}
	return slices.DeleteFunc(all, func(k Kind) bool { return !Wanted(k.Field, of) })
}

// Wanted reports whether a field is one of some, or any where there are none.
func Wanted(f query.Field, of []query.Field) bool { return len(of) == 0 || slices.Contains(of, f) }

// Join puts the ids before the values, and of these first what is the text itself, then
// the most frequent; equal ones stay in their order. There are at most n.
func Join(byID, values []archive.Suggestion, typed string, n int) []archive.Suggestion {
	slices.SortStableFunc(values, func(x, y archive.Suggestion) int {
		return cmp.Or(cmp.Compare(exactness(y, typed), exactness(x, typed)), cmp.Compare(y.Count, x.Count))
	})
	out := append(byID, values...)
	return out[:min(n, len(out))]
}

// exactness puts first what is the text itself, by its own name or another.
func exactness(s archive.Suggestion, typed string) int {
	asked := text.Squeeze(typed)
	if text.Squeeze(s.Value) == asked || text.Squeeze(s.Also) == asked {
		return 1
	}
	return 0
}

// Also is the other name of a thing that was typed, or begun; of several the one
// that is the text itself.
func Also(t *authority.Thing, typed string) string {
	found := ""
	if t == nil {
		return found
	}
	for _, f := range t.Forms {
		if text.Squeeze(f.Name) == text.Squeeze(typed) {
			return f.Name
		}
		if found == "" && Begins(f.Name, typed) {
			found = f.Name
		}
	}
	return found
}

// Begins reports whether a name holds all words of a text, whose last may be the
// beginning of one.
func Begins(name, typed string) bool {
	have := text.Words(name)
	asked := text.Words(typed)
	for i, w := range asked {
		last := i == len(asked)-1
		if !slices.ContainsFunc(have, func(h string) bool { return h == w || last && strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

// IDs are the beginnings of ids that a text may stand for: of one with its year, of
// one without, and, where no cable is found so, of one that is not made of year, post and
// number; each "" where it is none. Without a year there must be a digit of the number
// at least: otherwise every name of a post would be the beginning of thousands.
func IDs(typed string) (dated, number, other string) {
	m, ok := cable.ParsePartMRN(typed)
	switch {
	case !ok || m.Origin == "":
	case m.Year != 0:
		dated = m.String()
	case m.Serial != 0 && len(m.Origin) >= 3:
		number = m.Number()
	}
	if k := ids.Key(typed); len(k) >= 4 && strings.ContainsAny(k, "0123456789") && strings.Trim(k, "0123456789") != "" {
		other = k
	}
	return dated, number, other
}
