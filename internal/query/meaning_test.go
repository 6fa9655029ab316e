package query

import (
	"fmt"
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
