package server

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"reftel/internal/sharedtest"
)

// TestHeadIsGet holds that HEAD answers with the header of GET, to the letter, however
// the answer is packed.
func TestHeadIsGet(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	style := pickAttr(t, get(testSite(t), "/"), "link[rel='stylesheet']@href")
	for _, target := range append([]string{style}, everyRoute...) {
		for _, packed := range []string{"identity", "gzip", "zstd, gzip", "br"}[:sharedtest.Size(2, 2, 4)] {
			ask := http.Header{"Accept-Encoding": {packed}}
			got, head := fetch(t, srv.URL, "GET", target, ask), fetch(t, srv.URL, "HEAD", target, ask)
			if head.code != got.code || head.body != "" {
				t.Errorf("HEAD %s (%s): code %d with %d bytes, GET has %d", target, packed, head.code, len(head.body), got.code)
			}
			if n, err := strconv.Atoi(got.header.Get("Content-Length")); err != nil || n != len(got.body) {
				t.Errorf("GET %s (%s): Content-Length %q of %d bytes", target, packed, got.header.Get("Content-Length"), len(got.body))
			}
			got.header.Del("Date")
			head.header.Del("Date")
			if a, b := fmt.Sprint(got.header), fmt.Sprint(head.header); a != b {
				t.Errorf("%s (%s):\nGET  %s\nHEAD %s", target, packed, a, b)
			}
			if !strings.Contains(got.header.Get("Vary"), "Accept-Encoding") {
				t.Errorf("GET %s: Vary %q", target, got.header.Get("Vary"))
			}
		}
	}
}

func TestLastModified(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	for _, target := range []string{"/", "/cable/09MEXICO2676", "/cable/09MEXICO2676/raw", "/cable/09MEXICO2676.json", "/tags", "/sitemap.xml"} {
		got := fetch(t, srv.URL, "GET", target, nil)
		told := got.header.Get("Last-Modified")
		at, err := http.ParseTime(told)
		if err != nil {
			t.Errorf("%s: Last-Modified %q", target, told)
			continue
		}
		later, earlier := at.Add(time.Hour).Format(http.TimeFormat), at.Add(-time.Hour).Format(http.TimeFormat)
		for name, c := range map[string]struct {
			header http.Header
			want   int
		}{
			"same":                   {http.Header{"If-Modified-Since": {told}}, 304},
			"later, of a rollback":   {http.Header{"If-Modified-Since": {later}}, 200},
			"earlier":                {http.Header{"If-Modified-Since": {earlier}}, 200},
			"no date":                {http.Header{"If-Modified-Since": {"yesterday"}}, 200},
			"another tag goes first": {http.Header{"If-Modified-Since": {told}, "If-None-Match": {`"other"`}}, 200},
		} {
			if again := fetch(t, srv.URL, "GET", target, c.header); again.code != c.want {
				t.Errorf("%s, %s: code %d, want %d", target, name, again.code, c.want)
			}
		}
	}
	if got := fetch(t, srv.URL, "GET", "/search?q=orchard", nil); got.header.Get("Last-Modified") != "" {
		t.Error("a search tells a time")
	}
}

// TestRange holds what a client gets that asks for parts of a source.
func TestRange(t *testing.T) {
	srv := httptest.NewServer(testSite(t))
	defer srv.Close()
	const raw = "/cable/09MEXICO2676/raw"
	whole := fetch(t, srv.URL, "GET", raw, http.Header{"Accept-Encoding": {"identity"}})
	etag, size := whole.header.Get("Etag"), len(whole.body)
	if whole.header.Get("Accept-Ranges") != "bytes" || size < 20 {
		t.Fatalf("%d bytes, header %v", size, whole.header)
	}
	packed := strings.TrimSuffix(etag, `"`) + `-z-gzip"`
	for name, c := range map[string]struct {
		header http.Header
		code   int
		body   string
		says   string // Content-Range
	}{
		"first":                             {http.Header{"Range": {"bytes=0-4"}}, 206, whole.body[:5], fmt.Sprintf("bytes 0-4/%d", size)},
		"last":                              {http.Header{"Range": {"bytes=-7"}}, 206, whole.body[size-7:], fmt.Sprintf("bytes %d-%d/%d", size-7, size-1, size)},
		"rest, packed":                      {http.Header{"Range": {"bytes=10-"}, "Accept-Encoding": {"gzip"}}, 206, whole.body[10:], fmt.Sprintf("bytes 10-%d/%d", size-1, size)},
		"behind the end":                    {http.Header{"Range": {fmt.Sprintf("bytes=%d-", size)}}, 416, "", fmt.Sprintf("bytes */%d", size)},
		"no range":                          {http.Header{"Range": {"lines=1-2"}}, 416, "", ""},
		"if the same":                       {http.Header{"Range": {"bytes=0-4"}, "If-Range": {etag}}, 206, whole.body[:5], ""},
		"if another":                        {http.Header{"Range": {"bytes=0-4"}, "If-Range": {`"other"`}}, 200, whole.body, ""},
		"if the packed one":                 {http.Header{"Range": {"bytes=0-4"}, "If-Range": {packed}}, 200, whole.body, ""},
		"if of this time":                   {http.Header{"Range": {"bytes=0-4"}, "If-Range": {whole.header.Get("Last-Modified")}}, 206, whole.body[:5], ""},
		"if of this time, and maybe packed": {http.Header{"Range": {"bytes=0-4"}, "If-Range": {whole.header.Get("Last-Modified")}, "Accept-Encoding": {"gzip"}}, 200, whole.body, ""},
		"held already":                      {http.Header{"Range": {"bytes=0-4"}, "If-None-Match": {etag}}, 304, "", ""},
	} {
		if c.header.Get("Accept-Encoding") == "" {
			c.header.Set("Accept-Encoding", "identity")
		}
		got := fetch(t, srv.URL, "GET", raw, c.header)
		if got.code != c.code || c.code < 300 && got.body != c.body || c.says != "" && got.header.Get("Content-Range") != c.says {
			t.Errorf("%s: code %d, %d bytes, header %v", name, got.code, len(got.body), got.header)
		}
		if !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: no sandbox", name)
		}
		if c.code == 416 && !strings.Contains(got.header.Get("Cache-Control"), "no-store") {
			t.Errorf("%s: Cache-Control %q", name, got.header.Get("Cache-Control"))
		}
	}
	if head := fetch(t, srv.URL, "HEAD", raw, http.Header{"Range": {"bytes=0-4"}}); head.code != 200 {
		t.Errorf("HEAD with a range: code %d", head.code)
	}
}

// TestSocket holds what is answered to requests as no client of ours writes them. Where
// closes is true the connection ends after the answer, though nobody asked for it.
func TestSocket(t *testing.T) {
	srv := httptest.NewUnstartedServer(testSite(t))
	srv.Config.MaxHeaderBytes = 16 << 10
	srv.Start()
	defer srv.Close()
	const line, host = "GET /robots.txt HTTP/1.1\r\n", "Host: a\r\n"
	for name, c := range map[string]struct {
		request string
		want    int
		closes  bool
	}{
		"plain":                              {line + host + "\r\n", 200, false},
		"a hundred lines":                    {line + host + strings.Repeat("X-A: 1\r\n", 100) + "\r\n", 200, false},
		"a hundred and one, one name":        {line + host + strings.Repeat("X-A: 1\r\n", 101) + "\r\n", 431, false},
		"a hundred and one names":            {line + host + manyHeaders(101) + "\r\n", 431, false},
		"15 KB in one line":                  {line + host + "X-A: " + strings.Repeat("a", 15<<10) + "\r\n\r\n", 200, false},
		"17 KB in one line":                  {line + host + "X-A: " + strings.Repeat("a", 17<<10) + "\r\n\r\n", 431, false},
		"17 KB in some":                      {line + host + strings.Repeat("X-A: "+strings.Repeat("a", 1<<10)+"\r\n", 17) + "\r\n", 431, false},
		"30 KB":                              {line + host + "X-A: " + strings.Repeat("a", 30<<10) + "\r\n\r\n", 431, true},
		"a length and chunks":                {line + host + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, true},
		"chunks and a length":                {line + host + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400, true},
		"chunks and no length at all":        {line + host + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n", 400, true},
		"chunks":                             {line + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, true},
		"a body":                             {line + host + "Content-Length: 4\r\n\r\nGET ", 400, true},
		"POST, a length and chunks":          {"POST /robots.txt HTTP/1.1\r\n" + host + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 405, true},
		"two lengths":                        {line + host + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nGET /", 400, true},
		"another coding":                     {line + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, true},
		"no host":                            {line + "\r\n", 400, true},
		"two hosts":                          {line + host + host + "\r\n", 400, true},
		"a space before the colon":           {line + host + "X-A : 1\r\n\r\n", 400, true},
		"a length with a sign":               {line + host + "Content-Length: +4\r\n\r\nGET ", 400, true},
		"an address that is somebody else's": {"GET http://evil.example/robots.txt HTTP/1.1\r\n" + host + "\r\n", 200, false},
	} {
		conn, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		const smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
		fmt.Fprint(conn, c.request+smuggled)
		_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		b, err := io.ReadAll(conn)
		conn.Close()
		if err != nil && len(b) == 0 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		answers := strings.Count(string(b), "HTTP/1.1 ")
		if !strings.HasPrefix(string(b), "HTTP/1.1 "+strconv.Itoa(c.want)) {
			t.Errorf("%s: want %d, got %.200q", name, c.want, b)
		}
		if c.closes != (answers == 1) {
			t.Errorf("%s: %d answers on the connection", name, answers)
		}
		if strings.Contains(string(b), "evil.example") {
			t.Errorf("%s: a host of theirs is in the answer", name)
		}
	}
}
