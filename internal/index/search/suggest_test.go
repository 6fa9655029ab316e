package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
	"reftel/internal/query"
)

func suggestArchive(t testing.TB) *search.Archive {
	var cs []*cable.Cable
	for i, id := range []string{"08MEXICO2676", "09MEXICO2676", "09MEXICO26761", "09MEXICO12", "74LIMA5", "frus1969-76v01d5"} {
		c := indextest.Simple(id, fmt.Sprintf("200%d-01-02", i), "ABOUT "+id, "Text.")
		c.Origin = cable.Post{Code: "MEXICO", Name: "Mexico City"}
		c.Tags = []cable.Tag{{Code: "PREL", Meaning: "External Political Relations"}}
		c.Entities = []cable.EntityCount{{Kind: cable.PER, Name: "Gustavo Álvarez-Sample", Count: 1}}
		if i > 2 {
			c.Tags = append(c.Tags, cable.Tag{Code: "SNAR", Meaning: "Narcotics"})
			c.Entities = append(c.Entities, cable.EntityCount{Kind: cable.ORG, Name: "Mexico Relations Board", Count: 1})
		}
		cs = append(cs, c)
	}
	return indextest.Open(t, cs)
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
		for _, s := range suggest(t, a, c.text, 10, c.kinds...) {
			got = append(got, fmt.Sprintf("%s %s %d", s.Kind, s.Value, s.Count))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q: %v, want %s", c.text, got, c.want)
		}
	}
	if got := suggest(t, a, "09mexico12", 5)[0].Label; got != "ABOUT 09MEXICO12" {
		t.Errorf("the label of an id is %q", got)
	}
	if got, err := a.Numbered(t.Context(), 5, "Mexico 2676"); err != nil || !slices.Equal(got[0], []string{"08MEXICO2676", "09MEXICO2676"}) {
		t.Errorf("numbered %v", got)
	}
	if got, err := a.Frequency(t.Context(), query.Tags, "SNAR"); err != nil || got != 3 {
		t.Errorf("SNAR is had by %d cables", got)
	}
}

func BenchmarkSuggest(b *testing.B) {
	a := indextest.Open(b, indextest.Invent(20_000))
	for _, text := range []string{"p", "prel", "name", "name a", "meaning of k", "74al", "alfaville 1"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				suggest(b, a, text, 10)
			}
		})
	}
}

func suggest(t testing.TB, a *search.Archive, prefix string, n int, kinds ...query.Field) []archive.Suggestion {
	t.Helper()
	out, err := a.Suggest(t.Context(), prefix, n, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
