package tables

import (
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/text"
)

// between stands between two names of a value, so that no row of words goes from one to
// the other.
const between = " \t "

// folded are the words by which a value is found: its own, those of its label and those of
// the other names of the thing that it is, which may be nil.
func folded(value, label string, thing *authority.Thing) string {
	names := []string{mapping.FoldName(value)}
	if label != "" {
		names = append(names, mapping.FoldName(label))
	}
	if thing == nil {
		return strings.Join(names, between)
	}
	seen := []string{text.Fold(value)}
	for _, f := range thing.Forms {
		if name := text.Fold(f.Name); !slices.Contains(seen, name) {
			seen = append(seen, name)
			names = append(names, mapping.FoldName(f.Name))
		}
	}
	return strings.Join(names, between)
}

// keys are those under which a thing is found: of its name, and of those of its other names
// that lead to it.
func keys(t *authority.Thing, counted map[string]string) []string {
	out := []string{authority.Key(t.Kind, t.Name)}
	for _, f := range t.Forms {
		if k := authority.Key(t.Kind, f.Name); counted[k] == t.Name && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}
