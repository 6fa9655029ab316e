package reference

import (
	"slices"
	"strings"
	"testing"
)

func TestShort(t *testing.T) {
	t.Parallel()
	tables := open(t)
	at := func(year int, countries ...string) Setting { return Setting{Year: year, Countries: countries} }
	for _, tt := range []struct {
		short string
		at    Setting
		want  string
	}{
		{"GOI", at(1974, "India"), "Government of India"},
		{"GOI", at(1974, "Indonesia"), "Government of Indonesia"},
		{"GOI", at(2006, "Ireland"), "Government of Ireland"},
		{"GOI", at(1979, "Iran", "Iraq"), "Government of Iran"},
		{"GOI", at(1974, "Brazil", "Israel"), "Government of Israel"},
		{"GOI", Setting{Year: 1974, Countries: []string{"United States"}, Named: []string{"Utsira", "Italy"}}, "Government of Italy, inferred"},
		{"GOI", at(1974), "a government: the text does not say which of Iceland, India, Indonesia, Iran, Iraq, Ireland or others"},
		{"GOB", at(1974, "Bolivia"), "Government of Bolivia"},
		{"USG", at(1974), "Government of the United States"},
		{"SAG", at(2008, "Saudi Arabia"), "Government of Saudi Arabia"},
		{"SAG", at(1977, "South Africa"), "Government of South Africa"},
		{"REFTEL", at(1974), "Reference telegram"},
		{"DCM", at(2009), "Deputy Chief of Mission"},
		{"PRC", at(1974), "People’s Republic of China"},
		{"UDP", at(1979, "Bolivia"), ""}, // the lists know a party of Malaysia alone
		{"TFG", at(2008, "Djibouti"), ""},
		{"XYZQ", at(1974), ""},
		{"", at(1974), ""},
	} {
		got, inferred := tables.Short(tt.short, tt.at)
		if inferred {
			got += ", inferred"
		}
		if got != tt.want {
			t.Errorf("%s %+v: %q, want %q", tt.short, tt.at, got, tt.want)
		}
	}
}

func TestShortsIn(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for text, want := range map[string]string{
		"The GOI told the DCM that WHO cares. The USG's R&D is fine.": "GOI DCM WHO USG R&D",
		"THE GOI TOLD THE DCM WHO HAS AID AND A MAP FOR LIMA.":        "GOI DCM",
		"THE GOB AND COMIBOL, SEPTEL; IN BE AN AS.":                   "GOB COMIBOL SEPTEL",
		"He met the US team. AN ODD HEAD OF IT":                       "",
		"Gobelin's GOBS":                                              "",
		"":                                                            "",
	} {
		var got []string
		tables.ShortsIn(text, func(start, end int) { got = append(got, text[start:end]) })
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

func FuzzShortsIn(f *testing.F) {
	tables := open(f)
	for _, s := range []string{"The GOI & R&D", "R&", "A&B&", "GOI\xff", "İGOI"} {
		f.Add(s, 1974, "India")
	}
	f.Fuzz(func(t *testing.T, text string, year int, country string) {
		last := 0
		tables.ShortsIn(text, func(start, end int) {
			if start < last || start >= end || end > len(text) {
				t.Errorf("%q: %d to %d behind %d", text, start, end, last)
			}
			last = end
			m, _ := tables.Short(text[start:end], Setting{Year: year, Countries: []string{country}, Volume: year%2 == 0})
			if m != strings.TrimSpace(m) || slices.Contains(strings.Split(m, "; or "), "") && m != "" {
				t.Errorf("%q: %q", text[start:end], m)
			}
		})
	})
}
