package cable

import (
	"strings"
	"testing"
)

// FuzzName holds that names of ASCII are read as those in any letters are.
func FuzzName(f *testing.F) {
	for _, s := range []string{"", " ", "SEDENA", "U.S. Embassy", "U.S.", "Col. Ham", "O'Rourke", " a  b\n", "AT&T", "São Paulo", "Türk’s", "e\u0301", ".", "a. ", "\xff", strings.Repeat("Long name ", 9)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := NameKey(s), nameKey(s); got != want {
			t.Errorf("key of %q: %q, want %q", s, got, want)
		}
		if got, want := OneLine(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("%q in one line: %q, want %q", s, got, want)
		}
	})
}
