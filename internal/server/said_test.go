package server

import (
	"html"
	"strings"
	"testing"

	"reftel/internal/language"
	"reftel/web/templates/words"
)

// aloud is a language that says each text between brackets.
func aloud() *words.Speaker {
	bracketed := func(key string) string {
		forms := []string{key}
		if one, many, ok := strings.Cut(key, "|"); ok {
			forms = []string{one, many}
		}
		for i, f := range forms {
			if bare, _, ok := strings.Cut(f, " ‹"); ok {
				f = bare
			}
			forms[i] = "[" + f + "]"
		}
		return strings.Join(forms, "|")
	}
	return &words.Speaker{Tag: "eo", Name: "Esperanto", Group: ",", Text: bracketed, Form: func(n int) int { return min(max(n-1, 0), 1) }}
}

// TestSaid holds that what is told of a request is said in the language of the page, with
// what stands in it, and in English to programs.
func TestSaid(t *testing.T) {
	t.Parallel()
	c := testConfig(t)
	c.Languages = language.Only(aloud())
	h := memorySite(t, c, newMemory())
	for target, want := range map[string]string{
		"/search?q=orchard+AND":                      "[“AND” has nothing to join and was searched as a word.]",
		"/search?q=orchard+-from:LIMA":               "[cables [[with [“orchard”]], [not [from LIMA]]]]",
		"/search?q=orchard&since=2009-05&until=2008": "[The last date, 2008, lies before the first, [[May] 2009].]",
		"/search?q=orchard&size=7":                   "[The number of hits a page must be 20, 50 or 100.]",
		"/compare?q=orchard&year=x":                  "[“x” is not a year of four digits, as 1974, or a decade, as 1970s.]",
		"/year/1831/05":                              "[No cable here is of [[May] 1831].]",
		"/tag/QQQQ":                                  "[No cable here has this TAGS code.]",
		"/tags?page=99":                              "[Its last page]",
		"/tags?page=x":                               "[The page number in the address is not one.]",
		"/search?page=x":                             "[The page must be a number from 1.]",
		"/cable/09MEXICO2676/par99":                  "[The cable 09MEXICO2676 is here, but it has no paragraph of this name.]",
		"/cable/99NONE99":                            "[Search for the id]",
		"/?q=" + strings.Repeat("a", 2100):           "[Request URI Too Long]",
		"/help/search":                               "[This guide is in English: it has not been translated.]",
		"/suggest?q=09MEXICO2676":                    `"kind":"[Cable]"`,
		"/api/v1/values/tag?page=x":                  `"detail":"The page number in the address is not one."`,
		"/api/v1/search?q=orchard+-from:LIMA":        `"cables with “orchard”, not from LIMA"`,
	} {
		if body := html.UnescapeString(string(bodyOf(t, get(h, target)))); !strings.Contains(body, want) {
			t.Errorf("%.60s: does not say %s", target, want)
		}
	}
}
