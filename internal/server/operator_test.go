package server

import (
	"encoding/xml"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"reftel/internal/site"
	"reftel/web/templates"
)

// harbour is a folder in which an operator says whose the archive is.
var harbour = map[string]string{
	"site.toml": `name = "Harbour Papers & Friends"
lead = "Papers of a harbour that was never dug."
notice = "Some papers are hard to read."
contact = "keeper@harbour.example"
language = "es"
logo = "files/mark.svg"
[rights]
text = "Free to read"
url = "https://rights.example/free"
[accent]
light = "#7a1f3d"
[collections."Test"]
title = "Cables of the Harbour"
rights = "Public domain"
source = "https://source.example/cables"
`,
	"about.md":       "# About the papers\n\nKept by *us*, see [how to use them](pages/use.md).\n\n![a mark](files/mark.svg)\n",
	"pages/use.md":   "# How to use them\n\n- Gently.\n",
	"files/mark.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>`,
}

// harbourSite is a site over the test cables that its operator calls their own.
func harbourSite(t *testing.T) http.Handler {
	t.Helper()
	dir := t.TempDir()
	for name, content := range harbour {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := testConfig(t)
	var err error
	if c.Site, err = site.Read(dir); err != nil {
		t.Fatal(err)
	}
	c.Archive = served{testArchive(t)}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// quiet is the one line of a page that says what program draws it.
var quiet = regexp.MustCompile(`<p class="small">` + templates.Site + ` *<span> test</span>`)

// TestOperator holds that a site speaks as its operator's on every kind of page and in
// every form, and says in one line alone what program it is.
func TestOperator(t *testing.T) {
	t.Parallel()
	h := harbourSite(t)
	targets := []string{"/about/use", "/.well-known/security.txt", "/search.atom?q=lamps", "/search.ris", "/search.bib", "/search.csv", "/search.jsonl", "/search.txt", "/nowhere", "/search?page=x", "/about/none"}
	for _, some := range addresses {
		targets = append(targets, some...)
	}
	pages := 0
	for _, target := range targets {
		res := get(h, target)
		body := string(bodyOf(t, res))
		if strings.HasPrefix(target, "/cable/") && strings.HasSuffix(target, "/raw") {
			continue // as it was received
		}
		if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") && !strings.HasSuffix(target, "/embed") { // a frame has its place alone
			pages++
			if n := len(quiet.FindAllString(body, -1)); n != 1 {
				t.Errorf("%s: %d lines tell the program", target, n)
			}
			for _, want := range []string{`<meta property="og:site_name" content="Harbour Papers &amp; Friends"`, "Harbour Papers &amp; Friends</title>", "Some papers are hard to read.", `<a href="https://rights.example/free" rel="license">Free to read</a>`, `href="mailto:keeper@harbour.example"`, `<a href="/about/use">How to use them</a>`} {
				if !strings.Contains(body, want) {
					t.Errorf("%s lacks %s", target, want)
				}
			}
		}
		if rest := quiet.ReplaceAllString(body, ""); strings.Contains(rest, templates.Site) {
			i := strings.Index(rest, templates.Site)
			t.Errorf("%s: speaks of the program: …%s…", target, rest[max(0, i-80):min(len(rest), i+40)])
		}
	}
	if pages < 40 {
		t.Errorf("only %d pages", pages)
	}
}

// TestOperatorSays holds where what an operator says stands.
func TestOperatorSays(t *testing.T) {
	t.Parallel()
	h := harbourSite(t)
	for _, tt := range []struct{ target, want string }{
		{"/", "<h1>Harbour Papers &amp; Friends</h1>"}, {"/", "Papers of a harbour that was never dug."}, {"/", `<img class="mark" src="/site/mark.`},
		{"/about", "<h1>About the papers</h1>"}, {"/about", `<html lang="es">`}, {"/en/about", `<div class="written" lang="es">`}, {"/about", `Kept by <em>us</em>, see <a href="/about/use">how to use them</a>`}, {"/about", `alt="a mark"`}, {"/about", "Enlaces duraderos"}, {"/en/about", "Links that last"},
		{"/about/use", "<h1>How to use them</h1>"}, {"/about/use", "<li>Gently.</li>"}, {"/sitemap/0.xml", "https://cables.example/about/use<"},
		{"/opensearch.xml", "<ShortName>Harbour Papers"}, {"/opensearch.xml", "Harbour Papers &amp; Friends</Description>"}, {"/search.atom", "<name>Harbour Papers &amp; Friends</name>"},
		{"/search", ">Cables of the Harbour<"}, {"/search?collection=Test", "Cables of the Harbour"}, {"/search/values/collection", "Cables of the Harbour"},
		{"/cable/09MEXICO2676", "Cables of the Harbour"}, {"/cable/09MEXICO2676", `<a href="https://source.example/cables"`}, {"/cable/09MEXICO2676", "Public domain"},
		{"/cable/09MEXICO2676.ris", "Cables of the Harbour"}, {"/search.ris?collection=Test", "Cables of the Harbour"}, {"/cable/09MEXICO2676.json", `"collection":"Test"`}, {"/search.csv", ",Test,"},
		{"/.well-known/security.txt", "Contact: mailto:keeper@harbour.example\n"},
	} {
		if body := string(bodyOf(t, get(h, tt.target))); !strings.Contains(body, tt.want) {
			t.Errorf("%s lacks %s", tt.target, tt.want)
		}
	}
	var d struct{ ShortName string }
	if err := xml.Unmarshal(bodyOf(t, get(h, "/opensearch.xml")), &d); err != nil || len([]rune(d.ShortName)) > 16 {
		t.Errorf("the short name is %q: %v", d.ShortName, err)
	}
	style := regexp.MustCompile(`/site/[^"]*\.(css|svg)`)
	for _, path := range style.FindAllString(string(bodyOf(t, get(h, "/about"))), -1) {
		res := get(h, path)
		if cache := res.Header.Get("Cache-Control"); res.StatusCode != http.StatusOK || !strings.Contains(cache, "immutable") || res.Header.Get("Etag") != "" {
			t.Errorf("%s: code %d, %s", path, res.StatusCode, cache)
		}
	}
	if res := get(h, "/site/mark.svg"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a file without its hash: code %d", res.StatusCode)
	}
}
