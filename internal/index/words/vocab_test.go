package words

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/text"
)

// vocabOf is the vocabulary of a text.
func vocabOf(t *testing.T, text string) *Vocab {
	t.Helper()
	c := NewCounter()
	k := c.Cache()
	var s Stream
	s.Read(&cable.Cable{Paragraphs: []cable.Paragraph{{Text: text}}}, k)
	v, _, _ := c.Ranked([]*Cache{k})
	v, err := DecodeVocab(v.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestVocab holds which words of an archive a word of a query stands for.
func TestVocab(t *testing.T) {
	t.Parallel()
	v := vocabOf(t, "Affairs of the chargé d'affaires, l'été, Brödersen BROEDERSEN does dos Charges prône pronto")
	words := func(ids []uint32) string {
		var ws []string
		for _, id := range ids {
			ws = append(ws, v.Word(id))
		}
		slices.Sort(ws)
		return strings.Join(ws, " ")
	}
	prefixed := func(p ...string) string { ids, _ := v.Prefixed(10, p...); return words(ids) }
	like := func(p string, prefix bool) string { ids, _ := v.Like(10, p, prefix); return words(ids) }
	for _, x := range []struct{ what, got, want string }{
		{"forms of affaires", words(v.Forms("affaires")), "'affaires affairs"},
		{"forms of affairs", words(v.Forms("affairs")), "affairs"},
		{"forms of charge", words(v.Forms("charge")), "charge charges"},
		{"exactly ete", words(v.Exactly("ete")), "'ete"},
		{"exactly été", words(v.Exactly("été")), "'été"},
		{"exactly charge", words(v.Exactly("charge")), "charge"},
		{"marked ete", words(v.Marked("ete")), "'été"},
		{"marked charges", words(v.Marked("charges")), ""},
		{"spellings of brodersen", strings.Join(v.Spellings("brodersen"), " "), "brodersen broedersen"},
		{"spellings of broedersen", strings.Join(v.Spellings("broedersen"), " "), "brodersen broedersen"},
		{"spellings of does", strings.Join(v.Spellings("does"), " "), "does"},
		{"prefix pro", prefixed("pro"), "prone pronto"},
		{"prefix aff", prefixed("aff"), "'affaires affairs"},
		{"prefix bro and does", prefixed("bro", "does"), "brodersen broedersen does"},
		{"like d?es", like("d?es", false), "does"},
		{"like pr?n", like("pr?n", true), "prone pronto"},
		{"like aff?ires", like("aff?ires", false), "'affaires"},
	} {
		if x.got != x.want {
			t.Errorf("%s: %q, want %q", x.what, x.got, x.want)
		}
	}
	if ids, all := v.Prefixed(1, "pro"); len(ids) != 1 || all != 2 {
		t.Errorf("%d of %d words begin with pro", len(ids), all)
	}
}

// TestForms compares the words with the stem of each of thousands with a look at all.
func TestForms(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, x := range []string{"b", "c", "d", "f", "g", "pl", "tr", "st"} {
		for _, y := range []string{"a", "e", "i", "o"} {
			for _, z := range []string{"nd", "lt", "rk", "mp", "sh", "ck", "ntr", "y"} {
				for _, end := range []string{"", "s", "ed", "ing", "er", "ers", "ation", "ations", "e", "és"} {
					b.WriteString(x + y + z + end + " ")
				}
			}
		}
	}
	v := vocabOf(t, b.String())
	byStem := map[string][]uint32{}
	for i := uint32(1); int(i) < v.Len(); i++ {
		if w := v.Word(i); !text.IsWritten(w) {
			byStem[text.Stem(w)] = append(byStem[text.Stem(w)], i)
		}
	}
	for i := range v.Len() {
		if w := v.Word(uint32(i)); w != "" && !text.IsWritten(w) {
			if got, want := v.Forms(w), byStem[text.Stem(w)]; !slices.Equal(got, want) {
				t.Errorf("forms of %s: %v, want %v", w, got, want)
			}
		}
	}
	for _, w := range []string{"aaaa", "zzzz", "bandana", "9"} {
		if got := v.Forms(w); len(got) != len(byStem[text.Stem(w)]) {
			t.Errorf("forms of %s: %v", w, got)
		}
	}
}

// TestDecodeVocab holds that orders of words that are not there are refused.
func TestDecodeVocab(t *testing.T) {
	t.Parallel()
	b := vocabOf(t, "visa passport").Encode()
	for _, at := range []int{len(b) - 4, len(b) - 12} {
		bad := slices.Clone(b)
		bad[at] = 3
		if _, err := DecodeVocab(bad); err == nil {
			t.Errorf("a number of no word at %d is taken", at)
		}
	}
}
