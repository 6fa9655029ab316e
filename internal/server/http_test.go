package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/sharedtest"
)

// everyRoute is one address of each kind of answer.
var everyRoute = []string{
	"/", "/search", "/search?q=orchard", "/search?since=never", "/search/values/tag", "/suggest?q=mex", "/go?id=09mexico2676",
	"/cable/09MEXICO2676", "/cable/09MEXICO2676?q=orchard", "/cable/09mexico2676", "/cable/08LIMA77", "/cable/05GONE1", "/cable/77NOBODY1",
	"/cable/09MEXICO2676/raw", "/cable/09MEXICO2676/par2", "/cable/09MEXICO2676/par99",
	"/cable/09MEXICO2676.json", "/cable/09MEXICO2676.txt", "/cable/09MEXICO2676.bib", "/cable/09MEXICO2676.ris", "/cable/09MEXICO2676.csl.json", "/cable/09MEXICO2676/par2.biblatex",
	"/list", "/list?c=09MEXICO2676/par2,77NOBODY1", "/list.md?c=09MEXICO2676", "/list.csv", "/list.pdf",
	"/tag/PREL", "/entity/per/Gustavo%20Sample", "/post/MEXICO", "/country/Mexico", "/year/2009", "/year/2009/09",
	"/tags", "/posts", "/countries", "/people", "/organisations", "/places", "/names", "/years", "/about", "/quality", "/quality/MEXICO", "/help/search",
	"/opensearch.xml", "/robots.txt", "/sitemap.xml", "/sitemap/1.xml", "/healthz", "/readyz", "/favicon.ico",
	"/api", "/api/v1/openapi.json", "/api/v1/openapi.yaml", "/api/v1/search?q=orchard", "/api/v1/search?none=1", "/api/v1/values/tag", "/api/v1/timeline", "/api/v1/suggest?q=mex",
	"/api/v1/export", "/api/v1/cables/09MEXICO2676", "/api/v1/cables/05GONE1", "/api/v1/cables/09MEXICO2676/paragraphs/par2", "/api/v1/cables/09MEXICO2676/references",
	"/api/v1/cables/08LIMA77/cited-by", "/api/v1/things/per/Gustavo%20Sample", "/api/v1/stats", "/api/v1/none",
	"/static/none.css", "/none", "/cable/2009/09/09MEXICO2676.html", "/tag/PREL_0.html", "/date/2009-09_0.html",
}

// get asks as net/http would: what it cannot parse is a 400.
func get(h http.Handler, target string, change ...func(*http.Request)) *http.Response {
	u, err := url.ParseRequestURI(target)
	if err != nil {
		return &http.Response{StatusCode: http.StatusBadRequest, Header: http.Header{}, Body: http.NoBody}
	}
	r := httptest.NewRequest(http.MethodGet, "http://cables.test/", nil)
	r.URL, r.RequestURI = u, target
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestHeadersOnEveryRoute(t *testing.T) {
	m := newMemory()
	site := memorySite(t, testConfig(t), m)
	broken := memorySite(t, testConfig(t), &memory{cables: m.cables, broken: errors.New("disk on fire")})
	style := pickAttr(t, get(site, "/"), "link[rel='stylesheet']@href")
	check := func(h http.Handler, target string, codes ...int) {
		t.Helper()
		res := get(h, target)
		if len(codes) > 0 && res.StatusCode != codes[0] {
			t.Errorf("%s: code %d, want %d", target, res.StatusCode, codes[0])
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
			"Permissions-Policy": "camera=()", "X-Frame-Options": "DENY",
		} {
			if got := res.Header.Get(name); !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q, want %q in it", target, name, got, want)
			}
		}
		cache := res.Header.Get("Cache-Control")
		if cache == "" {
			t.Errorf("%s: no Cache-Control", target)
		}
		if res.StatusCode >= 400 && !strings.Contains(cache, "no-store") {
			t.Errorf("%s: code %d is cached: %q", target, res.StatusCode, cache)
		}
		if res.Header.Get("Set-Cookie")+res.Header.Get("Server")+res.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: a header too many: %v", target, res.Header)
		}
	}
	for _, target := range everyRoute {
		check(site, target)
	}
	check(site, style, 200)
	check(broken, "/cable/09MEXICO2676", 500)
	check(site, "/"+strings.Repeat("a", 3000), 414)
	sharedtest.Score(t, "G1", fmt.Sprintf("9 headers on %d kinds of answers", len(everyRoute)+3), "all", !t.Failed())
	sharedtest.Score(t, "F2", fmt.Sprintf("%d kinds of answers say how they may be kept, errors may not", len(everyRoute)+3), "all", !t.Failed())
}

func pickAttr(t *testing.T, res *http.Response, selector string) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	r := reply{body: string(b)}
	if problem := r.check("select", selector+" exists"); problem != "" {
		t.Fatalf("%s: %s", selector, problem)
	}
	v, _ := pick(r.doc, selector)
	return v
}

func TestNotModifiedAndHead(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	style := pickAttr(t, get(testSite(t), "/"), "link[rel='stylesheet']@href")
	for _, target := range append([]string{style}, everyRoute...) {
		got := fetch(t, srv.URL, http.MethodGet, target, nil)
		head := fetch(t, srv.URL, http.MethodHead, target, nil)
		if head.code != got.code || head.body != "" {
			t.Errorf("HEAD %s: code %d with %d bytes, GET has %d", target, head.code, len(head.body), got.code)
		}
		etag := got.header.Get("Etag")
		if etag == "" {
			if got.code == 200 && strings.HasPrefix(got.header.Get("Cache-Control"), "public") {
				t.Errorf("%s: public without an entity tag", target)
			}
			continue
		}
		again := fetch(t, srv.URL, http.MethodGet, target, http.Header{"If-None-Match": {`"other", ` + etag}})
		if again.code != http.StatusNotModified || again.body != "" || again.header.Get("Etag") != etag || again.header.Get("Cache-Control") == "" {
			t.Errorf("%s: code %d with the tag %s, header %v", target, again.code, etag, again.header)
		}
		if other := fetch(t, srv.URL, http.MethodGet, target, http.Header{"If-None-Match": {`"other"`}}); other.code != 200 {
			t.Errorf("%s: code %d with another tag", target, other.code)
		}
	}
	sharedtest.Score(t, "F1", fmt.Sprintf("HEAD, ETag and 304 on %d kinds of answers", len(everyRoute)+1), "all", !t.Failed())
}

func TestCompressed(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	plain := fetch(t, srv.URL, "GET", "/cable/09MEXICO2676", http.Header{"Accept-Encoding": {"identity"}})
	small := fetch(t, srv.URL, "GET", "/cable/09MEXICO2676", http.Header{"Accept-Encoding": {"gzip"}})
	if small.header.Get("Content-Encoding") != "gzip" || len(small.body) >= len(plain.body) || !strings.Contains(small.header.Get("Vary"), "Accept-Encoding") {
		t.Fatalf("not compressed: %v", small.header)
	}
	etag := small.header.Get("Etag")
	if etag == plain.header.Get("Etag") {
		t.Error("both forms have one entity tag")
	}
	again := fetch(t, srv.URL, "GET", "/cable/09MEXICO2676", http.Header{"Accept-Encoding": {"gzip"}, "If-None-Match": {etag}})
	if again.code != http.StatusNotModified {
		t.Errorf("code %d with the tag %s of the compressed form", again.code, etag)
	}
	sharedtest.Score(t, "E5", "smaller, with an entity tag of its own and Vary", "so", !t.Failed())
}

func TestHostilePaths(t *testing.T) {
	h := testSite(t)
	hostile := []string{
		"/../../etc/passwd", "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc%2fpasswd", "/static/", "/static",
		"/cable/../../etc/passwd", "/cable/..%2f..%2fetc%2fpasswd", "/cable/%2e%2e", "/cable/.", "/cable//raw", "/cable/%00", "/cable/%ff%fe", "/cable/%0d%0aX:1",
		"/cable/09MEXICO2676/..%2fraw", "/cable/09MEXICO2676/%00", "/entity/per/%00", "/entity/per/..%2f..", "/entity/%2e%2e/x", "/entity/per/%20",
		"/tag/%ff", "/tag/<script>", "/post/..", "/country/%0a", "/sitemap/..%2f1.xml", "/sitemap/99999999999999999999.xml", "/sitemap/01.xml",
		"/year/%32%30%30%39%00", "/search/values/..%2f", "//evil.example", "//evil.example/", "/\\evil.example/", "/%5cevil.example/",
		"/.git/config", "/.env", "/cgi-bin/x", "/" + strings.Repeat("%41", 400) + "/",
	}
	for _, target := range hostile {
		res := get(h, target)
		if res.StatusCode != 400 && res.StatusCode != 404 {
			t.Errorf("%s: code %d, Location %q", target, res.StatusCode, res.Header.Get("Location"))
		}
	}
	for target, want := range map[string]int{
		"/search?q=" + strings.Repeat("a", 10000):       414,
		"/" + strings.Repeat("a", 10240):                414,
		"/search?" + strings.Repeat("a=b&", 200):        400,
		"/search?q=%00":                                 400,
		"/search?q=%ff":                                 400,
		"/search?q=%zz":                                 400,
		"/search?page=99999999999999999999":             400,
		"/search?q=" + strings.Repeat("%28", 300) + "a": 400,
	} {
		if res := get(h, target); res.StatusCode != want {
			t.Errorf("%.60s: code %d, want %d", target, res.StatusCode, want)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FOO"} {
		res := get(h, "/search", func(r *http.Request) { r.Method = method })
		if res.StatusCode != 405 || res.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: code %d, Allow %q", method, res.StatusCode, res.Header.Get("Allow"))
		}
	}
	if res := get(h, "/", func(r *http.Request) { r.ContentLength = 3 }); res.StatusCode != 400 {
		t.Errorf("GET with a body: code %d", res.StatusCode)
	}
	sharedtest.Score(t, "D4 paths", fmt.Sprintf("none of %d hostile paths is led on", len(hostile)), "0", !t.Failed())
	sharedtest.Score(t, "D8", fmt.Sprintf("%d paths: 400 or 404", len(hostile)), "all", !t.Failed())
}

func TestRawSocket(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	for request, want := range map[string]string{
		"GET /cable/09MEXICO2676 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n":                          "200",
		"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n":                          "400",
		"TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n":                                                               "405",
		"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + manyHeaders(300) + "\r\n":                                         "431",
		"GET /cable/09MEXICO2676/par1 HTTP/1.1\r\nHost: evil.example/\"><script>\r\nConnection: close\r\n\r\n":                   "400",
		"GET /cable/09mexico2676 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: worse.example\r\nConnection: close\r\n\r\n": "301",
	} {
		conn, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(conn, request)
		b, _ := io.ReadAll(conn)
		conn.Close()
		if !strings.HasPrefix(string(b), "HTTP/1.1 "+want) || strings.Contains(string(b), "evil.example") || strings.Contains(string(b), "worse.example") {
			t.Errorf("%.80q\nwant %s, got %.300q", request, want, b)
		}
	}
	sharedtest.Score(t, "E4", "the right status to each of 6 hostile requests", "all", !t.Failed())
}

func manyHeaders(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "X-H%d: 1\r\n", i)
	}
	return b.String()
}

func TestBaseOfTheRequest(t *testing.T) {
	c := testConfig(t)
	c.BaseURL, c.Hosts = "", []string{"cables.test", "port.test:81"}
	h := memorySite(t, c, newMemory())
	for host, want := range map[string]string{
		"cables.test": "http://cables.test/cable/09MEXICO2676", "Cables.test:8080": "http://Cables.test:8080/cable/09MEXICO2676",
		"port.test:81": "http://port.test:81/cable/09MEXICO2676", "port.test": "/cable/09MEXICO2676", "evil.example": "/cable/09MEXICO2676", "localhost.evil.example": "/cable/09MEXICO2676",
		"127.0.0.1:8080": "http://127.0.0.1:8080/cable/09MEXICO2676",
		"[::1]:80":       "http://[::1]:80/cable/09MEXICO2676", `a"><script>`: "/cable/09MEXICO2676", "a/b": "/cable/09MEXICO2676", "a@b": "/cable/09MEXICO2676", "": "/cable/09MEXICO2676",
	} {
		res := get(h, "/cable/09MEXICO2676", func(r *http.Request) { r.Host = host; r.Header.Set("X-Forwarded-Host", "worse.example") })
		if got := pickAttr(t, res, "link[rel='canonical']@href"); got != want {
			t.Errorf("host %q: canonical %q, want %q", host, got, want)
		}
	}
	if _, err := New(Config{Archive: served{newMemory()}, BaseURL: "javascript:alert(1)"}); err == nil {
		t.Error("a base URL of another scheme is taken")
	}
	sharedtest.Score(t, "D4 host", "no host of a request becomes markup", "0", !t.Failed())
}

func TestErrorsAndTheLog(t *testing.T) {
	synctest.Test(t, errorsAndTheLog)
	sharedtest.Score(t, "H3", fmt.Sprintf("0 marks in the log of %d requests, errors among them", 5+len(everyRoute)+2), "0", !t.Failed())
	sharedtest.Score(t, "F4", "pages of errors tell nothing of what failed", "0", !t.Failed())
}

func errorsAndTheLog(t *testing.T) {
	var log strings.Builder
	c := testConfig(t)
	c.Logger = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	agent := func(r *http.Request) {
		r.Header.Set("User-Agent", "marked-agent")
		r.RemoteAddr = "192.0.2.77:1234"
	}
	ask := func(want int, searched func(context.Context, query.Request) error) string {
		t.Helper()
		log.Reset()
		c := c
		if want == 503 { // the others have as long as a busy machine takes
			c.SearchTimeout = 20 * time.Millisecond
		}
		h := memorySite(t, c, &memory{cables: testCables(), searched: searched})
		res := get(h, "/search?q=markedquery+markedtoo&per=markedname", agent)
		b, _ := io.ReadAll(res.Body)
		if res.StatusCode != want {
			t.Errorf("code %d, want %d", res.StatusCode, want)
		}
		if want == 503 && res.Header.Get("Retry-After") == "" {
			t.Error("503 without Retry-After")
		}
		for _, mark := range []string{"marked-agent", "192.0.2.77", "markedquery", "markedtoo", "markedname", "markedstate"} {
			if strings.Contains(log.String(), mark) && mark != "markedstate" {
				t.Errorf("the log has %s: %s", mark, log.String())
			}
			if mark == "markedstate" && strings.Contains(string(b), mark) {
				t.Errorf("the page has %s", mark)
			}
		}
		return log.String()
	}
	ask(200, nil)
	if log.Len() > 0 {
		t.Errorf("a good request is logged: %s", log.String())
	}
	broken := func(_ context.Context, r query.Request) error {
		return fmt.Errorf("markedstate: reading the index for %q: broken", r.Text)
	}
	if line := ask(500, broken); strings.Count(line, "\n") != 1 || !strings.Contains(line, "broken") || !strings.Contains(line, `"route":"/search"`) || !strings.Contains(line, `"request":"`) {
		t.Errorf("not logged once, with its route and request: %s", line)
	}
	ask(500, func(_ context.Context, r query.Request) error { panic("markedstate " + r.Text) })
	ask(503, func(ctx context.Context, _ query.Request) error { <-ctx.Done(); return ctx.Err() })
	ask(503, func(context.Context, query.Request) error { time.Sleep(100 * time.Millisecond); return nil })
	time.Sleep(time.Second) // the search that was given up ends
	h := memorySite(t, c, newMemory())
	for _, target := range append(everyRoute, "/cable/marked1", "/marked") {
		log.Reset()
		get(h, target, agent)
		if log.Len() > 0 {
			t.Errorf("%s is logged: %s", target, log.String())
		}
	}
}

// TestBusy holds what visitors are answered while the only slot is held. The clock is that
// of the test: nothing comes late because the machine has other work.
func TestBusy(t *testing.T) {
	synctest.Test(t, busy)
	sharedtest.Score(t, "E2 slots", "503 with a time to come back where no slot is free", "503", !t.Failed())
}

func busy(t *testing.T) {
	c := testConfig(t)
	c.SearchSlots, c.SearchTimeout = 1, 10*time.Millisecond
	m := newMemory()
	stop := make(chan struct{})
	m.searched = func(context.Context, query.Request) error { <-stop; return nil } // ignores its deadline
	h := memorySite(t, c, m)
	if res := get(h, "/search?q=orchard"); res.StatusCode != 503 {
		t.Fatalf("code %d of a search that takes too long", res.StatusCode)
	}
	start := time.Now()
	res := get(h, "/search?q=orchard")
	if took := time.Since(start); res.StatusCode != 503 || res.Header.Get("Retry-After") == "" || took != desk.SlotWait {
		t.Errorf("code %d after %v while the slot is held", res.StatusCode, took)
	}
	// The text of a cable is shown all the same; what it is shown without is told.
	res = get(h, "/cable/09MEXICO2676")
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != 200 || res.Header.Get("Cache-Control") != "no-store" || !strings.Contains(string(body), "The archive is busy") {
		t.Errorf("code %d, Cache-Control %q of a cable while the slot is held", res.StatusCode, res.Header.Get("Cache-Control"))
	}
	for _, path := range []string{"/cable/09MEXICO2676", "/cable/09MEXICO2676/par2"} { // the way back alone
		res = get(h, path+"?q=orchard&n=2")
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != 200 || !strings.Contains(string(body), "took too long to find") || !strings.Contains(string(body), "Back to results") {
			t.Errorf("code %d of %s with a trail while the slot is held", res.StatusCode, path)
		}
	}
	if res := get(h, "/cable/09MEXICO2676.json"); res.StatusCode != 200 {
		t.Errorf("code %d of a cable as JSON while the slot is held", res.StatusCode)
	}
	close(stop)
	synctest.Wait()
	if res = get(h, "/search?q=orchard"); res.StatusCode != 200 {
		t.Errorf("code %d after the slot came free", res.StatusCode)
	}
}

// leased tells when its generation is given back.
type leased struct {
	served
	back func()
}

func (l leased) Acquire(context.Context) (archive.Archive, func(), error) {
	return l.Archive, l.back, nil
}

// away has no generation to hand out.
type away struct{}

func (away) Acquire(context.Context) (archive.Archive, func(), error) {
	return nil, func() {}, errors.New("nothing was published")
}

func (away) Degraded() string { return "nothing was published" }
