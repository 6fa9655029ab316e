package finding

import (
	"testing"

	"reftel/internal/cable"
	"reftel/internal/query"
)

func TestTellsOffice(t *testing.T) {
	for _, c := range []struct {
		about, office string
		places        []string
		want          bool
	}{
		{"Ambassador to Tordal from July 12, 1977, until January 11, 1980", "ambassador", []string{"tordal"}, true},
		{"Turkish Prime Minister until June 1977", "Prime Minister", []string{"turkey"}, true},
		{"Prime Minister of Turkey", "prime minister", []string{"ankara", "turkey"}, true},
		{"Ambassador to Turkey", "ambassador", []string{"greece"}, false},
		{"Secretary of State from January 23, 1977", "Secretary of State", nil, true},
		{"Assistant Secretary of State for European Affairs", "Secretary of State", nil, false},
		{"Deputy Foreign Minister of Turkey", "foreign minister", []string{"turkey"}, false},
		{"Prime Minister of Turkey", "minister", []string{"turkey"}, false},
		{"Special Assistant to the President", "president", nil, false},
		{"Consul General at Irkutsk", "consul", []string{"irkutsk"}, true},
		{"Tordalese Minister of Foreign Affairs from 1966 to 1968", "foreign minister", []string{"tordal"}, true},
		{"Minister for External Affairs of Tordal", "Foreign Minister", []string{"tordal"}, true},
		{"Deputy Minister of Foreign Affairs of Tordal", "foreign minister", []string{"tordal"}, false},
		{"Defense Minister of Tordal", "minister of defence", []string{"tordal"}, true},
		{"Chairman of the Joint Chiefs of Staff", "chairman", []string{"joint chiefs of staff"}, true},
		{"", "consul", nil, false},
	} {
		if got := tellsOffice(c.about, c.office, c.places); got != c.want {
			t.Errorf("%q, %s at %v: %v", c.about, c.office, c.places, got)
		}
	}
}

func TestHeldIn(t *testing.T) {
	year := func(y int) query.Dates { return query.Dates{From: cable.Date{Year: y}, To: cable.Date{Year: y}} }
	for _, c := range []struct {
		about string
		in    query.Dates
		want  bool
	}{
		{"Ambassador from July 12, 1977, until January 11, 1980", year(1978), true}, {"Ambassador from July 12, 1977, until January 11, 1980", year(1980), true},
		{"Ambassador from July 12, 1977, until January 11, 1980", year(1981), false}, {"Minister until May 1980", year(1978), true}, {"Minister until May 1980", year(1981), false},
		{"Minister from May 1980", year(1981), true}, {"Minister from May 1980", year(1979), false}, {"Minister 1978", year(1978), true}, {"Minister 1978", year(1979), false},
		{"Minister", year(1978), true}, {"Minister 1978", query.Dates{}, true}, {"Ambassador to February 1957", year(1955), true},
		{"Minister until 1978", query.Dates{From: cable.Date{Year: 1979}}, false}, {"Minister from 1978", query.Dates{To: cable.Date{Year: 1977}}, false},
	} {
		if got := heldIn(c.about, c.in); got != c.want {
			t.Errorf("%q in %v: %v", c.about, c.in, got)
		}
	}
}

func TestOfficeAsked(t *testing.T) {
	for in, want := range map[string]string{
		"ambassador in Lisbon": " | ambassador | Lisbon", "the Greek Prime Minister": "Greek | Prime Minister | ", "Secretary of State": " | Secretary of State | ",
		"U.S. ambassador to Portugal": " | ambassador | Portugal", "the consul at Ponta Delgada": " | consul | Ponta Delgada", "lighthouse keeper": "", "ambassadors meet in Lisbon": "",
		"Deputy Foreign Minister of Tordal": " | Deputy Foreign Minister | Tordal",
	} {
		got := ""
		if m := officeAsked.FindStringSubmatch(in); m != nil {
			got = m[1] + " | " + m[2] + " | " + m[3]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
