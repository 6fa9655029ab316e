package server

import (
	"io"
	"strings"
	"testing"
)

// TestInferredIDs holds that an inferred id is marked wherever it is listed, and
// another one is not.
func TestInferredIDs(t *testing.T) {
	t.Parallel()
	site := func(inferred ...string) func(path string) int {
		m := newMemory()
		for _, id := range inferred {
			m.find(id).IDInferred = true
		}
		h := memorySite(t, testConfig(t), m)
		return func(path string) int {
			b, err := io.ReadAll(get(h, path).Body)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Count(string(b), `<span class="inferred">inferred</span>`)
		}
	}
	stated, guessed := site(), site("09MEXICO2600", "09MEXICO2676")
	for _, c := range []struct {
		name, path string
		more       int
	}{
		{"results", "/search?q=orchard", 2},
		{"the id typed", "/search?q=09MEXICO2676", 2},
		{"references and facts", "/cable/09MEXICO2676", 2},
		{"facts and cited by", "/cable/09MEXICO2600", 2},
		{"a paragraph", "/cable/09MEXICO2676/par2", 1},
		{"a subject", "/tag/MX", 1},
		{"cited by, of a cable that is not held", "/cable/08LIMA77", 1},
	} {
		if got := guessed(c.path) - stated(c.path); got != c.more {
			t.Errorf("%s: %d marks more, want %d", c.name, got, c.more)
		}
	}
}
