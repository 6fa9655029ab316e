package query

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWithMeanings(t *testing.T) {
	t.Parallel()
	codes := func(words string) []string {
		return map[string][]string{"human rights": {"PHUM"}, "rights": {"XX"}, "refugees": {"PREF", "SREF"}, "external political relations": {"PREL"}}[words]
	}
	for text, want := range map[string]string{
		"human rights":                  "human AND rights OR tag:PHUM",
		"refugees":                      "refugees OR tag:PREF OR tag:SREF",
		"external political relations":  "external AND political AND relations OR tag:PREL",
		"orchard human rights refugees": "orchard (human AND rights OR tag:PHUM) (refugees OR tag:PREF OR tag:SREF)",
		"human rights tag:PREL":         "(human AND rights OR tag:PHUM) tag:PREL",
		"human tag:PREL rights":         "human tag:PREL (rights OR tag:XX)",
		`"human rights"`:                "",
		"=refugees":                     "",
		"refugees~1":                    "",
		"refugees*":                     "",
		"subject:refugees":              "",
		"NOT refugees":                  "",
		"human refugees* -rights":       "",
		"(human rights) OR orchard":     "",
		"orchard":                       "",
		"":                              "",
		"one two three four five six seven eight nine": "",
	} {
		e, _, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		wide, found := WithMeanings(e, codes)
		got := ""
		if len(found) > 0 {
			got = wide.String()
		} else if fmt.Sprint(wide) != fmt.Sprint(e) {
			t.Errorf("%q became %v with nothing found", text, wide)
		}
		for _, m := range found {
			phrase := WithPhrase(e, m.Words)
			if again, _, err := Parse(phrase.String()); err != nil || again.String() != phrase.String() || !hasPhrase(again, m.Words) {
				t.Errorf("%q with the phrase “%s”: %s", text, m.Words, phrase)
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func hasPhrase(e Expr, text string) bool {
	found := false
	walk(e, func(e Expr) {
		p, ok := e.(Phrase)
		found = found || ok && p.Text == text
	})
	return found
}

func TestWithCodes(t *testing.T) {
	t.Parallel()
	codes := func(word string) []string {
		return map[string][]string{"PREL": {"PREL"}, "efin": {"EFIN"}, "BL": {"BL"}}[word]
	}
	for text, want := range map[string]string{
		"PREL":              "PREL OR tag:PREL",
		"efin BL":           "(efin OR tag:EFIN) (BL OR tag:BL)",
		"debt efin 1974":    "debt (efin OR tag:EFIN) 1974",
		"PREL OR efin":      "PREL OR tag:PREL OR efin OR tag:EFIN",
		"tin (PREL OR BL)":  "tin (PREL OR tag:PREL OR BL OR tag:BL)",
		"PREL -BL":          "(PREL OR tag:PREL) -BL",
		`"PREL"`:            "",
		"=PREL":             "",
		"PREL*":             "",
		"subject:PREL":      "",
		"tag:PREL":          "",
		"NOT PREL":          "",
		"prel":              "",
		"":                  "",
		"24 January 1974 -": "",
	} {
		e, _, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		wide, found := WithCodes(e, codes)
		got := ""
		if len(found) > 0 {
			got = strings.ReplaceAll(wide.String(), "NOT ", "-")
		} else if e != nil && wide.String() != e.String() {
			t.Errorf("%q became %v with nothing found", text, wide)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestPlainWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"EFIN BL": "EFIN BL all", "EFIN OR BL": "EFIN BL all", "EFIN -BL": "EFIN all", `EFIN "BL"`: "EFIN", "EFIN tag:BL": "EFIN", "EFIN =BL": "EFIN", "": "",
	} {
		e, _, _ := Parse(text)
		words, all := PlainWords(e)
		if all {
			words = append(words, "all")
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestKeepWords(t *testing.T) {
	t.Parallel()
	keep := func(w string) bool { return slices.Contains([]string{"PREL", "SNAR"}, w) }
	for _, c := range [][3]string{
		{"PREL", "pre", "PREL"}, {"PREL humna", "pre human", "PREL human"}, {"humna (PREL OR SNAR)", "human (pre OR star)", "human (PREL OR SNAR)"},
		{`"PREL"`, `"pre"`, `"pre"`}, {"humna", "human", "human"}, {"a b", "c", "c"},
	} {
		typed, _, _ := Parse(c[0])
		corrected, _, _ := Parse(c[1])
		if got := KeepWords(typed, corrected, keep).String(); got != c[2] {
			t.Errorf("%s for %s: %s, want %s", c[1], c[0], got, c[2])
		}
	}
}
