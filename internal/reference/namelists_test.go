package reference

import (
	"slices"
	"testing"

	"reftel/internal/cable"
)

// TestNameLists holds that the lists of names agree with one another: no place
// is a state as well, no name leads to two things of a list.
func TestNameLists(t *testing.T) {
	t.Parallel()
	tables := open(t)
	seen := map[string]string{}
	once := func(kind, name, thing string) {
		key := kind + " " + cable.NameKey(name)
		if other, ok := seen[key]; ok && other != thing {
			t.Errorf("%s %q is %s and %s", kind, name, other, thing)
		}
		seen[key] = thing
	}
	places, organizations, governments := tables.Places(), tables.Organizations(), tables.Governments()
	if len(places) < 800 || len(organizations) < 140 || len(governments) < 300 {
		t.Errorf("%d places, %d organisations, %d governments: too few", len(places), len(organizations), len(governments))
	}
	for _, p := range places {
		if !slices.Contains([]string{"city", "region", "island", "water", "mountains", "site"}, p.Kind) {
			t.Errorf("%s: kind %q", p.Name, p.Kind)
		}
		for _, name := range append([]string{p.Name}, p.Names...) {
			once("place", name, p.Name)
			if len(tables.stateNames[cable.NameKey(name)]) > 0 {
				t.Errorf("the place %q is the name of a state", name)
			}
		}
	}
	for _, o := range organizations {
		for _, name := range append([]string{o.Name}, o.Names...) {
			once("organisation", name, o.Name)
		}
	}
	for _, g := range governments {
		if s, ok := tables.StateNamed(g.State, 0); !ok || s.Name != g.State {
			t.Errorf("%s is the government of %q, which is %q in the table of states", g.Abbreviation, g.State, s.Name)
		}
	}
	for _, c := range []struct {
		word           string
		given, surname bool
	}{{"Hamilton", true, true}, {"VERNON", true, false}, {"Turkey", false, false}, {"the", false, false}, {"", false, false}} {
		if tables.IsGivenName(c.word) != c.given || tables.IsSurname(c.word) != c.surname {
			t.Errorf("%q: given name %v, surname %v", c.word, tables.IsGivenName(c.word), tables.IsSurname(c.word))
		}
	}
}

func TestOtherChinese(t *testing.T) {
	tables, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"jiang jieshi": "Chiang Kai-shek", "Chiang Kai-shek": "Jiang Jieshi", "Gu Weijun": "V. K. Wellington Koo"} {
		if got := tables.OtherChinese(name); !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %s among them", name, got, want)
		}
	}
	if got := tables.OtherChinese("Zhou Enlai"); got != nil {
		t.Errorf("Zhou Enlai: %q, want none: the systems of transcription tell it", got)
	}
}
