package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzTokens(f *testing.F) {
	for _, s := range []string{
		"", "O’Neill's U.S.-Mexico co-\noperation", "é\u0301\u00adx", "a.b.c's", "\xff'\xfe-", "İstanbul ﬁne",
		"l'été d’Estaing, N'Djamena", "25,000 1.250.000-ton 1,5 12 345", "Schröder SCHROEDER Århus Đinđić",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		word := ""
		Scan(s, func(term []byte, start, end int, kind Kind) {
			if len(term) == 0 || len(term) > MaxTerm || start >= end || end > len(s) {
				t.Fatalf("%q: token %q at %d-%d", s, term, start, end)
			}
			switch kind {
			case Plain:
				if start < last {
					t.Fatalf("%q: token %q goes back", s, term)
				}
				last, word = end, string(term)
			case Written:
				if !IsWritten(string(term)) || !strings.HasSuffix(word, Unmarked(string(term))) {
					t.Fatalf("%q: token %q stands beside %q", s, term, word)
				}
			}
			if kind != Written && IsWritten(string(term)) {
				t.Fatalf("%q: token %q is not folded", s, term)
			}
		})
		if f := Fold(s); Fold(f) != f {
			t.Fatalf("%q: folded twice %q is %q", s, f, Fold(f))
		}
		// Every other word wanted, the tokens that are wanted are the same, each behind as
		// many words.
		var wanted Wanted
		ts := Tokens(s)
		for i := 0; i < len(ts); i += 2 {
			wanted.Add(ts[i].Term)
		}
		type numbered struct {
			Token
			words int // before it
		}
		numbers := func(w *Wanted) (found []numbered) {
			words := 0
			ScanFor(s, w, func(n int) { words += n }, func(term []byte, start, end int, kind Kind) {
				if wanted.Has(term) {
					found = append(found, numbered{Token{string(term), start, end, kind}, words})
				}
				if kind == Plain {
					words++
				}
			})
			return found
		}
		if got, want := numbers(&wanted), numbers(&everything); !slices.Equal(got, want) {
			t.Fatalf("%q: %v are found, and of all words %v", s, got, want)
		}
	})
}

// TestPastWord holds that eight bytes at a time are looked at as one by one.
func TestPastWord(t *testing.T) {
	t.Parallel()
	for c := range 256 {
		for at := range 18 {
			s := []byte("Az09aZ90mNbQ12345")
			end := len(s)
			if at < len(s) {
				if s[at] = byte(c); c >= utf8.RuneSelf || !IsWord(rune(c)) {
					end = at
				}
			}
			if got := pastWord(string(s), 0); got != end {
				t.Errorf("%q ends at %d, want %d", s, got, end)
			}
		}
	}
}

// TestTokens holds which words stand in the row of a text, and which beside it.
func TestTokens(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Giscard d'Estaing":       "giscard destaing +'estaing",
		"l’Été à Orsay":           "lete +lété +'ete +'été a +à orsay",
		"D'AUBUISSON":             "daubuisson +'aubuisson",
		"dell'Acqua, dall'est":    "dellacqua +'acqua dallest +'est",
		"O'Brien's":               "obrien",
		"N'Djamena M'Bow don't":   "ndjamena mbow dont",
		"d'ab l'x":                "dab lx",
		"Val-d'Oise":              "val doise +'oise =valdoise",
		"Président":               "president +président",
		"pre\u0301sident":         "president +président",
		"Schröder’s SCHROEDER":    "schroder +schröder schroeder",
		"É.U. U.S.":               "eu us",
		"25,000 tons":             "=25000 25 000 tons",
		"1.250.000":               "=1250000 1 250 000",
		"25 000, 25'000":          "=25000 25 000 =25000 25 000",
		"1,5 1,23 0,500 1974,250": "1 5 1 23 0 500 1974 250",
		"1,2345 12,345,6":         "1 2345 12 345 6",
		"1974,123,456":            "1974 123 456",
		"25,000-ton":              "=25000 25 000 ton =000ton",
		"20,000-25,000":           "=20000 20 000 =25000 25 =00025 000",
		"25,000.50":               "=25000 25 000 50",
	} {
		var got []string
		for _, x := range Tokens(in) {
			got = append(got, [...]string{"", "=", "+"}[x.Kind]+x.Term)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: %q, want %q", in, g, want)
		}
	}
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"schröder": "schroder schroeder", "århus": "arhus aarhus", "ærø": "aero aeroe", "tromsø": "tromso tromsoe", "malmö": "malmo malmoe",
		"weiß": "weiss", "łódź": "lodz", "peña": "pena", "þór": "thor", "đinđić": "dindic djindic dindjic djindjic", "boeing": "boeing", "'été": "ete",
	} {
		got := Spellings(written)
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %q, want %q", written, g, want)
		}
	}
}

func TestLike(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		word, pattern string
		prefix, want  bool
	}{
		{"test", "te?t", false, true}, {"text", "te?t", false, true}, {"tet", "te?t", false, false}, {"tests", "te?t", false, false}, {"tests", "te?t", true, true},
		{"日本語", "日?語", false, true}, {"te", "te?", false, false}, {"te", "te?", true, false}, {"", "", false, true},
	} {
		if got := Like(x.word, x.pattern, x.prefix); got != x.want {
			t.Errorf("%q like %q: %v", x.word, x.pattern, got)
		}
	}
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
