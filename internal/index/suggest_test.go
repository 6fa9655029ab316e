package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/query"
)

func suggestArchive(t testing.TB) *Archive {
	var cs []*cable.Cable
	for i, id := range []string{"08MEXICO2676", "09MEXICO2676", "09MEXICO26761", "09MEXICO12", "74LIMA5", "frus1969-76v01d5"} {
		c := simple(id, fmt.Sprintf("200%d-01-02", i), "ABOUT "+id, "Text.")
		c.Origin = cable.Post{Code: "MEXICO", Name: "Mexico City"}
		c.Tags = []cable.Tag{{Code: "PREL", Meaning: "External Political Relations"}}
		c.Entities = []cable.EntityCount{{Kind: cable.PER, Name: "Gustavo Álvarez-Sample", Count: 1}}
		if i > 2 {
			c.Tags = append(c.Tags, cable.Tag{Code: "SNAR", Meaning: "Narcotics"})
			c.Entities = append(c.Entities, cable.EntityCount{Kind: cable.ORG, Name: "Mexico Relations Board", Count: 1})
		}
		cs = append(cs, c)
	}
	return open(t, cs)
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	a := suggestArchive(t)
	for _, c := range []struct {
		text  string
		kinds []query.Field
		want  string
	}{
		{"prel", nil, "tag PREL 6"},
		{"PR", nil, "tag PREL 6"},
		{"external pol", nil, "tag PREL 6"},
		{"relations", nil, "tag PREL 6, org Mexico Relations Board 3"},
		{"narc", nil, "tag SNAR 3"},
		{"mexico", nil, "from MEXICO 6, org Mexico Relations Board 3"},
		{"city mexico", nil, "from MEXICO 6"},
		{"alvarez", nil, "per Gustavo Álvarez-Sample 6"},
		{"sample gus", nil, "per Gustavo Álvarez-Sample 6"},
		{"ustavo", nil, ""},
		{"mex", []query.Field{query.FieldOrg}, "org Mexico Relations Board 3"},
		{"09mexico2", nil, "id 09MEXICO2676 1, id 09MEXICO26761 1"},
		{"09 Mexico 2", nil, "id 09MEXICO2676 1, id 09MEXICO26761 1"},
		{"2009-mexico-02676", nil, "id 09MEXICO2676 1, id 09MEXICO26761 1"},
		{"2009MEXICO02676_a", nil, "id 09MEXICO2676 1, id 09MEXICO26761 1"},
		{"mexico 2676", nil, "id 08MEXICO2676 1, id 09MEXICO2676 1, id 09MEXICO26761 1"},
		{"1974l", nil, "id 74LIMA5 1"},
		{"frus1969", nil, "id frus1969-76v01d5 1"},
		{"09", nil, ""},
		{"...", nil, ""},
	} {
		var got []string
		for _, s := range a.Suggest(c.text, 10, c.kinds...) {
			got = append(got, fmt.Sprintf("%s %s %d", s.Kind, s.Value, s.Count))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q: %v, want %s", c.text, got, c.want)
		}
	}
	if got := a.Suggest("09mexico12", 5)[0].Label; got != "ABOUT 09MEXICO12" {
		t.Errorf("the label of an id is %q", got)
	}
	if got := a.Numbered("Mexico 2676", 5); !slices.Equal(got, []string{"08MEXICO2676", "09MEXICO2676"}) {
		t.Errorf("numbered %v", got)
	}
	if got := a.Frequency(query.Tags, "SNAR"); got != 3 {
		t.Errorf("SNAR is had by %d cables", got)
	}
}

// TestNamed compares the name index with a look at every name.
func TestNamed(t *testing.T) {
	t.Parallel()
	c := nameColumn(3000)
	for _, text := range []string{"a", "ba", "baba", "ba be", "be ba", "bo bo", "zz", "co ba d", "3", "di 7"} {
		for _, prefix := range []bool{false, true} {
			var want []uint32
			for v := range c.values {
				if holdsWords(c.values[v], text, prefix) {
					want = append(want, uint32(v))
				}
			}
			for _, n := range []int{0, 1, 7} {
				got := c.named(text, prefix, n)
				most := want
				if n > 0 {
					most = want[:min(n, len(want))]
				}
				if !slices.Equal(got, most) {
					t.Errorf("%q, prefix %v, %d: %d values %.5v, want %d %.5v", text, prefix, n, len(got), got, len(most), most)
				}
			}
		}
	}
}

func holdsWords(name, text string, prefix bool) bool {
	ws, have := words(text), words(name)
	for i, w := range ws {
		if !slices.ContainsFunc(have, func(h string) bool {
			return h == w || prefix && i == len(ws)-1 && strings.HasPrefix(h, w)
		}) {
			return false
		}
	}
	return true
}

// nameColumn is a column of n invented names of two or three words, two
// syllables each.
func nameColumn(n int) *column {
	rnd := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(rnd, 1.05, 10, 1<<16-1)
	c := &column{}
	for i := range n {
		var ws []string
		for range 1 + rnd.IntN(3) {
			x := zipf.Uint64()
			w := ""
			for range 2 {
				w += string("bcdfglmnprstvz"[x%14]) + string("aeiou"[x/14%5])
				x /= 70
			}
			ws = append(ws, w)
		}
		c.values = append(c.values, fmt.Sprintf("%s %d", strings.Join(ws, " "), i%100))
	}
	c.foldNames()
	return c
}

// BenchmarkNamed is what suggestions cost with half a million names of one
// kind.
func BenchmarkNamed(b *testing.B) {
	c := nameColumn(500_000)
	for _, text := range []string{"b", "ba", "baba", "baba b", "bobo 9", "baba zuzu"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				c.named(text, true, 10)
			}
		})
	}
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			indexNames(c)
		}
	})
}

func BenchmarkSuggest(b *testing.B) {
	a := open(b, invent(20_000))
	for _, text := range []string{"p", "prel", "name", "name a", "meaning of k", "74al", "alfaville 1"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				a.Suggest(text, 10)
			}
		})
	}
}
