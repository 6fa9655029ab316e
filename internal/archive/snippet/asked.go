package snippet

import (
	"slices"
	"strings"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Value is what a cable has of a property that a query asks for by its field or a
// filter: the TAGS PREL, the person Henry Kissinger. The property is a facet,
// values.To or values.Ref.
type Value struct {
	Of   query.Facet
	Text string // as the cable has it
}

// Names tell all names of the thing that has a name in a facet, the one under which
// it is counted first; none where nothing is told of it.
type Names func(f query.Facet, name string) []string

// Asked are the values of a cable that a query asks for, each once: those that are
// not excluded. They are compared as engines compare them.
func Asked(c *cable.Cable, e query.Expr, filters []query.Filter, names Names) []Value {
	var out []Value
	add := func(of query.Facet, fits func(value, label string, others []string) bool) {
		for _, v := range values.Of(c, of, nil) {
			if v.Text == "" || slices.Contains(out, Value{of, v.Text}) {
				continue
			}
			var others []string
			if values.KindOf(of) != "" {
				others = names(of, v.Text)
			}
			if fits(v.Text, v.Label, others) {
				out = append(out, Value{of, v.Text})
			}
		}
	}
	for _, v := range wanted(e) {
		if of, ok := values.FacetOf(v.Field); ok && !v.None {
			add(of, fitting(v))
		}
	}
	for _, f := range filters {
		if f.Exclude || f.Value == query.None {
			continue
		}
		want := f.Value
		if values.KindOf(f.Facet) != "" {
			want = counted(names(f.Facet, want), want)
		}
		add(f.Facet, func(value, _ string, others []string) bool { return counted(others, value) == want })
	}
	return out
}

func counted(names []string, name string) string {
	if len(names) > 0 {
		return names[0]
	}
	return name
}

// wanted are the values of fields that a match contains.
func wanted(e query.Expr) []query.Value {
	var of []query.Expr
	switch e := e.(type) {
	case query.Value:
		return []query.Value{e}
	case query.And:
		of = e.Of
	case query.Or:
		of = e.Of
	}
	var out []query.Value
	for _, p := range of {
		out = append(out, wanted(p)...)
	}
	return out
}

// fitting says of a value with its label and its other names whether it is asked for.
func fitting(v query.Value) func(value, label string, others []string) bool {
	want := text.Squeeze(v.Text)
	equal := func(value, _ string, _ []string) bool {
		s := text.Squeeze(value)
		return want != "" && (s == want || v.Prefix && strings.HasPrefix(s, want))
	}
	words := text.Words(v.Text)
	named := func(value, label string, others []string) bool {
		return holds(text.Words(strings.Join(append([]string{value, label}, others...), " \n ")), words, v.Prefix)
	}
	switch v.Field {
	case query.FieldTag, query.FieldCaption, query.FieldYear, query.FieldLang:
		return equal
	case query.FieldClass:
		return func(value, _ string, _ []string) bool { return values.IsClass(value, v.Text, v.Prefix) }
	case query.FieldFrom:
		return func(value, label string, others []string) bool {
			return equal(value, label, others) || named(value, label, others)
		}
	case query.FieldRef:
		keys := ids.Keys(v.Text)
		return func(value, _ string, _ []string) bool { return slices.Contains(keys, ids.Key(value)) }
	}
	return named
}

// holds reports whether all words stand among those of a name; with prefix the last
// may be the beginning of one.
func holds(name, words []string, prefix bool) bool {
	for i, w := range words {
		begins := prefix && i == len(words)-1
		if !slices.ContainsFunc(name, func(n string) bool { return n == w || begins && strings.HasPrefix(n, w) }) {
			return false
		}
	}
	return len(words) > 0
}
