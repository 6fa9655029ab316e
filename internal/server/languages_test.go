package server

import (
	"net/http"
	"strings"
	"testing"

	"reftel/internal/site"
)

// accepting asks as a browser in a language does.
func accepting(languages string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Accept-Language", languages) }
}

// TestLanguageOf holds which language an answer has, and what tells of it.
func TestLanguageOf(t *testing.T) {
	t.Parallel()
	english := memorySite(t, testConfig(t), newMemory())
	c := testConfig(t)
	c.Site = &site.Site{Name: "Papeles", Language: "es-AR"}
	spanish := memorySite(t, c, newMemory())
	for _, tt := range []struct {
		site                   http.Handler
		target, accepted, lang string
		varies                 bool
	}{
		{english, "/tags", "", "en", true}, {english, "/tags", "fr-CA, en;q=0.5", "fr", true}, {english, "/es/tags", "fr", "es", false}, {english, "/en/tags", "fr", "en", false},
		{english, "/de", "", "de", false}, {english, "/pt/", "", "pt", false}, {english, "/fr/cable/09MEXICO2676", "", "fr", false}, {english, "/es/nowhere", "", "es", false},
		{english, "/es/search?q=orchard&page=x", "", "es", false}, {english, "/it/tags", "", "en", true}, {english, "/tags", "it", "en", true},
		{spanish, "/tags", "", "es", true}, {spanish, "/tags", "it", "es", true}, {spanish, "/tags", "en-GB", "en", true}, {spanish, "/en/tags", "es", "en", false},
	} {
		res := get(tt.site, tt.target, accepting(tt.accepted))
		body := string(bodyOf(t, res))
		if !strings.Contains(body, `<html lang="`+tt.lang+`">`) {
			t.Errorf("%s for %q: is not in %s", tt.target, tt.accepted, tt.lang)
		}
		if got := strings.Contains(strings.Join(res.Header.Values("Vary"), ", "), "Accept-Language"); got != tt.varies {
			t.Errorf("%s for %q: varies %t", tt.target, tt.accepted, got)
		}
		if strings.Count(body, ` lang="`+tt.lang+`" hreflang="`+tt.lang+`" rel="nofollow" aria-current="true"`) != 1 {
			t.Errorf("%s: the language is not marked among the others", tt.target)
		}
	}
}

// TestLanguageKept holds that pages lead to others in the language that their address
// names, and nowhere else to another address than without.
func TestLanguageKept(t *testing.T) {
	t.Parallel()
	h := memorySite(t, testConfig(t), newMemory())
	own := func(link string) bool {
		_, named, _ := strings.Cut(link, "/es/")
		return named == ""
	}
	for _, target := range []string{"/", "/search?q=orchard", "/cable/09MEXICO2676", "/tags", "/help/search", "/list", "/year/2009/09", "/none"} {
		page := string(bodyOf(t, get(h, "/es"+target)))
		led := 0
		for _, attribute := range []string{` href="`, ` action="`, ` formaction="`} {
			for part := range strings.SplitSeq(page, attribute) {
				link, _, _ := strings.Cut(part, `"`)
				if !strings.HasPrefix(link, "/") || strings.HasPrefix(link, "/es") || strings.HasPrefix(link, "/en/") || strings.HasPrefix(link, "/fr/") || strings.HasPrefix(link, "/pt/") || strings.HasPrefix(link, "/de/") {
					continue
				}
				led++
				p, _, _ := strings.Cut(link, "?")
				if !strings.HasPrefix(p, "/static/") && !strings.Contains(p[1:], ".") && !strings.HasSuffix(p, "/raw") && p != "/oembed" {
					t.Errorf("%s leads to %s", target, link)
				}
			}
		}
		if led == 0 || !strings.Contains(page, ` href="/es/help/search"`) || !strings.Contains(page, ` action="/es/search"`) {
			t.Errorf("%s: leads elsewhere", target)
		}
		if canonical, _, _ := strings.Cut(after(page, `rel="canonical" href="`), `"`); !own(canonical) {
			t.Errorf("%s: the canonical address is %s", target, canonical)
		}
	}
	for target, want := range map[string]string{
		"/es/cable/09mexico2676": "/es/cable/09MEXICO2676", "/es/go?id=09mexico2676": "/es/cable/09MEXICO2676", "/es/date/2009-09_0.html": "/es/year/2009/09",
		"/es/cable/09MEXICO2676.bib": "/cable/09MEXICO2676.bib", "/es/search.csv?q=orchard": "/search.csv?q=orchard", "/es/api/v1/stats": "/api/v1/stats", "/es/robots.txt": "/robots.txt",
	} {
		res := get(h, target)
		if got := res.Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", target, got, want)
		}
	}
	for _, target := range []string{"/es//evil.example/", "/es//evil.example/x.txt", "/es/es/tags", "/%65s/tags"} {
		if res := get(h, target); res.StatusCode < 400 {
			t.Errorf("%s: status %d to %q", target, res.StatusCode, res.Header.Get("Location"))
		}
	}
}

// after is what stands behind a mark.
func after(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	return rest
}

// TestLanguageApart holds that what is kept of a page is kept by language, and what
// programs take is the same in all.
func TestLanguageApart(t *testing.T) {
	t.Parallel()
	h := memorySite(t, testConfig(t), newMemory())
	tags := map[string]string{}
	for _, target := range []string{"/tags", "/es/tags", "/en/tags", "/es/tags?none=1"} {
		for range 2 {
			res := get(h, target)
			tags[target] = res.Header.Get("ETag")
			if again := get(h, target, func(r *http.Request) { r.Header.Set("If-None-Match", tags[target]) }); again.StatusCode != http.StatusNotModified {
				t.Errorf("%s: status %d with its tag", target, again.StatusCode)
			}
		}
	}
	french := get(h, "/tags", accepting("fr"))
	if tags["/tags"] == tags["/es/tags"] || tags["/en/tags"] == tags["/tags"] || french.Header.Get("ETag") == tags["/tags"] {
		t.Errorf("one tag for two languages: %v", tags)
	}
	if body := string(bodyOf(t, get(h, "/es/tags?none=1"))); strings.Contains(body, "none=1") {
		t.Error("a page that is kept has what somebody asked for beside it")
	}
	for _, target := range []string{"/search.csv?q=orchard", "/cable/09MEXICO2676.ris", "/api/v1/search?q=orchard", "/api/v1/none", "/search.atom", "/opensearch.xml", "/cable/09MEXICO2676/raw", "/robots.txt"} {
		plain, asked := get(h, target), get(h, target, accepting("fr"))
		if string(bodyOf(t, plain)) != string(bodyOf(t, asked)) && !strings.Contains(target, "none") || plain.Header.Get("Vary") != asked.Header.Get("Vary") || strings.Contains(asked.Header.Get("Vary"), "Language") {
			t.Errorf("%s depends on who asks", target)
		}
	}
}
