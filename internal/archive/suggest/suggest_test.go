package suggest

import (
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/query"
)

func TestIDs(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][3]string{
		"1974 oslo 10": {"74OSLO10", "", "1974 OSLO 10"}, "74oslo": {"74OSLO", "", "74OSLO"}, "oslo 102": {"", "OSLO102", "OSLO 102"},
		"oslo": {}, "os 1": {"", "", "OS 1"}, "frus1969": {"", "FRUS1969", "FRUS1969"}, "1974": {}, "": {}, "…": {},
	} {
		dated, number, other := IDs(typed)
		if got := [3]string{dated, number, other}; got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestAlso(t *testing.T) {
	t.Parallel()
	queen := &authority.Thing{Name: "Maude Ostrand", Forms: []authority.Form{{Name: "The Herring Queen of Oslo"}, {Name: "Herring Queen"}}}
	for typed, want := range map[string]string{
		"herring qu": "The Herring Queen of Oslo", "HERRING QUEEN": "Herring Queen", "queen her": "The Herring Queen of Oslo", "cod": "", "maude": "",
	} {
		if got := Also(queen, typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	if got := Also(nil, "cod"); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	byID := []archive.Suggestion{{Kind: query.FieldID, Value: "74OSLO1", Count: 1}}
	values := []archive.Suggestion{
		{Value: "Oslo Port", Count: 3}, {Value: "Oslofjord", Count: 9}, {Value: "OSLO", Count: 2}, {Value: "Kristiania", Also: "Oslo", Count: 1}, {Value: "Oslo Bay", Count: 3},
	}
	var got []string
	for _, s := range Join(byID, values, "oslo", 5) {
		got = append(got, s.Value)
	}
	if want := "74OSLO1, OSLO, Kristiania, Oslofjord, Oslo Port"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %s", got, want)
	}
	if ks := Kinds(query.FieldLoc, query.FieldID); len(ks) != 1 || ks[0].Facet != query.Places || len(Kinds()) != 6 {
		t.Errorf("kinds %v", ks)
	}
}
