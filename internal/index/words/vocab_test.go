package words

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
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
