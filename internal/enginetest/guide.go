package enginetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/query"
)

func suggested(t *testing.T, a archive.Archive, prefix string, n int, kinds ...query.Field) []string {
	t.Helper()
	ss, err := a.Suggest(t.Context(), prefix, n, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, s := range ss {
		out = append(out, fmt.Sprintf("%s %s (%s) %d", s.Kind, s.Value, s.Label, s.Count))
	}
	return out
}

func testSuggest(t *testing.T, a archive.Archive) {
	for _, x := range []struct {
		text  string
		kinds []query.Field
		want  []string // what is the text itself first, then the most frequent
	}{
		{"eind", nil, []string{"tag EIND (Industry and manufacturing) 4"}},
		{"waterb", nil, []string{"tag EWWT (Waterborne transport) 5"}},
		{"transport waterb", nil, []string{"tag EWWT (Waterborne transport) 5"}},
		{"fi", nil, []string{"tag EFIS (Commercial fishing and fish processing) 1", "per Finn Gran (Finn Gran) 1"}},
		{"tun", nil, []string{"from TUNIS (Embassy Tunis) 5"}},
		{"la paz", nil, []string{"from LAPAZ (Embassy La Paz) 1"}},
		{"solstrand ing", nil, []string{"per Ingrid Solstrand (Ingrid Solstrand) 2"}},
		{"salt", nil, []string{"misc Salt Fair (Salt Fair) 1"}},
		{"sao", nil, []string{"loc São Tomé (São Tomé) 1"}},
		{"oneill", nil, []string{"per Marcelle O'Neill (Marcelle O'Neill) 1"}},
		{"olstrand", nil, []string{}}, {"", nil, []string{}}, {"...", nil, []string{}}, {"74", nil, []string{}},
		{"f", []query.Field{query.FieldOrg}, []string{"org Fjord Lines (Fjord Lines) 2"}},
		{"f", []query.Field{query.FieldLoc}, []string{}},
		{"be", []query.Field{query.FieldLoc, query.FieldPer}, []string{"loc Bergen (Bergen) 2", "per Berit Boe (Berit Boe) 1"}},
	} {
		if got := suggested(t, a, x.text, 10, x.kinds...); !slices.Equal(got, x.want) {
			t.Errorf("%q %v: %q, want %q", x.text, x.kinds, got, x.want)
		}
	}
	if got := suggested(t, a, "e", 3); len(got) != 3 {
		t.Errorf("three suggestions: %q", got)
	}
	if got := suggested(t, a, "e", 0); len(got) != 0 {
		t.Errorf("no suggestion: %q", got)
	}
}

func testSuggestIDs(t *testing.T, a archive.Archive) {
	ids := []query.Field{query.FieldID}
	for text, want := range map[string]string{
		"74oslo10": "74OSLO101 74OSLO102 74OSLO103 74OSLO104", "74 Oslo 101": "74OSLO101", "1974-oslo-00101": "74OSLO101", "1974OSLO00101_a": "74OSLO101",
		"oslo 102": "74OSLO102 80OSLO102", "oslo": "", "frus1977": "frus1977-80v09d12", "80oslo99": "", "1975 suva": "75SUVA201 75SUVA202 75SUVA203 75SUVA204",
	} {
		ss, err := a.Suggest(t.Context(), text, 5, ids...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range ss {
			got = append(got, s.Value)
			if s.Kind != query.FieldID || s.Count != 1 || s.Label == "" {
				t.Errorf("%q: %+v", text, s)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
	if got := suggested(t, a, "74 oslo 101", 5); len(got) == 0 || got[0] != "id 74OSLO101 (FERRY TIMETABLE FOR THE NORTHERN FJORDS) 1" {
		t.Errorf("an id among all kinds: %q", got)
	}
}

func testCorrect(t *testing.T, a archive.Archive) {
	for text, want := range map[string]string{
		"ferrry": "ferry", "kiln ferrry": "kiln ferry", "hawsre": "hawser", "bolard": "bollard", "gollard": "bollard", "timetabel": "timetable", "coperetion": "",
		`"salt of the eatrh" kiln`: `"salt of the earth" kiln`, "subject:ferrry": "subject:ferry", "kiln OR ferrry": "kiln OR ferry", "kiln (glaze OR ferrry)": "kiln (glaze OR ferry)",
		"ferrry NOT bolard": "ferry NOT bolard", "ferrry per:solstrnd": "ferry per:solstrnd", "ferrry date:1974": "ferry date:1974",
		"NOT ferrry": "", "ferrrx*": "", "ferrrx~1": "", "ferry": "", "ferries kiln": "", "zqzqzqzq": "", "fe": "", "f3rry": "", "per:solstrnd": "", "": "",
	} {
		e, ok, err := a.Correct(t.Context(), request(t, text).Expr)
		got := ""
		if ok {
			got = e.String()
		}
		wanted := want
		if text == "coperetion" { // two letters of a long word may be wrong
			wanted = got
			if got != "" && got != "cooperation" {
				t.Errorf("%q: %q", text, got)
			}
		}
		if err != nil || got != wanted {
			t.Errorf("%q: %q (%v), want %q", text, got, err, wanted)
		}
	}
}

func testSimilar(t *testing.T, a archive.Archive) {
	got, err := a.Similar(t.Context(), "78 Lima 501", 5)
	if err != nil || len(got) == 0 {
		t.Fatalf("like 78LIMA501: %v, %v", got, err)
	}
	best := got[0]
	if best.ID != "78LIMA502" || best.Title != "COBALT GLAZE" || !slices.Equal(best.Tags, []string{"EIND"}) {
		t.Errorf("most like 78LIMA501: %+v", best)
	}
	telling := []string{"potter", "kiln", "cobalt", "glaze", "jars", "chira"}
	if len(best.Words) == 0 || slices.ContainsFunc(best.Words, func(w string) bool { return !slices.Contains(telling, w) }) {
		t.Errorf("78LIMA502 is like 78LIMA501 for %q", best.Words)
	}
	for _, l := range got {
		if l.ID == "78LIMA501" || strings.HasPrefix(l.ID, "74") {
			t.Errorf("%s is like 78LIMA501", l.ID)
		}
	}
	if got, err := a.Similar(t.Context(), "78LIMA501", 1); err != nil || len(got) != 1 || got[0].ID != "78LIMA502" {
		t.Errorf("the one most like 78LIMA501: %v, %v", got, err)
	}
	got, err = a.Similar(t.Context(), "77DAKAR401", 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range got {
		if strings.Contains(quays, l.ID) {
			t.Errorf("%s is a copy, and like 77DAKAR401", l.ID)
		}
	}
	if _, err := a.Similar(t.Context(), "74OSLO999", 5); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("like a cable that is not there: %v", err)
	}
	if got, err := a.Similar(t.Context(), "78LIMA501", 0); err != nil || len(got) != 0 {
		t.Errorf("none like 78LIMA501: %v, %v", got, err)
	}
}

func testFrequency(t *testing.T, a archive.Archive) {
	for _, x := range []struct {
		facet query.Facet
		value string
		want  int
	}{{query.Tags, "EIND", 4}, {query.Tags, "eind", 0}, {query.Tags, "XXXX", 0}, {query.Origin, "OSLO", 16}, {query.Year, "1975", 4}, {query.Persons, "Ingrid Solstrand", 2}, {query.Misc, "", 0}} {
		if got, err := a.Frequency(t.Context(), x.facet, x.value); err != nil || got != x.want {
			t.Errorf("%s %q: %d (%v), want %d", x.facet, x.value, got, err, x.want)
		}
	}
	for _, f := range []query.Facet{"nonsense", "", "ref"} {
		if n, err := a.Frequency(t.Context(), f, "x"); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("facet %q: %d, %v", f, n, err)
		}
	}
}
