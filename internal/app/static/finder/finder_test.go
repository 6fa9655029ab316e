package finder

import (
	"regexp"
	"strings"
	"testing"

	"reftel/web/templates/words"
)

// TestNumber holds the writing that the script reads.
func TestNumber(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "A", 31: "f", 32: "gB", 1023: "_f", 1024: "ggB"} {
		if got := string(number(nil, n)); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

// TestPage holds that the page of searches has the head and foot of another page, and
// nothing that tells of that page.
func TestPage(t *testing.T) {
	t.Parallel()
	b, err := Page(nil, []byte(`<html><head><title>Help</title><meta name="description" content="how"><link rel="canonical" href="x"><link rel="stylesheet" href="a.css"></head><body><header>Menu</header><main>Help</main><footer>Foot</footer></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	page := string(b)
	for _, want := range []string{"<title>Search", "a.css", "<header>Menu", `id="results"`, "<footer>Foot", `src="search.js"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in %s", want, page)
		}
	}
	if strings.Contains(page, "Help") || strings.Contains(page, "canonical") || strings.Contains(page, "description") {
		t.Errorf("it tells of another page: %s", page)
	}
	if _, err := Page(nil, []byte("<html>")); err == nil {
		t.Error("made of nothing")
	}
}

// TestTexts holds that the page has all that its scripts say, in the language of the site.
func TestTexts(t *testing.T) {
	t.Parallel()
	has := map[string]bool{}
	for _, m := range ofScripts {
		has[m.Key] = true
	}
	said := regexp.MustCompile(`\b(?:say\(|count\([^"]*)"([^"]*)"(?:, "([^"]*)")?`).FindAllStringSubmatch(string(script)+string(results), -1)
	for _, m := range said {
		if key := m[1]; !has[key] && !has[words.PluralKey(key, m[2])] {
			t.Errorf("the page has no text for %q", key)
		}
	}
	if len(said) < len(ofScripts) {
		t.Errorf("%d texts are said of %d", len(said), len(ofScripts))
	}
	spanish := &words.Speaker{Tag: "es", Text: func(key string) string {
		return map[string]string{"Search": "Buscar", "%d cable|%d cables": "%d \"cable\"|%d cables"}[key]
	}}
	page := form(spanish)
	if !strings.Contains(page, `<h1 id="count">Buscar</h1>`) || !strings.Contains(page, ` data-texts="{&#34;%d cable|%d cables&#34;:&#34;%d \&#34;cable\&#34;|%d cables&#34;}"`) {
		t.Error(page)
	}
	if strings.Contains(form(nil), "data-texts") {
		t.Error("English has texts of scripts beside those in the scripts")
	}
}
