package server

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/archivetest"
)

// demoSite is the site over the demonstration archive.
func demoSite(t *testing.T) http.Handler {
	t.Helper()
	c := testConfig(t)
	c.Archive = archivetest.Open(t, archivetest.Demo(t))
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestExamplesFindSomething follows every search that the help page and the
// home page offer.
func TestExamplesFindSomething(t *testing.T) {
	srv := httptest.NewServer(demoSite(t))
	defer srv.Close()
	var links []string
	for _, page := range []string{"/help/search", "/", "/search?q=zzzyzx"} {
		doc, err := html.Parse(strings.NewReader(fetch(t, srv.URL, "GET", page, nil).body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if href, ok := attrOf(n, "href"); ok && n.Data == "a" && strings.HasPrefix(href, "/search?q=") && !slices.Contains(links, href) {
				links = append(links, href)
			}
		}
	}
	if len(links) < 70 {
		t.Errorf("only %d examples", len(links))
	}
	for _, link := range links {
		got := fetch(t, srv.URL, "GET", link, nil)
		if problem := got.check("select", "h1 !contains No cables found"); got.code != http.StatusOK || problem != "" {
			t.Errorf("%s: code %d, %s", link, got.code, problem)
		}
	}
}
