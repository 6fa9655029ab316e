package reference

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
)

func TestStateNamed(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, c := range []struct {
		name string
		year int
		want string
	}{
		// One state under several names.
		{"Burma", 1974, "Burma"}, {"Myanmar", 2009, "Burma"}, {"Siam", 1890, "Thailand"}, {"SIAM", 0, "Thailand"}, {"Ceylon", 1965, "Sri Lanka"},
		{"Persia", 1900, "Iran"}, {"Abyssinia", 1936, "Ethiopia"}, {"Upper Volta", 1974, "Burkina Faso"}, {"Dahomey", 1974, "Benin"},
		{"Zaire", 1974, "Congo-Kinshasa"}, {"Congo (Leopoldville)", 1964, "Congo-Kinshasa"}, {"Congo (Kinshasa)", 0, "Congo-Kinshasa"},
		{"Transjordan", 1947, "Jordan"}, {"Türkiye", 2023, "Turkey"}, {"Formosa", 1950, "Taiwan"}, {"Khmer Republic", 1974, "Cambodia"},
		{"Great Britain", 1861, "United Kingdom"}, {"UK", 1974, "United Kingdom"}, {"Viet-Nam (North)", 1974, "North Vietnam"},
		{"Cote d'Ivoire", 1990, "Côte d’Ivoire"}, {"IVORY COAST", 1974, "Côte d’Ivoire"}, {"U.S.S.R.", 1974, "Soviet Union"},
		// Two states: what was joined, parted, began or ended.
		{"Soviet Union", 1974, "Soviet Union"}, {"Russia", 1900, "Russia"}, {"GDR", 1974, "East Germany"}, {"German Democratic Republic", 0, "East Germany"},
		{"FRG", 1974, "West Germany"}, {"FRG", 1995, "Germany"}, {"Germany", 1974, "Germany"}, {"UAR", 1965, "United Arab Republic"},
		{"Egypt", 1965, "Egypt"}, {"Ottoman Empire", 1900, "Ottoman Empire"}, {"Austria-Hungary", 1914, "Austria-Hungary"},
		{"Republic of China", 1930, "China"}, {"Republic of China", 1965, "Taiwan"}, {"PRC", 1974, "China"}, {"ROC", 1974, "Taiwan"},
		{"Congo (Brazzaville)", 1974, "Congo-Brazzaville"}, {"Belgian Congo", 1950, "Belgian Congo"}, {"Tanganyika", 1960, "Tanganyika"},
		{"Rhodesia", 1974, "Rhodesia"}, {"Zimbabwe", 1985, "Zimbabwe"}, {"Dominica", 1980, "Dominica"}, {"Dominican Republic", 1980, "Dominican Republic"},
		{"YAR", 1974, "North Yemen"}, {"PDRY", 1974, "South Yemen"}, {"Korea", 1900, "Korea"}, {"ROK", 1974, "South Korea"},
		// None: an abbreviation in another form, a name that its years must tell, no state.
		{"Rok", 1974, ""}, {"FRG", 0, ""}, {"Republic of China", 0, ""}, {"Atlantis", 1974, ""}, {"", 0, ""},
	} {
		got, ok := tables.StateNamed(c.name, c.year)
		if got.Name != c.want || ok != (c.want != "") {
			t.Errorf("StateNamed(%q, %d) = %q, %v, want %q", c.name, c.year, got.Name, ok, c.want)
		}
	}
}

func TestTagState(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, c := range []struct {
		code string
		year int
		want string
	}{
		{"CG", 1974, "Congo-Kinshasa"}, {"CG", 2009, "Congo-Kinshasa"}, {"CG", 2024, "Congo-Brazzaville"}, {"GW", 1974, "West Germany"},
		{"GM", 2009, "Germany"}, {"UR", 1974, "Soviet Union"}, {"RS", 2009, "Russia"}, {"RS", 2024, "Serbia"}, {"BM", 1974, "Burma"}, {"BM", 2009, "Burma"},
		{"UK", 2009, "United Kingdom"}, {"TW", 1974, "Taiwan"}, {"XA", 1974, ""}, {"PREL", 2009, ""},
	} {
		if got, _ := tables.TagState(c.code, c.year); got.Name != c.want {
			t.Errorf("TagState(%s, %d) = %q, want %q", c.code, c.year, got.Name, c.want)
		}
	}
}

// TestStates holds that the table agrees with itself and with the TAGS and the
// posts: each country of theirs is a state, and no name leads to two states but
// by its years.
func TestStates(t *testing.T) {
	t.Parallel()
	tables := open(t)
	states := tables.States()
	if len(states) < 350 || !slices.IsSortedFunc(states, func(a, b State) int { return strings.Compare(a.Name, b.Name) }) {
		t.Errorf("%d states, not in order or too few", len(states))
	}
	byName := map[string]State{}
	for _, s := range states {
		byName[s.Name] = s
	}
	for _, s := range states {
		if !slices.Contains([]string{"state", "dependency", "part", "land"}, s.Kind) || s.To != 0 && s.To < s.From || s.From != 0 && s.From < 1845 {
			t.Errorf("%+v: kind or years", s)
		}
		for _, later := range s.Later {
			if _, ok := byName[later]; !ok {
				t.Errorf("%s: what came later, %q, is no state", s.Name, later)
			}
		}
		for _, people := range s.People {
			if other, ok := tables.StateNamed(people, 0); ok {
				t.Errorf("%s: %s, a word for its people, is the state %s", s.Name, people, other.Name)
			}
		}
		for _, n := range s.Names {
			if n.To != 0 && n.To < n.From {
				t.Errorf("%s: years of %+v", s.Name, n)
			}
			for _, year := range []int{n.From, n.To, 1861, 1900, 1930, 1955, 1974, 2005, 2024} {
				if got, ok := tables.StateNamed(n.Name, year); n.in(year) && year != 0 && (!ok || got.Name != s.Name) {
					t.Errorf("%q is %s in %d, but also %q", n.Name, s.Name, year, got.Name)
				}
			}
		}
	}
	for _, tag := range tables.AllTags() {
		if tag.Kind != kindGeo {
			continue
		}
		if _, ok := tables.stateNames[cable.NameKey(tag.Meaning)]; !ok {
			t.Errorf("TAGS %s: %q is no state", tag.Code, tag.Meaning)
		}
	}
	for _, p := range tables.Posts() {
		if _, ok := tables.StateNamed(p.Country, 0); !ok && p.Country != "" {
			t.Errorf("post %s: %q is no state", p.Code, p.Country)
		}
	}
}
