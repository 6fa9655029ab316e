package server

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"reftel/internal/sharedtest"
)

// everywhereSite is a site with all that an operator may ask for, and no address of its own.
func everywhereSite(t *testing.T, log *strings.Builder) http.Handler {
	t.Helper()
	c := testConfig(t)
	c.BaseURL, c.OAI, c.ARKNAAN, c.SecurityContact = "", true, "12345", "security@cables.example"
	c.Logger = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return memorySite(t, c, newMemory())
}

// TestEverywhere holds on each route what is promised of every answer: the headers, that an
// error is kept by no cache, that HEAD is GET, that the log is silent, and that no host that
// a visitor makes up is told to anybody. addresses has all routes (TestOutage); the long form
// asks for each of its addresses.
func TestEverywhere(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	site := everywhereSite(t, &log)
	made := func(r *http.Request) {
		r.Host = "evil.example"
		r.Header.Set("X-Forwarded-Host", "evil.example")
		r.Header.Set("Forwarded", "host=evil.example")
		r.Header.Set("User-Agent", "evil.example")
	}
	targets := []string{"/.well-known/security.txt", "/search.csv?q=orchard", "/search.atom?q=orchard", "/list.csv?c=09MEXICO2676", "/es/search?q=orchard"}
	for _, pattern := range slices.Sorted(maps.Keys(addresses)) {
		of := addresses[pattern]
		targets = append(targets, of[:sharedtest.Size(1, 1, len(of))]...)
	}
	for _, target := range targets {
		res := get(site, target, made)
		body := string(bodyOf(t, res))
		for _, fault := range promised(res.Header, strings.HasSuffix(target, "/embed") && res.StatusCode == http.StatusOK) {
			t.Errorf("%s: %s", target, fault)
		}
		if cache := res.Header.Get("Cache-Control"); cache == "" || res.StatusCode >= 400 && !strings.Contains(cache, "no-store") {
			t.Errorf("%s: code %d, Cache-Control %q", target, res.StatusCode, cache)
		}
		if all := body + fmt.Sprint(res.Header); strings.Contains(all, "evil.example") {
			t.Errorf("%s tells the host that was asked for", target)
		}
		head := get(site, target, made, func(r *http.Request) { r.Method = http.MethodHead })
		if b := bodyOf(t, head); head.StatusCode != res.StatusCode || len(b) > 0 || head.Header.Get("Content-Type") != res.Header.Get("Content-Type") || head.Header.Get("Etag") != res.Header.Get("Etag") {
			t.Errorf("HEAD %s: code %d with %d bytes and %v, GET has %d and %v", target, head.StatusCode, len(b), head.Header, res.StatusCode, res.Header)
		}
		if n := head.Header.Get("Content-Length"); n != "" && n != fmt.Sprint(len(body)) {
			t.Errorf("HEAD %s: %s bytes, GET has %d", target, n, len(body))
		}
		if log.Len() > 0 {
			t.Errorf("%s is logged: %s", target, log.String())
			log.Reset()
		}
	}
	sharedtest.Score(t, "G1 all routes", fmt.Sprintf("%d routes, %d addresses: headers, HEAD, no host of the request, nothing in the log", len(addresses), len(targets)), "all", !t.Failed())
}

// promised are the headers that an answer lacks or has too many. A page for frames may
// stand in them.
func promised(h http.Header, framed bool) (faults []string) {
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", "Permissions-Policy": "camera=()", "X-Frame-Options": "DENY",
	}
	if framed {
		delete(want, "X-Frame-Options")
	}
	for name, has := range want {
		if got := h.Get(name); !strings.Contains(got, has) {
			faults = append(faults, fmt.Sprintf("%s is %q, want %q in it", name, got, has))
		}
	}
	for _, name := range []string{"Set-Cookie", "Server", "X-Powered-By", "Strict-Transport-Security"} {
		if got := h.Get(name); got != "" {
			faults = append(faults, fmt.Sprintf("%s is %q", name, got))
		}
	}
	return faults
}

// TestMovedSearch holds that what is at another address is found there with all that was
// asked, and that no cache keeps what may be the words of a search.
func TestMovedSearch(t *testing.T) {
	t.Parallel()
	h := memorySite(t, testConfig(t), newMemory())
	const asked = "?q=orchard+%22of+the%22&page=2"
	for from, to := range map[string]string{
		"/search/": "/search", "/search.csv/": "/search.csv", "/search/values/tag/": "/search/values/tag", "/compare/": "/compare", "/es/search/": "/es/search",
		"/cable/09mexico2676": "/cable/09MEXICO2676", "/cable/09MEXICO2676/": "/cable/09MEXICO2676", "/cable/09mexico2676/par2": "/cable/09MEXICO2676/par2",
		"/tag/prel": "/tag/PREL", "/year/2009/9": "/year/2009/09", "/es/suggest/browser": "/suggest/browser",
	} {
		res := get(h, from+asked)
		got, err := url.Parse(res.Header.Get("Location"))
		if err != nil || res.StatusCode != http.StatusMovedPermanently || got.Path != to || got.Query().Get("q") != `orchard "of the"` || got.Query().Get("page") != "2" {
			t.Errorf("%s: code %d, leads to %s (%v), want %s", from, res.StatusCode, got, err, to)
		}
		if cache := res.Header.Get("Cache-Control"); !strings.Contains(cache, "no-store") {
			t.Errorf("%s: what was searched may be kept: Cache-Control %q", from, cache)
		}
	}
	if cache := get(h, "/cable/09mexico2676").Header.Get("Cache-Control"); cache != "public, max-age=300" {
		t.Errorf("without a search: Cache-Control %q", cache)
	}
}
