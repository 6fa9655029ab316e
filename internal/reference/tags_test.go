package reference

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
)

func TestTag(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		code string
		year int
		want cable.Tag
		ok   bool
	}{
		{"PHUM", 2009, cable.Tag{Code: "PHUM", Kind: "subject", Meaning: "Human Rights"}, true},
		{"phum", 2009, cable.Tag{Code: "PHUM", Kind: "subject", Meaning: "Human Rights"}, true},
		{"PREL", 0, cable.Tag{Code: "PREL", Kind: "subject", Meaning: "External Political Relations"}, true},
		{"KDEM", 2008, cable.Tag{Code: "KDEM", Kind: "program", Meaning: "Democratization"}, true},
		{"KZZZ", 2008, cable.Tag{Code: "KZZZ", Kind: "program"}, true},
		{"OSCE", 2008, cable.Tag{Code: "OSCE", Kind: "organization"}, true},
		{"UNGA", 2008, cable.Tag{Code: "UNGA", Kind: "organization", Meaning: "UN General Assembly"}, true},
		{"XF", 2008, cable.Tag{Code: "XF", Kind: "region", Meaning: "Middle East"}, true},
		{"AL", 2005, cable.Tag{Code: "AL", Kind: "geo", Meaning: "Albania"}, true},
		{"WTO", 2005, cable.Tag{Code: "WTO", Kind: "organization", Meaning: "World Trade Organization"}, true},
		{"2M", 2020, cable.Tag{Code: "2M", Kind: "region", Meaning: "Middle East"}, true},
		// Of another time alone: the nearest one answers.
		{"PFOR", 2009, tables.tags[scheme1974]["PFOR"].Tag, true},
		{"KDEM", 1975, cable.Tag{Code: "KDEM", Kind: "program", Meaning: "Democratization"}, true},
		{"QQQQ", 2009, cable.Tag{Code: "QQQQ", Kind: "unknown"}, false},
		{"", 2009, cable.Tag{Kind: "unknown"}, false},
		{"K1AB", 2009, cable.Tag{Code: "K1AB", Kind: "unknown"}, false},
	}
	for _, tt := range tests {
		got, ok := tables.Tag(tt.code, tt.year)
		if ok != tt.ok || got != tt.want {
			t.Errorf("Tag(%q, %d) = %+v, %v, want %+v, %v", tt.code, tt.year, got, ok, tt.want, tt.ok)
		}
	}
	if got, ok := tables.Tag("WTO", 1975); !ok || !strings.Contains(got.Meaning, "Warsaw") {
		t.Errorf("Tag(WTO, 1975) = %+v, %v, want the Warsaw Pact", got, ok)
	}
	if got, ok := tables.Tag("PFOR", 1975); !ok || got.Kind != "subject" || got.Meaning == "" {
		t.Errorf("Tag(PFOR, 1975) = %+v, %v", got, ok)
	}
}

// The department's codes of countries are not those of ISO.
func TestTagCountry(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		code string
		year int
		iso2 string
		ok   bool
	}{
		{"RS", 2009, "RU", true}, {"CH", 2009, "CN", true}, {"KS", 2009, "KR", true}, {"KN", 2009, "KP", true},
		{"IS", 2009, "IL", true}, {"IZ", 2009, "IQ", true}, {"MX", 2009, "MX", true}, {"SR", 2009, "RS", true},
		{"KV", 2009, "XK", true}, {"UR", 1975, "", true}, {"BL", 1975, "BO", true}, {"IS", 2024, "IS", true},
		{"PHUM", 2009, "", false}, {"XF", 2009, "", false}, {"ZZZ", 2009, "", false},
	}
	for _, tt := range tests {
		name, iso2, ok := tables.TagCountry(tt.code, tt.year)
		if ok != tt.ok || iso2 != tt.iso2 || ok != (name != "") {
			t.Errorf("TagCountry(%q, %d) = %q, %q, %v, want %q, %v", tt.code, tt.year, name, iso2, ok, tt.iso2, tt.ok)
		}
	}
}

func TestSplitTag(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		in   string
		want string
	}{
		{"MASSMNUC", "MASS MNUC"},
		{"ETRDEINVECINPGOVCS", "ETRD EINV ECIN PGOV CS"},
		{"PRELPGOV", "PREL PGOV"},
		{"prelpgov", "PREL PGOV"},
		{"PRELMX", "PREL MX"},
		{"MXPREL", "MX PREL"},
		{"PRELUNGA", "PREL UNGA"},
		{"PARMIAEA", "PARM IAEA"},
		{"EAIDKDEMBL", "EAID KDEM BL"},
		{"PANAMA", ""},
		{"BRAZIL", ""},
		{"HUMANRIGHTS", ""},
		{"PREL", ""},
		{"PRELX", ""},
		{"INTELSAT", ""},
		{"PRELPGOVQ", ""},
		{"", ""},
		{strings.Repeat("PREL", 17), ""},
		{strings.Repeat("AL", 31) + "Q", ""},
	}
	for _, tt := range tests {
		got, ok := tables.SplitTag(tt.in, 2009)
		if strings.Join(got, " ") != tt.want || ok != (tt.want != "") {
			t.Errorf("SplitTag(%q) = %v, %v, want %s", tt.in, got, ok, tt.want)
		}
	}
}

func TestTagsByMeaning(t *testing.T) {
	t.Parallel()
	tables := open(t)
	codes := func(words string) []string {
		var out []string
		for _, tag := range tables.TagsByMeaning(words) {
			out = append(out, tag.Code)
		}
		return out
	}
	for words, first := range map[string]string{
		"human rights": "PHUM", "HUMAN  RIGHTS": "PHUM", "terrorism": "PTER", "mexico": "MX", "Narcotics": "SNAR", "refugees": "PREF",
		"external political relations": "PREL", "drug trafficking": "SNAR", "women's issues": "KWMN", "womens issues": "KWMN",
		"fishing": "EFIS", "HIV/AIDS": "KHIV", "economic conditions, trends and potential": "ECON",
	} {
		if got := codes(words); len(got) == 0 || got[0] != first {
			t.Errorf("TagsByMeaning(%q) = %v, want %s first", words, got, first)
		}
	}
	for _, words := range []string{"", "a", "no such meaning", "human", "terror", "...", strings.Repeat("a ", 500)} {
		if got := codes(words); got != nil {
			t.Errorf("TagsByMeaning(%q) = %v, want none", words, got)
		}
	}
	all := tables.AllTags()
	if i, ok := tables.Tag("AF", 2009); len(all) < 1000 || !ok || !slices.Contains(all[:900], i) {
		t.Errorf("AllTags: %d tags, want the 2000s first", len(all))
	}
}

func BenchmarkTag(b *testing.B) {
	tables := open(b)
	b.ReportAllocs()
	for b.Loop() {
		tables.Tag("PHUM", 2009)
	}
}

// TestTagMeanings holds that a code tells what it stood for under the rules of each
// time, and where that is written.
func TestTagMeanings(t *testing.T) {
	t.Parallel()
	tables := open(t)
	type row struct {
		from, to      int
		kind, meaning string
	}
	for code, want := range map[string][]row{
		"PREL": {{1980, 2010, "subject", "External Political Relations"}},
		"prel": {{1980, 2010, "subject", "External Political Relations"}},
		"UR":   {{0, 1979, "geo", "Soviet Union"}},
		"WTO":  {{0, 1979, "organization", "Warsaw Pact Organization"}, {1980, 2010, "organization", "World Trade Organization"}},
		"AL":   {{0, 1979, "geo", "Albania"}, {1980, 2010, "geo", "Albania"}, {1980, 2010, "organization", ""}, {2011, Today, "geo", "Albania"}},
		"XXXX": nil, "": nil,
	} {
		var got []row
		for _, m := range tables.TagMeanings(code) {
			got = append(got, row{m.From, m.To, m.Kind, m.Meaning})
			if m.Source == "" || m.Status == "" {
				t.Errorf("%s: no source: %+v", code, m)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
	for _, m := range tables.AllTags() {
		var last int
		for _, x := range tables.TagMeanings(m.Code) {
			if x.To < last || x.From > x.To {
				t.Errorf("%s: %d to %d after %d", m.Code, x.From, x.To, last)
			}
			last = x.To
		}
		if last == 0 {
			t.Errorf("%s has no meaning of any time", m.Code)
		}
	}
}
