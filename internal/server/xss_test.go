package server

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reftel/internal/sharedtest"
)

// TestNoMarkupFromCables reads every page that shows the cable whose fields
// are all markup, and looks for elements and links that no template draws.
func TestNoMarkupFromCables(t *testing.T) {
	h := testSite(t)
	evil := testCables()[2]
	name, tag := url.PathEscape(evil.Entities[0].Name), url.PathEscape(evil.Tags[0].Code)
	q := url.QueryEscape(`"><script>alert(1)</script>`)
	for _, target := range []string{
		"/", "/search", "/search?q=alert", "/search?q=" + q, "/search?tag=" + q, "/search?since=" + q, "/search/values/tag", "/search/values/per?prefix=" + q, "/search/values/tag?q=" + q,
		"/cable/10TESTVILLE1", "/cable/10TESTVILLE1?q=alert", "/cable/10TESTVILLE1?q=" + q, "/cable/10TESTVILLE1/par1", "/cable/10TESTVILLE1/par1~zzzz", "/cable/10TESTVILLE1/x", "/cable/99NOWHERE9",
		"/cable/10TESTVILLE1/thread", "/cable/10TESTVILLE1/compare/09MEXICO2676", "/cable/09MEXICO2676/compare/10TESTVILLE1", "/cable/10TESTVILLE1/compare/" + q,
		"/cable/" + url.PathEscape(`<img src=x onerror=alert(1)>`), "/entity/per/" + name, "/entity/per/" + name + "/mentions", "/entity/per/Gustavo%20Sample", "/search?q=" + name, "/suggest?q=" + name, "/tag/" + tag, "/post/TESTVILLE", "/country/" + name,
		"/year/2010", "/year/2010/01", "/tags", "/people", "/posts", "/countries", "/nothing" + url.PathEscape("<script>"), "/search?page=" + q,
		"/cable/10TESTVILLE1/par1/embed", "/cable/10TESTVILLE1/par1~zzzz/embed", "/oembed?url=https://cables.example/cable/10TESTVILLE1/par1", "/oembed?format=xml&url=https://cables.example/cable/10TESTVILLE1/par1", "/suggest/browser?q=" + q,
	} {
		res := get(h, target)
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(strings.NewReader(string(b)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			typ, _ := attrOf(n, "type")
			src, _ := attrOf(n, "src")
			switch {
			case n.Data == "img", n.Data == "iframe", n.Data == "object":
				t.Errorf("%s: element %s", target, n.Data)
			case n.Data == "script" && typ != "application/ld+json" && !strings.HasPrefix(src, "/static/"):
				t.Errorf("%s: script %q %q", target, src, textOf(n))
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					t.Errorf("%s: %s has attribute %s", target, n.Data, a.Key)
				}
				if (a.Key == "href" || a.Key == "src" || a.Key == "action") && !ours(a.Val) {
					t.Errorf("%s: %s leads to %q", target, n.Data, a.Val)
				}
			}
		}
	}
	sharedtest.Score(t, "D2", "no element, attribute or link that no template draws", "0", !t.Failed())
}

// ours reports whether a link stays on the site.
func ours(link string) bool {
	return strings.HasPrefix(link, "https://cables.example/") || strings.HasPrefix(link, "#") ||
		strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//")
}

// TestLinksLead follows every link from the home page that stays on the site.
func TestLinksLead(t *testing.T) {
	if testing.Short() {
		t.Skip("one page after another; the run without -short does it")
	}
	m := newMemory()
	m.cables = m.cables[:2] // without the hostile one, whose codes are no addresses
	h := memorySite(t, testConfig(t), m)
	queue, seen := []string{"/"}, map[string]bool{"/": true}
	for n := 0; len(queue) > 0 && n < 1500; n++ {
		target := queue[0]
		queue = queue[1:]
		res := get(h, target)
		absent := strings.HasPrefix(target, "/cable/08LIMA77")
		if code := res.StatusCode; code != 200 && code/100 != 3 && !(absent && code == 404) {
			t.Errorf("%s: code %d", target, code)
		}
		if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || strings.Count(target, "&") > 1 {
			continue
		}
		doc, err := html.Parse(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		var here []string
		for n := range doc.Descendants() {
			if id, ok := attrOf(n, "id"); ok {
				if ids[id] {
					t.Errorf("%s: id %q twice", target, id)
				}
				ids[id] = true
			}
			link, ok := attrOf(n, "href")
			link = strings.TrimPrefix(link, "https://cables.example")
			if rest, ok := strings.CutPrefix(link, "#"); ok {
				here = append(here, rest)
			}
			link, _, _ = strings.Cut(link, "#")
			_, other := attrOf(n, "hreflang") // the same page in another language
			if ok && !other && strings.HasPrefix(link, "/") && !seen[link] {
				seen[link] = true
				queue = append(queue, link)
			}
		}
		for _, id := range here {
			if !ids[id] {
				t.Errorf("%s: no place #%s", target, id)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d links", len(seen))
	}
	sharedtest.Score(t, "F5 site", fmt.Sprintf("%d addresses asked for", min(len(seen), 1500)), "all lead somewhere", !t.Failed())
}
