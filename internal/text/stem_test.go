package text

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kljensen/snowball/english"
)

// endings are what the rules of stems look for.
var suffixes = []string{
	"", "s", "es", "ed", "ing", "ly", "y", "ies", "ied", "ying", "ational", "ation", "ator", "ization", "izer", "ize", "ability", "ably", "ible", "iviti", "ivity", "alism", "ality",
	"fulness", "ousness", "iveness", "ement", "ment", "ent", "ence", "ency", "ance", "ancy", "ogy", "ogist", "tional", "icate", "ical", "iciti", "icity", "less", "lessly", "li", "sses", "us", "ss", "eed", "eedly", "edly", "ingly", "bb", "e", "le", "ion",
}

// TestHasStem holds that no word is told to have another stem than its own, or not to have
// that.
func TestHasStem(t *testing.T) {
	t.Parallel()
	words := []string{"dying", "lying", "tying", "skis", "skies", "idly", "gently", "ugly", "early", "only", "singly", "cry", "by", "say", "été", "u.n", "1979", "", "a", "ski"}
	for _, begin := range []string{"a", "ab", "d", "li", "ty", "vi", "ski", "hop", "trad", "nation", "commun", "arsen", "gener", "y", "yy", "ay", "eye", "oil", "abil", "relat", "hesit", "zz", "bl", "rel", "luxuri", "in", "out", "can", "proc", "exc", "succ"} {
		for _, e := range suffixes {
			for _, f := range []string{"", "s", "ed", "ing", "ly", "ness", "ment"} {
				words = append(words, begin+e+f)
			}
		}
	}
	of := map[string]bool{}
	for _, w := range words {
		s := Stem(w)
		of[s] = true
		if !HasStem(w, s) {
			t.Errorf("%s has the stem %s, and is told not to have it", w, s)
		}
	}
	if len(of) < len(words)/20 {
		t.Errorf("%d words have %d stems", len(words), len(of))
	}
	for _, w := range words[:200] {
		for s := range of {
			if HasStem(w, s) != (Stem(w) == s) {
				t.Fatalf("%s, which has the stem %s, and %s: %v", w, Stem(w), s, HasStem(w, s))
			}
		}
	}
}

// TestStemOfEndings holds that no word is told to be its own stem by its last letters which
// the rules have another of.
func TestStemOfEndings(t *testing.T) {
	t.Parallel()
	const letters = "abcdefghijklmnopqrstuvwxyz"
	var ends []string
	for _, a := range letters {
		for _, b := range letters {
			for _, c := range letters {
				ends = append(ends, string([]rune{a, b, c}))
			}
		}
	}
	stay := 0
	for _, begin := range []string{"", "a", "b", "y", "ab", "st", "nat", "hop", "commun", "gener", "viet", "relativ", "abil", "modern", "yeltsi"} {
		for _, e := range append(ends, suffixes...) {
			if w := begin + e; len(w) > 2 && stays(w) {
				if stay++; english.Stem(w, true) != w {
					t.Errorf("%s stays, and its stem is %s", w, english.Stem(w, true))
				}
			}
		}
	}
	if stay < len(ends) {
		t.Errorf("%d words stay", stay)
	}
}

// TestHasStemOfWords holds the same of the words of the sample cables.
func TestHasStemOfWords(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "demo", "cables", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample cables: %v", err)
	}
	n := 0
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			for _, w := range Words(lines.Text()) {
				if n++; !HasStem(w, Stem(w)) {
					t.Errorf("%s has the stem %s, and is told not to have it", w, Stem(w))
				}
			}
		}
		f.Close()
	}
	if n < 10000 {
		t.Errorf("%d words", n)
	}
}

// FuzzHasStem holds the same of whatever is typed.
func FuzzHasStem(f *testing.F) {
	for _, w := range []string{"dying", "nationalization", "ability", "été", "'estaing", "skies"} {
		f.Add(w, "d")
	}
	f.Fuzz(func(t *testing.T, w, stem string) {
		w = strings.ToLower(w)
		for _, s := range []string{Stem(w), stem, ""} {
			if HasStem(w, s) != (Stem(w) == s) {
				t.Errorf("%q, which has the stem %q, and %q: %v", w, Stem(w), s, HasStem(w, s))
			}
		}
	})
}
