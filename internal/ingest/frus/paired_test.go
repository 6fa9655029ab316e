package frus

import (
	"bytes"
	"os"
	"strings"
	"testing"

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

// TestPaired holds that no name in a real volume has half of a pair of brackets
// or quotes.
func TestPaired(t *testing.T) {
	f := Format(tables(t))
	names := 0
	for _, file := range everyThird(t) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		err = f.Split(bytes.NewReader(raw), func(p source.Part) error {
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
			c, err := f.Parse(file+"#"+p.Name, p)
			if err != nil {
				return err
			}
			mentions := c.SubjectEntities
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
			for _, s := range append([]string{c.From, c.Origin.Name}, append(c.To, c.Signers...)...) {
				check("from, to or signer", s)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if names == 0 {
		t.Error("no names")
	}
	t.Logf("%d names", names)
}
