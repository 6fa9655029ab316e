package frus

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// unpaired reports whether a name opens a bracket or a quote that it does not
// close, or the reverse.
func unpaired(s string) bool {
	for _, pair := range []string{"()", "[]", "“”"} {
		depth := 0
		for _, r := range s {
			switch {
			case strings.HasPrefix(pair, string(r)):
				depth++
			case strings.HasSuffix(pair, string(r)):
				if depth--; depth < 0 {
					return true
				}
			}
		}
		if depth != 0 {
			return true
		}
	}
	return strings.Count(s, `"`)%2 != 0
}

// checkPaired holds that no name in a document of a real volume has half of a pair of
// brackets or quotes, and returns how many names it has.
func checkPaired(t *testing.T, file string, p source.Part, c *cable.Cable) (names int) {
	t.Helper()
	check := func(where, s string) {
		if names++; unpaired(s) {
			t.Errorf("%s#%s: %s %q", file, p.Name, where, s)
		}
	}
	for _, th := range p.Things {
		check("thing", th.Name)
		for _, f := range th.Forms {
			check("form", f.Name)
		}
	}
	mentions := slices.Clone(c.SubjectEntities)
	for i := range c.Paragraphs {
		mentions = append(mentions, c.Paragraphs[i].Entities...)
	}
	for _, e := range mentions {
		check("mention", e.Text)
		check("name of a mention", e.Name)
	}
	for _, e := range c.Entities {
		check("entity", e.Name)
	}
	for _, s := range slices.Concat([]string{c.From, c.Origin.Name}, c.To, c.Signers) {
		check("from, to or signer", s)
	}
	return names
}
