package text

import "testing"

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "O’Neill's U.S.-Mexico co-\noperation", "é\u0301\u00adx", "a.b.c's", "\xff'\xfe-", "İstanbul ﬁne"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		Scan(s, func(term []byte, start, end int, joined bool) {
			if len(term) == 0 || len(term) > MaxTerm || start >= end || end > len(s) {
				t.Fatalf("%q: token %q at %d-%d", s, term, start, end)
			}
			if !joined {
				if start < last {
					t.Fatalf("%q: token %q goes back", s, term)
				}
				last = end
			}
		})
		if f := Fold(s); Fold(f) != f {
			t.Fatalf("%q: folded twice %q is %q", s, f, Fold(f))
		}
	})
}

// TestStem holds words whose stems were wrong once, and some that were right.
func TestStem(t *testing.T) {
	t.Parallel()
	for w, want := range map[string]string{
		"adding": "add", "added": "add", "adds": "add", "add": "add", "ad": "ad", "ads": "ad",
		"egging": "egg", "egged": "egg", "offing": "off", "ebbing": "ebb", "erred": "err", "oddly": "odd",
		"hopping": "hop", "running": "run", "falling": "fall", "missed": "miss", "inning": "inning",
		"negotiations": "negoti", "locusts": "locust", "x": "x", "1974s": "1974s", "": "",
	} {
		if got := Stem(w); got != want {
			t.Errorf("%s: %q, want %q", w, got, want)
		}
	}
}
