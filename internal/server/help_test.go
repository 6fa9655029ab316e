package server

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/archivetest"
	"reftel/internal/sharedtest"
)

// demoSite is the site over the demonstration archive.
func demoSite(t *testing.T) http.Handler {
	t.Helper()
	c := testConfig(t)
	c.Archive = archivetest.Source(t, demoOnce.Dir(t, func(dir string) { archivetest.PublishDemo(t, dir) }))
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestExamplesFindSomething follows every search that the help page, the home page and
// the page without results offer, in the demonstration archive, whose examples stand in
// the document, and in one that knows nothing of them: every third where tests are not
// thorough.
func TestExamplesFindSomething(t *testing.T) {
	if testing.Short() {
		t.Skip("two archives, asked one question after another; the run without -short does it")
	}
	for name, x := range map[string]struct {
		site  http.Handler
		least int
	}{"demonstration": {demoSite(t), 70}, "another": {testSite(t), 40}} {
		t.Run(name, func(t *testing.T) {
			srv := httptest.NewServer(x.site)
			defer srv.Close()
			var links []string
			for _, page := range []string{"/help/search", "/", "/search?q=zzzyzx"} {
				found := exampleLinks(t, fetch(t, srv.URL, "GET", page, nil).body)
				if len(found) < 3 {
					t.Errorf("%s offers %v", page, found)
				}
				links = append(links, found...)
			}
			slices.Sort(links)
			links = slices.Compact(links)
			if len(links) < x.least {
				t.Errorf("only %d examples", len(links))
			}
			for i, link := range links {
				if i%3 > 0 && !sharedtest.Thorough() {
					continue
				}
				got := fetch(t, srv.URL, "GET", link, nil)
				if problem := got.check("select", "h1 !contains No cables found"); got.code != http.StatusOK || problem != "" {
					t.Errorf("%s: code %d, %s", link, got.code, problem)
				}
			}
		})
	}
}

// exampleLinks are the searches that a page offers.
func exampleLinks(t *testing.T, page string) (links []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if href, ok := attrOf(n, "href"); ok && n.Data == "a" && strings.HasPrefix(href, "/search?q=") {
			links = append(links, href)
		}
	}
	return links
}
